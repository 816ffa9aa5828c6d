import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlgorithmEntry } from '../../../web/AlgorithmEntry.tsx';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatNumber } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Banner, Button, DatePicker, EmptyState } from '../../../web/ui/index.ts';
import type { CandidateList } from '../../contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import { AskButton } from '../inquiries/AskDialog.tsx';
import { ProposeDialog } from '../ProposeDialog.tsx';
import type { CandidatesSearch } from '../routes.ts';
import { useModuleName, useToday } from '../use-allocation.ts';
import { CandidateCard } from './CandidateCard.tsx';
import { PassedOver } from './PassedOver.tsx';
import { Recompute } from './Recompute.tsx';
import { useCandidates } from './use-candidates.ts';
import '../allocation.css';

const route = getRouteApi('/toewijzen/plaats/$unitId/$module');

/** Who is called for a place, in order, each with why; and who was passed over, and on what. */
export function CandidatesPage() {
  const { lijst } = route.useSearch();
  const [turn, setTurn] = useState(0);
  const [wasShown, setShown] = useState(lijst);
  // Drawing anew is a new opening, with a key of its own.
  if (wasShown !== lijst) {
    setShown(lijst);
    if (lijst === undefined) setTurn(turn + 1);
  }
  return <Candidates key={turn} onAgain={() => setTurn(turn + 1)} />;
}

function Candidates({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation('allocation');
  const { unitId, module } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday();
  const moduleName = useModuleName();
  const change = (part: CandidatesSearch) =>
    void navigate({
      search: (before: CandidatesSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const query = useCandidates(
    { unitId, module, from: search.van, recordId: search.lijst },
    (lijst) => change({ lijst }),
  );
  const unit = query.data?.unit;
  return (
    <div className="al-page">
      <header className="al-head">
        <div>
          <h1>{t('candidates.title', { unit: unit?.name ?? '' })}</h1>
          {unit ? (
            <p className="vp-muted">
              {t('candidates.place', {
                provider: unit.providerName,
                module: moduleName(unit.module),
                min: unit.ageMin,
                max: unit.ageMax,
                mix: t(`codes.genderMix.${unit.genderMix as 'MIXED'}`),
                count: unit.offerable,
              })}
            </p>
          ) : null}
        </div>
        <div className="al-bar vp-no-print">
          <DatePicker
            label={t('candidates.from')}
            value={search.van ?? query.data?.from ?? today}
            onChange={(van) => {
              if (van === null || van >= today) change({ van: van ?? undefined, lijst: undefined });
            }}
            min={today}
          />
          <Button onPress={() => (search.lijst ? change({ lijst: undefined }) : onAgain())}>
            {t('candidates.again')}
          </Button>
          {unit ? <AskButton unitId={unitId} module={module} unitName={unit.name} /> : null}
        </div>
      </header>
      <Answered
        query={query}
        failed={t('candidates.failed')}
        mend={t('candidates.failedMend')}
        lines={14}
      >
        {(list) => <List list={list} />}
      </Answered>
    </div>
  );
}

function List({ list }: { readonly list: CandidateList }) {
  const { t } = useTranslation('allocation');
  const { role } = useSession();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<CandidateList['candidates'][number] | null>(null);
  return (
    <>
      {role === 'AT' ? null : <Banner>{t('candidates.onlyTeam')}</Banner>}
      <p role="status">
        <b>{t('candidates.count', { count: list.candidates.length })}</b>
        {', '}
        {t('candidates.looked', { count: list.looked, number: formatNumber(list.looked) })}
        {'. '}
        {t(list.complete ? 'candidates.complete' : 'candidates.stopped')}{' '}
        {t('candidates.day', { day: formatDay(list.from) })}
      </p>
      {list.candidates.length === 0 ? (
        <EmptyState level={2} title={t('candidates.none')}>
          {t(list.excludedCount > 0 ? 'candidates.noneNext' : 'candidates.noneAsked')}
        </EmptyState>
      ) : (
        <ol className="al-cards al-ranked">
          {list.candidates.map((candidate) => (
            <CandidateCard
              key={candidate.rank}
              candidate={candidate}
              from={list.from}
              onPropose={role === 'AT' ? () => setChosen(candidate) : null}
            />
          ))}
        </ol>
      )}
      {list.excludedCount > 0 ? <PassedOver list={list} /> : null}
      <footer className="al-foot">
        <p>
          <InnerLink href="/wachtlijst/regels">
            {t('candidates.rules', { version: list.rules })}
          </InnerLink>
          {' · '}
          <AlgorithmEntry version={list.rules} />
          {list.recordId ? (
            <>
              {' · '}
              <InnerLink
                href={`/toewijzen/plaats/${list.unit.unitId}/${list.unit.module}?lijst=${list.recordId}`}
              >
                {t('candidates.record')}
              </InnerLink>
            </>
          ) : null}
        </p>
        {list.recordId ? <Recompute recordId={list.recordId} /> : null}
      </footer>
      {chosen ? (
        <ProposeDialog
          names={chosen.children.map(({ pseudonym }) => pseudonym)}
          requestIds={chosen.children.map(({ requestId }) => requestId)}
          unit={{ unitId: list.unit.unitId, module: list.unit.module, name: list.unit.name }}
          startOn={list.from}
          {...(list.recordId ? { record: { recordId: list.recordId, rank: chosen.rank } } : {})}
          onDone={(proposalId) =>
            void navigate({ to: '/voorstellen/$proposalId', params: { proposalId } })
          }
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  );
}
