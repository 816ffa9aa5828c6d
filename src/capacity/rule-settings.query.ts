import type { Reader } from '../platform/db/database.ts';
import { capacityRules, type UnavailabilityLimits } from './rules.ts';

export const longestDaysKey = 'capacity.unavailability.longest-days';
const reviewDaysKey = 'capacity.unavailability.review-before-end-days';

/** How long places may be out of use, as set today for the region of a unit; else for all, else ours. */
export async function unavailabilityLimits(
  tx: Reader,
  unitId: string,
): Promise<UnavailabilityLimits> {
  const rows = await tx.rows<{ key: string; days: number }>(
    `select distinct on (s.key) s.key, (s.value #>> '{}')::int as days from region.setting s
      where s.key = any ($1) and s.valid @> platform.today() and jsonb_typeof(s.value) = 'number'
        and (s.region_code is null or s.region_code = (
          select t.region_code from capacity.care_unit u join capacity.site t on t.id = u.site_id where u.id = $2))
      order by s.key, s.region_code nulls last`,
    [[longestDaysKey, reviewDaysKey], unitId],
  );
  const set = (key: string, otherwise: number) =>
    rows.find((row) => row.key === key)?.days ?? otherwise;
  return {
    longestUnavailabilityDays: set(longestDaysKey, capacityRules.longestUnavailabilityDays),
    reviewBeforeEndDays: set(reviewDaysKey, capacityRules.reviewBeforeEndDays),
  };
}
