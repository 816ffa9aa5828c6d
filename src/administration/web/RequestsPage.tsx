import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../web/i18n/format.ts';
import { Banner, Button, EmptyState, ErrorState, Skeleton } from '../../web/ui/index.ts';
import type { Request } from '../contract.ts';
import { usePeriodWords, useRoleWords } from './hat-words.ts';
import { useList, useWrite } from './use-administration.ts';
import './words.ts';
import './administration.css';

/** Roles that wait for a second person, and what was answered before. */
export function RequestsPage() {
  const { t } = useTranslation('administration');
  const open = useList<Request[]>('/api/administration/requests', { open: true });
  const closed = useList<Request[]>('/api/administration/requests', { open: false });
  return (
    <div className="ad-page ad-narrow">
      <header>
        <h1>{t('requests.title')}</h1>
        <p className="vp-muted">{t('requests.intro')}</p>
      </header>
      {open.error ? (
        <ErrorState what={t('listFailed')} onRetry={() => void open.refetch()} kept={null} />
      ) : null}
      {open.data ? <Open requests={open.data} /> : open.error ? null : <Skeleton lines={4} />}
      {closed.data && closed.data.length > 0 ? (
        <section aria-labelledby="ad-closed">
          <h2 id="ad-closed">{t('requests.closed')}</h2>
          <ul className="ad-list">
            {closed.data.map((request) => (
              <li key={request.id}>
                <RequestWords request={request} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Open({ requests }: { readonly requests: readonly Request[] }) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite();
  if (requests.length === 0) {
    return (
      <EmptyState title={t('requests.none')} level={2}>
        {t('requests.noneNext')}
      </EmptyState>
    );
  }
  const answer = ({ id, personName }: Request, yes: boolean) =>
    write.mutate({
      path: `/api/administration/requests/${id}/answer`,
      body: { yes },
      said: t(yes ? 'requests.saidYes' : 'requests.saidNo', { name: personName }),
    });
  return (
    <section aria-labelledby="ad-open">
      <h2 id="ad-open">{t('requests.open', { count: requests.length })}</h2>
      {problem ? <Banner tone="danger">{problem}</Banner> : null}
      <ul className="ad-list">
        {requests.map((request) => (
          <li key={request.id}>
            <RequestWords request={request} />
            <div className="vp-actions vp-no-print">
              <Button
                size="small"
                look="primary"
                label={t('requests.yesTo', { name: request.personName })}
                blockedBecause={request.needsAnother ? t('requests.needsAnother') : null}
                onPress={() => answer(request, true)}
              >
                {t('requests.yes')}
              </Button>
              <Button
                size="small"
                label={t('requests.noTo', { name: request.personName })}
                onPress={() => answer(request, false)}
              >
                {t('requests.no')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RequestWords({ request }: { readonly request: Request }) {
  const { t } = useTranslation('administration');
  const roleWords = useRoleWords();
  const periodWords = usePeriodWords();
  const { personName, answer, decidedBy } = request;
  return (
    <div>
      <p>
        <b>{personName}</b>: {roleWords(request)}
      </p>
      <p className="vp-muted ad-small">
        {periodWords(request)}
        {request.standsInFor ? `, ${t('person.deputyOf', { name: request.standsInFor })}` : ''}
      </p>
      <p className="ad-small">
        {t('requests.asked', {
          who: request.askedBy,
          moment: formatMoment(request.askedAt),
          reason: request.reason,
        })}
      </p>
      {answer && decidedBy ? (
        <p className="ad-small">
          {t(answer === 'YES' ? 'requests.answeredYes' : 'requests.answeredNo', {
            who: decidedBy,
            moment: formatMoment(request.decidedAt ?? request.askedAt),
          })}
        </p>
      ) : null}
    </div>
  );
}
