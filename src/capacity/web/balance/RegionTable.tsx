import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { BalanceRegion } from '../../balance/contract.ts';
import { formatPer } from './format-per.ts';
import type { Weighed, WeighedRegion, ZonePlaces } from './weigh-regions.ts';

const signed = (value: number) => formatNumber(value, { signDisplay: 'exceptZero' });

/** Every region with its places, minors and distance to the norm; with a scenario, before and after. */
export function RegionTable({ weighed }: { readonly weighed: Weighed }) {
  const { t } = useTranslation('balance');
  const [sort, setSort] = useState<Sort | null>(null);
  const hasSteps = weighed.steps.length > 0;
  const away = (value: number | null) =>
    value === null ? '–' : value < 0 ? t('under', { count: -value }) : t('above', { count: value });
  const number = (
    id: string,
    header: string,
    value: (region: WeighedRegion) => number | null,
    cell: (region: WeighedRegion) => string,
    isSecondary = false,
  ): Column<WeighedRegion> => ({
    id,
    header,
    align: 'end',
    sortBy: value,
    cell,
    isSecondary,
  });
  const before: Column<WeighedRegion>[] = [
    number(
      'places',
      t('column.places'),
      (r) => r.places,
      (r) => formatNumber(r.places),
    ),
    number(
      'per',
      t('column.per'),
      (r) => r.per,
      (r) => formatPer(r.per),
    ),
  ];
  const after: Column<WeighedRegion>[] = [
    number(
      'placesAfter',
      t('column.placesAfter'),
      (r) => r.placesAfter,
      (r) =>
        r.placesAfter === r.places
          ? formatNumber(r.placesAfter)
          : `${formatNumber(r.placesAfter)} (${signed(r.placesAfter - r.places)})`,
      true,
    ),
    number(
      'perAfter',
      t('column.perAfter'),
      (r) => r.perAfter,
      (r) => formatPer(r.perAfter),
    ),
    number(
      'awayAfter',
      t('column.awayAfter'),
      (r) => r.awayAfter,
      (r) => away(r.awayAfter),
    ),
  ];
  const columns: Column<WeighedRegion>[] = [
    {
      id: 'name',
      header: t('column.region'),
      width: '150px',
      sortBy: (r) => r.name,
      cell: (r) => r.name,
    },
    ...before.map((column) => ({ ...column, isSecondary: hasSteps })),
    ...(hasSteps
      ? after
      : [
          number(
            'away',
            t('column.away'),
            (r) => r.away,
            (r) => away(r.away),
          ),
        ]),
    number(
      'minors',
      t('column.minors'),
      (r) => r.minors,
      (r) => (r.minors === null ? t('unknown') : formatNumber(r.minors)),
      true,
    ),
    number(
      'occupied',
      t('column.occupied'),
      (r) => r.occupiedPer,
      (r) => formatPer(r.occupiedPer),
      true,
    ),
  ];
  const { all } = weighed;
  const foot: Record<string, string> = {
    name: t('together'),
    places: formatNumber(all.places),
    per: formatPer(all.per),
    placesAfter: formatNumber(all.placesAfter),
    perAfter: formatPer(all.perAfter),
    minors: formatNumber(all.minors ?? 0),
  };
  return (
    <DataTable
      caption={t('table')}
      columns={columns}
      rows={weighed.regions}
      rowId={(region) => region.code}
      sort={sort}
      onSort={setSort}
      foot={(id) => foot[id] ?? null}
    />
  );
}

interface ZoneTableProps {
  readonly zones: readonly ZonePlaces[];
  readonly regions: readonly BalanceRegion[];
}

/** Places of each zone against an estimate of its minors. */
export function ZoneTable({ zones, regions }: ZoneTableProps) {
  const { t } = useTranslation('balance');
  const [sort, setSort] = useState<Sort | null>(null);
  const regionName = (code: string) => regions.find((region) => region.code === code)?.name ?? code;
  const columns: Column<ZonePlaces>[] = [
    { id: 'name', header: t('column.zone'), sortBy: (z) => z.name, cell: (z) => z.name },
    {
      id: 'region',
      header: t('column.region'),
      isSecondary: true,
      sortBy: (z) => regionName(z.region),
      cell: (z) => regionName(z.region),
    },
    {
      id: 'places',
      header: t('column.places'),
      align: 'end',
      sortBy: (z) => z.places,
      cell: (z) => formatNumber(z.places),
    },
    {
      id: 'minors',
      header: t('column.minorsEstimated'),
      align: 'end',
      isSecondary: true,
      sortBy: (z) => z.minors,
      cell: (z) => (z.minors === null ? t('unknown') : formatNumber(z.minors)),
    },
    {
      id: 'per',
      header: t('column.per'),
      align: 'end',
      sortBy: (z) => z.per,
      cell: (z) => formatPer(z.per),
    },
  ];
  return (
    <DataTable
      caption={t('zone.title')}
      columns={columns}
      rows={zones}
      rowId={(zone) => zone.code}
      sort={sort}
      onSort={setSort}
    />
  );
}
