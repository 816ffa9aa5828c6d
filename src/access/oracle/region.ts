import { reference } from './capacity-rules.ts';
import { type OracleTable, words } from './oracle-table.ts';

export const regionOracle: Record<string, OracleTable> = {
  'region.region': reference(
    ['code'],
    words('code name_nl name_fr name_en minors minors_source valid'),
  ),
  'region.zone': reference(['code'], words('code region_code name invented valid')),
  'region.municipality': reference(
    ['code'],
    words('code name region_code zone_code lat lon population source merged_into valid'),
  ),
  'region.setting': reference(
    ['key', 'region_code', 'valid'],
    words('key region_code value source valid'),
  ),
};
