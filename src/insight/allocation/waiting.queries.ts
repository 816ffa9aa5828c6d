import type { Reader } from '../../platform/db/database.ts';
import type { WaitingFigures } from './contract.ts';
import type { Span } from './period.ts';
import { ageGroup } from './groups.ts';

type Rows = Pick<Reader, 'rows'>;

/**
 * Who may be called now, by band, module, region, age and kind of file: children, and the days that half and three
 * quarters of them waited at most. A child counts once in each division, and once for each module asked for.
 */
const waiting = (tx: Rows, { region, module }: Span) =>
  tx.rows<WaitingFigures['waiting'][number]>(
    `with listed as materialized (
       select w.request_id, w.module_code, w.region_code, coalesce(b.code, w.band_no::text) as band, w.file_kind,
              ${ageGroup('w')} as age, greatest(0, (select platform.today()) - w.since) as days
         from waiting_list.figures_waiting w left join waiting_list.figures_band b on b.band_no = w.band_no
        where ($1::text is null or w.region_code = $1) and ($2::text is null or w.module_code = $2)
     ), child as materialized (
       select distinct on (request_id) * from listed order by request_id, module_code
     ), counted as (
       select case when grouping(band) = 0 then 'band' when grouping(region_code) = 0 then 'region' when grouping(age) = 0 then 'age'
                   when grouping(file_kind) = 0 then 'fileKind' else 'all' end as division,
              coalesce(band, region_code, age, file_kind, '*') as key, count(*)::int as children,
              percentile_disc(0.5) within group (order by days) as median, percentile_disc(0.75) within group (order by days) as p75
         from child group by grouping sets ((), (band), (region_code), (age), (file_kind)) having count(*) > 0
       union all
       select 'module', module_code, count(*)::int, percentile_disc(0.5) within group (order by days),
              percentile_disc(0.75) within group (order by days)
         from listed group by module_code)
     select division, jsonb_agg(jsonb_build_object('key', key, 'children', children, 'medianDays', median, 'p75Days', p75) order by key) as rows
       from counted group by division order by array_position('{all,band,module,region,age,fileKind}', division)`,
    [region, module],
  );

/** Passages of the period, with how long the request stood in the state before: the lost days (R76). */
const steps = (tx: Rows, { from, until, region }: Span) =>
  tx.rows<WaitingFigures['steps'][number]>(
    `select s.from_state as "from", s.to_state as "to", count(*)::int as count,
            percentile_disc(0.5) within group (order by d.days) as "medianDays", percentile_disc(0.75) within group (order by d.days) as "p75Days"
       from waiting_list.figures_step s
       cross join lateral (select p.at from waiting_list.figures_step p
          where p.request_id = s.request_id and p.seq < s.seq order by p.seq desc limit 1) before
       cross join lateral (select greatest(0, (s.at at time zone 'Europe/Brussels')::date - (before.at at time zone 'Europe/Brussels')::date) as days) d
      where s.at >= $1 and s.at < $2 and ($3::text is null or s.region_code = $3) and s.from_state is not null
      group by s.from_state, s.to_state order by count(*) desc, 1, 2`,
    [from, until, region],
  );

/** By module: who waits, for nothing else, and refused in the period without another place since. */
const unmet = (tx: Rows, { from, until, region, module }: Span) =>
  tx.rows<WaitingFigures['unmet'][number]>(
    `with refused as (
       select c.request_id, bool_or(t.side = 'LACK') as lack
         from allocation.figures_threshold t join allocation.figures_child c on c.proposal_id = t.proposal_id
        where t.at >= $1 and t.at < $2 and t.source in ('REFUSAL', 'PLACE_GONE') group by c.request_id
     ), wanted as (
       select w.request_id, w.module_code, count(*) over (partition by w.request_id) as modules
         from waiting_list.figures_waiting w where $3::text is null or w.region_code = $3)
     select w.module_code as module, count(*)::int as waiting, count(*) filter (where w.modules = 1)::int as "onlyThis",
            count(r.request_id)::int as refused, count(*) filter (where r.lack)::int as lack
       from wanted w left join refused r using (request_id)
      where $4::text is null or w.module_code = $4
      group by w.module_code order by count(*) desc, 1`,
    [from, until, region, module],
  );

/** All that a screen of waiting shows. */
export const waitingFigures = async (
  tx: Rows,
  span: Span,
): Promise<Pick<WaitingFigures, 'waiting' | 'steps' | 'unmet'>> => ({
  waiting: await waiting(tx, span),
  steps: await steps(tx, span),
  unmet: await unmet(tx, span),
});
