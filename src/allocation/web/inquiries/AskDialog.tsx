import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NumberField, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-allocation.ts';
import './words.ts';

const SHORTEST = 3;
const MOST_TERM_DAYS = 20;

interface AskProps {
  readonly unitId: string;
  readonly module: string;
  readonly unitName: string;
}

/** Asks the provider whether there is really room, before a child is led there. */
export function AskButton(props: AskProps) {
  const { t } = useTranslation('inquiries');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('do.ask')}</Button>
      {isOpen ? <AskDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AskDialog({ unitId, module, unitName, onClose }: AskProps & { onClose: () => void }) {
  const { t } = useTranslation('inquiries');
  const { send, isPending, problem } = useWrite();
  const [asked, setAsked] = useState(false);
  const [words, setWords] = useState(t('ask.usual'));
  const [termDays, setTermDays] = useState<number | null>(null);
  const isShort = words.trim().length < SHORTEST;
  const save = async () => {
    setAsked(true);
    if (isShort) return;
    const done = await send({
      path: '/inquiries',
      body: { unitId, module, words: words.trim(), ...(termDays === null ? {} : { termDays }) },
      said: t('ask.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('ask.title', { unit: unitName })}
      verb={t('ask.verb')}
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={t('ask.words')}
        help={t('form.noNames')}
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={2000}
        isRequired
        error={asked && isShort ? t('form.required') : null}
      />
      <NumberField
        label={t('ask.term')}
        help={t('ask.termHelp')}
        value={termDays}
        onChange={setTermDays}
        min={1}
        max={MOST_TERM_DAYS}
      />
    </FormDialog>
  );
}
