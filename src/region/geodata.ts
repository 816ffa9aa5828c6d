/** The committed areas (see `data/README.md`): real municipalities and regions, invented zones. */
import { type AreaRows, type Areas, indexAreas } from './area.ts';
import municipalities from './data/municipalities.json' with { type: 'json' };
import regions from './data/regions.json' with { type: 'json' };
import type { MunicipalityRow, ZonesFile } from './data/shapes.ts';
import zoneFile from './data/zones.json' with { type: 'json' };

const zones: ZonesFile = zoneFile;

/** The rows as they are loaded into an empty database. */
export const COMMITTED_AREA_ROWS: AreaRows = {
  regions,
  // JSON gives `source` the type of any text; the test reads every row.
  municipalities: municipalities as MunicipalityRow[],
  zones: zones.zones,
  memberships: zones.memberships,
};

/** The same, indexed. */
export const COMMITTED_AREAS: Areas = indexAreas(COMMITTED_AREA_ROWS);
