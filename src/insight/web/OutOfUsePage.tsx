import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../web/i18n/format.ts';
import { useSession } from '../../web/shell.ts';
import { type Column, DataTable, EmptyState, Select } from '../../web/ui/index.ts';
import type { OutOfUseReport } from '../contract.ts';
import { Answer, ReportFiles } from './Answer.tsx';
import { ALL } from './FigureFilters.tsx';
import { OutOfUseCharts } from './OutOfUseCharts.tsx';
import { type Names, useNames, useOutOfUse } from './use-figures.ts';
import './words.ts';
import './insight.css';

const route = getRouteApi('/niet-beschikbaar');

/** What is out of use now, with the units, for the access team. */
export function OutOfUsePage() {
  const { t } = useTranslation('insight');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useSession();
  const names = useNames();
  const report = useOutOfUse(search.gebied);
  const { data } = report;
  return (
    <div className="in-page">
      <header>
        <h1>{t('report.title')}</h1>
        {data ? <p className="vp-muted">{t('report.live', { day: formatDay(data.day) })}</p> : null}
      </header>
      <div className="vp-work">
        <div className="vp-filters">
          <Select
            label={t('figures.area')}
            choices={[
              { id: ALL, label: t('figures.everywhere') },
              ...names.regions.map(({ code, name }) => ({ id: code, label: name })),
            ]}
            value={search.gebied ?? ALL}
            onChange={(id) =>
              void navigate({ search: { gebied: id === ALL ? undefined : id }, replace: true })
            }
          />
          {role === 'AS' ? (
            <ReportFiles
              path="/api/insight/unavailability/now/file"
              query={{ region: search.gebied }}
            />
          ) : null}
        </div>
        <Answered
          query={report}
          failed={t('figures.failed')}
          mend={t('figures.failedMend')}
          lines={12}
        >
          {(data) => <Now report={data} names={names} />}
        </Answered>
      </div>
    </div>
  );
}

interface NowProps {
  readonly report: OutOfUseReport;
  readonly names: Names;
}

function Now({ report, names }: NowProps) {
  const { t } = useTranslation('insight');
  if (report.units.length === 0)
    return (
      <EmptyState level={2} title={t('report.none')}>
        {t('report.noneNext')}
      </EmptyState>
    );
  return (
    <div className="in-sections">
      <Answer report={report} />
      <OutOfUseCharts report={report} names={names} />
      <div className="in-section in-wide">
        <h2>{t('report.units')}</h2>
        <Units report={report} names={names} />
      </div>
    </div>
  );
}

type UnitRow = OutOfUseReport['units'][number] & { readonly id: string };

function Units({ report, names }: NowProps) {
  const { t } = useTranslation('insight');
  const [sort, setSort] = useState<{
    column: string;
    direction: 'ascending' | 'descending';
  } | null>(null);
  const rows = report.units.map((unit, n): UnitRow => ({ ...unit, id: `${unit.unitId} ${n}` }));
  const reason = (code: string) => t(`reason.${code}` as 'reason.OTHER');
  const columns: Column<UnitRow>[] = [
    {
      id: 'unit',
      header: t('report.unit'),
      cell: (row) => (
        <Link to="/regiekamer" search={{ unit: row.unitId }}>
          {row.unitName}
        </Link>
      ),
      sortBy: (row) => row.unitName,
    },
    {
      id: 'provider',
      header: t('report.provider'),
      cell: (row) => row.providerName,
      sortBy: (row) => row.providerName,
      isSecondary: true,
    },
    {
      id: 'module',
      header: t('figures.module'),
      cell: (row) => names.module(row.module),
      sortBy: (row) => names.module(row.module),
      isSecondary: true,
    },
    {
      id: 'reason',
      header: t('figures.reasonHead'),
      cell: (row) => reason(row.reason),
      sortBy: (row) => reason(row.reason),
    },
    {
      id: 'places',
      header: t('figures.places'),
      cell: (row) => formatNumber(row.places),
      sortBy: (row) => row.places,
      align: 'end',
      width: '6em',
    },
    {
      id: 'days',
      header: t('report.days'),
      cell: (row) => formatNumber(row.days),
      sortBy: (row) => row.days,
      align: 'end',
      width: '6em',
    },
  ];
  return (
    <DataTable
      caption={t('report.units')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
    />
  );
}
