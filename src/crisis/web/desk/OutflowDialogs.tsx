import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Banner, Checkbox, DatePicker, Select, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { destinations, nextSteps } from '../../codes.ts';
import type { RequestDetail } from '../../contract.ts';
import { useWrite } from '../use-crisis.ts';
import { useLacks } from './use-form.ts';

type Help = RequestDetail['minors'][number]['deployments'][number];
interface HelpDialogProps {
  readonly help: Help;
  readonly onClose: () => void;
}

interface Plan {
  readonly nextStep: string | null;
  readonly owner: string;
  readonly on: string | null;
}
const planOf = ({ nextStep, nextOwner, nextOn }: Help): Plan => ({
  nextStep,
  owner: nextOwner ?? '',
  on: nextOn,
});
/** What is sent: nothing that follows needs nobody. */
const bodyOf = ({ nextStep, owner, on }: Plan) =>
  nextStep === 'NONE' ? { nextStep } : { nextStep, owner: owner.trim(), on };
const needed = ({ nextStep, owner, on }: Plan) =>
  nextStep === 'NONE' ? [nextStep] : [nextStep, owner.trim().length > 1 ? owner : null, on];

interface PlanFieldsProps {
  readonly plan: Plan;
  readonly set: (plan: Plan) => void;
  readonly lack: (value: string | null, words?: string) => string | null;
}

/** The next step, who sees to it, and by when. */
function PlanFields({ plan, set, lack }: PlanFieldsProps) {
  const { t } = useTranslation('crisis-acts');
  const today = dayOf(useNow());
  return (
    <>
      <Select
        label={t('outflow.step')}
        isRequired
        choices={nextSteps.map((id) => ({ id, label: t(`step.${id}`) }))}
        value={plan.nextStep}
        onChange={(nextStep) => set({ ...plan, nextStep })}
        error={lack(plan.nextStep)}
      />
      {plan.nextStep === 'NONE' ? null : (
        <>
          <TextField
            label={t('outflow.owner')}
            help={t('outflow.ownerHelp')}
            isRequired
            maxLength={120}
            value={plan.owner}
            onChange={(owner) => set({ ...plan, owner })}
            error={lack(plan.owner, t('outflow.ownerLacks'))}
          />
          <DatePicker
            label={t('outflow.on')}
            isRequired
            min={today}
            value={plan.on}
            onChange={(on) => set({ ...plan, on })}
            error={lack(plan.on, t('outflow.onLacks'))}
          />
        </>
      )}
    </>
  );
}

/** What comes after help, arranged before it ends (R86). */
export function OutflowDialog({ help, onClose }: HelpDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [plan, setPlan] = useState(planOf(help));
  const path = `/deployments/${help.id}/outflow`;
  const before = planOf(help);
  const save = async () => {
    if (!isWhole(...needed(plan))) return;
    const done = await send({
      path,
      body: bodyOf(plan),
      said: t('said.outflow'),
      ...(before.nextStep === null
        ? {}
        : { undo: { path, body: bodyOf(before), said: t('said.outflowBack') } }),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('outflow.title', { partner: help.partnerName })}
      verb={t('outflow.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <PlanFields plan={plan} set={setPlan} lack={lack} />
    </FormDialog>
  );
}

/** Help ends: where the child goes, and what comes next; without a next step it does not end. */
export function EndDialog({ help, onClose }: HelpDialogProps) {
  const { t } = useTranslation('crisis-acts');
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [destination, setDestination] = useState<string | null>(null);
  const [plan, setPlan] = useState(planOf(help));
  const [changes, setChanges] = useState(help.nextStep === null);
  const save = async () => {
    if (!isWhole(destination, ...(changes ? needed(plan) : []))) return;
    const done = await send({
      path: `/deployments/${help.id}/end`,
      body: { destination, ...(changes ? { outflow: bodyOf(plan) } : {}) },
      said: t('said.end'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('end.title', { partner: help.partnerName })}
      verb={t('act.end')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <Select
        label={t('end.destination')}
        isRequired
        choices={destinations.map((id) => ({ id, label: t(`destination.${id}`) }))}
        value={destination}
        onChange={setDestination}
        error={lack(destination)}
      />
      {help.nextStep === null ? (
        <Banner tone="caution">{t('end.noStep')}</Banner>
      ) : (
        <>
          <PlanWords help={help} />
          <Checkbox isSelected={changes} onChange={setChanges}>
            {t('end.otherStep')}
          </Checkbox>
        </>
      )}
      {changes ? <PlanFields plan={plan} set={setPlan} lack={lack} /> : null}
    </FormDialog>
  );
}

/** What was arranged to come after. */
export function PlanWords({ help }: { readonly help: Help }) {
  const { t } = useTranslation('crisis-acts');
  const { nextStep, nextOwner, nextOn } = help;
  if (nextStep === null) return null;
  return (
    <p>
      {nextStep === 'NONE'
        ? t('outflow.nothing')
        : t('outflow.planned', {
            step: t(`step.${nextStep}`),
            owner: nextOwner ?? '',
            day: nextOn === null ? '' : formatDay(nextOn),
          })}
    </p>
  );
}
