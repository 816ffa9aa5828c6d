import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { type Elsewhere, emergencyReasons } from '../../emergency/contract.ts';
import { useWrite } from '../use-crisis.ts';

const LEAST_WORDS = 10;

interface OpenDialogProps {
  readonly row: Elsewhere['rows'][number];
  readonly onClose: () => void;
}

/** Opens another region's case for an hour, with a reason in a code and in words. */
export function OpenDialog({ row, onClose }: OpenDialogProps) {
  const { t } = useTranslation('crisis-around');
  const { t: tForm } = useTranslation('crisis');
  const navigate = useNavigate();
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = words.trim().length < LEAST_WORDS;
  const save = async () => {
    setTried(true);
    if (reason === null || isShort) return;
    const path = `/requests/${row.id}/emergency`;
    const body = { reason, words: words.trim() };
    if (!(await send({ path, body, said: t('emergency.said') }))) return;
    void navigate({ to: '/crisis', search: { vraag: row.id } });
  };
  return (
    <FormDialog
      title={t('emergency.openTitle', { number: row.number })}
      verb={t('emergency.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <Banner tone="caution">{t('emergency.warn')}</Banner>
      <RadioGroup
        label={t('emergency.reason')}
        isRequired
        choices={emergencyReasons.map((id) => ({ id, label: t(`reason.${id}`) }))}
        value={reason}
        onChange={setReason}
        error={isTried && reason === null ? tForm('form.required') : null}
      />
      <TextField
        label={t('emergency.words')}
        help={t('emergency.wordsHelp')}
        isRequired
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={1000}
        error={isTried && isShort ? t('emergency.wordsLack') : null}
      />
    </FormDialog>
  );
}
