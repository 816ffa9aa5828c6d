import { expect, test } from 'vitest';
import type { ReleasedFigures } from '../contract.ts';
import { weighReleased } from './against-norm.ts';

const cell = (row: string, value: number | null) =>
  ({ row, column: '*', figure: 'recognised', value }) as const;
const figures = (regions: ReleasedFigures['regions']): ReleasedFigures => ({
  month: '2026-10-01',
  releasedOn: '2026-10-15',
  regions,
  tables: [{ table: 'region', cells: [cell('ANT', 1200), cell('WVL', 900), cell('BRU', 300)] }],
});

test('places for each thousand minors, and how many above or under the norm', () => {
  expect(
    weighReleased(
      figures([
        { code: 'ANT', minors: 400_000, norm: 3.9 },
        { code: 'WVL', minors: 225_000, norm: null },
        { code: 'BRU', minors: null, norm: 3.9 },
      ]),
    ),
  ).toEqual([
    { code: 'WVL', places: 900, per: 4, norm: null, away: null },
    { code: 'ANT', places: 1200, per: 3, norm: 3.9, away: -360 },
    { code: 'BRU', places: 300, per: null, norm: 3.9, away: null },
  ]);
});

test('a region that the release does not have is left out', () => {
  expect(weighReleased(figures([{ code: 'LIM', minors: 1000, norm: 1 }]))).toEqual([]);
});
