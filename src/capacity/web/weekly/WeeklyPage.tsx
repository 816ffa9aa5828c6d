import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { useApi } from '../../../web/shell.ts';
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/index.ts';
import type { WeekDifference, Weeks } from '../../weekly/contract.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { Difference } from './Difference.tsx';
import { WeekFilters } from './WeekFilters.tsx';
import type { WeeklySearch } from './weekly-search.ts';
import './words.ts';
import './weekly.css';

const route = getRouteApi('/weekfoto');

/** The frozen photos of two weeks beside each other: what changed, and why. */
export function WeeklyPage() {
  const { t } = useTranslation('weekly');
  const api = useApi();
  const search = route.useSearch();
  const { regio, module, voorziening } = search;
  const asked = { region: regio, module, provider: voorziening };
  const weeks = useQuery({
    queryKey: ['capacity', 'weekly', asked],
    queryFn: ({ signal }) => api.get<Weeks>('/api/capacity/weekly', asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  const days = weeks.data?.weeks.map((week) => week.day) ?? [];
  const until = search.tot ?? days.at(-1);
  const from = search.van ?? days.at(-2);
  const isAsked = from !== undefined && until !== undefined;
  const difference = useQuery({
    queryKey: ['capacity', 'weekly', 'difference', from, until],
    queryFn: ({ signal }) =>
      api.get<WeekDifference>('/api/capacity/weekly/difference', { from, until }, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  const error = weeks.error ?? difference.error;
  const problem = error instanceof ApiProblem ? error : null;
  const retry = () => void (weeks.isError ? weeks : difference).refetch();
  return (
    <div className="wk-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted wk-intro">{t('intro')}</p>
      </header>
      {error ? (
        <ErrorState
          what={problem?.message || t('failed')}
          mend={problem?.mend ?? t('failedMend')}
          kept={null}
          onRetry={retry}
          reference={problem?.reference}
        />
      ) : weeks.data && (difference.data || !isAsked) ? (
        <Body weeks={weeks.data} difference={difference.data} search={search} />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}

interface BodyProps {
  readonly weeks: Weeks;
  readonly difference: WeekDifference | undefined;
  readonly search: WeeklySearch;
}

function Body({ weeks, difference, search }: BodyProps) {
  const { t } = useTranslation('weekly');
  const navigate = route.useNavigate();
  const change = (part: WeeklySearch) =>
    void navigate({
      search: (before: WeeklySearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  if (!difference) return <EmptyState title={t('none')}>{t('noneNext')}</EmptyState>;
  const filters = (
    <WeekFilters
      days={weeks.weeks.map((week) => week.day)}
      difference={difference}
      search={search}
      change={change}
    />
  );
  return (
    <FilteredWork title={t('filter.title')} filters={filters}>
      <Difference weeks={weeks.weeks} difference={difference} search={search} />
    </FilteredWork>
  );
}
