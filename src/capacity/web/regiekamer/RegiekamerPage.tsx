import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { formatAge, formatWeekday } from '../../../web/i18n/format.ts';
import { SavedSearches } from '../../../saved-search/web/index.ts';
import { Button, Disclosure, ErrorState, Skeleton, Tabs } from '../../../web/ui/index.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { FindingsBehind } from '../findings/FindingsBehind.tsx';
import { confirmedSpan } from './confirmed-span.ts';
import { ExportLinks } from './ExportLinks.tsx';
import { MapView } from './MapView.tsx';
import { NoResult } from './NoResult.tsx';
import { LiveLine, PictureBand } from './PictureLines.tsx';
import { askedCount, VIEWS } from './regiekamer-search.ts';
import { useQuestionWords } from './question-words.ts';
import { TableView } from './TableView.tsx';
import { TileView } from './TileView.tsx';
import { TotalsBar } from './TotalsBar.tsx';
import { WordsField } from './typed-fields.tsx';
import { useNarrow } from '../../../web/use-narrow.ts';
import { type Regiekamer, useRegiekamer } from './use-regiekamer.ts';
import { WhyNotNearer } from './WhyNotNearer.tsx';
import '../words.ts';
import './regiekamer.css';

// What stands beside the figures comes after them: on a slow line the figures count.
const FilterPanel = lazy(async () => ({
  default: (await import('./FilterPanel.tsx')).FilterPanel,
}));
const TimeBar = lazy(async () => ({ default: (await import('./TimeBar.tsx')).TimeBar }));
const UnitPanel = lazy(async () => ({ default: (await import('./UnitPanel.tsx')).UnitPanel }));

/** Opens and closes the unit at the right; the focus goes back to what opened it. */
function useOpenUnit({ search, change }: Regiekamer) {
  const opener = useRef<Element | null>(null);
  const before = useRef(search.unit);
  useEffect(() => {
    const last = before.current;
    before.current = search.unit;
    if (last === search.unit) return;
    if (search.unit === undefined) {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) {
        opener.current.focus();
      }
    } else if (last !== undefined) {
      document.querySelector<HTMLElement>('.vp-panel h2')?.focus();
    }
  }, [search.unit]);
  return {
    open: ({ row }: FoundRow) => {
      opener.current = document.activeElement;
      change({ unit: row.unitId });
    },
    close: () => change({ unit: undefined }),
  };
}

/** The Regiekamer: where a place is, how sure that is, and why there is none nearer. */
export function RegiekamerPage() {
  const { t } = useTranslation('capacity');
  const regiekamer = useRegiekamer();
  const { search, change, clear, photo, today } = regiekamer;
  const isNarrow = useNarrow();
  const { open, close } = useOpenUnit(regiekamer);
  const actions = (
    <div className="vp-actions vp-no-print">
      <SavedSearches />
      <ExportLinks regiekamer={regiekamer} />
      <Button onPress={() => window.print()}>{t('regiekamer.print')}</Button>
    </div>
  );
  // In a stack the detail stands before the list, which may be long.
  const panel = search.unit ? (
    <Suspense fallback={<Skeleton lines={6} />}>
      <UnitPanel unitId={search.unit} regiekamer={regiekamer} onClose={close} />
    </Suspense>
  ) : null;
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && search.unit) close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the panel from anywhere
    <div className="rk" onKeyDown={closeOnEscape}>
      <div className="rk-head">
        <h1>{t('regiekamer.title')}</h1>
        <LiveLineWhenNow regiekamer={regiekamer} />
        {isNarrow ? null : (
          <Suspense fallback={<div className="rk-time" />}>
            <TimeBar search={search} change={change} today={today} />
          </Suspense>
        )}
        {isNarrow ? null : actions}
      </div>
      <div className="vp-work">
        <section className="vp-filters vp-no-print" aria-labelledby="rk-filters">
          <h2 className="vp-hidden" id="rk-filters">
            {t('regiekamer.filter.title')}
          </h2>
          <Filters regiekamer={regiekamer} onClear={clear} />
        </section>
        {isNarrow ? panel : null}
        <section
          className="rk-middle"
          aria-labelledby="rk-result"
          aria-busy={photo.query.isPlaceholderData}
        >
          <h2 className="vp-hidden" id="rk-result">
            {t('regiekamer.result.title')}
          </h2>
          <PictureBand regiekamer={regiekamer} />
          <Result regiekamer={regiekamer} onOpen={open} />
          {isNarrow ? actions : null}
        </section>
        {isNarrow ? null : panel}
      </div>
    </div>
  );
}

function LiveLineWhenNow({ regiekamer }: { readonly regiekamer: Regiekamer }) {
  const { t } = useTranslation('capacity');
  const { picture, photo } = regiekamer;
  if (picture === 'now') return <LiveLine photo={photo} />;
  return (
    <p className="rk-live" data-state="paused">
      <span className="rk-live-mark" aria-hidden="true" />
      {t('regiekamer.live.paused')}
    </p>
  );
}

