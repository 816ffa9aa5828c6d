/**
 * Dates, ages and numbers as they are read in Flanders.
 *
 * A *day* is an ISO day (`2026-06-16`), a *moment* an ISO instant with its offset; moments are
 * shown in Europe/Brussels whatever the machine's own zone. Nothing here reads a clock: who asks
 * for an age passes `now` in milliseconds.
 */
/** Dates and figures are written as in Belgium. */
export const LOCALE = 'nl-BE';
const ZONE = 'Europe/Brussels';
const DAY_MS = 86_400_000;

const longDay = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat(LOCALE, {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'UTC',
});
const inBrussels = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const ago = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** Noon in UTC of an ISO day: no zone can push it to another day. */
function noonOf(day: string): Date {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not an ISO day: ${day}`);
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a day of the calendar: ${day}`);
  return date;
}

/** `2026-06-16` → `16 juni 2026`. Throws RangeError on what is not an ISO day. */
export function formatDay(day: string): string {
  return longDay.format(noonOf(day));
}

/** `2026-06-16` → `dinsdag 16 juni 2026`. */
export function formatWeekday(day: string): string {
  return `${weekday.format(noonOf(day))} ${formatDay(day)}`;
}

/** `2026-06-16` → `16/06/2026`, for tables. */
export function formatDayShort(day: string): string {
  return shortDay.format(noonOf(day));
}

/** The day in Brussels of a moment: `2026-06-15T23:30:00Z` → `2026-06-16`. */
export function dayOf(moment: string | number | Date): string {
  const { year, month, day } = partsOf(moment);
  return `${year}-${month}-${day}`;
}

/** The clock in Brussels as it is read aloud: `8.06 uur`. */
export function formatClock(moment: string | number | Date): string {
  const { hour, minute } = partsOf(moment);
  return `${Number(hour)}.${minute} uur`;
}

/** `16 juni 2026, 8.06 uur`. */
export function formatMoment(moment: string | number | Date): string {
  return `${formatDay(dayOf(moment))}, ${formatClock(moment)}`;
}

/** `16/06/2026 08:06`, for tables and file names that are read by people. */
export function formatMomentShort(moment: string | number | Date): string {
  const { hour, minute } = partsOf(moment);
  return `${formatDayShort(dayOf(moment))} ${hour}:${minute}`;
}

function partsOf(moment: string | number | Date): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const { type, value } of inBrussels.formatToParts(new Date(moment))) parts[type] = value;
  return parts;
}

/** The ISO week of a day, and the year that the week belongs to. */
export function weekOf(day: string): { year: number; week: number } {
  const date = noonOf(day);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 1, 12);
  return { year, week: 1 + Math.floor((thursday.getTime() - first) / (7 * DAY_MS)) };
}

/** The day that lies `days` after (or, below zero, before) a day. */
export function addDays(day: string, days: number): string {
  return new Date(noonOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; below zero when `until` comes first. */
export function daysBetween(from: string, until: string): number {
  return Math.round((noonOf(until).getTime() - noonOf(from).getTime()) / DAY_MS);
}

/**
 * How old a moment is, in words: `zojuist`, `5 minuten geleden`, `3 uur geleden`, `gisteren`,
 * `12 dagen geleden`, `3 maanden geleden`.
 *
 * Up to a day the hours count; from then on calendar days in Brussels, so that "gisteren" is
 * yesterday. A moment that lies ahead (a clock that differs) reads as `zojuist`.
 */
export function formatAge(moment: string | number | Date, now: number): string {
  const minutes = Math.floor((now - new Date(moment).getTime()) / 60_000);
  if (minutes < 1) return 'zojuist';
  if (minutes < 60) return ago.format(-minutes, 'minute');
  const days = daysBetween(dayOf(moment), dayOf(now));
  if (days === 0 || minutes < 12 * 60) return ago.format(-Math.floor(minutes / 60), 'hour');
  if (days < 60) return ago.format(-days, 'day');
  if (days < 730) return ago.format(-Math.floor(days / 30.44), 'month');
  return ago.format(-Math.floor(days / 365.25), 'year');
}

const numbers = new Map<string, Intl.NumberFormat>();

/** A number with Belgian separators: `5.145`, and `0,8` with `{ maximumFractionDigits: 1 }`. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, options);
    numbers.set(key, format);
  }
  return format.format(value);
}

/** A share between 0 and 1 as a percentage of at most one decimal: `93,5 %`. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100, { maximumFractionDigits: 1 })} %`;
}

/** A size of a file in words of at most one decimal: `1,4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, { maximumFractionDigits: unit === 0 ? 0 : 1 })} ${units[unit]}`;
}
