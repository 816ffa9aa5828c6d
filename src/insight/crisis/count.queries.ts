import type { Writer } from '../../platform/db/database.ts';

/**
 * Counts of crisis by month and region, from the rows that the slices publish. A month is that of the call, in Brussels
 * time; everything that follows from a call counts in the month of the call. Each statement counts the months `$1` whole.
 */
const month = (moment: string) =>
  `date_trunc('month', ${moment} at time zone 'Europe/Brussels')::date`;
/** 1 = Monday … 7 = Sunday, and the hour: 101 is Monday from one to two. */
const hour = (moment: string) =>
  `(extract(isodow from ${moment} at time zone 'Europe/Brussels') * 100 + extract(hour from ${moment} at time zone 'Europe/Brussels'))::int::text`;

const callsOf = `calls as materialized (
  select c.*, ${month('c.received_at')} as month from crisis.figures_call c
   where ${month('c.received_at')} = any ($1::date[]))`;

/** Of each call: what kind, from whom, how unsafe, about what, at which hour, whether it repeats one of the last thirty days. */
const countCalls = `
  with ${callsOf}
  insert into insight.crisis_count (month, region_code, subject, division, key, asked)
  select c.month, c.region_code, 'CALL', d.division, d.key, count(*)
    from calls c
    cross join lateral (
      select 'all' as division, '*' as key
      union all select 'kind', c.kind union all select 'registrar', c.registrar_kind union all select 'unsafety', c.unsafety
      union all select 'hour', ${hour('c.received_at')}
      union all select 'problem', p from unnest(c.problems) p
      union all select 'repeat', 'YES' where c.repeats_at > c.received_at - interval '30 days'
      union all select 'mark', 'LONG_TERM' where c.long_term
      union all select 'mark', 'ACCELERATED' where c.accelerated) d
   group by 1, 2, 4, 5`;

/**
 * Of each minor that help was looked for: found (a partner said yes and help was promised or given), none (nobody could), or
 * neither yet. \`minutes\` run from the call to the first yes.
 */
const countChildren = `
  with ${callsOf},
  child as materialized (
    select c.month, c.region_code, c.received_at, coalesce(c.wanted, 'UNKNOWN') as wanted, c.problems, c.unsafety, coalesce(m.age, 'UNKNOWN') as age,
           coalesce(m.zone_code, c.zone_code, 'UNKNOWN') as zone, m.reason, m.fallback,
           m.state in ('PLACED', 'RUNNING', 'EXTENDED', 'ENDED') as found, m.state = 'NO_RESPONSE' as none, m.state = 'WITHDRAWN' as withdrawn,
           asks.attempts, asks.minutes, given.kind as given, cases.registrations
      from calls c join crisis.figures_child m on m.request_id = c.request_id
      cross join lateral (
        select count(*) filter (where a.asked_at <= coalesce(y.at, 'infinity')) as attempts,
               (extract(epoch from y.at - c.received_at) / 60)::int as minutes
          from (select min(a.answered_at) as at from crisis.figures_ask a where a.minor_id = m.minor_id and a.state = 'YES') y
          left join crisis.figures_ask a on a.minor_id = m.minor_id
         group by y.at) asks
      left join lateral (select h.kind from crisis.figures_help h where h.minor_id = m.minor_id and not h.is_part and h.state <> 'FALLEN'
                          order by h.placed_at desc limit 1) given on true
      cross join lateral (select count(*) as registrations from crisis.figures_call o
                           where o.case_id = c.case_id and o.received_at <= c.received_at) cases
     where c.kind = 'DISPATCH')
  insert into insight.crisis_count (month, region_code, subject, division, key, asked, found, none, attempts_found, attempts_none, registrations, minutes)
  select c.month, c.region_code, 'CHILD', d.division, d.key, count(*), count(*) filter (where c.found), count(*) filter (where c.none),
         coalesce(sum(c.attempts) filter (where c.found), 0), coalesce(sum(c.attempts) filter (where c.none), 0),
         coalesce(sum(c.registrations) filter (where c.found), 0),
         coalesce(array_agg(c.minutes order by c.minutes) filter (where c.found and c.minutes is not null and d.division in ('all', 'wanted')), '{}')
    from child c
    cross join lateral (
      select 'all' as division, '*' as key
      union all select 'wanted', c.wanted union all select 'age', c.age union all select 'zone', c.zone union all select 'unsafety', c.unsafety
      union all select 'hour', ${hour('c.received_at')}
      union all select 'problem', p from unnest(c.problems) p
      union all select 'given', c.given where c.found and c.given is not null
      union all select 'reason', c.reason where c.none
      union all select 'fallback', c.fallback where c.none
      union all select 'state', case when c.found then 'FOUND' when c.none then 'NONE' when c.withdrawn then 'WITHDRAWN' else 'OPEN' end) d
   group by 1, 2, 4, 5`;

