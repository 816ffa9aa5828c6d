import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SavedSearches } from '../../../saved-search/web/index.ts';
import { Answered } from '../../../web/Answered.tsx';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { formatNumber } from '../../../web/i18n/format.ts';
import { useApi, useSession } from '../../../web/shell.ts';
import { Banner, Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { ListRow, WaitingList } from '../../contract.ts';
import { FileActions } from '../files/FileActions.tsx';
import { BandPicture } from './BandPicture.tsx';
import { isAsked, type ListSearch, PAGE, prune, queryOf, VIEWS } from './list-search.ts';
import { ListFilters } from './ListFilters.tsx';
import { ListTable } from './ListTable.tsx';
import { WhyDialog } from './WhyDialog.tsx';
import { InnerLink } from '../InnerLink.tsx';
import '../hand-over/words.ts';
import '../words.ts';
import '../waiting-list.css';
import './list.css';

const route = getRouteApi('/wachtlijst');

/** The waiting list in the order of calls, with what asks for somebody's eye. */
export function ListPage() {
  const { t } = useTranslation('waiting-list');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const query = useQuery({
    queryKey: ['waiting-list', 'list', queryOf(search)],
    queryFn: ({ signal }) => api.get<WaitingList>('/api/waiting-list', queryOf(search), signal),
    placeholderData: (before) => before,
  });
  const change = (part: ListSearch) =>
    void navigate({
      search: (before: ListSearch) => prune({ ...before, vanaf: undefined, ...part }),
      replace: true,
      resetScroll: false,
    });
  const isTeam = useSession().role === 'AT';
  return (
    <div className="wl-page">
      <header className="wl-head">
        <h1>{t('list.title')}</h1>
        <div className="vp-actions vp-no-print">
          {isTeam ? (
            <LinkButton look="primary" href="/wachtlijst/nieuw">
              {t('list.new')}
            </LinkButton>
          ) : null}
          <FileActions search={search} />
          <SavedSearches />
          <Button onPress={() => window.print()}>{t('list.print')}</Button>
        </div>
      </header>
      <FilteredWork
        title={t('list.filter.title')}
        filters={
          <ListFilters search={search} change={change} bands={query.data?.rules?.bands ?? []} />
        }
      >
        <div className="wl-middle">
          <Views search={search} change={change} />
          <Answered query={query} failed={t('list.failed')} mend={t('list.failedMend')} lines={14}>
            {(data) => (
              <Result data={data} search={search} change={change} isOld={query.isPlaceholderData} />
            )}
          </Answered>
        </div>
      </FilteredWork>
    </div>
  );
}

interface ViewsProps {
  readonly search: ListSearch;
  readonly change: (part: ListSearch) => void;
}

/** Ways to look at the list, as words; never a way to hide that there is more. */
function Views({ search, change }: ViewsProps) {
  const { t } = useTranslation('waiting-list');
  const now = search.blik ?? 'all';
  return (
    <fieldset className="wl-views vp-no-print">
      <legend className="vp-hidden">{t('list.views')}</legend>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          className="wl-view"
          aria-pressed={view === now}
          onClick={() => change({ blik: view === 'all' ? undefined : view })}
        >
          {t(`list.view.${view}`)}
        </button>
      ))}
    </fieldset>
  );
}

interface ResultProps extends ViewsProps {
  readonly data: WaitingList;
  readonly isOld: boolean;
}

function Result({ data, search, change, isOld }: ResultProps) {
  const { t } = useTranslation('waiting-list');
  const navigate = route.useNavigate();
  const { t: handOver } = useTranslation('hand-over');
  const [why, setWhy] = useState<ListRow | null>(null);
  const callable = data.bands.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="wl-middle" aria-busy={isOld}>
      {data.rules ? null : (
        <Banner
          tone="caution"
          action={<LinkButton href="/wachtlijst/regels">{t('list.toRules')}</LinkButton>}
        >
          {t('list.noRules')}
        </Banner>
      )}
      {data.handOvers > 0 && search.blik !== 'handOver' ? (
        <Banner
          tone="caution"
          action={<Button onPress={() => change({ blik: 'handOver' })}>{handOver('show')}</Button>}
        >
          {handOver('waiting', { count: data.handOvers })}
        </Banner>
      ) : null}
      <p role="status">
        <b>{t('list.count', { count: data.total })}</b>
        {data.total > 0 ? `, ${t('list.callable', { count: callable })}` : ''}
        {data.rules ? (
          <>
            {' · '}
            <InnerLink href="/wachtlijst/regels">
              {t('list.rules', { version: data.rules.version })}
            </InnerLink>
          </>
        ) : null}
      </p>
      {data.total === 0 ? (
        <Nothing search={search} onClear={() => void navigate({ search: {} })} />
      ) : (
        <>
          <BandPicture data={data} search={search} change={change} />
          <ListTable
            data={data}
            from={search.vanaf ?? 0}
            isInOrder={(search.volgorde ?? 'order') === 'order'}
            onOpen={({ requestId }) =>
              void navigate({ to: '/wachtlijst/$requestId', params: { requestId } })
            }
            onWhy={setWhy}
          />
          <Pages data={data} search={search} change={change} />
        </>
      )}
      {why ? <WhyDialog row={why} onClose={() => setWhy(null)} /> : null}
    </div>
  );
}

function Nothing({
  search,
  onClear,
}: {
  readonly search: ListSearch;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('waiting-list');
  const asked = isAsked(search) || search.blik !== undefined;
  return (
    <EmptyState
      level={2}
      title={t(asked ? 'list.nothing' : 'list.empty')}
      action={asked ? <Button onPress={onClear}>{t('list.clear')}</Button> : null}
    >
      {t(asked ? 'list.nothingNext' : 'list.emptyNext')}
    </EmptyState>
  );
}

/** Fifty at a time, with where one is in words. */
function Pages({ data, search, change }: Omit<ResultProps, 'isOld'>) {
  const { t } = useTranslation('waiting-list');
  const from = search.vanaf ?? 0;
  const go = (vanaf: number) => {
    change({ vanaf: vanaf || undefined });
    document.querySelector('.vp-table-scroll')?.scrollIntoView({ block: 'start' });
  };
  if (from === 0 && !data.more) return null;
  return (
    <nav className="wl-pages vp-no-print" aria-label={t('list.pages')}>
      <Button isDisabled={from === 0} onPress={() => go(Math.max(0, from - PAGE))}>
        {t('list.previous')}
      </Button>
      <span>
        {t('list.range', {
          from: formatNumber(from + 1),
          to: formatNumber(from + data.rows.length),
          total: formatNumber(data.total),
        })}
      </span>
      <Button isDisabled={!data.more} onPress={() => go(from + PAGE)}>
        {t('list.next')}
      </Button>
    </nav>
  );
}
