import type { Reader } from '../../platform/db/database.ts';
import { staleAfterByRegion } from '../stale-after.ts';
import { askedForDays, type FindingKind, findingKinds, kinds } from './kinds.ts';

/** At most this many findings are given at once. */
const mostFindings = 5000;

const dayOf = (moment: string) => `(${moment} at time zone 'Europe/Brussels')::date`;

/**
 * Who stays now is asked by the day of the end too: a range alone no index answers, and all stays there ever were would be read.
 * One statement for each finding, over the facts of `$1::date` as they are known now, with the rights of who asks:
 * unit_id, module_code, subject_id, since, places, place_id, reason. Nothing is kept: what is mended is gone.
 */
const statements: Record<FindingKind, string> = {
  RECONVERSION_UNREGISTERED: `
    select c.unit_id, c.module_code, c.id, c.effective_on, c.places, null::uuid, null::text
      from capacity.reconversion c where c.state = 'EFFECTIVE' and c.effective_on <= $1::date`,
  // Without a day of confirmation there is none from which it is old. How old that is may differ by region.
  STALE_UNIT: `
    select l.unit_id, null::text, l.unit_id, l.confirmed_on + n.days + 1, l.recognised, null::uuid, null::text
      from (select unit_id, region_code, ${dayOf('max(confirmed_at)')} as confirmed_on, sum(recognised)::int as recognised
              from capacity.unit_live group by unit_id, region_code) l
      join ${staleAfterByRegion('$1::date')} n on n.code = l.region_code
     where l.confirmed_on is null or l.confirmed_on < $1::date - n.days`,
  // Since the first of those who are here now is one too many, or since fewer places are recognised.
  OVER_OCCUPIED: `
    select f.unit_id, f.module_code, f.unit_id, greatest(
             (select lower(s.period) from capacity.stay s
               where s.unit_id = f.unit_id and s.module_code = f.module_code and s.ends_on > $1::date and s.period @> $1::date
               order by lower(s.period) offset f.recognised limit 1),
             (select max(upper(r.period)) from capacity.recognition r
               where r.unit_id = f.unit_id and r.module_code = f.module_code and upper(r.period) <= $1::date)),
           f.over_occupied, null::uuid, null::text
      from capacity.photo($1::date) f where f.over_occupied > 0`,
  DECISION_PASSED: `
    select s.unit_id, s.module_code, s.id, s.decision_until, 1, s.place_id, null::text
      from capacity.stay s
     where s.ends_on > $1::date and s.period @> $1::date and s.decision_until <= $1::date`,
  PLACE_CLAIMED_TWICE: `
    select s.unit_id, s.module_code, s.id, least(lower(s.period), ${dayOf('s.known_from')}), 1, s.claimed_place_id, null::text
      from capacity.stay s where s.claimed_place_id is not null and s.period && daterange($1::date, null)`,
  CHILD_ELSEWHERE: `
    select s.unit_id, s.module_code, s.id, least(lower(s.period), ${dayOf('s.known_from')}), 1, s.place_id, null::text
      from capacity.stay s where s.also_elsewhere and s.period && daterange($1::date, null)`,
  // A promise whose days went by, on a place where nobody came: kept, or to be let go.
  HOLD_PASSED: `
    select h.unit_id, h.module_code, h.id, upper(h.period), 1, h.place_id, null::text
      from capacity.hold h
     where h.ends_on <= $1::date and h.ends_on > $1::date - ${askedForDays}
       and not exists (select 1 from capacity.stay s
         where s.place_id = h.place_id and s.unit_id = h.unit_id and lower(s.period) between lower(h.period) and $1::date)
       and (h.place_id is not null or not exists (select 1 from capacity.stay s
         where s.unit_id = h.unit_id and s.module_code = h.module_code
           and lower(s.period) between lower(h.period) and $1::date))`,
  // It ended on its expected day by itself, and nobody has said since that the figures are right.
  UNAVAILABILITY_LAPSED: `
    select x.unit_id, x.module_code, x.id, upper(x.period), greatest(x.places, 1), x.place_id, null::text
      from capacity.unavailability x
      join capacity.unit_live l on l.unit_id = x.unit_id and l.module_code = x.module_code
     where upper(x.period) = x.expected_end_on and x.expected_end_on <= $1::date
       and x.expected_end_on > $1::date - ${askedForDays} and x.known_from < x.expected_end_on
       and (l.confirmed_at is null or ${dayOf('l.confirmed_at')} < x.expected_end_on)`,
  REVIEW_PASSED: `
    select x.unit_id, x.module_code, x.id, x.review_on, greatest(x.places, 1), x.place_id, null::text
      from capacity.unavailability x
     where x.expected_end_on > $1::date and x.period @> $1::date and x.review_on < $1::date`,
  PLACE_NOT_REAL: `
    select r.unit_id, r.module_code, r.id, r.reported_on, r.places, r.place_id, r.reason
      from capacity.place_report r where r.withdrawn_on is null`,
  TIME_OUT_TWO_PLACES: `
    select s.unit_id, s.module_code, s.id, greatest(lower(s.period), lower(home.period)), 1, s.place_id, null::text
      from capacity.stay s join capacity.stay home on home.id = s.time_out_of
     where s.time_out_of is not null and s.ends_on > $1::date and s.period @> $1::date and home.period @> $1::date`,
  TIME_OUT_WITHOUT_HOME: `
    select s.unit_id, s.module_code, s.id, greatest(lower(s.period), upper(home.period)), 1, s.place_id, null::text
      from capacity.stay s left join capacity.stay home on home.id = s.time_out_of
     where s.time_out_of is not null and s.ends_on > $1::date and s.period @> $1::date and (home.period @> $1::date) is not true`,
};

