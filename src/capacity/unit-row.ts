import type { Reader } from '../platform/db/database.ts';
import { staleAfterByRegion } from './stale-after.ts';

/**
 * The one SQL expression that makes a UnitRow, so that map, tile, table, search, export and stream
 * cannot differ. Expects the aliases `l` (unit_live), `f` (figures), `u`, `s`, `p`, `m`; `$day` is the
 * parameter of the day, `stops` the partial stops, `c` the confirmation.
 */
export const unitRowJson = (extra = '') => `json_build_object(
  'unitId', l.unit_id, 'unitCode', u.code, 'unitName', u.name, 'providerId', l.provider_id, 'providerName', p.name,
  'siteName', s.name, 'municipalityCode', l.municipality_code, 'municipality', m.name, 'zone', l.zone_code,
  'region', l.region_code, 'lat', l.lat, 'lon', l.lon, 'module', l.module_code, 'term', l.term,
  'ageMin', l.age_min, 'ageMax', l.age_max, 'genderMix', l.gender_mix, 'securityLevel', l.security_level,
  'partialStops', coalesce(stops.codes, '[]'::json),
  'figures', json_build_object('recognised', f.recognised, 'occupied', f.occupied, 'absent', f.absent,
    'notConverted', f.not_converted, 'unavailable', f.unavailable, 'held', f.held, 'free', f.free,
    'offerable', f.offerable, 'overOccupied', f.over_occupied),
  'confirmedAt', c.at, 'confirmedBy', c.by, 'staleAfterDays', stale.days, 'changedAt', c.changed_at${extra})`;

/** Joins of the names that a UnitRow shows, and of what its region holds for old. */
export const unitRowJoins = `
  join capacity.care_unit u on u.id = l.unit_id
  join capacity.site s on s.id = l.site_id
  join capacity.provider p on p.id = l.provider_id
  join region.municipality m on m.code = l.municipality_code
  join ${staleAfterByRegion('$1::date')} stale on stale.code = l.region_code`;

/** Partial stops by group, each with its end: the latest where several hold. Expects groups `g`. */
const stopCodes = `json_agg(json_build_object('onlyFor', g.only_for, 'until', g.until) order by g.only_for) as codes`;

/** Partial stops in force on a day, from the facts that are known now. */
const stopsOn = (day: string) => `
  left join (select g.unit_id, g.module_code, ${stopCodes}
      from (select un.unit_id, un.module_code, un.only_for, max(upper(un.period)) as until
              from capacity.unavailability un where un.only_for is not null and un.period @> ${day}::date
             group by un.unit_id, un.module_code, un.only_for) g
     group by g.unit_id, g.module_code) stops
    on stops.unit_id = l.unit_id and stops.module_code = l.module_code`;

/** The same for a few rows: looked up one by one. */
export const stopsOfEachOn = (day: string) => `
  cross join lateral (select ${stopCodes}
      from (select un.only_for, max(upper(un.period)) as until from capacity.unavailability un
             where un.unit_id = l.unit_id and un.module_code = l.module_code and un.only_for is not null
               and un.period @> ${day}::date
             group by un.only_for) g) stops`;

/** Partial stops in force on a day, as known at a moment. */
const stopsAsKnown = `
  left join (select g.unit_id, g.module_code, ${stopCodes}
      from (select un.unit_id, un.module_code, un.only_for, max(upper(un.period)) as until
              from (select unit_id, module_code, only_for, period from capacity.unavailability
                     where only_for is not null and known_from <= $2
                    union all
                    select unit_id, module_code, only_for, period from capacity.unavailability_history
                     where only_for is not null and known_from <= $2 and known_until > $2) un
             where un.period @> $1::date
             group by un.unit_id, un.module_code, un.only_for) g
     group by g.unit_id, g.module_code) stops
    on stops.unit_id = l.unit_id and stops.module_code = l.module_code`;

const live = `cross join lateral (select l.confirmed_at as at, l.confirmed_by as by, l.changed_at) c`;

/**
 * Of the places that are not converted on a day to come: how many only by a decision that has yet to take
 * effect. What has taken effect comes first.
 */
