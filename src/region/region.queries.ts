import type { Reader } from '../platform/db/database.ts';
import type { Language } from '../platform/language.ts';

/** Regions, zones and municipalities valid on a day, as the JSON text of an AreaAnswer; regions by their name in the language. */
export async function areasJson(
  tx: Pick<Reader, 'rows'>,
  day: string,
  language: Language,
): Promise<string> {
  const name = `name_${language}`;
  const [row] = await tx.rows<{ areas: string }>(
    `select json_build_object(
       'regions', (select coalesce(json_agg(json_build_object('code', code, 'name', ${name}, 'minors', minors) order by ${name}), '[]'::json)
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
