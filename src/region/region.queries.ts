import type { Reader } from '../platform/db/database.ts';

/** Regions, zones and municipalities valid on a day, as the JSON text of an AreaAnswer. */
export async function areasJson(tx: Pick<Reader, 'rows'>, day: string): Promise<string> {
  const [row] = await tx.rows<{ areas: string }>(
    `select json_build_object(
       'regions', (select coalesce(json_agg(json_build_object('code', code, 'name', name_nl, 'minors', minors) order by name_nl), '[]'::json)
          from region.region where valid @> $1::date),
       'zones', (select coalesce(json_agg(json_build_object('code', code, 'name', name, 'region', region_code, 'invented', invented) order by code), '[]'::json)
          from region.zone where valid @> $1::date),
       'municipalities', (select coalesce(json_agg(json_build_object('code', code, 'name', name, 'region', region_code, 'zone', zone_code,
            'lat', lat, 'lon', lon) order by name), '[]'::json)
          from region.municipality where valid @> $1::date))::text as areas`,
    [day],
  );
  return row?.areas ?? '{"regions":[],"zones":[],"municipalities":[]}';
}
