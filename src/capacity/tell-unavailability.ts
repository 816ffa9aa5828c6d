import { notify } from '../notices/index.ts';
import type { Writer } from '../platform/db/database.ts';

/** How long before its expected end the provider is asked whether the places really come back. */
export const askDaysBefore = 7;
/** A night that was missed is made good within so many days. */
const catchUpDays = 7;

interface Ending {
  id: string;
  unitId: string;
  unitName: string;
  providerId: string;
  places: number;
  until: string;
  lapsed: boolean;
}

/**
 * Unavailability does not lapse in silence (design "Time"): the provider is asked before the expected
 * end, and told on the day on which the places return to free. What the provider ended by itself is no
 * news. Safe to repeat.
 */
export async function tellOfUnavailability(tx: Writer): Promise<void> {
  const ending = await tx.rows<Ending>(
    `select u.id, u.unit_id as "unitId", c.name as "unitName", u.provider_id as "providerId", u.places,
            upper(u.period) as until, upper(u.period) <= platform.today() as lapsed
       from capacity.unavailability u join capacity.care_unit c on c.id = u.unit_id
      where upper(u.period) = u.expected_end_on
        and u.expected_end_on between platform.today() - $1::int and platform.today() + $2::int
      order by u.provider_id, u.id`,
    [catchUpDays, askDaysBefore],
  );
  const at = new Date((await tx.rows<{ now: Date }>('select platform.now() as now'))[0]!.now);
  for (const each of ending) {
    const kind = each.lapsed
      ? 'capacity.unavailability-lapsed'
      : 'capacity.unavailability-ends-soon';
    await notify(tx, {
      to: { role: 'PC', organisationId: each.providerId },
      kind,
      path: `/mijn-leefgroepen/${each.unitId}`,
      about: each.unitName.slice(0, 160),
      details: { until: each.until, places: each.places },
      // An extension has another end, and is asked about anew.
      dedupeKey: `${kind} ${each.id} ${each.until}`,
      at,
    });
  }
}
