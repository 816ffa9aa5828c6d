import { addDays } from '../../../web/i18n/format.ts';
import type { SetWindow } from '../../contract.ts';

/** The shortest stay that is asked (`lengthDays` of `DAYS_3`): less than this in a row fits no card. */
const SHORTEST_STAY = 3;
const FRIDAY = 5;
/** From Friday to Monday: a child that comes on Saturday stays until then. */
const WEEKEND_DAYS = 4;
export const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** 1 = Monday … 7 = Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** From this evening on, for the shortest stay. `day`: today in Brussels. */
export const tonight = (day: string, places: number): SetWindow => ({
  from: day,
  until: addDays(day, SHORTEST_STAY),
  weekdays: everyDay,
  onHolidays: true,
  hourFrom: 17,
  hourUntil: 24,
  places,
});

/** The weekend that is, or that comes: from Friday, long enough for the shortest stay. */
export function thisWeekend(day: string, places: number): SetWindow {
  const friday = addDays(day, FRIDAY - weekdayOf(day));
  const from = friday > day ? friday : day;
  const [end, enough] = [addDays(friday, WEEKEND_DAYS), addDays(from, SHORTEST_STAY)];
  return {
    from,
    until: end > enough ? end : enough,
    weekdays: everyDay,
    onHolidays: true,
    hourFrom: 8,
    hourUntil: 22,
    places,
  };
}
