import { describe, expect, test } from 'vitest';
import { noFigures } from '../../figures.ts';
import type { WeekRow } from '../../weekly/contract.ts';
import { filterWeeks, groupWeeks, sumWeeks } from './group-weeks.ts';

const still = { up: 0, down: 0 };
const row = (change: Partial<WeekRow>): WeekRow => ({
  unitId: 'u1',
  unitName: 'Eén',
  providerId: 'p1',
  providerName: 'De Linde (verzonnen)',
  region: 'WVL',
  module: 'STAY_O12',
  before: { ...noFigures, recognised: 4, occupied: 3, free: 1 },
  after: { ...noFigures, recognised: 4, occupied: 4, free: 0 },
  causes: {
    recognised: still,
    stays: { up: 1, down: 0 },
    absent: still,
    notConverted: still,
    unavailable: still,
    held: still,
    late: { recognised: 0, stays: 0, absent: 0, notConverted: 0, unavailable: 0, held: 0 },
  },
  correctedBefore: null,
  correctedAfter: null,
  ...change,
});
const { offerable: _, ...corrected } = { ...noFigures, recognised: 4, occupied: 2, free: 2 };
const rows = [
  row({}),
  row({ unitId: 'u2', region: 'OVL', before: null, correctedAfter: corrected }),
];
const names = { region: (code: string) => `regio ${code}`, module: (code: string) => code };

test('frozen and known now are summed apart', () => {
  expect(sumWeeks(rows, 'free')).toMatchObject({
    before: 1,
    after: 0,
    change: -1,
    beforeNow: 1,
    afterNow: 2,
  });
  expect(sumWeeks(rows, 'occupied')).toMatchObject({ before: 3, after: 8, change: 5, afterNow: 6 });
});

describe('groups', () => {
  test.each([
    ['regio', ['regio OVL', 'regio WVL']],
    ['module', ['STAY_O12']],
    ['voorziening', ['De Linde (verzonnen)']],
    ['leefgroep', ['Eén', 'Eén']],
  ] as const)('by %s', (per, expected) => {
    const groups = groupWeeks(rows, per, 'free', names);
    expect(groups.map((group) => group.name)).toEqual(expected);
    expect(groups.reduce((sum, group) => sum + group.change, 0)).toBe(-1);
  });

  test('filters', () => {
    expect(filterWeeks(rows, { regio: 'OVL' })).toHaveLength(1);
    expect(filterWeeks(rows, { module: 'X' })).toHaveLength(0);
    expect(filterWeeks(rows, { voorziening: 'p1' })).toHaveLength(2);
  });
});
