import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { withQuery } from '../../../web/api.ts';
import { OldBanner } from '../../../web/offline/LineBanner.tsx';
import { useNow, useSession } from '../../../web/shell.ts';
import { useNarrow, usePhone } from '../../../web/use-narrow.ts';
import { Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Desk } from '../../contract.ts';
import { useAnewOn, useDesk } from '../use-crisis.ts';
import { OnDutyNow } from '../shift/OnDutyNow.tsx';
import { CaseCard } from './CaseCard.tsx';
import { filterDesk } from './desk-filter.ts';
import { DeskBar, DeskNews, useCaseKeys } from './DeskBar.tsx';
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
  useBackToCard(vraag);
  const isListShown = !vraag || !isNarrow;
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('desk.title')}</h1>
        <div className="vp-actions vp-no-print">
          <LinkButton look="primary" href="/crisis/nieuw">
            {t('desk.newCall')}
          </LinkButton>
          <LinkButton href="/crisis/lijst">{t('desk.print')}</LinkButton>
        </div>
      </header>
      <OldBanner updatedAt={query.dataUpdatedAt} />
      {query.data ? (
        <>
          <DeskNews data={query.data} />
          <OnDutyNow onDuty={query.data.onDuty} />
        </>
      ) : null}
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

/** Whoever closes a case is back at its card. */
function useBackToCard(opened: string | undefined): void {
  const before = useRef(opened);
  useEffect(() => {
    const closed = before.current;
    before.current = opened;
    if (closed && !opened)
      document.querySelector<HTMLElement>(`[data-case="${CSS.escape(closed)}"]`)?.focus();
  }, [opened]);
}

/** So many cases for later are shown beside those of today; on a phone none, until one asks. */
const FIRST_LATER = 12;

function Cases({ data, opened }: { readonly data: Desk; readonly opened: string | undefined }) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  const { toon, zoek, later } = route.useSearch();
  const { person } = useSession();
  const isPhone = usePhone();
  const shown = filterDesk(data.requests, { part: toon, text: zoek, me: person.name });
  const isSought = toon !== undefined || zoek !== undefined;
  const most = isSought || later ? Number.POSITIVE_INFINITY : isPhone ? 0 : FIRST_LATER;
  const groups = inGroups(shown, now).map((group) => ({
    ...group,
    seen: group.urgency === 'later' ? group.requests.slice(0, most) : group.requests,
  }));
  useCaseKeys(
    groups.flatMap(({ seen }) => seen.map(({ id }) => id)),
    opened,
  );
  if (data.requests.length === 0)
    return (
      <EmptyState level={2} title={t('desk.none')}>
        {t('desk.noneNext')}
      </EmptyState>
    );
  return (
    <>
      <DeskBar />
      <p role="status">
        <b>
          {shown.length === data.requests.length
            ? t('desk.count', { count: shown.length })
            : t('desk.shown', { shown: shown.length, count: data.requests.length })}
        </b>
      </p>
      {groups.map(({ urgency, requests, seen }) => (
        <section key={urgency} className="cr-group" aria-labelledby={`cr-${urgency}`}>
          <h2 id={`cr-${urgency}`}>
            {t(`urgency.${urgency}`)} <span className="cr-count">{requests.length}</span>
          </h2>
          {urgency === 'later' && !isSought ? (
            <LaterButton hidden={requests.length - seen.length} isWhole={later !== undefined} />
          ) : null}
          <ul className="cr-cards">
            {seen.map((request) => (
              <CaseCard
                key={request.id}
                request={request}
                urgency={urgency}
                isOpened={request.id === opened}
                href={withQuery('/crisis', { toon, zoek, later, vraag: request.id })}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Shows what is for later whole, or its beginning again; stands before the list, so that Tab goes on into it. */
function LaterButton({ hidden, isWhole }: { readonly hidden: number; readonly isWhole: boolean }) {
  const { t } = useTranslation('crisis');
  const navigate = route.useNavigate();
  if (hidden === 0 && !isWhole) return null;
  const toggle = () =>
    void navigate({
      search: (before) => ({ ...before, later: isWhole ? undefined : ('alle' as const) }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="vp-no-print">
      <Button size="small" isExpanded={isWhole} onPress={toggle}>
        {isWhole ? t('desk.laterLess') : t('desk.laterMore', { count: hidden })}
      </Button>
    </div>
  );
}
