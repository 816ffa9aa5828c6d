import { capacityRules } from './rules.ts';

/**
 * After how many days without confirmation figures are old: the setting `capacity.stale-after-days` on a
 * day, of the region itself or of all, else our own proposal.
 * @param day SQL of the day
 * @returns SQL of the rows `code` (of the region), `days`
 */
export const staleAfterByRegion = (day: string) => `(
  select r.code, coalesce((select (s.value #>> '{}')::int from region.setting s
            where s.key = 'capacity.stale-after-days' and s.valid @> ${day}
              and (s.region_code is null or s.region_code = r.code) and jsonb_typeof(s.value) = 'number'
            order by s.region_code nulls last limit 1), ${capacityRules.staleAfterDays}) as days
    from region.region r)`;
