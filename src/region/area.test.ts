import { describe, expect, test } from 'vitest';
import {
  type AreaRows,
  indexAreas,
  municipalitiesOn,
  municipalityOn,
  regionOfMunicipalityOn,
  regionsOn,
  zoneOfMunicipalityOn,
  zonesOn,
} from './area.ts';

const row = (
  id: string,
  regionId: string,
  from: string,
  until: string | null,
  into: string | null,
) => ({
  id,
  name: id,
  aliases: [],
  lat: 51,
  lon: 4,
  population: 1000,
  regionId,
  validFrom: from,
  validUntil: until,
  mergedInto: into,
  source: 'approximate' as const,
});
const region = (id: string, from: string, until: string | null) => ({
  id,
  nameNl: id,
  nameFr: id,
  nameEn: id,
  minors: null,
  validFrom: from,
  validUntil: until,
});
const zone = (id: string, regionId: string) => ({
  id,
  name: id,
  regionId,
  validFrom: '2019-01-01',
  validUntil: null,
  invented: true,
});

/** Dorp merges into Stad in 2019 and Stad into Groot in 2025, which lies in the other region. */
const rows: AreaRows = {
  regions: [region('OUD', '2000-01-01', '2026-01-01'), region('NIEUW', '2020-01-01', null)],
  municipalities: [
    row('dorp', 'OUD', '1977-01-01', '2019-01-01', 'stad'),
    row('stad', 'OUD', '1977-01-01', '2025-01-01', 'groot'),
    row('groot', 'NIEUW', '2025-01-01', null, null),
    row('gehucht', 'OUD', '1977-01-01', '2019-01-01', null),
  ],
  zones: [zone('Z1', 'OUD'), zone('Z2', 'OUD'), zone('Z3', 'NIEUW')],
  memberships: [
    { zoneId: 'Z1', municipalityId: 'stad', validFrom: '2019-01-01', validUntil: '2022-01-01' },
    { zoneId: 'Z2', municipalityId: 'stad', validFrom: '2022-01-01', validUntil: '2025-01-01' },
    { zoneId: 'Z3', municipalityId: 'groot', validFrom: '2025-01-01', validUntil: null },
  ],
};
const areas = indexAreas(rows);

describe('the municipality that stands for another on a day', () => {
  test.each([
    ['dorp', '2018-12-31', 'dorp'],
    ['dorp', '2019-01-01', 'stad'],
    ['dorp', '2025-01-01', 'groot'],
    ['stad', '2024-12-31', 'stad'],
    ['stad', '2025-01-01', 'groot'],
    ['groot', '2024-12-31', undefined],
    ['dorp', '1976-12-31', undefined],
    ['gehucht', '2019-01-01', undefined],
    ['elders', '2024-01-01', undefined],
  ])('%s on %s is %s', (id, day, expected) => {
    expect(municipalityOn(areas, id, day)?.id).toBe(expected);
  });

  test('a circle of mergers ends', () => {
    const circle = indexAreas({
      ...rows,
      municipalities: [
        row('a', 'OUD', '1977-01-01', '2019-01-01', 'b'),
        row('b', 'OUD', '1977-01-01', '2019-01-01', 'a'),
      ],
    });
    expect(municipalityOn(circle, 'a', '2020-01-01')).toBeUndefined();
  });
});

test('the region follows the municipality through its mergers', () => {
  expect(regionOfMunicipalityOn(areas, 'dorp', '2024-12-31')?.id).toBe('OUD');
  expect(regionOfMunicipalityOn(areas, 'dorp', '2025-01-01')?.id).toBe('NIEUW');
  expect(regionOfMunicipalityOn(areas, 'elders', '2025-01-01')).toBeUndefined();
});

test('a region that does not exist yet is no answer', () => {
  expect(regionOfMunicipalityOn(areas, 'dorp', '1999-12-31')).toBeUndefined();
});

test.each([
  ['stad', '2018-12-31', undefined],
  ['stad', '2021-12-31', 'Z1'],
  ['stad', '2022-01-01', 'Z2'],
  ['stad', '2025-01-01', 'Z3'],
  ['dorp', '2019-01-01', 'Z1'],
  ['groot', '2030-06-01', 'Z3'],
])('the zone of %s on %s is %s', (id, day, expected) => {
  expect(zoneOfMunicipalityOn(areas, id, day)?.id).toBe(expected);
});

test('lists of a day hold what exists on it', () => {
  expect(municipalitiesOn(areas, '2018-06-01').map((m) => m.id)).toEqual([
    'dorp',
    'stad',
    'gehucht',
  ]);
  expect(municipalitiesOn(areas, '2025-01-01').map((m) => m.id)).toEqual(['groot']);
  expect(municipalitiesOn(areas, '2020-01-01', 'NIEUW')).toEqual([]);
  expect(regionsOn(areas, '2026-01-01').map((r) => r.id)).toEqual(['NIEUW']);
  expect(zonesOn(areas, '2025-01-01', 'OUD').map((z) => z.id)).toEqual(['Z1', 'Z2']);
});
