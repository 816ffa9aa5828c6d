import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import { Button, ErrorState, Skeleton } from '../../../web/ui/index.ts';
import type { UnitHistory as History } from '../../contract.ts';
import { Section } from './Section.tsx';

const STEP = 8;
const MOST = 200;

/** What was done to the unit, by whom and when, newest first. */
export function UnitHistory({ unitId }: { readonly unitId: string }) {
  const { t, i18n } = useTranslation('capacity');
  const api = useApi();
  const [limit, setLimit] = useState(STEP);
  const query = useQuery({
    queryKey: ['capacity', 'unit', unitId, 'history', limit] as const,
    queryFn: ({ signal }) =>
      api.get<History>(
        `/api/capacity/units/${encodeURIComponent(unitId)}/history`,
        { limit },
        signal,
      ),
    placeholderData: (before) => before,
  });
  const kindWords = (kind: string) => {
    const key = `regiekamer.event.${kind.replaceAll('.', '_')}`;
    return i18n.exists(key, { ns: 'capacity' }) ? t(key as 'regiekamer.event.undo') : kind;
  };
  return (
    <Section title={t('regiekamer.history.title')}>
      {query.isPending ? <Skeleton lines={3} /> : null}
      {query.isError ? (
        <ErrorState
          what={t('regiekamer.history.failed')}
          kept={null}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data?.events.length === 0 ? <p>{t('regiekamer.history.none')}</p> : null}
      <ol className="rk-facts">
        {query.data?.events.map((event) => (
          <li key={event.id} {...(event.undone ? { 'data-undone': '' } : {})}>
            <b>{kindWords(event.kind)}</b>
            {event.undone ? ` (${t('regiekamer.history.undone')})` : ''}
            <span className="rk-cell-detail">
              {event.actorName
                ? t('regiekamer.history.by', { at: formatMoment(event.at), by: event.actorName })
                : formatMoment(event.at)}
              {event.reason ? `: ${event.reason}` : ''}
            </span>
          </li>
        ))}
      </ol>
      {query.data?.more && limit < MOST ? (
        <Button
          size="small"
          onPress={() => setLimit(Math.min(MOST, limit + 4 * STEP))}
          isPending={query.isFetching}
        >
          {t('regiekamer.history.more')}
        </Button>
      ) : null}
    </Section>
  );
}