function Filters({
  regiekamer,
  onClear,
}: {
  readonly regiekamer: Regiekamer;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('capacity');
  const isNarrow = useNarrow();
  const { search, change, today } = regiekamer;
  const panel = () => (
    <Suspense fallback={<Skeleton lines={8} />}>
      <FilterPanel {...regiekamer} onClear={onClear} />
    </Suspense>
  );
  return (
    <>
      <WordsField
        label={t('regiekamer.filter.text')}
        value={search.text}
        onChange={(text) => change({ text }, true)}
      />
      {isNarrow ? (
        <Disclosure title={t('regiekamer.filter.disclosure', { count: askedCount(search) })}>
          {() => (
            <div className="rk-filter-list">
              {panel()}
              <Suspense>
                <TimeBar search={search} change={change} today={today} />
              </Suspense>
            </div>
          )}
        </Disclosure>
      ) : (
        panel()
      )}
    </>
  );
}

interface ResultProps {
  readonly regiekamer: Regiekamer;
  readonly onOpen: (found: FoundRow) => void;
}

function Result(props: ResultProps) {
  const { t } = useTranslation('capacity');
  const { photo, isThere } = props.regiekamer;
  const { query } = photo;
  if (query.isError && !query.data) {
    const problem = query.error instanceof ApiProblem ? query.error : null;
    return (
      <ErrorState
        what={t('regiekamer.error.what')}
        mend={problem?.mend ?? t('regiekamer.error.mend')}
        kept={null}
        onRetry={() => void query.refetch()}
        reference={problem?.reference}
      />
    );
  }
  if (!isThere) return <Skeleton lines={12} label={t('regiekamer.loading')} />;
  return <Answer {...props} />;
}

function Answer(props: ResultProps) {
  const { regiekamer } = props;
  const { found, totals, changedAt, pictureKey, settled } = regiekamer;
  return (
    <>
      <Count {...props} />
      <TotalsBar key={pictureKey} figures={totals} changedAt={changedAt} />
      <HowOld {...props} />
      <WhyNotNearer {...props} />
      {found.length === 0 && settled.shown.length === 0 ? (
        <NoResult regiekamer={regiekamer} />
      ) : (
        <Views {...props} />
      )}
    </>
  );
}

/** How many answer, to what question, in one sentence; read out when it changes. */
function Count({ regiekamer }: ResultProps) {
  const { t } = useTranslation('capacity');
  const questionWords = useQuestionWords(regiekamer);
  const { search, found, settled, settleAnew, asOf, today } = regiekamer;
  const units = new Set(found.map(({ row }) => row.unitId));
  const withPlace = new Set(
    found.filter(({ row }) => row.figures.offerable > 0).map(({ row }) => row.unitId),
  );
  return (
    <div className="rk-count">
      <p role="status">
        <b>{t('regiekamer.result.units', { count: units.size })}</b>
        {units.size > 0 && !search.minimum
          ? `, ${t('regiekamer.result.places', { count: withPlace.size })}`
          : ''}
        {questionWords ? t('regiekamer.result.asked', { question: questionWords }) : ''}.
      </p>
      <p className="rk-print-only">{formatWeekday(asOf.at ?? today)}</p>
      {settled.waiting > 0 ? (
        <Button size="small" onPress={settleAnew}>
          {t('regiekamer.result.waiting', { count: settled.waiting })}
        </Button>
      ) : null}
    </div>
  );
}

/** How old the sums are: as old as the oldest figure in them. */
function HowOld({ regiekamer }: ResultProps) {
  const { t } = useTranslation('capacity');
  const { found, agesAt, picture, search } = regiekamer;
  const { oldestAt, staleUnits, staleAfterDays } = confirmedSpan(found, agesAt);
  const limit =
    staleAfterDays === null
      ? t('regiekamer.age.limits')
      : t('regiekamer.age.limit', { count: staleAfterDays });
  if (found.length === 0) return null;
  return (
    <p className="rk-small vp-muted">
      {oldestAt === null
        ? t('regiekamer.age.never')
        : t(`regiekamer.age.${picture === 'pastAsKnown' ? 'oldestThen' : 'oldest'}`, {
            age: formatAge(oldestAt, agesAt),
          })}{' '}
      {staleUnits > 0 ? t('regiekamer.age.stale', { count: staleUnits, limit }) : null}{' '}
      <FindingsBehind
        unitIds={new Set(found.map(({ row }) => row.unitId))}
        region={search.region?.length === 1 ? search.region[0] : undefined}
        isAsked={picture === 'now'}
      />
    </p>
  );
}

/** The answer in the form that is chosen. */
function View({ view, ...props }: ResultProps & { readonly view: (typeof VIEWS)[number] }) {
  if (view === 'tiles') return <TileView {...props} />;
  return view === 'table' ? <TableView {...props} /> : <MapView {...props} />;
}

function Views(props: ResultProps) {
  const { t } = useTranslation('capacity');
  const { search, change } = props.regiekamer;
  const selected = search.view ?? 'map';
  return (
    <Tabs
      label={t('regiekamer.view.title')}
      selected={selected}
      onSelect={(id) => change({ view: VIEWS.find((view) => view === id && view !== 'map') })}
      tabs={VIEWS.map((id) => ({
        id,
        label: t(`regiekamer.view.${id}`),
        content: id === selected ? <View view={id} {...props} /> : null,
      }))}
    />
  );
}
