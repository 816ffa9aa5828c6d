import { describe, expect, test } from 'vitest';
import type { Finding } from '../../findings/contract.ts';
import { bandOf, countBands, filterFindings } from './filter-findings.ts';
import { type FindingsSearch, readFindingsSearch } from './findings-search.ts';

const today = '2026-11-23';
const finding = (change: Partial<Finding>): Finding => ({
  id: 'x',
  kind: 'STALE_UNIT',
  owner: 'PROVIDER',
  unitId: 'u1',
  unitName: 'Leefgroep Één',
  providerId: 'p1',
  providerName: 'De Linde (verzonnen)',
  region: 'WVL',
  module: null,
  subjectId: 's',
  since: '2026-11-16',
  places: 1,
  placeId: null,
  placeLabel: null,
  reason: null,
  ...change,
});
const all = [
  finding({ id: 'a' }),
  finding({ id: 'b', kind: 'OVER_OCCUPIED', since: '2026-10-01', unitId: 'u2' }),
  finding({ id: 'c', owner: 'ACCESS', region: 'OVL', providerId: 'p2', since: null }),
];

describe('filters', () => {
  test.each<[FindingsSearch, string]>([
    [{}, 'abc'],
    [{ soort: 'OVER_OCCUPIED' }, 'b'],
    [{ wie: 'ACCESS' }, 'c'],
    [{ regio: 'WVL' }, 'ab'],
    [{ voorziening: 'p2' }, 'c'],
    [{ leefgroep: 'u2' }, 'b'],
    [{ ouder: '7' }, 'abc'],
    [{ ouder: '28' }, 'bc'],
    [{ zoek: 'een linde' }, 'abc'],
    [{ zoek: 'beuk' }, ''],
  ])('%j', (search, ids) => {
    expect(
      filterFindings(all, search, today)
        .map((each) => each.id)
        .join(''),
    ).toBe(ids);
  });

  test('one filter can be left out', () => {
    const search = { soort: 'STALE_UNIT', wie: 'ACCESS' } as const;
    expect(filterFindings(all, search, today, 'wie').map((each) => each.id)).toEqual(['a', 'c']);
  });

  test('what cannot be understood in an address is left out', () => {
    expect(readFindingsSearch({ soort: 'X', ouder: '8', wie: 'ACCESS' })).toEqual({
      wie: 'ACCESS',
    });
  });
});

test.each([
  [0, 'day'],
  [1, 'day'],
  [2, 'half'],
  [7, 'week'],
  [8, 'twoWeeks'],
  [28, 'month'],
  [29, 'older'],
  [null, 'never'],
] as const)('%j days since is %s', (days, band) => {
  expect(bandOf(days)).toBe(band);
});

test('every unit is counted in one band', () => {
  const counts = countBands([
    {
      providerId: 'p',
      providerName: 'P',
      region: 'WVL',
      staleAfterDays: 7,
      days: [0, 5, 40, null],
    },
    { providerId: 'q', providerName: 'Q', region: 'WVL', staleAfterDays: 7, days: [5] },
  ]);
  expect([...counts.values()].reduce((sum, each) => sum + each, 0)).toBe(5);
  expect([counts.get('day'), counts.get('week'), counts.get('older'), counts.get('never')]).toEqual(
    [1, 2, 1, 1],
  );
});
