import { notify } from '../notices/index.ts';
import type { Writer } from '../platform/db/database.ts';
import { staleAfterByRegion } from './stale-after.ts';

interface OldUnit {
  unitId: string;
  unitName: string;
  providerId: string;
  /** Whole days since the last confirmation; null when there never was one. */
  days: number | null;
  confirmedOn: string | null;
  staleAfter: number;
  now: Date;
}

/** A reminder that had no effect comes again after so many days. */
const againDays = 7;

/**
 * Reminds the provider of each unit whose figures are older than the setting `capacity.stale-after-days`
 * of its region allows (R21: no number without its age). For the nightly job; safe to repeat.
 * @returns how many units are old
 */
export async function tellOfOldFigures(tx: Writer): Promise<number> {
  const old = await tx.rows<OldUnit>(
    `with stale as ${staleAfterByRegion('platform.today()')}, unit as (
       select l.unit_id, l.provider_id, l.region_code,
              max((l.confirmed_at at time zone 'Europe/Brussels')::date) as confirmed_on
         from capacity.unit_live l group by l.unit_id, l.provider_id, l.region_code
     )
     select u.unit_id as "unitId", c.name as "unitName", u.provider_id as "providerId",
            platform.today() - u.confirmed_on as days, u.confirmed_on as "confirmedOn",
            s.days as "staleAfter", platform.now() as now
       from unit u join stale s on s.code = u.region_code join capacity.care_unit c on c.id = u.unit_id
      where u.confirmed_on is null or platform.today() - u.confirmed_on >= s.days
      order by u.provider_id, u.unit_id`,
  );
  for (const each of old) {
    const round = each.days === null ? 0 : Math.floor((each.days - each.staleAfter) / againDays);
    await notify(tx, {
      to: { role: 'PC', organisationId: each.providerId },
      kind: each.days === null ? 'capacity.figures-never' : 'capacity.figures-old',
      path: `/mijn-leefgroepen/${each.unitId}`,
      about: each.unitName.slice(0, 160),
      details: each.days === null ? {} : { count: each.days },
      dedupeKey: `capacity.figures-old ${each.unitId} ${each.confirmedOn ?? 'never'} ${round}`,
      at: new Date(each.now),
    });
  }
  return old.length;
}
