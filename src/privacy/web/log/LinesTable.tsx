import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { type Column, DataTable, type Sort } from '../../../web/ui/index.ts';
import type { LogLine } from '../../contract.ts';
import { useLogWords } from './use-log-words.ts';

interface LinesTableProps {
  readonly caption: string;
  readonly lines: readonly LogLine[];
  readonly purposes: Readonly<Record<string, string>>;
  /** Names stand in the table where lines are of several accounts. */
  readonly withNames: boolean;
}

/** Lines of the log, as sentences of who did what and why. */
export function LinesTable({ caption, lines, purposes, withNames }: LinesTableProps) {
  const { t } = useTranslation('privacy');
  const { roleOf, whatOf, subjectsOf } = useLogWords();
  const [sort, setSort] = useState<Sort | null>({ column: 'at', direction: 'descending' });
  const columns: Column<LogLine>[] = [
    {
      id: 'at',
      header: t('column.at'),
      cell: (line) => formatMoment(line.at),
      sortBy: (line) => line.at,
      width: '230px',
    },
    ...(withNames
      ? [
          {
            id: 'name',
            header: t('column.name'),
            cell: (line: LogLine) => line.name ?? t('log.program'),
            sortBy: (line: LogLine) => line.name ?? '',
          },
        ]
      : []),
    { id: 'what', header: t('column.what'), cell: whatOf, sortBy: whatOf, width: '120px' },
    { id: 'subjects', header: t('column.subjects'), cell: subjectsOf, sortBy: subjectsOf },
    {
      id: 'purpose',
      header: t('column.purpose'),
      cell: (line) => purposes[line.purpose] ?? line.purpose,
      sortBy: (line) => purposes[line.purpose] ?? line.purpose,
      isSecondary: true,
    },
    {
      id: 'role',
      header: t('column.role'),
      cell: (line) => [roleOf(line.role), line.organisation].filter(Boolean).join(', '),
      isSecondary: true,
    },
    {
      id: 'number',
      header: t('column.number'),
      align: 'end',
      cell: (line) => line.number ?? t('log.unsealed'),
      sortBy: (line) => line.number ?? Number.MAX_SAFE_INTEGER,
      width: '90px',
      isSecondary: true,
    },
  ];
  const places = new Map(lines.map((line, n) => [line, String(n)]));
  return (
    <DataTable
      {...{ caption, columns, sort }}
      rows={lines}
      rowId={(line) => places.get(line) ?? ''}
      onSort={setSort}
    />
  );
}
