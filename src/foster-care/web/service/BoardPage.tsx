import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useNarrow } from '../../../web/use-narrow.ts';
import { Button, Disclosure, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { Board } from '../../contract.ts';
import { useAsked } from '../use-foster-care.ts';
import { inGroups } from './board-order.ts';
import { HoursBanner } from './HoursBanner.tsx';
import { OpenedRequest } from './OpenedRequest.tsx';
import { RequestCard } from './RequestCard.tsx';
import './words.ts';
import '../foster-care.css';
import './service.css';

const route = getRouteApi('/pleegzorg');

/** The service's board: open requests, the most pressing first, and one of them beside the list; on a phone instead of it. */
export function BoardPage() {
  const { t } = useTranslation('foster-service');
  const query = useAsked<Board>('/board');
  return (
    <div className="fs-page">
      <header className="fs-head">
        <h1>{t('board.title')}</h1>
        <div className="vp-actions vp-no-print">
          <LinkButton look="primary" href="/pleegzorg/nieuw">
            {t('board.new')}
          </LinkButton>
          <Button onPress={() => window.print()}>{t('board.print')}</Button>
        </div>
      </header>
      <Answered query={query} failed={t('board.failed')} mend={t('board.failedMend')} lines={12}>
        {(board) => <Found board={board} />}
      </Answered>
    </div>
  );
}

function Found({ board }: { readonly board: Board }) {
  const { vraag } = route.useSearch();
  const isNarrow = useNarrow();
  const opened = [...board.open, ...board.running, ...board.closed].find(({ id }) => id === vraag);
  return (
    <>
      <HoursBanner board={board} />
      <div className="fs-columns" data-open={vraag ? '' : undefined}>
        {!vraag || !isNarrow ? <RequestLists board={board} opened={vraag} /> : null}
        {vraag ? <OpenedRequest key={vraag} request={opened ?? null} board={board} /> : null}
      </div>
    </>
  );
}

interface RequestListsProps {
  readonly board: Board;
  readonly opened: string | undefined;
}

function RequestLists({ board, opened }: RequestListsProps) {
  const { t } = useTranslation('foster-service');
  const waiting = board.families.filter(({ state }) => state === 'APPLIED').length;
  const list = (requests: Board['open']) => (
    <ul className="fs-cards fs-tiles">
      {requests.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          today={board.today}
          isOpened={request.id === opened}
        />
      ))}
    </ul>
  );
  return (
    <div className="fs-column">
      {waiting > 0 ? (
        <p>
          <LinkButton href="/pleegzorg/gezinnen">
            {t('board.waiting', { count: waiting })}
          </LinkButton>
        </p>
      ) : null}
      {board.open.length === 0 ? (
        <EmptyState level={2} title={t('board.none')}>
          {t('board.noneNext')}
        </EmptyState>
      ) : (
        inGroups(board.open, board.today).map(({ urgency, requests }) => (
          <section key={urgency} className="fs-group" aria-labelledby={`fs-${urgency}`}>
            <h2 id={`fs-${urgency}`}>
              {t(`urgency.${urgency}`)} <span className="fs-count">{requests.length}</span>
            </h2>
            {list(requests)}
          </section>
        ))
      )}
      {board.running.length > 0 ? (
        <section className="fs-group" aria-labelledby="fs-running">
          <h2 id="fs-running">
            {t('board.running')} <span className="fs-count">{board.running.length}</span>
          </h2>
          {list(board.running)}
        </section>
      ) : null}
      {board.closed.length > 0 ? (
        <Disclosure level={2} title={t('board.closed', { count: board.closed.length })}>
          {() => list(board.closed)}
        </Disclosure>
      ) : null}
    </div>
  );
}
