import { addDays, formatDayShort, formatMomentShort } from '../../../web/i18n/format.ts';

const offsets = ['+01:00', '+02:00'] as const;

/**
 * The instant at which the clock of Brussels shows this time on this day. A time that it shows twice is the first; one that
 * it skips in spring is an hour later.
 */
export function momentOf(day: string, time: string): string {
  const at = offsets
    .map((offset) => new Date(`${day}T${time}:00${offset}`).toISOString())
    .filter((iso) => formatMomentShort(iso) === `${formatDayShort(day)} ${time}`)
    .toSorted();
  return at[0] ?? new Date(`${day}T${time}:00+01:00`).toISOString();
}

/** A turn of duty from one time to another: until is of the next day where it is not later. */
export const turnOf = (day: string, from: string, until: string) => ({
  from: momentOf(day, from),
  until: momentOf(until > from ? day : addDays(day, 1), until),
});

/** Every half hour of a day, as it is read. */
export const halfHours: readonly string[] = Array.from(
  { length: 48 },
  (_, n) => `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`,
);
