import type { Reader } from '../../platform/db/database.ts';
import type { FairnessCell } from './fairness.ts';
import { ageGroup } from './groups.ts';
import type { Span } from './period.ts';

/**
 * Waiting days of the period (days on which a child could be called) and starts, by band and group. The band is the one
 * in which the child stood on those days, and from which it was called. Read are those who can be called now, and those
 * who left or started in the period: never the whole past.
 */
export const fairnessCells = (
  tx: Pick<Reader, 'rows'>,
  { from, until, region, module }: Span,
): Promise<FairnessCell[]> =>
  tx.rows<FairnessCell>(
    `with asked as materialized (
       select request_id from waiting_list.figures_waiting
       union select request_id from waiting_list.figures_move where after_band_no is null and at >= $1
       union select request_id from waiting_list.figures_step where to_state = 'STARTED' and at >= $1 and at < $2
     ), moved as materialized (
       select m.request_id, m.after_band_no as band, m.at,
              lead(m.at, 1, 'infinity') over (partition by m.request_id order by m.at, m.seq) as until_at
         from asked a join waiting_list.figures_move m using (request_id)
     ), spent as (
       select request_id, band, extract(epoch from least(until_at, $2::timestamptz, (select platform.now())) - greatest(at, $1::timestamptz)) / 86400 as days, 0 as starts
         from moved where band is not null and until_at > $1::timestamptz and at < least($2::timestamptz, (select platform.now()))
       union all
       select s.request_id, l.before_band_no, 0, 1
         from waiting_list.figures_step s
         cross join lateral (select m.before_band_no from waiting_list.figures_move m
           where m.request_id = s.request_id and m.after_band_no is null and m.at <= s.at order by m.seq desc limit 1) l
        where s.to_state = 'STARTED' and s.at >= $1 and s.at < $2
     ), child as (
       select r.sex, ${ageGroup('r')} as age, r.region_code, r.file_kind, r.has_siblings, r.needs <> '{}' as has_needs, s.band,
              sum(s.days) as days, sum(s.starts) as starts
         from spent s join waiting_list.figures_request r using (request_id)
        where ($3::text is null or r.region_code = $3)
          and ($4::text is null or exists (select 1 from waiting_list.figures_wanted w where w.request_id = s.request_id and w.module_code = $4))
        group by 1, 2, 3, 4, 5, 6, 7)
     select g.dimension, g.group, c.band, sum(c.days)::float as days, sum(c.starts)::int as starts
       from child c
       cross join lateral (values ('sex', c.sex), ('age', c.age), ('region', c.region_code), ('fileKind', c.file_kind),
         ('siblings', case when c.has_siblings then 'yes' else 'no' end), ('need', case when c.has_needs then 'yes' else 'no' end)) as g (dimension, "group")
      group by 1, 2, 3`,
    [from, until, region, module],
  );
