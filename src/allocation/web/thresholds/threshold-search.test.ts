import { expect, test } from 'vitest';
import { queryOf, readThresholdSearch } from './threshold-search.ts';

test('an address is read and asked; what cannot be understood is left out', () => {
  const search = readThresholdSearch({
    kant: 'EXCLUSION',
    stand: 'x',
    maanden: '24',
    regio: 'alle',
  });
  expect(search).toMatchObject({ kant: 'EXCLUSION', stand: undefined, maanden: '24' });
  expect(queryOf(search)).toEqual({ months: 24, everywhere: true, side: 'EXCLUSION' });
  expect(queryOf({})).toEqual({ months: 12 });
  expect(queryOf({ regio: 'OVL', module: 'STAY_O12', stand: 'LIFTED' })).toEqual({
    months: 12,
    region: 'OVL',
    module: 'STAY_O12',
    state: 'LIFTED',
  });
});
