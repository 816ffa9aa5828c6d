import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatList } from '../../../web/i18n/format.ts';
import { DatePicker, NumberField, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { clientHeardWays } from '../../dialogue/codes.ts';
import type { ProposalDetail } from '../../dialogue/contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { useToday } from '../use-allocation.ts';
import { useStep } from './use-step.ts';

export interface StepDialogProps {
  readonly detail: ProposalDetail;
  readonly onClose: () => void;
}

const SHORTEST_REASON = 3;
const MOST_TERM_DAYS = 20;

/** How the child and the parents were heard: without it nothing is sent. */
export function HearDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const [how, setHow] = useState<string | null>(null);
  return (
    <FormDialog
      title={t('acts.do.hear')}
      verb={t('form.save')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(how !== null, () => ({
          name: 'hearing',
          body: { how },
          said: t('acts.said.hear'),
        }))
      }
    >
      <RadioGroup
        label={t('hear.how')}
        isRequired
        choices={clientHeardWays.map((id) => ({ id, label: t(`codes.heard.${id}`) }))}
        value={how}
        onChange={setHow}
        error={asked && how === null ? t('form.required') : null}
      />
    </FormDialog>
  );
}

/** To the provider: from then a place is held, for a term of working days. */
export function SendDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, isPending, problem } = useStep(detail.row.id, onClose);
  const [termDays, setTermDays] = useState<number | null>(null);
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={t('acts.do.send')}
      verb={t('send.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(true, () => ({
          name: 'send',
          body: {
            ...(termDays === null ? {} : { termDays }),
            ...(words.trim() ? { words: words.trim() } : {}),
          },
          said: t('acts.said.send'),
        }))
      }
    >
      <p>{t('send.holds', { unit: detail.row.unitName, day: formatDay(detail.row.startOn) })}</p>
      <NumberField
        label={t('send.term')}
        help={t('send.termHelp')}
        value={termDays}
        onChange={setTermDays}
        min={1}
        max={MOST_TERM_DAYS}
      />
      <TextField
        label={t('send.words')}
        help={t('form.noNames')}
        value={words}
        onChange={setWords}
        rows={4}
        maxLength={4000}
      />
    </FormDialog>
  );
}

/** The day on which the child comes. */
export function PlanDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const today = useToday();
  const [startOn, setStartOn] = useState<string | null>(
    detail.row.startOn < today ? today : detail.row.startOn,
  );
  return (
    <FormDialog
      title={t('acts.do.planStart')}
      verb={t('plan.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(startOn !== null, () => ({
          name: 'plan',
          body: { startOn },
          said: t('acts.said.planStart'),
        }))
      }
    >
      <DatePicker
        label={t('plan.day')}
        help={t('plan.help')}
        isRequired
        value={startOn}
        onChange={setStartOn}
        min={today}
        error={asked && startOn === null ? t('form.required') : null}
      />
    </FormDialog>
  );
}

/** The child is there: the stay begins. */
export function StartDialog({ detail, onClose }: StepDialogProps) {
  const { t } = useTranslation('allocation');
  const { take, isPending, problem } = useStep(detail.row.id, onClose);
  const names = formatList(detail.row.children.map(({ pseudonym }) => pseudonym));
  return (
    <FormDialog
      title={t('acts.do.start')}
      verb={t('start.verb')}
      {...{ isPending, problem, onClose }}
      onSave={() => void take(true, () => ({ name: 'start', said: t('acts.said.start') }))}
    >
      <p>{t('start.words', { names, unit: detail.row.unitName })}</p>
    </FormDialog>
  );
}

/** The access team takes it back, or the client chooses otherwise; the place is free again. */
export function EndDialog({
  detail,
  onClose,
  step,
}: StepDialogProps & { readonly step: 'withdraw' | 'decline' }) {
  const { t } = useTranslation('allocation');
  const { take, asked, isPending, problem } = useStep(detail.row.id, onClose);
  const [reason, setReason] = useState('');
  const isShort = reason.trim().length < SHORTEST_REASON;
  return (
    <FormDialog
      title={t(`acts.do.${step}`)}
      verb={t(`end.verb.${step}`)}
      look="danger"
      {...{ isPending, problem, onClose }}
      onSave={() =>
        void take(!isShort, () => ({
          name: step,
          body: { reason: reason.trim() },
          said: t(`acts.said.${step}`),
        }))
      }
    >
      <p>{t('end.words')}</p>
      <TextField
        label={t('end.reason')}
        help={t('form.noNames')}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={500}
        isRequired
        autoFocus
        error={asked && isShort ? t('form.tooShort') : null}
      />
    </FormDialog>
  );
}
