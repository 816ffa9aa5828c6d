import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import { causeNames } from '../../weekly/explain-change.ts';
import type { WeekGroup, WeekSum } from './group-weeks.ts';
import { signed } from './signed.ts';

interface WeekTableProps {
  readonly groups: readonly WeekGroup[];
  readonly sum: WeekSum;
  readonly title: string;
}

const TOLD = 3;

/** Each group in both weeks, its difference and the causes that weigh most; sums in the foot. */
export function WeekTable({ groups, sum, title }: WeekTableProps) {
  const { t } = useTranslation('weekly');
  const [sort, setSort] = useState<Sort | null>(null);
  const why = (group: WeekSum): string => {
    const told = causeNames
      .filter((name) => group.why[name] !== 0)
      .sort((a, b) => Math.abs(group.why[b]) - Math.abs(group.why[a]));
    const parts = told
      .slice(0, TOLD)
      .map((name) =>
        t('table.part', { cause: t(`cause.${name}`), places: signed(group.why[name]) }),
      );
    return [...parts, ...(told.length > TOLD ? [t('table.others')] : [])].join(', ');
  };
  const number = (frozen: number, now: number) => (
    <>
      {formatNumber(frozen)}
      {frozen === now ? null : (
        <span className="wk-now">{t('table.now', { now: formatNumber(now) })}</span>
      )}
    </>
  );
  const columns: Column<WeekGroup>[] = [
    {
      id: 'name',
      header: t('table.name'),
      sortBy: (group) => group.name,
      cell: (group) => (
        <>
          {group.name}
          {group.detail ? <span className="wk-detail">{group.detail}</span> : null}
        </>
      ),
    },
    {
      id: 'before',
      header: t('table.before'),
      align: 'end',
      width: '110px',
      isSecondary: true,
      sortBy: (group) => group.before,
      cell: (group) => number(group.before, group.beforeNow),
    },
    {
      id: 'after',
      header: t('table.after'),
      align: 'end',
      width: '110px',
      sortBy: (group) => group.after,
      cell: (group) => number(group.after, group.afterNow),
    },
    {
      id: 'change',
      header: t('table.change'),
      align: 'end',
      width: '90px',
      sortBy: (group) => group.change,
      cell: (group) => signed(group.change),
    },
    { id: 'why', header: t('table.why'), width: '42%', isSecondary: true, cell: why },
  ];
  const foot: Record<string, string> = {
    name: t('table.sum'),
    before: formatNumber(sum.before),
    after: formatNumber(sum.after),
    change: signed(sum.change),
  };
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={groups}
      rowId={(group) => group.id}
      sort={sort}
      onSort={setSort}
      foot={(id) => foot[id] ?? null}
    />
  );
}
