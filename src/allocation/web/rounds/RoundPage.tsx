import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlgorithmEntry } from '../../../web/AlgorithmEntry.tsx';
import type { Static } from 'typebox';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatMoment, formatNumber } from '../../../web/i18n/format.ts';
import {
  Banner,
  Button,
  ConfirmDialog,
  ErrorState,
  LinkButton,
  ProgressBar,
} from '../../../web/ui/index.ts';
import type { Recomputed } from '../../contract.ts';
import type { RoundDetail } from '../../sketch/contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useAsked, useRegionName, useWrite } from '../use-allocation.ts';
import { SketchDesk } from './SketchDesk.tsx';
import { useRound } from './use-round.ts';
import '../words.ts';
import './words.ts';
import '../allocation.css';
import './rounds.css';

const route = getRouteApi('/toewijzen/ronde/$roundId');

/** One round: how far it is, or its sketch. */
export function RoundPage() {
  const { t } = useTranslation('rounds');
  const { roundId } = route.useParams();
  const query = useRound(roundId);
  const day = query.data ? formatDay(query.data.row.from) : '';
  return (
    <div className="al-page">
      <header className="al-head">
        <div>
          <h1>{t('round.title', { day })}</h1>
          {query.data ? <Sub detail={query.data} /> : null}
        </div>
        <div className="al-bar vp-no-print">
          <LinkButton href="/toewijzen/ronde">{t('round.back')}</LinkButton>
          <Button onPress={() => window.print()}>{t('round.print')}</Button>
          {query.data?.row.mine && query.data.row.state === 'SKETCH' ? (
            <Close roundId={roundId} />
          ) : null}
        </div>
      </header>
      <Answered query={query} failed={t('round.failed')} mend={t('round.failedMend')} lines={14}>
        {(detail) => <State detail={detail} />}
      </Answered>
    </div>
  );
}

function Sub({ detail: { row } }: { readonly detail: RoundDetail }) {
  const { t } = useTranslation('rounds');
  const regionName = useRegionName();
  return (
    <p className="vp-muted">
      {t('round.sub', {
        scope: t(`scope.${row.scope}`, { region: regionName(row.region) }),
        moment: formatMoment(Date.parse(row.drawnAt ?? row.begunAt)),
        name: row.madeBy ?? '',
      })}
    </p>
  );
}

function State({ detail }: { readonly detail: RoundDetail }) {
  const { t } = useTranslation('rounds');
  const { state, failedBecause } = detail.row;
  if (state === 'WORKING') return <Working progress={detail.progress} />;
  if (state === 'FAILED' || !detail.sketch) {
    return (
      <ErrorState
        what={t('failed.title')}
        mend={t(`failed.${failedBecause ?? 'FAULT'}`)}
        kept={null}
      />
    );
  }
  return (
    <>
      <SketchDesk detail={detail} />
      <footer className="al-foot">
        {detail.rules ? (
          <p>
            <InnerLink href="/wachtlijst/regels">
              {t('round.rules', { version: detail.rules })}
            </InnerLink>
            {' · '}
            <AlgorithmEntry version={detail.rules} />
          </p>
        ) : null}
        <RecomputeRound roundId={detail.row.id} />
      </footer>
    </>
  );
}

/** The share of the whole that the parties take before it is being solved. */
const SHARE_OF_FITS = 0.7;

function Working({ progress }: { readonly progress: RoundDetail['progress'] }) {
  const { t } = useTranslation('rounds');
  const share =
    progress?.step === 'FITS'
      ? (progress.done / Math.max(1, progress.of)) * SHARE_OF_FITS
      : progress?.step === 'SOLVING'
        ? SHARE_OF_FITS
        : null;
  return (
    <>
      <ProgressBar
        label={t('working.title')}
        share={share}
        words={t(`working.${progress?.step ?? 'FACTS'}`, {
          done: formatNumber(progress?.done ?? 0),
          of: formatNumber(progress?.of ?? 0),
        })}
      />
      <p>{t('working.words')}</p>
    </>
  );
}

function Close({ roundId }: { readonly roundId: string }) {
  const { t } = useTranslation('rounds');
  const { send, isPending, problem } = useWrite();
  const [isAsked, setAsked] = useState(false);
  const close = async () => {
    if (await send({ path: `/rounds/${roundId}/close`, said: t('round.closed') })) setAsked(false);
  };
  return (
    <>
      <Button onPress={() => setAsked(true)}>{t('round.close')}</Button>
      <ConfirmDialog
        title={t('round.closeTitle')}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        verb={t('round.close')}
        onConfirm={() => void close()}
        isPending={isPending}
        error={problem?.words ?? null}
      >
        {t('round.closeWords')}
      </ConfirmDialog>
    </>
  );
}

/** Whether the round comes out the same from its record: asked when somebody wants to know. */
function RecomputeRound({ roundId }: { readonly roundId: string }) {
  const { t } = useTranslation('rounds');
  const [isAsked, setAsked] = useState(false);
  const { data, isError } = useAsked<Static<typeof Recomputed>>(
    `/rounds/${roundId}/recomputed`,
    {},
    { isAsked },
  );
  if (isError) return <ErrorState what={t('round.recomputeFailed')} kept={null} />;
  if (!data) {
    return (
      <span className="vp-no-print">
        <Button size="small" isPending={isAsked} onPress={() => setAsked(true)}>
          {t('round.recompute')}
        </Button>
      </span>
    );
  }
  const outcome = !data.intact
    ? 'changed'
    : data.same === null
      ? 'untold'
      : data.same
        ? 'same'
        : 'other';
  return (
    <Banner
      tone={outcome === 'same' ? 'good' : outcome === 'untold' ? 'plain' : 'danger'}
      isAnnounced
    >
      {t(`round.${outcome}`, { count: data.erased })}
    </Banner>
  );
}
