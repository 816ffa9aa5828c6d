import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { useSession } from '../../../web/shell.ts';
import { Button, Checkbox, EmptyState } from '../../../web/ui/index.ts';
import type { ProposalRow, Proposals } from '../../dialogue/contract.ts';
import { DueReminder } from '../follow-up/DueReminder.tsx';
import type { ProposalsSearch } from '../routes.ts';
import { useAsked, useToday } from '../use-allocation.ts';
import { inGroups } from './groups.ts';
import { ProposalCard } from './ProposalCard.tsx';
import '../allocation.css';

const route = getRouteApi('/voorstellen');
const PAGE = 50;
const VIEWS = ['open', 'next', 'closed'] as const;

/** The work that waits, what is due soonest first; for a provider, what is asked of it. */
export function ProposalsPage() {
  const { t } = useTranslation('allocation');
  const search = route.useSearch();
  const isProvider = useSession().role === 'PI';
  const query = useAsked<Proposals>(
    '/proposals',
    {
      view: search.blik,
      everywhere: search.overal === 'ja' ? true : undefined,
      limit: PAGE,
      offset: search.vanaf,
    },
    { isLive: true },
  );
  const navigate = route.useNavigate();
  const change = (part: ProposalsSearch) =>
    void navigate({
      search: (before: ProposalsSearch) => ({ ...before, vanaf: undefined, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="al-page">
      <h1>{t(isProvider ? 'work.titleProvider' : 'work.title')}</h1>
      <div className="al-bar vp-no-print">
        <Views search={search} change={change} />
        {isProvider ? null : (
          <Checkbox
            isSelected={search.overal === 'ja'}
            onChange={(isOn) => change({ overal: isOn ? 'ja' : undefined })}
          >
            {t('work.everywhere')}
          </Checkbox>
        )}
        <DueReminder />
      </div>
      <Answered query={query} failed={t('work.failed')} mend={t('work.failedMend')} lines={10}>
        {(data) => <Work data={data} search={search} change={change} />}
      </Answered>
    </div>
  );
}

interface ViewProps {
  readonly search: ProposalsSearch;
  readonly change: (part: ProposalsSearch) => void;
}

function Views({ search, change }: ViewProps) {
  const { t } = useTranslation('allocation');
  const now = search.blik ?? 'open';
  return (
    <fieldset className="al-views">
      <legend className="vp-hidden">{t('work.views')}</legend>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          className="al-view"
          aria-pressed={view === now}
          onClick={() => change({ blik: view === 'open' ? undefined : view })}
        >
          {t(`work.view.${view}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Work({ data, search, change }: ViewProps & { readonly data: Proposals }) {
  const { t } = useTranslation('allocation');
  const today = useToday();
  const isProvider = useSession().role === 'PI';
  const view = search.blik ?? 'open';
  const from = search.vanaf ?? 0;
  if (data.rows.length === 0 && from === 0) {
    return (
      <EmptyState level={2} title={t(`work.empty.${view}`)}>
        {t(isProvider ? 'work.emptyNextProvider' : 'work.emptyNext')}
      </EmptyState>
    );
  }
  return (
    <>
      {view === 'open' ? (
        inGroups(data.rows, today).map(([group, rows]) => (
          <section key={group} aria-labelledby={`al-${group}`} className="al-group">
            <h2 id={`al-${group}`}>
              {t(`work.group.${group}`)} <span className="al-count">{rows.length}</span>
            </h2>
            <Cards rows={rows} />
          </section>
        ))
      ) : (
        <Cards rows={data.rows} />
      )}
      {from > 0 || data.more ? (
        <nav className="al-bar vp-no-print" aria-label={t('work.pages')}>
          <Button
            isDisabled={from === 0}
            onPress={() => change({ vanaf: Math.max(0, from - PAGE) || undefined })}
          >
            {t('work.previous')}
          </Button>
          <Button isDisabled={!data.more} onPress={() => change({ vanaf: from + PAGE })}>
            {t('work.next')}
          </Button>
        </nav>
      ) : null}
    </>
  );
}

const Cards = ({ rows }: { readonly rows: readonly ProposalRow[] }) => (
  <ul className="al-cards al-grid">
    {rows.map((row) => (
      <ProposalCard key={row.id} row={row} />
    ))}
  </ul>
);
