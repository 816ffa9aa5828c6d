import type { Reader } from '../platform/db/database.ts';

/**
 * The offer catalogue as the JSON text of a Catalogue: who offers what, where and for which ages (class
 * D1). It reads no table of occupancy, recognition or places, so that its answer is the same byte for
 * byte whether everything is full or empty.
 */
export async function catalogueJson(tx: Pick<Reader, 'rows'>): Promise<string> {
  const [row] = await tx.rows<{ units: string }>(
    `select coalesce(json_agg(json_build_object(
        'unitId', u.id, 'unitName', u.name, 'providerId', p.id, 'providerName', p.name, 'sector', p.sector,
        'contact', p.contact, 'siteName', s.name, 'municipality', m.name, 'zone', s.zone_code, 'region', s.region_code,
        'ageMin', u.age_min, 'ageMax', u.age_max, 'genderMix', u.gender_mix, 'securityLevel', u.security_level,
        'modules', o.modules) order by p.name, p.id, u.name, u.id), '[]'::json)::text as units
       from capacity.care_unit u
       join capacity.site s on s.id = u.site_id
       join capacity.provider p on p.id = u.provider_id
       join region.municipality m on m.code = s.municipality_code
       join lateral (select json_agg(om.module_code order by om.module_code) as modules
         from capacity.offered_module om where om.unit_id = u.id and om.withdrawn_at is null) o on o.modules is not null`,
  );
  return `{"units":${row?.units ?? '[]'}}`;
}
