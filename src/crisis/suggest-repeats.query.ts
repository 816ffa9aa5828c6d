import type { Reader } from '../platform/db/database.ts';
import type { Suggestion } from './contract.ts';

/**
 * Earlier requests of the same region that may be of the same child: the same names, or the same sex, zone and an age that
 * agrees, in the thirty days before (flanders e.4: 18 % come back within 30 days). Not what is linked already.
 */
export async function suggestRepeats(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<Suggestion[]> {
  const rows = await tx.rows<{ suggestion: Suggestion }>(
    `with mine as (
       select r.id, r.region_code, r.case_id, r.received_at, m.sex, m.unborn, coalesce(m.zone_code, r.zone_code) as zone,
              m.age_years, coalesce(m.age_band, crisis.band_of(m.age_years)) as band,
              lower(i.given_name) as given, lower(i.family_name) as family
         from crisis.request r join crisis.minor m on m.request_id = r.id left join crisis.identity i on i.id = m.id
        where r.id = $1)
     select jsonb_build_object('requestId', o.id, 'number', o.seq, 'receivedAt', o.received_at, 'state', o.state,
              'signs', jsonb_agg(distinct s.sign)) as suggestion
       from mine
       join crisis.request o on o.region_code = mine.region_code and o.case_id <> mine.case_id
        and o.received_at between mine.received_at - interval '30 days' and mine.received_at and o.id <> mine.id
       join crisis.minor m on m.request_id = o.id
       left join crisis.identity i on i.id = m.id
       cross join lateral (
         select 'NAME' as sign where mine.given = lower(i.given_name) and mine.family = lower(i.family_name)
         union all
         select 'PROFILE' where mine.sex = m.sex and mine.sex <> 'UNKNOWN' and mine.unborn = m.unborn
            and mine.zone = coalesce(m.zone_code, o.zone_code)
            and case when mine.age_years is not null and m.age_years is not null then abs(mine.age_years - m.age_years) <= 1
                     else mine.band is not distinct from coalesce(m.age_band, crisis.band_of(m.age_years)) end) s
      group by o.id, o.seq, o.received_at, o.state
      order by bool_or(s.sign = 'NAME') desc, o.received_at desc limit 5`,
    [requestId],
  );
  return rows.map(({ suggestion }) => suggestion);
}