const plannedJson = `, 'planned', json_build_object('notConverted',
    case when agreed.unit_id is null then 0 else f.not_converted - least(f.not_converted, agreed.effective) end)`;
const plannedOn = (day: string) => `
  left join (select r.unit_id, r.module_code, coalesce(sum(r.places) filter (where r.state <> 'APPROVED'), 0)::int as effective
      from capacity.reconversion r where r.state in ('APPROVED', 'EFFECTIVE', 'REGISTERED') and r.period @> ${day}::date
     group by r.unit_id, r.module_code having bool_or(r.state = 'APPROVED')) agreed
    on agreed.unit_id = l.unit_id and agreed.module_code = l.module_code`;

const asKnown = `
  left join lateral (
    select cf.at, e.actor_name as by from capacity.confirmation cf join platform.event e on e.id = cf.event_id
     where cf.unit_id = l.unit_id and cf.at <= $2 order by cf.at desc limit 1) cc on true
  left join lateral (
    select max(d.recorded_at) as changed_at from capacity.delta d
     where d.unit_id = l.unit_id and d.module_code = l.module_code and d.recorded_at <= $2 and d.on_date <= $1) ch on true
  cross join lateral (select cc.at, cc.by, ch.changed_at) c`;

export interface AsOf {
  /** The day asked about. */
  day: string;
  /** As known at this moment; null: as known now. */
  knownAt: string | null;
  /** The present day in Europe/Brussels. */
  today: string;
}

const isPast = (asOf: AsOf) => asOf.knownAt !== null || asOf.day < asOf.today;
/** A day to come, as far as it is known now. */
const isAhead = (asOf: AsOf) => asOf.knownAt === null && asOf.day > asOf.today;

/** A module that the unit no longer offers is there on days on which it has places or children, and on no other. */
export const stillThere = `(not l.withdrawn or f.recognised > 0 or f.over_occupied > 0)`;

const order = `order by p.name, u.name, l.module_code, l.unit_id`;

/**
 * SQL and values of the picture as one JSON text: of all units that the reader may see, or of some.
 * A list of units is named on both sides of the join: the planner does not carry it over.
 */
export function photoStatement(asOf: AsOf, units?: readonly string[]): [string, unknown[]] {
  const past = isPast(asOf);
  const list = past ? '$3::uuid[]' : '$2::uuid[]';
  const some = units ? `l.unit_id = any (${list}) and f.unit_id = any (${list}) and` : '';
  const where = `${some} ${stillThere}`;
  const more = units ? [units] : [];
  if (!past) {
    const ahead = isAhead(asOf);
    return [
      `select coalesce(json_agg(${unitRowJson(ahead ? plannedJson : '')} ${order}), '[]'::json)::text as units
         from capacity.photo($1::date) f
         join capacity.unit_live l using (unit_id, module_code)
         ${unitRowJoins} ${units ? stopsOfEachOn('$1') : stopsOn('$1')} ${ahead ? plannedOn('$1') : ''} ${live}
        where ${where}`,
      [asOf.day, ...more],
    ];
  }
  return [
    `select coalesce(json_agg(${unitRowJson()} ${order}), '[]'::json)::text as units
       from capacity.photo_as_known($1::date, $2::timestamptz${units ? `, ${list}` : ''}) f
       join capacity.unit_live l using (unit_id, module_code)
       ${unitRowJoins} ${stopsAsKnown} ${asKnown}
      where ${where}`,
    [asOf.day, asOf.knownAt ?? 'infinity', ...more],
  ];
}

/**
 * The picture as JSON text of UnitRow[]. Planning its joins takes longer than reading them, so each of
 * its six forms is prepared once for a connection.
 */
export async function unitsJson(
  tx: Pick<Reader, 'prepared'>,
  asOf: AsOf,
  units?: readonly string[],
): Promise<string> {
  const kind = isPast(asOf) ? '_past' : isAhead(asOf) ? '_ahead' : '';
  const name = `units${kind}${units ? '_some' : ''}`;
  const [text, values] = photoStatement(asOf, units);
  const rows = await tx.prepared<{ units: string }>(name, text, values);
  return rows[0]?.units ?? '[]';
}
