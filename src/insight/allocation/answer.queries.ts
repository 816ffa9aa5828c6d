import type { Reader } from '../../platform/db/database.ts';
import type { AnswerFigures, ChoiceFigures } from './contract.ts';
import type { Span } from './period.ts';

type Rows = Pick<Reader, 'rows'>;

/**
 * What a rate is of: proposals that were answered, or whose term has passed. What was taken back before that, or is
 * still within its term, asked nobody for nothing.
 */
const isDue = `(a.answered_at is not null or a.state = 'EXPIRED' or (a.state in ('SENT', 'IN_DIALOGUE') and a.due_at <= (select platform.now())))`;
const hours = `extract(epoch from a.answered_at - a.sent_at) / 3600`;

const counted = `count(*)::int as sent, count(*) filter (where ${isDue})::int as due,
  count(a.answered_at)::int as answered,
  count(*) filter (where a.answered_at is not null and a.state in ('ACCEPTED', 'START_PLANNED', 'STARTED'))::int as accepted,
  count(*) filter (where a.state = 'NOT_STARTED')::int as refused,
  round((percentile_disc(0.5) within group (order by ${hours}) filter (where a.answered_at is not null))::numeric, 1)::float as "medianHours",
  round((percentile_disc(0.75) within group (order by ${hours}) filter (where a.answered_at is not null))::numeric, 1)::float as "p75Hours"`;

/** Proposals that were sent in the period. */
const sent = `from allocation.figures_answer a
  where a.sent_at >= $1 and a.sent_at < $2 and ($3::text is null or a.region_code = $3) and ($4::text is null or a.module_code = $4)`;
const valuesOf = ({ from, until, region, module }: Span) => [from, until, region, module];

/**
 * How proposals were answered: all together, and provider by provider (R37). With the rights of who asks: a provider is
 * answered with its own, and "all together" is then its own as well.
 */
export async function answerFigures(
  tx: Rows,
  span: Span,
): Promise<Pick<AnswerFigures, 'all' | 'providers' | 'reasons' | 'months'>> {
  type Counted = AnswerFigures['all'];
  const rows = await tx.rows<Counted & { id: string | null; name: string }>(
    `select a.provider_id as id, max(a.provider_name) as name, ${counted} ${sent}
      group by grouping sets ((), (a.provider_id)) order by 1 nulls first`,
    valuesOf(span),
  );
  const [whole, ...providers] = rows;
  const { id: _id, name: _name, ...all } = whole!;
  return {
    all,
    providers: providers
      .map(({ id, ...rest }) => ({ id: id!, ...rest }))
      .sort((a, b) => b.sent - a.sent || a.name.localeCompare(b.name)),
    reasons: await tx.rows(
      `select a.decline_code as code, count(*)::int as count, count(*) filter (where a.liftable)::int as liftable ${sent}
          and a.state = 'NOT_STARTED' group by 1 order by 2 desc, 1`,
      valuesOf(span),
    ),
    months: await tx.rows(
      `select date_trunc('month', a.sent_at at time zone 'Europe/Brussels')::date as month, count(*) filter (where ${isDue})::int as due,
              count(a.answered_at)::int as answered ${sent} group by 1 order by 1`,
      valuesOf(span),
    ),
  };
}

const chosen = `from allocation.figures_choice c
  where c.sent_at >= $1 and c.sent_at < $2 and ($3::text is null or c.region_code = $3) and ($4::text is null or c.module_code = $4)`;
const agreed = `c.answered_at is not null and c.state in ('ACCEPTED', 'START_PLANNED', 'STARTED')`;

/** How proposals came from the list: a click is not oversight (design/safeguards.md 7). Calls as the shares of lanes count them. */
export async function choiceFigures(
  tx: Rows,
  span: Span,
): Promise<Omit<ChoiceFigures, 'from' | 'until' | 'region' | 'ownRegion'>> {
  const [one] = await tx.rows<Omit<ChoiceFigures, 'from' | 'until' | 'region' | 'ownRegion'>>(
    `with chosen as materialized (select c.*, extract(epoch from c.sent_at - c.suggested_at) / 60 as minutes ${chosen})
     select count(c.rank)::int as "fromList", count(*) filter (where c.rank = 1 and c.departure_code is null)::int as first,
            round((percentile_disc(0.5) within group (order by c.minutes) filter (where c.rank is not null))::numeric, 1)::float as "medianMinutes",
            count(*) filter (where c.rank is not null and c.minutes < 1)::int as "underMinute",
            count(*) filter (where ${agreed})::int as accepted, count(*) filter (where ${agreed} and not c.talked)::int as "asItStood",
            round((percentile_disc(0.5) within group (order by extract(epoch from c.answered_at - c.sent_at) / 3600) filter (where ${agreed} and not c.talked))::numeric, 1)::float as "medianAnswerHours",
            count(*)::int as calls, count(*) filter (where c.state = 'STARTED')::int as starts,
            coalesce((select jsonb_agg(jsonb_build_object('code', d.code, 'count', d.n) order by d.n desc, d.code)
              from (select departure_code as code, count(*) as n from chosen where departure_code is not null group by 1) d), '[]') as departures,
            coalesce((select jsonb_agg(jsonb_build_object('lane', l.lane, 'calls', l.calls, 'starts', l.starts) order by l.n, l.lane)
              from (select x.lane, x.n, count(*) as calls, count(*) filter (where k.state = 'STARTED') as starts
                      from chosen k cross join lateral (
                        select 'exempt' as lane, 1 as n where k.exempt
                        union all select unnest(k.lanes), 2 where not k.exempt
                        union all select 'none', 3 where not k.exempt and k.lanes = '{}') x group by 1, 2) l), '[]') as lanes
       from chosen c`,
    valuesOf(span),
  );
  return one!;
}
