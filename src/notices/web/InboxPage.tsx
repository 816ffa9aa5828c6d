import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { Button, EmptyState, Select } from '../../web/ui/index.ts';
import type { Inbox } from '../contract.ts';
import { NoticeList } from './NoticeList.tsx';
import { useNoticeWords } from './notice-words.ts';
import { type InboxSearch, shows } from './inbox-search.ts';
import { useInbox, useMark } from './use-notices.ts';
import './words.ts';
import './notices.css';

const route = getRouteApi('/berichten');
const STEP = 50;
const ALL = 'alle';

/** What asks for one's eye, newest first; what is done leaves the list. */
export function InboxPage() {
  const { t } = useTranslation('notices');
  const search = route.useSearch();
  const [limit, setLimit] = useState(STEP);
  const inbox = useInbox(search, limit);
  const mark = useMark();
  return (
    <div className="nt-page">
      <header className="nt-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="vp-muted">{t('intro')}</p>
        </div>
        <Button
          onPress={() => mark.mutate({ id: null, mark: {} })}
          isPending={mark.isPending && mark.variables.id === null}
          isDisabled={!inbox.data?.unread}
        >
          {t('act.readAll')}
        </Button>
      </header>
      <Filters search={search} inbox={inbox.data} />
      <Answered query={inbox} failed={t('failed')} lines={6}>
        {(data) => <Found inbox={data} search={search} onMore={() => setLimit(limit + STEP)} />}
      </Answered>
      <p className="vp-no-print">
        <Link to="/meldingen">{t('choices')}</Link>
      </p>
    </div>
  );
}

function Filters({
  search,
  inbox,
}: {
  readonly search: InboxSearch;
  readonly inbox: Inbox | undefined;
}) {
  const { t } = useTranslation('notices');
  const { nameOf } = useNoticeWords();
  const navigate = route.useNavigate();
  const change = (part: InboxSearch) =>
    void navigate({ search: (before: InboxSearch) => ({ ...before, ...part }), replace: true });
  const kinds = inbox?.kinds ?? [];
  return (
    <div className="nt-filters vp-no-print">
      <Select
        label={t('filter.show')}
        choices={shows.map((id) => ({ id, label: t(`show.${id}`) }))}
        value={search.toon ?? 'open'}
        onChange={(id) => change({ toon: shows.find((show) => show === id && show !== 'open') })}
      />
      <Select
        label={t('filter.kind')}
        choices={[
          { id: ALL, label: t('filter.all') },
          ...kinds.map(({ kind, open }) => ({
            id: kind,
            label: `${nameOf(kind)} (${formatNumber(open)})`,
          })),
          ...(search.soort && !kinds.some(({ kind }) => kind === search.soort)
            ? [{ id: search.soort, label: nameOf(search.soort) }]
            : []),
        ]}
        value={search.soort ?? ALL}
        onChange={(id) => change({ soort: id === ALL ? undefined : id })}
      />
    </div>
  );
}

interface FoundProps {
  readonly inbox: Inbox;
  readonly search: InboxSearch;
  readonly onMore: () => void;
}

function Found({ inbox, search, onMore }: FoundProps) {
  const { t } = useTranslation('notices');
  const { notices, unread, more } = inbox;
  const show = search.toon ?? 'open';
  if (notices.length === 0) {
    return (
      <EmptyState title={t(`empty.${show}`)} level={2}>
        {t('empty.next')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t(`show.${show}`)} className="nt-found">
      <p role="status">{t('unread', { count: unread })}</p>
      <NoticeList notices={notices} />
      {more ? <Button onPress={onMore}>{t('act.more')}</Button> : null}
    </section>
  );
}