/** The findings that the reader can know: a provider's own people see no other provider's half. */
const knowable = (own: boolean) =>
  findingKinds.filter((kind) => !own || !kinds[kind].acrossProviders);

const found = (own: boolean, where = '') =>
  knowable(own)
    .map(
      (kind) => `select '${kind}' as kind, x.* from (${statements[kind]}) as x
        (unit_id, module_code, subject_id, since, places, place_id, reason) ${where}`,
    )
    .join('\nunion all\n');

const ownerOf = `case x.kind ${findingKinds
  .map((kind) => `when '${kind}' then '${kinds[kind].owner}'`)
  .join(' ')} end`;

const findingJson = `json_build_object('id', x.kind || ' ' || x.subject_id || coalesce(' ' || x.module_code, ''),
  'kind', x.kind, 'owner', ${ownerOf}, 'unitId', x.unit_id, 'unitName', u.name, 'providerId', p.id, 'providerName', p.name,
  'region', s.region_code, 'module', x.module_code, 'subjectId', x.subject_id, 'since', x.since, 'places', x.places,
  'placeId', x.place_id, 'placeLabel', pl.label, 'reason', x.reason)`;

const findingJoins = `
  join capacity.care_unit u on u.id = x.unit_id
  join capacity.site s on s.id = u.site_id
  join capacity.provider p on p.id = u.provider_id
  left join capacity.place pl on pl.id = x.place_id`;

/** Providers by name, each with the days since its units were confirmed: for a picture, never for a ranking. */
const freshnessSql = `
  select coalesce(json_agg(json_build_object('providerId', f.id, 'providerName', f.name, 'region', f.region_code, 'staleAfterDays', stale.days, 'days', f.days)
           order by f.name, f.id), '[]'::json) as freshness
    from (select p.id, p.name, p.region_code,
                 json_agg($1::date - ${dayOf('c.confirmed_at')} order by c.confirmed_at desc nulls last) as days
            from (select unit_id, provider_id, max(confirmed_at) as confirmed_at
                    from capacity.unit_live group by unit_id, provider_id) c
            join capacity.provider p on p.id = c.provider_id group by p.id, p.name, p.region_code) f
    join ${staleAfterByRegion('$1::date')} stale on stale.code = f.region_code`;

/**
 * Everything that the screen of data quality shows on a day, as the JSON text of a Findings.
 * @param own true for a provider's own people
 */
export async function findingsJson(
  tx: Pick<Reader, 'rows'>,
  day: string,
  own: boolean,
): Promise<string> {
  const [row] = await tx.rows<{ findings: string; freshness: object; n: number }>(
    `with x as materialized (${found(own)}), first as (select * from x order by since nulls first, kind, subject_id limit ${mostFindings})
     select (select coalesce(json_agg(${findingJson} order by x.since nulls first, p.name, u.name, x.kind), '[]'::json)::text
               from first x ${findingJoins}) as findings,
            (select count(*) from x)::int as n, fresh.freshness
       from (${freshnessSql}) fresh`,
    [day],
  );
  const { findings = '[]', freshness = [], n = 0 } = row ?? {};
  return `{"day":"${day}","findings":${findings},"more":${n > mostFindings},"freshness":${JSON.stringify(freshness)}}`;
}

/** The findings of one unit, oldest first, as the JSON text of a UnitFindings; a hidden unit has none. */
export async function findingsOfUnit(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  day: string,
  own: boolean,
): Promise<string> {
  const [row] = await tx.rows<{ findings: string }>(
    `select coalesce(json_agg(${findingJson} order by x.since nulls first, x.kind, x.subject_id), '[]'::json)::text as findings
       from (${found(own, 'where x.unit_id = $2')}) x ${findingJoins}`,
    [day, unitId],
  );
  return `{"day":"${day}","findings":${row?.findings ?? '[]'}}`;
}

/** How many findings touch each unit's figures, as the JSON text of a FindingCounts. */
export async function findingCountsJson(
  tx: Pick<Reader, 'rows'>,
  day: string,
  own: boolean,
): Promise<string> {
  const [row] = await tx.rows<{ units: string }>(
    `select coalesce(json_agg(json_build_object('unitId', c.unit_id, 'findings', c.n)), '[]'::json)::text as units
       from (select x.unit_id, count(*)::int as n from (${found(own)}) x group by x.unit_id) c`,
    [day],
  );
  return `{"day":"${day}","units":${row?.units ?? '[]'}}`;
}
