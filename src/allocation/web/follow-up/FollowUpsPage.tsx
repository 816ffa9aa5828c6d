import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useSession } from '../../../web/shell.ts';
import { Button, Checkbox, EmptyState } from '../../../web/ui/index.ts';
import type { FollowUpRow, FollowUps } from '../../follow-up/contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import type { FollowUpsSearch } from '../routes.ts';
import { useAsked, useToday } from '../use-allocation.ts';
import { FollowUpCard } from './FollowUpCard.tsx';
import './words.ts';
import '../allocation.css';

const route = getRouteApi('/voorstellen/opvolging');
const PAGE = 50;
const VIEWS = ['due', 'coming', 'done'] as const;

interface ViewProps {
  readonly search: FollowUpsSearch;
  readonly change: (part: FollowUpsSearch) => void;
}

/** How stays go that began from a proposal: what is asked now, what is late, what came of it. */
export function FollowUpsPage() {
  const { t } = useTranslation('follow-up');
  const search = route.useSearch();
  const isProvider = useSession().role === 'PI';
  const query = useAsked<FollowUps>('/follow-ups', {
    view: search.blik ?? 'due',
    everywhere: search.overal === 'ja' ? true : undefined,
    limit: PAGE,
    offset: search.vanaf,
  });
  const navigate = route.useNavigate();
  const change = (part: FollowUpsSearch) =>
    void navigate({
      search: (before: FollowUpsSearch) => ({ ...before, vanaf: undefined, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="al-page">
      <p className="vp-no-print">
        <InnerLink href="/voorstellen">{t('back')}</InnerLink>
      </p>
      <h1>{t('title')}</h1>
      <p>{t(isProvider ? 'intro.provider' : 'intro.access')}</p>
      <div className="al-bar vp-no-print">
        <Views search={search} change={change} />
        {isProvider ? null : (
          <Checkbox
            isSelected={search.overal === 'ja'}
            onChange={(isOn) => change({ overal: isOn ? 'ja' : undefined })}
          >
            {t('everywhere')}
          </Checkbox>
        )}
      </div>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={10}>
        {(data) => <Rows data={data} search={search} change={change} />}
      </Answered>
    </div>
  );
}

function Views({ search, change }: ViewProps) {
  const { t } = useTranslation('follow-up');
  const isProvider = useSession().role === 'PI';
  const now = search.blik ?? 'due';
  return (
    <fieldset className="al-views">
      <legend className="vp-hidden">{t('views')}</legend>
      {VIEWS.filter((view) => !isProvider || view !== 'done').map((view) => (
        <button
          key={view}
          type="button"
          className="al-view"
          aria-pressed={view === now}
          onClick={() => change({ blik: view === 'due' ? undefined : view })}
        >
          {t(`view.${view}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Rows({ data, search, change }: ViewProps & { readonly data: FollowUps }) {
  const { t } = useTranslation('follow-up');
  const today = useToday();
  const view = search.blik ?? 'due';
  const from = search.vanaf ?? 0;
  if (data.rows.length === 0 && from === 0) {
    return (
      <EmptyState level={2} title={t(`empty.${view}`)}>
        {t('emptyNext')}
      </EmptyState>
    );
  }
  const groups = [
    ['late', data.rows.filter(({ dueOn }) => dueOn < today)],
    ['week', data.rows.filter(({ dueOn }) => dueOn >= today)],
  ] as const;
  return (
    <>
      {view === 'due'
        ? groups
            .filter(([, rows]) => rows.length > 0)
            .map(([group, rows]) => (
              <section key={group} aria-labelledby={`fu-${group}`} className="al-group">
                <h2 id={`fu-${group}`}>
                  {t(`group.${group}`)} <span className="al-count">{rows.length}</span>
                </h2>
                <Cards rows={rows} />
              </section>
            ))
        : null}
      {view === 'due' ? null : <Cards rows={data.rows} />}
      {from > 0 || data.more ? (
        <nav className="al-bar vp-no-print" aria-label={t('pages')}>
          <Button
            isDisabled={from === 0}
            onPress={() => change({ vanaf: Math.max(0, from - PAGE) || undefined })}
          >
            {t('previous')}
          </Button>
          <Button isDisabled={!data.more} onPress={() => change({ vanaf: from + PAGE })}>
            {t('following')}
          </Button>
        </nav>
      ) : null}
    </>
  );
}

const Cards = ({ rows }: { readonly rows: readonly FollowUpRow[] }) => (
  <ul className="al-cards al-grid">
    {rows.map((row) => (
      <FollowUpCard key={row.id} row={row} />
    ))}
  </ul>
);
