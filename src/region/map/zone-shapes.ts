/** The zones as shapes, from the cells of their municipalities; much to fetch, so apart from the regions. */
import cellsFile from '../data/cells.json' with { type: 'json' };
import regions from '../data/regions.json' with { type: 'json' };
import type { CellsFile } from '../data/shapes.ts';
import zonesFile from '../data/zones.json' with { type: 'json' };
import { KM_PER_DEGREE, WIDTH_FACTOR } from './frame.ts';
import { labelPoint } from './label-point.ts';
import type { MapShape } from './map-shapes.ts';
import { mergeCells } from './merge-cells.ts';

// JSON gives points the type of any list of numbers; the generator writes pairs.
const cells = cellsFile as unknown as CellsFile;

/** A zone and the municipalities of today that make it up. */
type ZoneOnMap = {
  id: string;
  name: string;
  regionId: string;
  municipalityIds: readonly string[];
};

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
