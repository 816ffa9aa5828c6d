import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { followUpOutcomes } from '../../follow-up/codes.ts';
import type { FollowUp } from '../../follow-up/contract.ts';
import { useWrite } from '../use-crisis.ts';

interface FollowUpDialogProps {
  readonly row: FollowUp;
  readonly act: 'change' | 'close';
  readonly onClose: () => void;
}

/** Who looks and when; or how it ended, and when one looks again. */
export function FollowUpDialog({ row, act, onClose }: FollowUpDialogProps) {
  return act === 'change' ? (
    <ChangeDialog row={row} onClose={onClose} />
  ) : (
    <CloseDialog row={row} onClose={onClose} />
  );
}

type DialogProps = Omit<FollowUpDialogProps, 'act'>;

function ChangeDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('crisis-around');
  const { send, isPending, problem } = useWrite();
  const [owner, setOwner] = useState(row.owner ?? '');
  const [dueOn, setDueOn] = useState<string | null>(row.dueOn);
  const save = async () => {
    const who = owner.trim();
    const body = { ...(who.length > 1 && { owner: who }), ...(dueOn && { dueOn }) };
    const path = `/follow-ups/${row.id}/change`;
    if (await send({ path, body, said: t('followUp.saidChange') })) onClose();
  };
  return (
    <FormDialog
      title={t('followUp.change')}
      verb={t('followUp.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField label={t('followUp.who')} value={owner} onChange={setOwner} maxLength={120} />
      <DateField label={t('followUp.when')} value={dueOn} onChange={setDueOn} />
    </FormDialog>
  );
}

function CloseDialog({ row, onClose }: DialogProps) {
  const { t } = useTranslation('crisis-around');
  const { t: tForm } = useTranslation('crisis');
  const { send, isPending, problem } = useWrite();
  const [outcome, setOutcome] = useState<string | null>(null);
  const [againOn, setAgainOn] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (outcome === null) return;
    const body = { outcome, ...(againOn && { againOn }) };
    const path = `/follow-ups/${row.id}/close`;
    if (await send({ path, body, said: t('followUp.saidClose') })) onClose();
  };
  return (
    <FormDialog
      title={t('followUp.close')}
      verb={t('followUp.close')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('followUp.outcome')}
        isRequired
        choices={followUpOutcomes.map((id) => ({ id, label: t(`outcome.${id}`) }))}
        value={outcome}
        onChange={setOutcome}
        error={isTried && outcome === null ? tForm('form.required') : null}
      />
      <DateField
        label={t('followUp.again')}
        help={t('followUp.againHelp')}
        value={againOn}
        onChange={setAgainOn}
      />
    </FormDialog>
  );
}
