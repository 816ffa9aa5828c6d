import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { Button, DatePicker, Dialog, Icon, RadioGroup, TextField } from '../../../web/ui/index.ts';
import type { ReconversionRow } from '../../reconversion/contract.ts';
import type { StepName } from '../../reconversion/steps.ts';
import { useSend } from './use-reconversions.ts';

interface Fields {
  readonly reason: string;
  readonly day: string | null;
  readonly source: string;
  readonly recognition: string;
}

const SHORTEST = 3;
const needsReason = (step: StepName) => ['ask', 'answer', 'refuse', 'withdraw'].includes(step);
const asksDay = (step: StepName) => !['ask', 'refuse', 'withdraw'].includes(step);
const firstDay = (step: StepName, row: ReconversionRow, today: string) => {
  if (step === 'register') return today;
  const planned = row.effectiveOn ?? today;
  if (step === 'takeEffect') return planned < today ? planned : today;
  return planned > today ? planned : today;
};

/** The body that a step sends, without what was left empty. */
function bodyOf(step: StepName, { reason, day, source, recognition }: Fields): object {
  const words = reason.trim() ? { reason: reason.trim() } : {};
  switch (step) {
    case 'approve':
    case 'answer':
      return { ...words, ...(day ? { effectiveOn: day } : {}) };
    case 'takeEffect':
      return { on: day };
    case 'register':
      return { on: day, source: source.trim(), recognition };
    default:
      return words;
  }
}

export interface StepDialogProps {
  readonly step: StepName;
  readonly row: ReconversionRow;
  readonly today: string;
  readonly onClose: () => void;
}

/** What a step asks for; what was typed stays when it cannot be saved. */
export function StepDialog({ step, row, today, onClose }: StepDialogProps) {
  const { t } = useTranslation('reconversion');
  const [fields, setFields] = useState<Fields>({
    reason: '',
    day: firstDay(step, row, today),
    source: '',
    recognition: 'CHANGE',
  });
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = useSend();
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const faults = {
    reason: needsReason(step) && fields.reason.trim().length < SHORTEST,
    day: asksDay(step) && fields.day === null,
    source: step === 'register' && fields.source.trim().length < SHORTEST,
  };
  const save = async () => {
    setTried(true);
    if (Object.values(faults).some(Boolean) || isSending) return;
    setSending(true);
    setProblem(null);
    try {
      await send({ name: step, id: row.id, body: bodyOf(step, fields) });
      onClose();
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      setProblem(fault);
      setSending(false);
    }
  };
  const error = (isFaulty: boolean, words: string) => (isTried && isFaulty ? words : null);
  return (
    <Dialog
      title={t(`step.${step}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            look={step === 'refuse' || step === 'withdraw' ? 'danger' : 'primary'}
            onPress={() => void save()}
            isPending={isSending}
          >
            {t(`step.${step}`)}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <form
        className="ro-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {asksDay(step) ? (
          <DatePicker
            label={
              step === 'takeEffect' || step === 'register'
                ? t(`form.on.${step}`)
                : t('form.effectiveOn')
            }
            help={step === 'approve' ? t('form.effectiveHelp') : undefined}
            value={fields.day}
            onChange={(day) => change({ day })}
            {...(step === 'approve' || step === 'answer' ? { min: today } : { max: today })}
            error={error(faults.day, t('form.required'))}
            isRequired
          />
        ) : null}
        {step === 'register' ? (
          <>
            <TextField
              label={t('form.source')}
              help={t('form.sourceHelp')}
              value={fields.source}
              onChange={(source) => change({ source })}
              maxLength={200}
              error={error(faults.source, t('form.required'))}
              isRequired
            />
            <RadioGroup
              label={t('form.recognition')}
              choices={(['CHANGE', 'DONE'] as const).map((id) => ({
                id,
                label: t(`form.recognition${id}`),
              }))}
              value={fields.recognition}
              onChange={(recognition) => change({ recognition })}
            />
          </>
        ) : step === 'takeEffect' ? null : (
          <TextField
            label={t(`form.reason.${step}`)}
            help={t('form.reasonHelp')}
            value={fields.reason}
            onChange={(reason) => change({ reason })}
            rows={3}
            maxLength={500}
            error={error(faults.reason, t('form.reasonRequired'))}
            isRequired={needsReason(step)}
          />
        )}
        <button type="submit" hidden tabIndex={-1} />
      </form>
      {problem ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>
            {problem.message} {problem.mend}
          </span>
        </p>
      ) : null}
    </Dialog>
  );
}
