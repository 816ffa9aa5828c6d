import { createHash } from 'node:crypto';
import type { Reader } from '../platform/db/database.ts';
import { partialStops } from './codes.ts';
import type { SearchQuery } from './contract.ts';
import { stopConcerns } from './unit-filter.ts';
import { stillThere, stopsOfEachOn, unitRowJoins, unitRowJson } from './unit-row.ts';

/** One degree of latitude in km, for the box that is looked at before distances are worked out. */
const kmPerDegree = 111.2;

interface Parts {
  text: string;
  values: unknown[];
  name: string;
}

function conditions(query: SearchQuery, bind: (value: unknown) => string): string[] {
  const where: string[] = [];
  if (query.module?.length) where.push(`l.module_code = any (${bind(query.module)}::text[])`);
  if (query.region?.length) where.push(`l.region_code = any (${bind(query.region)}::text[])`);
  if (query.zone) where.push(`l.zone_code = ${bind(query.zone)}`);
  if (query.term) where.push(`l.term = ${bind(query.term)}`);
  if (query.age !== undefined) {
    const age = bind(query.age);
    where.push(`l.age_min <= ${age}::int and l.age_max >= ${age}::int`);
  }
  if (query.gender === 'GIRL') where.push(`l.gender_mix <> 'BOYS'`);
  if (query.gender === 'BOY') where.push(`l.gender_mix <> 'GIRLS'`);
  if (query.gender === 'X') where.push(`l.gender_mix = 'MIXED'`);
  const stops = partialStops.filter((stop) => stopConcerns(stop, query));
  if (stops.length > 0) {
    // Hashed once: as an anti-join the planner, which takes stops to be rare, would look through them for each unit.
    where.push(`(l.unit_id, l.module_code) not in (select un.unit_id, un.module_code from capacity.unavailability un
      where un.only_for = any (${bind(stops)}::text[]) and un.period @> $1::date)`);
  }
  return where;
}

/**
 * The SQL of a search, with its values in order. The live rows that hold on the day are read straight
 * from the counters; rows that change before the day are worked out from what is to come.
 */
export function searchStatement(query: SearchQuery, day: string): Parts {
  const values: unknown[] = [day];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = conditions(query, bind);
  const minimum = bind(query.minimum ?? 1);
  // Said in the text, so that the index of what can be offered serves whatever number is bound.
  const some = query.minimum === 0 ? '' : 'and l.offerable > 0';
  let distance = 'null::double precision';
  let origin = '';
  if (query.near) {
    const code = bind(query.near);
    origin = `cross join (select lat, lon from region.municipality where code = ${code}) o`;
    distance = 'region.distance_km(o.lat, o.lon, l.lat, l.lon)';
    if (query.withinKm !== undefined) {
      const km = bind(query.withinKm);
      where.push(
        `l.lat between o.lat - ${km}::float8 / ${kmPerDegree} and o.lat + ${km}::float8 / ${kmPerDegree}`,
      );
      where.push(`${distance} <= ${km}::float8`);
    }
  }
  const filters = where.length ? `and ${where.join(' and ')}` : '';
  const limit = bind((query.limit ?? 50) + 1);
  const offset = bind(query.offset ?? 0);
  const figures =
    'recognised, occupied, absent, not_converted, unavailable, held, free, offerable, over_occupied';
  const of = (alias: string) =>
    figures
      .split(', ')
      .map((name) => `${alias}.${name}`)
      .join(', ');
  const text = `
    with hit as (
      select l.unit_id, l.module_code, ${of('l')}, ${distance} as distance_km
        from capacity.unit_live l ${origin}
       where (l.next_change_on is null or l.next_change_on > $1::date) ${some} and l.offerable >= ${minimum}::int
         and (not l.withdrawn or l.recognised > 0 or l.over_occupied > 0) ${filters}
      union all
      select l.unit_id, l.module_code, ${of('f')}, ${distance} as distance_km
        from capacity.photo_due($1::date) f join capacity.unit_live l using (unit_id, module_code) ${origin}
       where f.offerable >= ${minimum}::int and ${stillThere} ${filters}
    ), best as (
      select * from hit order by distance_km nulls last, offerable desc, unit_id, module_code
       limit ${limit}::int offset ${offset}::int
    )
    select coalesce(json_agg(${unitRowJson(`, 'distanceKm', round(f.distance_km::numeric, 1)`)}
             order by f.distance_km nulls last, f.offerable desc, f.unit_id, f.module_code), '[]'::json)::text as units,
           count(*)::int as found
      from best f join capacity.unit_live l using (unit_id, module_code)
      ${unitRowJoins} ${stopsOfEachOn('$1')}
      cross join lateral (select l.confirmed_at as at, l.confirmed_by as by, l.changed_at) c`;
  // Equal texts share one prepared statement; a name that two texts shared would be an error.
  const name = `search_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  return { text, values, name };
}

/** Finds places; the JSON text of a SearchAnswer. */
export async function searchJson(
  tx: Pick<Reader, 'prepared'>,
  query: SearchQuery,
  today: string,
): Promise<string> {
  const day = query.on ?? today;
  const { text, values, name } = searchStatement(query, day);
  const [row] = await tx.prepared<{ units: string; found: number }>(name, text, values);
  const limit = query.limit ?? 50;
  const found = row?.found ?? 0;
  if (found <= limit) return `{"day":"${day}","more":false,"units":${row?.units ?? '[]'}}`;
  const units = JSON.parse(row?.units ?? '[]') as unknown[];
  return JSON.stringify({ day, more: true, units: units.slice(0, limit) });
}
