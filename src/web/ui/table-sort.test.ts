import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSort, type SortValue, sortRows } from './table-sort.ts';

const values = fc.array(fc.oneof(fc.integer(), fc.constant(null)));

test('sorting loses nothing, is in order, and puts the unknown last both ways', () => {
  fc.assert(
    fc.property(
      values,
      fc.constantFrom('ascending' as const, 'descending' as const),
      (rows, direction) => {
        const sorted = sortRows(rows, (row): SortValue => row, direction);
        const known = rows
          .filter((row) => row !== null)
          .sort((a, b) => (direction === 'ascending' ? a - b : b - a));
        const unknown = rows.filter((row) => row === null);
        expect(sorted).toEqual([...known, ...unknown]);
      },
    ),
  );
});

test('rows that are equal keep their order', () => {
  const rows = [
    { id: 1, key: 'b' },
    { id: 2, key: 'a' },
    { id: 3, key: 'b' },
  ];
  for (const direction of ['ascending', 'descending'] as const) {
    const equal = sortRows(rows, (row) => row.key, direction).filter((row) => row.key === 'b');
    expect(equal.map((row) => row.id)).toEqual([1, 3]);
  }
});

test('words are in Dutch order, and numbers in words count', () => {
  const rows = ['Leefgroep 10', 'éénhuis', 'Leefgroep 9', 'Echo'];
  expect(sortRows(rows, (row) => row, 'ascending')).toEqual([
    'Echo',
    'éénhuis',
    'Leefgroep 9',
    'Leefgroep 10',
  ]);
});

test('a heading sorts up first, then down', () => {
  const up = nextSort(null, 'name');
  expect(up).toEqual({ column: 'name', direction: 'ascending' });
  expect(nextSort(up, 'name').direction).toBe('descending');
  expect(nextSort(up, 'free')).toEqual({ column: 'free', direction: 'ascending' });
});
