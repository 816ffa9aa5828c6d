import type { TableRecord } from './table-record.ts';

/** Areas and settings. */
export const regionTables: Record<string, TableRecord> = {
  'region.region': {
    organisation: null,
    columns: { D0: ['code', 'name_nl', 'name_fr', 'name_en', 'minors', 'minors_source', 'valid'] },
  },
  'region.zone': {
    organisation: null,
    columns: { D0: ['code', 'region_code', 'name', 'invented', 'valid'] },
  },
  'region.municipality': {
    organisation: null,
    columns: {
      D0: [
        'code',
        'name',
        'region_code',
        'zone_code',
        'lat',
        'lon',
        'population',
        'source',
        'merged_into',
        'valid',
      ],
    },
  },
  'region.setting': {
    organisation: null,
    columns: { D0: ['key', 'region_code', 'value', 'source', 'valid'] },
  },
};
