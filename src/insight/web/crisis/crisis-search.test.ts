import { expect, test } from 'vitest';
import { monthsUntil, queryOf, readCrisisSearch } from './crisis-search.ts';

test('an address is read; what cannot be understood is left out', () => {
  expect(
    readCrisisSearch({ deel: 'who', maanden: '6', tot: '2026-10', kwartaal: '2026-07-01' }),
  ).toEqual({
    deel: 'who',
    maanden: '6',
    tot: '2026-10',
    regio: undefined,
    kwartaal: '2026-07-01',
  });
  expect(
    readCrisisSearch({ deel: 'x', maanden: '7', tot: '2026-13', kwartaal: '2026-08-01' }),
  ).toEqual({
    deel: undefined,
    maanden: undefined,
    tot: undefined,
    regio: undefined,
    kwartaal: undefined,
  });
});

test('without a choice twelve months are asked, up to and with the last whole one', () => {
  expect(queryOf({})).toEqual({ months: 12 });
  expect(queryOf({ tot: '2026-03', maanden: '3', regio: 'OVL' })).toEqual({
    months: 3,
    last: '2026-03-01',
    region: 'OVL',
  });
});

test('months go back over the turn of the year', () => {
  expect(monthsUntil('2026-02-17', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
