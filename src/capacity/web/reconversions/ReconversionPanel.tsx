import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Button, ErrorState, Icon, SidePanel, Skeleton } from '../../../web/ui/index.ts';
import type { ReconversionDetail } from '../../reconversion/contract.ts';
import { reconversionStates, type StepName } from '../../reconversion/steps.ts';
import { EffectTables } from './EffectTables.tsx';
import { useWaits, useWhat } from './row-words.ts';
import { StepDialog } from './StepDialog.tsx';
import { useReconversion, useSend } from './use-reconversions.ts';

export interface ReconversionPanelProps {
  readonly id: string;
  readonly today: string;
  readonly onClose: () => void;
}

/** One reconversion: where it stands, what can be done, what it does to the figures, every step. */
export function ReconversionPanel({ id, today, onClose }: ReconversionPanelProps) {
  const { t } = useTranslation('reconversion');
  const query = useReconversion(id);
  const whatOf = useWhat();
  const row = query.data?.row;
  const isGone = query.error instanceof ApiProblem && [404, 400].includes(query.error.status);
  return (
    <SidePanel
      title={row?.unitName ?? t('title')}
      subtitle={row ? `${row.providerName} · ${whatOf(row)}` : null}
      onClose={onClose}
    >
      {query.data ? (
        <Body data={query.data} today={today} />
      ) : query.isError ? (
        <ErrorState
          what={t(isGone ? 'panel.gone' : 'failed')}
          mend={t(isGone ? 'panel.goneMend' : 'failedMend')}
          kept={null}
          {...(isGone ? {} : { onRetry: () => void query.refetch() })}
        />
      ) : (
        <Skeleton lines={8} label={t('loading')} />
      )}
    </SidePanel>
  );
}

interface BodyProps {
  readonly data: ReconversionDetail;
  readonly today: string;
}

function Body(props: BodyProps) {
  return (
    <>
      <Progress {...props} />
      <Steps {...props} />
      <EffectTables data={props.data} />
      <History data={props.data} />
    </>
  );
}

/** The four steps in a row; the one it stands at is said, not only drawn. */
function Progress({ data, today }: BodyProps) {
  const { t } = useTranslation('reconversion');
  const waitsOf = useWaits(today);
  const { row } = data;
  const path = reconversionStates.filter((state) => state !== 'CANCELLED');
  const at = path.findIndex((state) => state === row.state);
  const dayOf = {
    PLANNED: null,
    APPROVED: row.decidedOn,
    EFFECTIVE: row.effectiveOn,
    REGISTERED: row.registeredOn,
  };
  return (
    <section className="ro-section" aria-label={t('progress')}>
      {row.state === 'CANCELLED' ? (
        <p>
          <b>{t('state.CANCELLED')}</b>
        </p>
      ) : (
        <ol className="ro-steps">
          {path.map((state, step) => (
            <li
              key={state}
              {...(step <= at ? { 'data-reached': '' } : {})}
              {...(step === at ? { 'aria-current': 'step' as const } : {})}
            >
              <b>{t(`state.${state}`)}</b>
              {step <= at && dayOf[state] ? (
                <span className="ro-small">{formatDay(dayOf[state])}</span>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {row.effectiveOn && row.state !== 'CANCELLED' ? (
        <p>
          {t('column.effective')}: {formatDay(row.effectiveOn)}
        </p>
      ) : null}
      {row.waitsFor ? (
        <p className={row.waitsFor === 'SOURCE' ? 'ro-warning' : 'vp-muted'}>
          {t('column.waits')}: {waitsOf(row)}
        </p>
      ) : null}
      {row.lastReason ? <p className="ro-quote">{row.lastReason}</p> : null}
    </section>
  );
}

function Steps({ data, today }: BodyProps) {
  const { t } = useTranslation('reconversion');
  const [asked, setAsked] = useState<StepName | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = useSend();
  const { row, history } = data;
  const takeBack = async () => {
    setSending(true);
    setProblem(null);
    const last = history.find((each) => !each.undone && each.kind !== 'undo');
    try {
      await send({ name: 'takeBack', id: row.id, body: last ? { eventId: last.eventId } : {} });
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      setProblem(fault);
    }
    setSending(false);
  };
  if (row.steps.length === 0 && !row.mayTakeBack) {
    return row.waitsFor ? <p className="vp-muted">{t('step.none')}</p> : null;
  }
  return (
    <section className="ro-section vp-no-print" aria-label={t('step.title')}>
      <h3>{t('step.title')}</h3>
      <div className="ro-acts">
        {row.steps.map((name) => (
          <Button
            key={name}
            look={['approve', 'answer', 'register'].includes(name) ? 'primary' : 'secondary'}
            onPress={() => setAsked(name)}
          >
            {t(`step.${name}`)}
          </Button>
        ))}
        {row.mayTakeBack ? (
          <Button look="quiet" onPress={() => void takeBack()} isPending={isSending}>
            {t('step.takeBack')}
          </Button>
        ) : null}
      </div>
      {problem ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>
            {problem.message} {problem.mend}
          </span>
        </p>
      ) : null}
      {asked ? (
        <StepDialog step={asked} row={row} today={today} onClose={() => setAsked(null)} />
      ) : null}
    </section>
  );
}

/** Steps that say from which day the reconversion counts. */
const DATED = /\.(plan|answer|approve|take-effect)$/;

function History({ data }: { readonly data: ReconversionDetail }) {
  const { t, i18n } = useTranslation('reconversion');
  // The register from before the program took steps knows states only.
  const nameOf = (kind: string, state: string | null) => {
    const own = kind.replace('reconversion.', '');
    const name = [own, state ?? ''].find((each) =>
      i18n.exists(`reconversion:history.kind.${each}`),
    );
    return t(`history.kind.${(name ?? 'other') as 'other'}`);
  };
  return (
    <section className="ro-section" aria-label={t('history.title')}>
      <h3>{t('history.title')}</h3>
      <ol className="ro-history">
        {data.history.map((step) => (
          <li key={step.eventId} {...(step.undone ? { 'data-undone': '' } : {})}>
            <p>
              <b>{nameOf(step.kind, step.state)}</b>
              {DATED.test(step.kind) && step.effectiveOn
                ? `, ${t('history.on', { day: formatDay(step.effectiveOn) })}`
                : ''}
              {step.undone ? <span className="vp-muted"> ({t('history.undone')})</span> : null}
            </p>
            <p className="vp-muted ro-small">
              {t('history.by', {
                who: step.by ?? t('history.program'),
                moment: formatMoment(step.at),
              })}
            </p>
            {step.reason ? <p className="ro-quote">{step.reason}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
