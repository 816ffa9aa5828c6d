import type { Reader } from '../../platform/db/database.ts';
import { answerHours } from './codes.ts';
import type { CrisisFigures, CrisisQuery, CrisisRow } from './contract.ts';

/** Whole months, half-open; a region or all. */
interface Span {
  from: string;
  until: string;
  region: string | null;
}

const usualMonths = 12;

/** The months that are asked for: without more, the twelve before this one. */
async function spanOf(
  tx: Reader,
  { months = usualMonths, last }: CrisisQuery,
  region: string | null,
): Promise<Span> {
  const [span] = await tx.rows<Pick<Span, 'from' | 'until'>>(
    `select (l.until - make_interval(months => $1))::date as "from", l.until
       from (select (date_trunc('month', case when $2::date is null then platform.today() else least($2::date, platform.today()) + interval '1 month' end))::date as until) l`,
    [months, last ?? null],
  );
  return { ...span!, region };
}

const sums = `sum(c.asked)::int as asked, sum(c.found)::int as found, sum(c.none)::int as none, sum(c.silent)::int as silent,
  sum(c.across)::int as across, sum(c.attempts_found)::int as attempts_found, sum(c.attempts_none)::int as attempts_none,
  sum(c.registrations)::int as registrations`;

/**
 * All that the screen of crisis shows, in one question to the counts: the period and the same months a year before, each
 * breakdown, each region and each month. What families offer is told as it stands now. Reads months, whatever came before.
 */
const figures = `
  with part as materialized (
    select c.*, true as now from insight.crisis_count c where c.month >= $1 and c.month < $2 and ($3::text is null or c.region_code = $3) and c.subject <> 'FAMILY'
    union all
    select c.*, false from insight.crisis_count c
     where c.month >= $1::date - interval '1 year' and c.month < $2::date - interval '1 year' and ($3::text is null or c.region_code = $3) and c.subject <> 'FAMILY'
    union all
    select c.*, true from insight.crisis_count c
     where c.subject = 'FAMILY' and c.month = (select max(month) from insight.crisis_counted) and ($3::text is null or c.region_code = $3)
  ), counted as (
    select c.subject, c.division, c.key, c.now, ${sums} from part c group by c.subject, c.division, c.key, c.now
    union all
    select c.subject, 'region', c.region_code, c.now, ${sums} from part c where c.division = 'all' group by c.subject, c.region_code, c.now
    union all
    select c.subject, 'month', c.month::text, true, ${sums} from part c where c.division = 'all' and c.now group by c.subject, c.month
  ), timed as (
    select t.subject, t.division, t.key, t.now, count(*)::int as timed, count(*) filter (where t.minutes > ${answerHours * 60})::int as late,
           percentile_disc(0.5) within group (order by t.minutes) as median, percentile_disc(0.9) within group (order by t.minutes) as p90
      from (select c.subject, c.division, c.key, c.now, m.minutes from part c cross join unnest(c.minutes) m (minutes)
            union all
            select c.subject, 'region', c.region_code, c.now, m.minutes from part c cross join unnest(c.minutes) m (minutes) where c.division = 'all') t
     group by 1, 2, 3, 4
  ), driven as (
    select c.subject, c.now, percentile_disc(0.5) within group (order by k.tenths) / 10.0 as km
      from part c cross join unnest(c.km_tenths) k (tenths) where c.subject = 'FOSTER' and c.division = 'all' group by 1, 2
  ), whole as (
    select c.subject, c.division, c.key, c.now, jsonb_build_object('asked', c.asked, 'found', c.found, 'none', c.none, 'silent', c.silent,
             'across', c.across, 'attemptsFound', c.attempts_found, 'attemptsNone', c.attempts_none, 'registrations', c.registrations,
             'timed', coalesce(t.timed, 0), 'late', coalesce(t.late, 0), 'medianMinutes', t.median, 'p90Minutes', t.p90,
             'medianKm', case when c.division = 'all' then d.km end) as measure
      from counted c
      left join timed t on (t.subject, t.division, t.key, t.now) = (c.subject, c.division, c.key, c.now)
      left join driven d on (d.subject, d.now) = (c.subject, c.now)
  )
  select w.subject, w.division, w.key,
         case w.division when 'partner' then (select p.name from crisis.figures_partner p where p.partner_id::text = w.key)
           when 'zone' then (select z.name from region.zone z where z.code = w.key) end as name,
         (jsonb_agg(w.measure) filter (where w.now)) -> 0 as now, (jsonb_agg(w.measure) filter (where not w.now)) -> 0 as before
    from whole w group by w.subject, w.division, w.key
   order by w.subject, w.division, w.key`;

/** Figures of a period. @param region who is of a region sees it alone: the policy holds the same */
export async function crisisFigures(
  tx: Reader,
  query: CrisisQuery,
  own: { readonly area: string | null; readonly alone: boolean },
): Promise<CrisisFigures> {
  const region = own.alone ? own.area : (query.region ?? null);
  const span = await spanOf(tx, query, region);
  const rows = await tx.rows<CrisisRow>(figures, [span.from, span.until, region]);
  const [counted] = await tx.rows<{ at: Date | null }>(
    'select max(counted_at) as at from insight.crisis_counted',
  );
  return { ...span, ownRegion: own.area, countedAt: counted?.at?.toISOString() ?? null, rows };
}
