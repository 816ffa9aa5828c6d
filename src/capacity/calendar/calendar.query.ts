import type { Reader } from '../../platform/db/database.ts';

export const calendarKinds = [
  'start',
  'leave',
  'expected',
  'decision',
  'back',
  'stopEnds',
  'review',
  'reconversion',
] as const;

/** One thing that happens on a day in a unit; nothing of any child. */
export interface CalendarItem {
  kind: (typeof calendarKinds)[number];
  /** The fact behind it; its calendar name is a hash, so that it tells nothing. */
  factId: string;
  unitName: string;
  place: string | null;
  count: number;
  on: string;
}

/**
 * What is planned in the reader's own units between two days: starts, departures, expected ends, ends of
 * unavailability and of partial stops, days of review, and reconversions that take effect.
 */
export const calendarItems = (tx: Pick<Reader, 'rows'>, from: string, until: string) =>
  tx.rows<CalendarItem>(
    `with stay as (
       select s.id, s.unit_id, s.period, s.expected_end_on, s.decision_until, p.label
         from capacity.stay s left join capacity.place p on p.id = s.place_id
        where s.provider_id = (select auth.my_organisation()) and s.ends_on >= $1::date
     ), item as (
       select 'start' as kind, id, unit_id, label, 1 as count, lower(period) as on_date from stay
        where lower(period) between $1::date and $2::date and lower(period) > platform.today()
       union all
       select 'leave', id, unit_id, label, 1, upper(period) from stay
        where upper(period) between $1::date and $2::date and upper(period) >= platform.today()
       union all
       select 'expected', id, unit_id, label, 1, expected_end_on from stay
        where upper_inf(period) and expected_end_on between $1::date and $2::date
       union all
       select 'decision', id, unit_id, label, 1, decision_until from stay
        where upper_inf(period) and decision_until between $1::date and $2::date
       union all
       select case when x.only_for is null then 'back' else 'stopEnds' end, x.id, x.unit_id, p.label,
              greatest(x.places, 1), upper(x.period)
         from capacity.unavailability x left join capacity.place p on p.id = x.place_id
        where x.provider_id = (select auth.my_organisation()) and upper(x.period) between $1::date and $2::date
       union all
       select 'review', x.id, x.unit_id, p.label, 1, x.review_on
         from capacity.unavailability x left join capacity.place p on p.id = x.place_id
        where x.provider_id = (select auth.my_organisation()) and x.review_on between $1::date and $2::date
          and upper(x.period) > platform.today()
       union all
       select 'reconversion', r.id, r.unit_id, null, r.places, r.effective_on from capacity.reconversion r
        where r.provider_id = (select auth.my_organisation()) and r.state in ('APPROVED', 'EFFECTIVE')
          and r.effective_on between $1::date and $2::date
     )
     select i.kind, i.id as "factId", u.name as "unitName", i.label as place, i.count, i.on_date as "on"
       from item i join capacity.care_unit u on u.id = i.unit_id
      order by i.on_date, u.name, i.kind, i.id limit 5000`,
    [from, until],
  );

/** The name of the reader's own organisation. */
export async function ownName(tx: Pick<Reader, 'rows'>): Promise<string> {
  const [provider] = await tx.rows<{ name: string }>(
    'select name from capacity.provider where id = (select auth.my_organisation())',
  );
  return provider?.name ?? '';
}
