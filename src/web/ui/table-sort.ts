import { compareNames } from '../i18n/format.ts';

/** By which column a table is sorted, and which way. */
export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export type SortValue = string | number | null;

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareNames(String(a), String(b));
}

/**
 * The rows in order of one value. What is not known (`null`) comes last both ways, and rows that
 * are equal keep the order they came in.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  direction: Sort['direction'],
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    return sign * compare(a.value, b.value);
  });
  return keyed.map(({ row }) => row);
}

/** The sort after a press on a heading: first up, then down. */
export function nextSort(sort: Sort | null, column: string): Sort {
  const up = sort?.column === column && sort.direction === 'ascending';
  return { column, direction: up ? 'descending' : 'ascending' };
}
