import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { formatDayShort } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { usePhone } from '../../../web/use-narrow.ts';
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  Select,
  type Sort,
} from '../../../web/ui/index.ts';
import type { ReconversionRow, Reconversions } from '../../reconversion/contract.ts';
import { type ReconversionState, reconversionStates } from '../../reconversion/steps.ts';
import { PlanDialog } from './PlanDialog.tsx';
import { ReconversionPanel } from './ReconversionPanel.tsx';
import { useWaits, useWhat } from './row-words.ts';
import { StateGlyph } from './StateGlyph.tsx';
import type { ReconversionSearch } from './routes.ts';
import { useReconversions } from './use-reconversions.ts';
import './words.ts';
import './reconversions.css';

const route = getRouteApi('/omvormingen');
const OPEN: readonly ReconversionState[] = ['PLANNED', 'APPROVED', 'EFFECTIVE'];

/** Which states the address asks for; what still runs when it says nothing. */
function statesOf(stand: string | undefined): readonly ReconversionState[] | null {
  if (stand === 'alles') return null;
  const one = reconversionStates.find((state) => state === stand);
  return one ? [one] : OPEN;
}

/** The register of reconversions, with one of them open beside it. */
export function ReconversionsPage() {
  const { t } = useTranslation('reconversion');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useReconversions(statesOf(search.stand));
  const [isPlanning, setPlanning] = useState(false);
  const isKeeper = useSession().role === 'PC';
  const change = (part: ReconversionSearch) =>
    void navigate({
      search: (before: ReconversionSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="ro-page">
      <header className="ro-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="vp-muted">{t('intro')}</p>
        </div>
        {isKeeper ? (
          <Button look="primary" onPress={() => setPlanning(true)}>
            {t('plan')}
          </Button>
        ) : null}
      </header>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={10}>
        {(data) => <Register data={data} search={search} change={change} />}
      </Answered>
      {isPlanning ? (
        <PlanDialog
          onClose={() => setPlanning(false)}
          onPlanned={(id) => change({ omvorming: id, stand: undefined })}
        />
      ) : null}
    </div>
  );
}

interface RegisterProps {
  readonly data: Reconversions;
  readonly search: ReconversionSearch;
  readonly change: (part: ReconversionSearch) => void;
}

function Register({ data, search, change }: RegisterProps) {
  const { t } = useTranslation('reconversion');
  const counts = new Map(data.counts.map((each) => [each.state, each]));
  const sum = (states: readonly ReconversionState[]) =>
    states.reduce((total, state) => total + (counts.get(state)?.count ?? 0), 0);
  const choices = [
    { id: 'open', label: t('filter.count', { words: t('filter.open'), count: sum(OPEN) }) },
    ...reconversionStates.map((id) => ({
      id,
      label: t('filter.count', { words: t(`state.${id}`), count: sum([id]) }),
    })),
    {
      id: 'alles',
      label: t('filter.count', { words: t('filter.all'), count: sum(reconversionStates) }),
    },
  ];
  const open = search.omvorming;
  return (
    <div className="ro-work" data-open={open ? '' : undefined}>
      <div className="ro-list">
        <p className="ro-headline">
          {t('headline', { count: counts.get('EFFECTIVE')?.places ?? 0 })}
        </p>
        <div className="ro-filter vp-no-print">
          <Select
            label={t('filter.label')}
            choices={choices}
            value={search.stand ?? 'open'}
            onChange={(id) => change({ stand: id === 'open' ? undefined : id })}
          />
        </div>
        <List data={data} search={search} change={change} />
        {data.more ? <p className="vp-muted">{t('more')}</p> : null}
      </div>
      {open ? (
        <ReconversionPanel
          key={open}
          id={open}
          today={data.day}
          onClose={() => change({ omvorming: undefined })}
        />
      ) : null}
    </div>
  );
}

function List({ data, search, change }: RegisterProps) {
  const { t } = useTranslation('reconversion');
  const [sort, setSort] = useState<Sort | null>(null);
  const whatOf = useWhat();
  const waitsOf = useWaits(data.day);
  const isPhone = usePhone();
  const stateOf = (row: ReconversionRow) => (
    <span className="ro-state">
      <StateGlyph state={row.state} /> {t(`state.${row.state}`)}
    </span>
  );
  const columns: Column<ReconversionRow>[] = [
    {
      id: 'unit',
      header: t('column.unit'),
      cell: (row) => (
        <>
          {row.unitName}
          <span className="vp-muted ro-small">{row.providerName}</span>
        </>
      ),
      sortBy: (row) => row.unitName,
    },
    {
      id: 'what',
      header: t('column.what'),
      cell: (row) => (
        <>
          {whatOf(row)}
          {isPhone ? <span className="ro-small">{stateOf(row)}</span> : null}
        </>
      ),
      sortBy: (row) => row.places,
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: stateOf,
      sortBy: (row) => reconversionStates.indexOf(row.state),
      isSecondary: true,
    },
    {
      id: 'effective',
      header: t('column.effective'),
      cell: (row) => (row.effectiveOn ? formatDayShort(row.effectiveOn) : ''),
      sortBy: (row) => row.effectiveOn,
      isSecondary: true,
    },
    { id: 'waits', header: t('column.waits'), cell: waitsOf, isSecondary: true },
  ];
  if (data.rows.length === 0) {
    return (
      <EmptyState
        level={2}
        title={t('empty')}
        action={
          search.stand === 'alles' ? null : (
            <Button onPress={() => change({ stand: 'alles' })}>{t('emptyClear')}</Button>
          )
        }
      >
        {t('emptyNext')}
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={data.rows}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => change({ omvorming: row.id })}
      openId={search.omvorming ?? null}
    />
  );
}
