import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { DatePicker, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../use-allocation.ts';
import type { StepDialogProps } from './StepDialogs.tsx';
import { useStep } from './use-step.ts';

const SHORTEST_REASON = 3;

/** Not on the day that was planned: another one, or none yet, with the reason. */
export function ReplanDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const today = useToday();
  const [startOn, setStartOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const isShort = reason.trim().length < SHORTEST_REASON;
  return (
    <FormDialog
      title={t('acts.do.replan')}
      verb={t('replan.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(!isShort, () => ({
          name: 'replan',
          body: { reason: reason.trim(), ...(startOn && { startOn }) },
          said: t('acts.said.replan'),
        }))
      }
    >
      <p>{t('replan.words')}</p>
      <DatePicker
        label={t('replan.day')}
        help={t('replan.help')}
        value={startOn}
        onChange={setStartOn}
        min={today}
      />
      <TextField
        label={t('replan.reason', { day: formatDay(detail.row.startOn) })}
        help={t('form.noNames')}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={500}
        isRequired
        error={asked && isShort ? t('form.tooShort') : null}
      />
    </FormDialog>
  );
}
