import { expect, test } from 'vitest';
import { queryOf, readAllocationSearch } from './allocation-search.ts';

test('an address is read; what cannot be understood is left out', () => {
  expect(readAllocationSearch({ deel: 'fairness', maanden: '6', regio: 'OVL' })).toEqual({
    deel: 'fairness',
    maanden: '6',
    regio: 'OVL',
    module: undefined,
  });
  expect(readAllocationSearch({ deel: 'x', maanden: '7' })).toEqual({
    deel: undefined,
    maanden: undefined,
    regio: undefined,
    module: undefined,
  });
});

test('one’s own region comes without asking, all of them by asking', () => {
  expect(queryOf({})).toEqual({ months: 12 });
  expect(queryOf({ regio: 'alle', maanden: '3' })).toEqual({ months: 3, everywhere: true });
  expect(queryOf({ regio: 'OVL', module: 'STAY_O12' })).toEqual({
    months: 12,
    region: 'OVL',
    module: 'STAY_O12',
  });
});