/** Of each time that a partner was asked: yes, no, or its term passed without an answer. */
const countPartners = `
  with ${callsOf},
  ask as materialized (
    select c.month, a.region_code, a.partner_id, a.kind, a.state, a.reason, (extract(epoch from a.answered_at - a.asked_at) / 60)::int as minutes,
           a.answered_at is null and (a.state = 'SILENT' or a.state = 'WITHDRAWN' and a.known_from >= a.due_at) as silent
      from calls c join crisis.figures_ask a on a.request_id = c.request_id)
  insert into insight.crisis_count (month, region_code, subject, division, key, asked, found, none, silent, minutes)
  select a.month, a.region_code, 'PARTNER', d.division, d.key, count(*), count(*) filter (where a.state = 'YES'),
         count(*) filter (where a.state = 'NO'), count(*) filter (where a.silent),
         coalesce(array_agg(a.minutes order by a.minutes) filter (where a.minutes is not null and d.division in ('all', 'partner')), '{}')
    from ask a
    cross join lateral (
      select 'all' as division, '*' as key
      union all select 'partner', a.partner_id::text union all select 'kind', a.kind
      union all select 'reason', a.reason where a.state = 'NO') d
   group by 1, 2, 4, 5`;

/** Of help that ended: what came next, and where the child went. */
const countOutflow = `
  with ${callsOf}
  insert into insight.crisis_count (month, region_code, subject, division, key, asked)
  select c.month, h.region_code, 'OUTFLOW', d.division, d.key, count(*)
    from calls c join crisis.figures_help h on h.request_id = c.request_id
    cross join lateral (select 'all' as division, '*' as key union all select 'next', h.next_step union all select 'destination', h.destination) d
   where h.state = 'ENDED' and not h.is_part and d.key is not null
   group by 1, 2, 4, 5`;

/** Of each request for crisis foster care: matched (family and service said yes), left unfilled and why, how far, across a border. */
const countFoster = `
  with asked as materialized (
    select r.*, ${month('r.received_at')} as month, r.agreed_at is not null as matched, r.agreed_at is null and r.state = 'UNFILLED' as unfilled
      from foster_care.figures_request r where ${month('r.received_at')} = any ($1::date[]))
  insert into insight.crisis_count (month, region_code, subject, division, key, asked, found, none, across, minutes, km_tenths)
  select r.month, r.region_code, 'FOSTER', d.division, d.key, count(*), count(*) filter (where r.matched), count(*) filter (where r.unfilled),
         count(*) filter (where r.matched and r.family_region <> r.region_code),
         coalesce(array_agg((extract(epoch from r.first_yes_at - r.received_at) / 60)::int) filter (where r.first_yes_at is not null and d.division = 'all'), '{}'),
         coalesce(array_agg((r.km * 10)::int) filter (where r.matched and d.division = 'all'), '{}')
    from asked r
    cross join lateral (select 'all' as division, '*' as key union all select 'kind', r.kind
      union all select 'unfilled', r.unfilled_reason where r.unfilled and r.unfilled_reason is not null) d
   group by 1, 2, 4, 5`;

/** Families that say they can take a child in, hour by hour of the seven days that begin today; in the running month. */
const countFamilies = `
  insert into insight.crisis_count (month, region_code, subject, division, key, asked)
  select date_trunc('month', platform.today())::date, w.region_code, 'FAMILY', 'hour',
         (extract(isodow from d.day) * 100 + h.hour)::int::text, count(distinct w.family_id)
    from foster_care.figures_window w
    join (select platform.today() + n as day from generate_series(0, 6) n) d on w.period @> d.day and extract(isodow from d.day)::int = any (w.weekdays)
    cross join lateral generate_series(w.hour_from, w.hour_until - 1) h (hour)
   group by 2, 5`;

/** The running month, and each month of which anything was written since the last count; all months the first time. */
const monthsToCount = `
  with last as (select coalesce(max(counted_at) - interval '1 hour', '-infinity') as at from insight.crisis_counted),
  changed as (
    select c.received_at from crisis.figures_call c
     where c.known_from >= (select at from last)
        or c.request_id in (select m.request_id from crisis.figures_child m where m.known_from >= (select at from last)
                  union select a.request_id from crisis.figures_ask a where a.known_from >= (select at from last)
                  union select h.request_id from crisis.figures_help h where h.known_from >= (select at from last))
    union all
    select r.received_at from foster_care.figures_request r
     where r.known_from >= (select at from last) or r.match_known_from >= (select at from last)
    -- A first yes changes nothing in the request when somebody asked to be called before; no card is open for so long.
    union all
    select r.received_at from foster_care.figures_request r
     where r.received_at > platform.now() - interval '90 days' and r.first_yes_at >= (select at from last))
  select distinct ${month('received_at')} as month from changed
  union select date_trunc('month', platform.today())::date`;

/**
 * Counts anew what changed since the last count; safe to repeat. An hour is counted twice, for who wrote while it counted.
 * @returns the months that were counted, ISO days
 */
export async function countCrisis(tx: Writer): Promise<string[]> {
  const months = (await tx.rows<{ month: string }>(monthsToCount)).map((row) => row.month);
  await tx.rows('delete from insight.crisis_count where month = any ($1::date[])', [months]);
  for (const statement of [countCalls, countChildren, countPartners, countOutflow, countFoster])
    await tx.rows(statement, [months]);
  await tx.rows(countFamilies);
  await tx.rows(
    `insert into insight.crisis_counted (month) select unnest($1::date[])
     on conflict (month) do update set counted_at = platform.now()`,
    [months],
  );
  return months;
}
