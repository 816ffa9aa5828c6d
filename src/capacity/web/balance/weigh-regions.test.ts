import { expect, test } from 'vitest';
import type { Balance } from '../../balance/contract.ts';
import { readBalanceSearch } from './balance-search.ts';
import { weighRegions, weighZones } from './weigh-regions.ts';

const data: Balance = {
  day: '2026-11-23',
  thenDay: '2023-11-23',
  rows: [
    { region: 'WVL', zone: 'Z1', module: 'STAY_O12', origin: 'NEW', places: 50, placesThen: 40 },
    {
      region: 'WVL',
      zone: null,
      module: 'SECURE_STAY',
      origin: 'BOARDING_SCHOOL',
      places: 10,
      placesThen: 0,
    },
    { region: 'BRU', zone: null, module: 'STAY_O12', origin: 'NEW', places: 5, placesThen: 5 },
  ],
  regions: [
    {
      code: 'WVL',
      name: 'West',
      minors: 10_000,
      minorsSource: 'test',
      occupied: 45,
      norm: 4,
      normSource: 'test',
      normFrom: '2026-01-01',
    },
    {
      code: 'BRU',
      name: 'Brussel',
      minors: null,
      minorsSource: null,
      occupied: 3,
      norm: 4,
      normSource: 'test',
      normFrom: '2026-01-01',
    },
  ],
  zones: [{ code: 'Z1', name: 'Kust', region: 'WVL', invented: true, minors: 5000 }],
};

test('a region against its norm; without minors there is none', () => {
  const { regions, all } = weighRegions(data, {});
  expect(regions[0]).toMatchObject({
    places: 60,
    per: 6,
    away: 20,
    occupiedPer: 4.5,
    awayAfter: 20,
  });
  expect(regions[1]).toMatchObject({ places: 5, per: null, away: null });
  expect(all).toMatchObject({ places: 65, minors: 10_000, per: 6 });
});

test('another norm and one module', () => {
  const { regions } = weighRegions(data, { norm: 5, module: 'STAY_O12' });
  expect(regions[0]).toMatchObject({ places: 50, per: 5, away: 0, occupiedPer: null });
});

test('the scenario of an address, moved places and those that are not there', () => {
  const search = readBalanceSearch({
    wat: ['move:WVL:BRU:SECURE_STAY:12', 'x', 'add:WVL:STAY_O12:5', 'add:WVL:STAY_O12:5'],
  });
  expect(search.wat).toHaveLength(3);
  const { regions, missing } = weighRegions(data, search);
  expect(missing).toEqual([2, 0, 0]);
  expect(regions.map((region) => region.placesAfter)).toEqual([60, 15]);
  expect(regions[0]!.perAfter).toBe(6);
});

test('an address without a scenario', () => {
  expect(readBalanceSearch({ norm: '80', wat: 'add' })).toEqual({});
});

test('zones against their estimated minors', () => {
  expect(weighZones(data, {})).toMatchObject([{ code: 'Z1', places: 50, per: 10 }]);
});
