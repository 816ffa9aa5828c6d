import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { MomentField } from '../MomentField.tsx';
import { useWrite } from '../use-privacy.ts';
import { isoOf } from './moments.ts';

interface BreachDialogProps {
  readonly account: string;
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly onClose: () => void;
}

/** There is a breach: seventy-two hours begin. */
export function BreachDialog({ account, name, from, until, onClose }: BreachDialogProps) {
  const { t } = useTranslation('privacy');
  const navigate = useNavigate();
  const now = useNow();
  const { write, problem } = useWrite();
  const [words, setWords] = useState('');
  const [known, setKnown] = useState<string | undefined>();
  const [isTried, setTried] = useState(false);
  const isShort = words.trim().length < 3;
  const save = () => {
    setTried(true);
    if (isShort) return;
    const knownAt = known ? isoOf(known) : new Date(now).toISOString();
    write.mutate(
      {
        path: '/api/privacy/breaches',
        body: { account, from, until, knownAt, words: words.trim() },
        said: t('breach.said'),
      },
      { onSuccess: () => void navigate({ to: '/inbreuken' }) },
    );
  };
  return (
    <FormDialog
      title={t('breach.say')}
      verb={t('breach.say')}
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <p>{t('breach.about', { name, from: formatMoment(from), until: formatMoment(until) })}</p>
      <TextField
        label={t('breach.words')}
        isRequired
        rows={3}
        maxLength={2000}
        value={words}
        onChange={setWords}
        error={isTried && isShort ? t('wordsLack') : null}
      />
      <MomentField label={t('breach.known')} value={known} onChange={setKnown} />
    </FormDialog>
  );
}
