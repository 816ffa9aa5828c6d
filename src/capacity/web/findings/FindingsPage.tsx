import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { BarTable, Button, EmptyState } from '../../../web/ui/index.ts';
import type { Findings } from '../../findings/contract.ts';
import { findingKinds } from '../../findings/kinds.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { filterFindings } from './filter-findings.ts';
import { FindingFilters } from './FindingFilters.tsx';
import { FindingTable } from './FindingTable.tsx';
import type { FindingsSearch } from './findings-search.ts';
import { Freshness } from './Freshness.tsx';
import { useFindings } from './use-findings.ts';
import './words.ts';
import './findings.css';

const route = getRouteApi('/gegevenskwaliteit');

/** What is wrong or doubtful in the data: by kind, by who mends it, by age; and how fresh it is. */
export function FindingsPage() {
  const { t } = useTranslation('findings');
  const query = useFindings();
  return (
    <div className="fi-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted fi-intro">{t('intro')}</p>
      </header>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
        {(data) => <Body data={data} />}
      </Answered>
    </div>
  );
}

function Body({ data }: { readonly data: Findings }) {
  const { t } = useTranslation('findings');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: FindingsSearch) =>
    void navigate({
      search: (before: FindingsSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const { findings, day } = data;
  const found = useMemo(() => filterFindings(findings, search, day), [findings, search, day]);
  const filters = <FindingFilters data={data} search={search} change={change} />;
  const clear = <Button onPress={() => void navigate({ search: {} })}>{t('clear')}</Button>;
  return (
    <FilteredWork title={t('filter.title')} filters={filters}>
      <div className="fi-middle">
        <Summary data={data} search={search} change={change} found={found.length} />
        {found.length === 0 ? (
          <EmptyState
            title={findings.length === 0 ? t('none') : t('empty')}
            action={findings.length === 0 ? null : clear}
          >
            {findings.length === 0 ? t('noneNext') : t('emptyNext')}
          </EmptyState>
        ) : (
          <FindingTable findings={found} today={day} />
        )}
        {data.more ? <p className="vp-muted">{t('more')}</p> : null}
        <Freshness data={data} search={search} />
      </div>
    </FilteredWork>
  );
}

interface SummaryProps {
  readonly data: Findings;
  readonly search: FindingsSearch;
  readonly change: (part: FindingsSearch) => void;
  readonly found: number;
}

/** How many, in one sentence, and of which kinds; a kind is chosen by its name. */
function Summary({ data, search, change, found }: SummaryProps) {
  const { t } = useTranslation('findings');
  const anyKind = useMemo(
    () => filterFindings(data.findings, search, data.day, 'soort'),
    [data, search],
  );
  const counts = Map.groupBy(anyKind, (each) => each.kind);
  const units = new Set(filterFindings(data.findings, search, data.day).map((e) => e.unitId)).size;
  const kinds = findingKinds.filter((kind) => counts.has(kind));
  return (
    <section className="fi-section" aria-label={t('summary.title')}>
      <p role="status">
        <b>{t('summary.count', { count: found })}</b>{' '}
        {found > 0 ? t('summary.units', { count: units }) : ''}
      </p>
      {kinds.length > 0 ? (
        <BarTable
          caption={t('summary.title')}
          labelHeader={t('column.kind')}
          valueHeader={t('summary.number')}
          rows={kinds.map((kind) => {
            const count = counts.get(kind)!.length;
            const isChosen = search.soort === kind;
            return {
              id: kind,
              value: count,
              words: String(count),
              ...(search.soort ? { part: isChosen ? count : 0 } : {}),
              label: (
                <button
                  type="button"
                  className="fi-kind"
                  aria-pressed={isChosen}
                  onClick={() => change({ soort: isChosen ? undefined : kind })}
                >
                  {t(`kind.${kind}.title`)}
                </button>
              ),
            };
          })}
        />
      ) : null}
    </section>
  );
}
