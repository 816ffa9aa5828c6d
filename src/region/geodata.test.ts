import { readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { municipalitiesOn, regionOfMunicipalityOn, zoneOfMunicipalityOn } from './area.ts';
import cells from './data/cells.json' with { type: 'json' };
import provinces from './data/provinces.json' with { type: 'json' };
import { greatCircleKm } from './distance.ts';
import { COMMITTED_AREA_ROWS as ROWS, COMMITTED_AREAS as AREAS } from './geodata.ts';
import { mergeCells, type Rings } from './map/merge-cells.ts';

const TODAY = '2026-06-01';

function areaOf(rings: Rings): number {
  return rings.reduce(
    (sum, ring) =>
      sum +
      ring.reduce((part, [x, y], i) => {
        const [x2, y2] = ring[(i + 1) % ring.length]!;
        return part + (x * y2 - x2 * y) / 2;
      }, 0),
    0,
  );
}

describe('municipalities', () => {
  test.each([
    ['2018-12-31', 308],
    ['2019-01-01', 300],
    ['2024-12-31', 300],
    ['2025-01-01', 285],
  ])('on %s Flanders has %d', (day, count) => {
    const flemish = municipalitiesOn(AREAS, day).filter((m) => m.regionId !== 'BRU');
    expect(flemish).toHaveLength(count);
    expect(municipalitiesOn(AREAS, day, 'BRU')).toHaveLength(19);
  });

  test('have distinct ids, a point in the country and a known region', () => {
    expect(new Set(ROWS.municipalities.map((m) => m.id)).size).toBe(ROWS.municipalities.length);
    for (const m of ROWS.municipalities) {
      expect(m.id).toMatch(/^\d{5}$/);
      expect(m.lat > 50.67 && m.lat < 51.51 && m.lon > 2.54 && m.lon < 5.93, m.name).toBe(true);
      expect(AREAS.regions.has(m.regionId), m.name).toBe(true);
      expect(['geonames', 'approximate', 'merged']).toContain(m.source);
    }
  });

  test('names of one day are distinct, so that a name in a file means one municipality', () => {
    for (const day of ['2018-12-31', '2024-12-31', TODAY]) {
      const names = municipalitiesOn(AREAS, day).map((m) => m.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('a merged one ends on the day its successor begins or already is', () => {
    for (const m of ROWS.municipalities.filter((x) => x.mergedInto !== null)) {
      const successor = AREAS.municipalities.get(m.mergedInto!)!;
      expect(successor.validFrom <= m.validUntil!, m.name).toBe(true);
      expect(successor.validUntil === null || m.validUntil! < successor.validUntil, m.name).toBe(
        true,
      );
      expect(greatCircleKm(m, successor), m.name).toBeLessThan(16);
    }
  });

  test('Zwijndrecht changed region with its merger', () => {
    expect(regionOfMunicipalityOn(AREAS, '11056', '2024-12-31')?.id).toBe('ANT');
    expect(regionOfMunicipalityOn(AREAS, '11056', '2025-01-01')?.id).toBe('OVL');
    expect(zoneOfMunicipalityOn(AREAS, '11056', '2024-12-31')?.regionId).toBe('ANT');
    expect(zoneOfMunicipalityOn(AREAS, '11056', '2025-01-01')?.regionId).toBe('OVL');
  });
});

describe('invented zones', () => {
  test('are sixty, shared out over the regions', () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(ROWS.zones, (z) => z.regionId)].map(([id, zones]) => [id, zones.length]),
    );
    expect(counts).toEqual({ ANT: 16, OVL: 14, WVL: 11, VBR: 10, LIM: 8, BRU: 1 });
    expect(ROWS.zones.every((z) => z.invented)).toBe(true);
    expect(new Set(ROWS.zones.map((z) => z.name)).size).toBe(60);
  });

  test.each(['2019-01-01', '2024-12-31', '2025-01-01', TODAY])(
    'on %s every municipality is in exactly one, in its own region',
    (day) => {
      for (const m of municipalitiesOn(AREAS, day)) {
        const on = (AREAS.membershipsByMunicipality.get(m.id) ?? []).filter(
          (z) => z.validFrom <= day && (z.validUntil === null || day < z.validUntil),
        );
        expect(on, m.name).toHaveLength(1);
        expect(AREAS.zones.get(on[0]!.zoneId)!.regionId, m.name).toBe(m.regionId);
      }
    },
  );

  test('each is one piece on the map, but for the exclave of Voeren', () => {
    for (const zone of ROWS.zones) {
      const members = municipalitiesOn(AREAS, TODAY).filter(
        (m) => zoneOfMunicipalityOn(AREAS, m.id, TODAY)!.id === zone.id,
      );
      const rings = mergeCells(
        members.map((m) => (cells as unknown as Record<string, Rings>)[m.id]!),
      );
      const outer = rings.filter((ring) => areaOf([ring]) > 0);
      expect(outer.length, zone.name).toBe(members.some((m) => m.name === 'Voeren') ? 2 : 1);
    }
  });
});

describe('drawings', () => {
  const shapes = cells as unknown as Record<string, Rings>;

  test('every municipality of today has a cell, and nothing else has', () => {
    expect(Object.keys(shapes).sort()).toEqual(
      municipalitiesOn(AREAS, TODAY)
        .map((m) => m.id)
        .sort(),
    );
  });

  test('every cell is one piece', () => {
    for (const [id, rings] of Object.entries(shapes)) expect(rings, id).toHaveLength(1);
  });

  test('the cells of a region fill its outline without gap or overlap', () => {
    for (const feature of provinces.features) {
      const members = municipalitiesOn(AREAS, TODAY, feature.id);
      const sum = members.reduce((total, m) => total + areaOf(shapes[m.id]!), 0);
      const outline = areaOf(feature.geometry.coordinates.flat() as Rings);
      expect(Math.abs(sum / outline - 1), feature.id).toBeLessThan(1e-9);
    }
  });

  test('all files together stay small enough to send', () => {
    const folder = new URL('./data/', import.meta.url);
    const bytes = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0);
    expect(bytes).toBeLessThan(200_000);
  });
});
