import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-crisis.ts';

/** A consult is closed the same day, with the advice where one writes it down. */
export function CloseConsultDialog({
  requestId,
  onClose,
}: {
  readonly requestId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [words, setWords] = useState('');
  const save = async () => {
    const body = words.trim() === '' ? {} : { words: words.trim() };
    const done = await send({ path: `/requests/${requestId}/close`, body, said: t('said.close') });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('do.close')}
      verb={t('do.close')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('form.advice')}
        help={t('form.adviceHelp')}
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={4000}
      />
    </FormDialog>
  );
}
