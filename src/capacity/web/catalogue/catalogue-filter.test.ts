import { describe, expect, test } from 'vitest';
import type { CatalogueUnit } from '../../provider-contract.ts';
import { byProvider, type CatalogueSearch, findUnits } from './catalogue-filter.ts';

const aUnit = (change: Partial<CatalogueUnit>): CatalogueUnit => ({
  unitId: 'u1',
  unitName: 'De Wilg',
  providerId: 'p1',
  providerName: 'Voorziening Eén',
  sector: 'OVBJ',
  contact: null,
  siteName: 'Dorpsstraat',
  municipality: 'Voorbeelddorp',
  zone: null,
  region: 'WVL',
  ageMin: 12,
  ageMax: 18,
  genderMix: 'MIXED',
  securityLevel: 'OPEN',
  modules: ['STAY_O12'],
  ...change,
});
const units = [
  aUnit({}),
  aUnit({ unitId: 'u2', unitName: 'De Es', ageMin: 0, ageMax: 11, modules: ['STAY_U12'] }),
  aUnit({
    unitId: 'u3',
    unitName: 'De Eik',
    providerId: 'p2',
    providerName: 'Twee',
    region: 'OVL',
  }),
];
const found = (search: CatalogueSearch) => findUnits(units, search).map(({ unitId }) => unitId);

describe('finding in the catalogue', () => {
  test.each<[string, CatalogueSearch, string[]]>([
    ['nothing asked', {}, ['u1', 'u2', 'u3']],
    ['a word without its accent', { zoek: 'een' }, ['u1', 'u2']],
    ['two words in two names', { zoek: 'wilg VOORBEELD' }, ['u1']],
    ['a region', { regio: 'OVL' }, ['u3']],
    ['a module', { module: 'STAY_U12' }, ['u2']],
    ['an age at the edge', { leeftijd: 12 }, ['u1', 'u3']],
    ['all at once', { zoek: 'de', regio: 'WVL', leeftijd: 11 }, ['u2']],
    ['nothing that fits', { zoek: 'xyz' }, []],
  ])('%s', (_, search, ids) => {
    expect(found(search)).toEqual(ids);
  });

  test('units stand under their provider', () => {
    expect(byProvider(units).map((each) => [each.name, each.units.length])).toEqual([
      ['Voorziening Eén', 2],
      ['Twee', 1],
    ]);
  });
});
