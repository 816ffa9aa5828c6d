import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDayShort, formatNumber } from '../../../web/i18n/format.ts';
import { type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { ThresholdRow } from '../../thresholds/contract.ts';
import { InnerLink } from '../InnerLink.tsx';
import { useModuleName } from '../use-allocation.ts';
import './words.ts';

/** Thresholds by provider and module, most cases first. */
export function ThresholdTable({ rows }: { readonly rows: readonly ThresholdRow[] }) {
  const { t } = useTranslation('thresholds');
  const moduleName = useModuleName();
  const [sort, setSort] = useState<Sort | null>(null);
  const columns: Column<ThresholdRow>[] = [
    {
      id: 'threshold',
      header: t('list.threshold'),
      cell: (row) => <InnerLink href={`/drempels/${row.id}`}>{t(`decline.${row.code}`)}</InnerLink>,
      sortBy: (row) => t(`decline.${row.code}`),
    },
    {
      id: 'provider',
      header: t('provider'),
      cell: (row) => row.providerName,
      sortBy: (row) => row.providerName,
    },
    {
      id: 'module',
      header: t('module'),
      cell: (row) => moduleName(row.module),
      sortBy: (row) => moduleName(row.module),
      isSecondary: true,
    },
    {
      id: 'side',
      header: t('list.side'),
      cell: (row) => t(`side.${row.side}`),
      sortBy: (row) => t(`side.${row.side}`),
      isSecondary: true,
    },
    {
      id: 'state',
      header: t('list.state'),
      cell: (row) => t(`state.${row.state}`),
      sortBy: (row) => t(`state.${row.state}`),
      isSecondary: true,
    },
    {
      id: 'last',
      header: t('list.last'),
      cell: (row) => (row.lastAt ? formatDayShort(dayOf(row.lastAt)) : ''),
      sortBy: (row) => row.lastAt ?? '',
      isSecondary: true,
      width: '8em',
    },
    {
      id: 'cases',
      header: t('list.cases'),
      cell: (row) => formatNumber(row.cases),
      sortBy: (row) => row.cases,
      align: 'end',
      width: '6em',
    },
  ];
  return (
    <DataTable
      caption={t('page.title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
    />
  );
}
