/** The shapes of the JSON files in this folder. Days are ISO days; a period is `[validFrom, validUntil)`. */

/** One region: the area of a regional board, a province or Brussels (R190: data with dates). */
export type RegionRow = {
  id: string;
  nameNl: string;
  nameFr: string;
  nameEn: string;
  /** Rounded, general knowledge; null where no comparable figure exists. */
  minors: number | null;
  validFrom: string;
  validUntil: string | null;
};

/** One municipality, past or present. `id` is its NIS code; `mergedInto` the one that followed it. */
export type MunicipalityRow = {
  id: string;
  name: string;
  /** Places within it, former municipalities and names in other languages, for searching. */
  aliases: string[];
  lat: number;
  lon: number;
  /** Inhabitants, of different years and partly rounded: a weight, not a statistic. */
  population: number;
  regionId: string;
  validFrom: string;
  validUntil: string | null;
  mergedInto: string | null;
  source: 'geonames' | 'approximate' | 'merged';
};

/** One primary-care zone. The zones here are invented: the official table is to be imported. */
export type ZoneRow = {
  id: string;
  name: string;
  regionId: string;
  validFrom: string;
  validUntil: string | null;
  invented: boolean;
};

/** A municipality belongs to one zone at a time. */
export type ZoneMembershipRow = {
  zoneId: string;
  municipalityId: string;
  validFrom: string;
  validUntil: string | null;
};

export type ZonesFile = { zones: ZoneRow[]; memberships: ZoneMembershipRow[] };

/** Schematic cells of today's municipalities: rings of `[lon, lat]` by municipality id. */
export type CellsFile = Record<string, [number, number][][]>;

/** Outlines of the regions as GeoJSON, each with a point where its label fits. */
export type ProvincesFile = {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    properties: { label: [number, number] };
    geometry: { type: 'MultiPolygon'; coordinates: [number, number][][][] };
  }[];
};
