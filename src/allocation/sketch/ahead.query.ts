import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Ahead } from './contract.ts';

/** So many months are looked ahead. */
const months = 12;

/**
 * One unit with one of its modules on the day given and on the first of each month after it: who is there by what is
 * planned, what is promised, what is out of use. Throws `unit-not-found`.
 */
export async function unitAhead(
  tx: Pick<Reader, 'rows'>,
  of: { unitId: string; module: string; from: string },
): Promise<Ahead> {
  const [found] = await tx.rows<Ahead>(
    `with day as (
       select $3::date as d union
       select (date_trunc('month', $3::date) + make_interval(months => n))::date from generate_series(1, $4) n),
     stay as (
       select lower(s.period) as begins, coalesce(upper(s.period), s.expected_end_on) as ends,
              upper_inf(s.period) and s.expected_end_on is not null as planned
         from capacity.stay s where s.unit_id = $1 and s.module_code = $2 and s.period && daterange($3::date, null)),
     figures as (
       select d.d,
         (select count(*)::int from stay s where s.begins <= d.d and (s.ends is null or s.ends > d.d or s.ends <= $3::date)) as occupied,
         (select count(*)::int from stay s where s.ends <= d.d and s.ends > $3::date) as ended,
         (select count(*)::int from capacity.hold h where h.unit_id = $1 and h.module_code = $2 and h.period @> d.d) as held,
         (select coalesce(sum(u.places), 0)::int from capacity.unavailability u
           where u.unit_id = $1 and u.module_code = $2 and u.period @> d.d) as unavailable
         from day d)
     select l.recognised, (select json_agg(json_build_object('on', f.d, 'occupied', f.occupied, 'held', f.held,
              'unavailable', f.unavailable, 'ended', f.ended) order by f.d) from figures f) as months
       from capacity.unit_live l where l.unit_id = $1 and l.module_code = $2`,
    [of.unitId, of.module, of.from, months],
  );
  if (!found) throw notFound('unit-not-found');
  return found;
}
