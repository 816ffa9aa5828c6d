/** The areas of the map as shapes: regions from their outlines, zones from the cells of their municipalities. */
import cellsFile from '../data/cells.json' with { type: 'json' };
import provincesFile from '../data/provinces.json' with { type: 'json' };
import regions from '../data/regions.json' with { type: 'json' };
import { firstLanguage, type Language } from '../../platform/language.ts';
import type { CellsFile, ProvincesFile } from '../data/shapes.ts';
import zonesFile from '../data/zones.json' with { type: 'json' };
import { WIDTH_FACTOR } from './frame.ts';
import { clearanceAround, labelPoint } from './label-point.ts';
import { type LonLat, mergeCells, type Rings } from './merge-cells.ts';

// JSON gives points the type of any list of numbers; the generator writes pairs.
const cells = cellsFile as unknown as CellsFile;
const provinces = provincesFile as unknown as ProvincesFile;

const KM_PER_DEGREE = 111.195;

export type MapShape = {
  id: string;
  name: string;
  regionId: string;
  rings: Rings;
  /** Where a label fits best, and how far the outline is from there. */
  label: LonLat;
  clearanceKm: number;
};

/** A zone and the municipalities of today that make it up. */
export type ZoneOnMap = {
  id: string;
  name: string;
  regionId: string;
  municipalityIds: readonly string[];
};

/** The six regions, west to east, by their name in the language. */
export function regionShapes(language: Language = firstLanguage): MapShape[] {
  return regions.map(({ id, nameNl, nameFr, nameEn }) => {
    const name = { nl: nameNl, fr: nameFr, en: nameEn }[language];
    const feature = provinces.features.find((f) => f.id === id);
    if (!feature) throw new Error(`no outline of region ${id}`);
    const rings = feature.geometry.coordinates.flat().map((ring) => ring.slice(0, -1));
    const { label } = feature.properties;
    const clearanceKm = clearanceAround(rings, label, WIDTH_FACTOR) * KM_PER_DEGREE;
    return { id, name, regionId: id, rings, label, clearanceKm };
  });
}

/** Zones drawn as the cells of their municipalities, region by region. Municipalities without a cell are left out. */
export function zoneShapes(zones: readonly ZoneOnMap[] = committedZones()): MapShape[] {
  const order = new Map(regions.map((region, i) => [region.id, i]));
  return [...zones]
    .sort(
      (a, b) =>
        (order.get(a.regionId) ?? 99) - (order.get(b.regionId) ?? 99) || a.id.localeCompare(b.id),
    )
    .map(({ municipalityIds, ...area }) => {
      const rings = mergeCells(municipalityIds.flatMap((id) => (cells[id] ? [cells[id]] : [])));
      const { point, clearance } = labelPoint(rings, 20, WIDTH_FACTOR);
      return { ...area, rings, label: point, clearanceKm: clearance * KM_PER_DEGREE };
    })
    .filter(({ rings }) => rings.length > 0);
}

/** The committed, invented zones with their municipalities of today. */
export function committedZones(): ZoneOnMap[] {
  const members = Map.groupBy(
    zonesFile.memberships.filter((m) => m.validUntil === null),
    (m) => m.zoneId,
  );
  return zonesFile.zones.map(({ id, name, regionId }) => ({
    id,
    name,
    regionId,
    municipalityIds: (members.get(id) ?? []).map((m) => m.municipalityId),
  }));
}
