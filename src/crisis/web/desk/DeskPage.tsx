import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useNow } from '../../../web/shell.ts';
import { useNarrow } from '../../../web/use-narrow.ts';
import { Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Desk } from '../../contract.ts';
import { useAnewOn, useDesk } from '../use-crisis.ts';
import { CaseCard } from './CaseCard.tsx';
import { OpenedCase } from './OpenedCase.tsx';
import { inGroups } from './urgency.ts';
import '../crisis.css';

const route = getRouteApi('/crisis');

/** The desk: what is open, the most pressing first, and one case beside it; on a phone instead of it. */
export function DeskPage() {
  const { t } = useTranslation('crisis');
  const { vraag } = route.useSearch();
  const isNarrow = useNarrow();
  const query = useDesk();
  useAnewOn('crisis');
  const isListShown = !vraag || !isNarrow;
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('desk.title')}</h1>
        <div className="vp-actions vp-no-print">
          <LinkButton look="primary" href="/crisis/nieuw">
            {t('desk.newCall')}
          </LinkButton>
          <Button onPress={() => window.print()}>{t('desk.print')}</Button>
        </div>
      </header>
      <div className="cr-columns" data-open={vraag ? '' : undefined}>
        {isListShown ? (
          <div className="cr-column">
            <Answered
              query={query}
              failed={t('desk.failed')}
              mend={t('desk.failedMend')}
              lines={12}
            >
              {(data) => <Cases data={data} opened={vraag} />}
            </Answered>
          </div>
        ) : null}
        {vraag ? <OpenedCase key={vraag} requestId={vraag} /> : null}
      </div>
    </div>
  );
}

function Cases({ data, opened }: { readonly data: Desk; readonly opened: string | undefined }) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  if (data.requests.length === 0)
    return (
      <EmptyState level={2} title={t('desk.none')}>
        {t('desk.noneNext')}
      </EmptyState>
    );
  return (
    <>
      <p role="status">
        <b>{t('desk.count', { count: data.requests.length })}</b>
      </p>
      {inGroups(data.requests, now).map(({ urgency, requests }) => (
        <section key={urgency} className="cr-group" aria-labelledby={`cr-${urgency}`}>
          <h2 id={`cr-${urgency}`}>
            {t(`urgency.${urgency}`)} <span className="cr-count">{requests.length}</span>
          </h2>
          <ul className="cr-cards">
            {requests.map((request) => (
              <CaseCard
                key={request.id}
                request={request}
                urgency={urgency}
                isOpened={request.id === opened}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
