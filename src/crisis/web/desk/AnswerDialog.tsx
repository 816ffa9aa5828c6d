import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { ReasonGroup } from '../ReasonGroup.tsx';
import { useWrite } from '../use-crisis.ts';

interface AnswerDialogProps {
  readonly id: string;
  readonly partnerName: string;
  readonly onClose: () => void;
}

/** What the partner said on the telephone: yes, or no and why. */
export function AnswerDialog({ id, partnerName, onClose }: AnswerDialogProps) {
  const { t } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [isTried, setTried] = useState(false);
  const [answer, setAnswer] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const lack = (value: string | null) => (isTried && value === null ? t('form.required') : null);
  const save = async () => {
    setTried(true);
    if (answer === null || (answer === 'NO' && reason === null)) return;
    const body = answer === 'NO' ? { answer, reason } : { answer };
    if (await send({ path: `/attempts/${id}/answer`, body, said: t('said.answer') })) onClose();
  };
  return (
    <FormDialog
      title={t('form.answerTitle', { partner: partnerName })}
      verb={t('form.answerVerb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('form.answer')}
        isRequired
        choices={[
          { id: 'YES', label: t('form.yes') },
          { id: 'NO', label: t('form.no') },
        ]}
        value={answer}
        onChange={setAnswer}
        error={lack(answer)}
      />
      {answer === 'NO' ? (
        <ReasonGroup value={reason} onChange={setReason} error={lack(reason)} />
      ) : null}
    </FormDialog>
  );
}
