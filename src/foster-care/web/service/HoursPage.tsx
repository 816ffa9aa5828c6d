import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { addDays, formatDay, formatMomentShort } from '../../../web/i18n/format.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, DatePicker, LinkButton, RadioGroup } from '../../../web/ui/index.ts';
import type { Hours } from '../../contract.ts';
import { type Phase, phases } from '../../phase.ts';
import { useAsked, useWrite } from '../use-foster-care.ts';
import { standsNow, withStands } from './phase-plan.ts';
import './words.ts';
import '../foster-care.css';
import './service.css';

/** What happens when nobody sits at the desk: now, planned, and chosen before; the service chooses for itself. */
export function HoursPage() {
  const { t } = useTranslation('foster-service');
  const query = useAsked<Hours>('/hours');
  return (
    <div className="fs-page fs-form">
      <h1>{t('plan.title')}</h1>
      <p>{t('plan.intro')}</p>
      <Answered query={query} failed={t('plan.failed')} mend={t('board.failedMend')} lines={6}>
        {(hours) => <Found hours={hours} />}
      </Answered>
      <p className="vp-no-print">
        <LinkButton href="/pleegzorg">{t('plan.back')}</LinkButton>
      </p>
    </div>
  );
}

function Found({ hours }: { readonly hours: Hours }) {
  const { t } = useTranslation('foster-service');
  const [isOpen, setOpen] = useState(false);
  const { now, planned } = standsNow(hours);
  return (
    <>
      <section className="fs-part" data-tone="chosen" aria-labelledby="fs-now">
        <h2 id="fs-now">{t('plan.now')}</h2>
        <p>
          <b>{t(`plan.phase.${now.phase}`)}</b>
        </p>
        <p className="fs-small">
          {t(now.isOwn ? 'plan.of.service' : 'plan.of.region')}
          {now.from ? `, ${t('plan.since', { day: formatDay(now.from) })}` : null}
        </p>
        <h2>{t('plan.planned')}</h2>
        {planned.length === 0 ? <p>{t('plan.none')}</p> : null}
        <ul className="fs-rows">
          {planned.map(({ phase, from }) => (
            <li key={from}>
              <b>{t('plan.from', { day: formatDay(from) })}</b>: {t(`plan.phase.${phase}`)}
            </li>
          ))}
        </ul>
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={() => setOpen(true)}>
            {t('plan.change')}
          </Button>
        </div>
      </section>
      {hours.choices.length > 0 ? <Choices hours={hours} /> : null}
      {isOpen ? (
        <ChooseDialog today={hours.today} now={now.phase} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

/** Every choice, the latest first: none is ever changed, so this is what held when. */
function Choices({ hours }: { readonly hours: Hours }) {
  const { t } = useTranslation('foster-service');
  return (
    <div className="fs-scroll" role="region" aria-label={t('plan.past')} tabIndex={0}>
      <table className="fs-log">
        <caption>{t('plan.past')}</caption>
        <thead>
          <tr>
            {(['holds', 'choice', 'state', 'made'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`plan.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {withStands(hours).map(({ choice, stand }) => (
            <tr key={choice.decidedAt}>
              <td>{formatDay(choice.from)}</td>
              <td>{t(`plan.short.${choice.phase}`)}</td>
              <td>{t(`plan.stands.${stand}`)}</td>
              <td>{formatMomentShort(choice.decidedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const YEAR_DAYS = 366;

interface ChooseDialogProps {
  /** ISO day in Brussels. */
  readonly today: string;
  readonly now: Phase;
  readonly onClose: () => void;
}

function ChooseDialog({ today, now, onClose }: ChooseDialogProps) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [phase, setPhase] = useState(now);
  const [from, setFrom] = useState<string | null>(addDays(today, 1));
  const save = async () => {
    if (!from) return;
    const said = t('plan.saved', { day: formatDay(from) });
    if (await send({ method: 'PUT', path: '/hours', body: { phase, from }, said })) onClose();
  };
  return (
    <FormDialog
      title={t('plan.title')}
      verb={t('plan.save')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <RadioGroup
        label={t('plan.what')}
        isRequired
        choices={phases.map((id) => ({ id: String(id), label: t(`plan.phase.${id}`) }))}
        value={String(phase)}
        onChange={(id) => setPhase(phases.find((each) => String(each) === id) ?? phase)}
      />
      <DatePicker
        label={t('plan.on')}
        help={t('plan.onHelp')}
        isRequired
        value={from}
        min={today}
        max={addDays(today, YEAR_DAYS)}
        onChange={setFrom}
        error={from ? null : t('form.required')}
      />
    </FormDialog>
  );
}
