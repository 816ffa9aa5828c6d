import type { Reader } from '../../platform/db/database.ts';
import { firstLanguage, type Language } from '../../platform/language.ts';
import { addDays } from '../../platform/period.ts';
import type { Balance, BalanceRegion, BalanceRow, BalanceZone } from './contract.ts';

/** How far back growth is shown. */
const yearsBack = 3;

/** Recognised places by area, module and origin on a day and years before, with minors and the norm in force. */
export async function balance(
  tx: Pick<Reader, 'rows'>,
  day: string,
  language: Language = firstLanguage,
): Promise<Balance> {
  const thenDay = addDays(day, -Math.round(yearsBack * 365.25));
  const rows = await tx.rows<BalanceRow>(
    `select l.region_code as region, l.zone_code as zone, r.module_code as module, r.origin,
            coalesce(sum(r.places) filter (where r.period @> $1::date), 0)::int as places,
            coalesce(sum(r.places) filter (where r.period @> $2::date), 0)::int as "placesThen"
       from capacity.recognition r join capacity.unit_live l using (unit_id, module_code)
      where r.period @> $1::date or r.period @> $2::date
      group by l.region_code, l.zone_code, r.module_code, r.origin
      order by l.region_code, l.zone_code, r.module_code, r.origin`,
    [day, thenDay],
  );
  const regions = await tx.rows<BalanceRegion>(
    `select g.code, g.name_${language} as name, g.minors, g.minors_source as "minorsSource", coalesce(o.occupied, 0)::int as occupied,
            n.places_per_1000 as norm, n.source as "normSource", n.set_from as "normFrom"
       from region.region g
       left join (select l.region_code, sum(f.occupied + f.over_occupied) as occupied
                    from capacity.photo($1::date) f join capacity.unit_live l using (unit_id, module_code)
                   group by l.region_code) o on o.region_code = g.code
       left join region.norm n on n.region_code = g.code and n.valid @> $1::date
      where g.valid @> $1::date order by g.name_${language}`,
    [day],
  );
  const zones = await tx.rows<BalanceZone>(
    `with people as (
       select zone_code, region_code, sum(population)::float8 as n from region.municipality
        where valid @> $1::date group by zone_code, region_code),
     region_people as (select region_code, sum(n) as n from people group by region_code)
     select z.code, z.name, z.region_code as region, z.invented, round(g.minors * p.n / r.n)::int as minors
       from region.zone z join region.region g on g.code = z.region_code
       left join people p on p.zone_code = z.code and p.region_code = z.region_code
       left join region_people r on r.region_code = z.region_code
      where z.valid @> $1::date order by z.region_code, z.name`,
    [day],
  );
  return { day, thenDay, rows, regions, zones };
}
