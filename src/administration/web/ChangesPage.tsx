import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../web/i18n/format.ts';
import { useApi } from '../../web/shell.ts';
import { Button, EmptyState, ErrorState, Skeleton } from '../../web/ui/index.ts';
import type { Change, Changes } from '../contract.ts';
import { useFieldWords } from './changes/field-words.ts';
import './words.ts';
import './administration.css';

const tables = [
  'auth.person',
  'auth.hat',
  'auth.organisation',
  'region.setting',
  'capacity.module_type',
  'administration.hat_request',
  'administration.onboarding',
] as const;

/** Who changed what in accounts, roles, settings and code lists; nobody can change this. */
export function ChangesPage() {
  const { t } = useTranslation('administration');
  const api = useApi();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['administration', 'changes'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Changes>('/api/administration/changes', { before: pageParam }, signal),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => (page.more ? (page.changes.at(-1)?.seq ?? null) : null),
    },
  );
  const all = data?.pages.flatMap(({ changes }) => changes) ?? [];
  return (
    <div className="ad-page ad-narrow">
      <header>
        <h1>{t('changes.title')}</h1>
        <p className="vp-muted">{t('changes.intro')}</p>
      </header>
      {error && !data ? (
        <ErrorState what={t('listFailed')} onRetry={() => void refetch()} kept={null} />
      ) : null}
      {!data && !error ? <Skeleton lines={8} /> : null}
      {data && all.length === 0 ? (
        <EmptyState title={t('changes.none')} level={2}>
          {t('changes.noneNext')}
        </EmptyState>
      ) : null}
      <ol className="ad-list">
        {all.map((change) => (
          <ChangeRow key={change.seq} change={change} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { t } = useTranslation('administration');
  const told = useFieldWords()(change.fields);
  const table = tables.find((each) => each === change.table);
  const what = table
    ? t(`changes.table.${table.replace('.', '_') as 'auth_person'}`)
    : change.table;
  return (
    <li>
      <div>
        <p>
          <b>{change.about}</b>: {t(`changes.action.${change.action}`, { what })}
        </p>
        <p className="vp-muted ad-small">
          {t('changes.by', {
            who: change.who ?? t('changes.program'),
            moment: formatMoment(change.at),
          })}
        </p>
        {told.length > 0 ? (
          <ul className="ad-fields ad-small">
            {told.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}
