import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatAge, formatDay } from '../../../web/i18n/format.ts';
import { useApi, useNow } from '../../../web/shell.ts';
import { LinkButton } from '../../../web/ui/index.ts';
import type { RequestDetail } from '../../contract.ts';
import type nl from './locales/nl.json';
import './words.ts';

/** How a request for a foster family stands, as who registered it reads it. */
interface FosterRequest {
  readonly id: string;
  readonly state: keyof (typeof nl)['state'];
  readonly serviceName: string;
  readonly receivedAt: string;
  readonly startedOn: string | null;
}

/** Under this name a foster request says that it comes from a request at the desk. */
const KIND = 'crisis-request';
const ANEW_MS = 30_000;

interface FosterPartProps {
  readonly detail: RequestDetail;
  /** Whether it is this desk that asks. */
  readonly isOwn: boolean;
}

/** Foster families asked for this case and how each request stands; for its own desk the way to ask for one. */
export function FosterPart({ detail, isOwn }: FosterPartProps) {
  const { t } = useTranslation('crisis-foster');
  const api = useApi();
  const now = useNow();
  const { data, error } = useQuery({
    queryKey: ['crisis', 'foster', detail.id],
    queryFn: ({ signal }) =>
      api.get<FosterRequest[]>('/api/foster-care/requests', { crisisRef: detail.id }, signal),
    refetchInterval: ANEW_MS,
  });
  if (detail.kind !== 'DISPATCH') return null;
  const asked = data ?? [];
  return (
    <section className="cr-part">
      <h3>{t('head')}</h3>
      {error && !data ? <p>{t('failed')}</p> : null}
      {data && asked.length === 0 ? <p className="cr-small">{t('none')}</p> : null}
      <ul className="cr-lines" hidden={asked.length === 0}>
        {asked.map(({ id, state, serviceName, receivedAt, startedOn }) => (
          <li key={id}>
            <b>{t(`state.${state}`)}</b>
            <span className="cr-small">
              {serviceName} · {t('asked', { age: formatAge(receivedAt, now) })}
              {startedOn ? ` · ${t('since', { day: formatDay(startedOn) })}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {isOwn && detail.closedAt === null ? (
        <p className="vp-no-print">
          <LinkButton href={`/pleegzorg/nieuw?crisis=${detail.id}&soort=${KIND}`}>
            {t('ask')}
          </LinkButton>
        </p>
      ) : null}
    </section>
  );
}
