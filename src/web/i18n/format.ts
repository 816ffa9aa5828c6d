/**
 * Dates, ages and numbers as they are read in Belgium, in the language that the screen speaks.
 *
 * A *day* is an ISO day (`2026-06-16`), a *moment* an ISO instant with its offset; moments are
 * shown in Europe/Brussels whatever the machine's own zone. Nothing here reads a clock: who asks
 * for an age passes `now` in milliseconds. The language is set once for the page, by `speak`.
 */
import {
  firstLanguage,
  type InEachLanguage,
  type Language,
  localeOf,
} from '../../platform/language.ts';

const ZONE = 'Europe/Brussels';
const DAY_MS = 86_400_000;

let language: Language = firstLanguage;

/** Writes days, ages and figures in this language from now on. For `speak` alone. */
export function formatIn(next: Language): void {
  language = next;
}

/** How days and figures are written now: `nl-BE`, `fr-BE` or `en-GB`. */
export const locale = (): string => localeOf[language];

/** Keeps what was made for a locale and its options: `Intl` is slow to make and quick to use. */
function kept<Options, Made>(make: (locale: string, options: Options) => Made) {
  const made = new Map<string, Made>();
  return (options: Options): Made => {
    const key = `${locale()} ${JSON.stringify(options)}`;
    let one = made.get(key);
    if (one === undefined) {
      one = make(locale(), options);
      made.set(key, one);
    }
    return one;
  };
}

const days = kept(
  (where, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(where, { ...options, timeZone: 'UTC' }),
);
const numbers = kept(
  (where, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(where, options),
);
const collators = kept((where, options: Intl.CollatorOptions) => new Intl.Collator(where, options));
const lists = kept((where, options: Intl.ListFormatOptions) => new Intl.ListFormat(where, options));
const ago = kept(
  (where, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(where, options),
);

/** What `Intl` does not say by itself. */
const spoken: InEachLanguage<{
  now: string;
  /** Mends a day as `Intl` writes it. */
  day: (written: string) => string;
  clock: (hour: number, minute: string) => string;
  bytes: readonly string[];
  percent: (number: string) => string;
}> = {
  nl: {
    now: 'zojuist',
    day: (written) => written,
    clock: (hour, minute) => `${hour}.${minute} uur`,
    bytes: ['bytes', 'kB', 'MB', 'GB'],
    percent: (number) => `${number} %`,
  },
  fr: {
    now: 'à l’instant',
    day: (written) => written.replace(/^1 /, '1er '),
    clock: (hour, minute) => `${hour} h ${minute}`,
    bytes: ['octets', 'ko', 'Mo', 'Go'],
    percent: (number) => `${number} %`,
  },
  en: {
    now: 'just now',
    day: (written) => written,
    clock: (hour, minute) => `${hour}:${minute}`,
    bytes: ['bytes', 'kB', 'MB', 'GB'],
    percent: (number) => `${number}%`,
  },
};

const LONG_DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const inBrussels = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Noon in UTC of an ISO day: no zone can push it to another day. */
function noonOf(day: string): Date {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not an ISO day: ${day}`);
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a day of the calendar: ${day}`);
  return date;
}

/** `2026-06-16` → `16 juni 2026`. Throws RangeError on what is not an ISO day. */
export function formatDay(day: string): string {
  return spoken[language].day(days(LONG_DAY).format(noonOf(day)));
}

/** `2026-06-16` → `dinsdag 16 juni 2026`. */
export function formatWeekday(day: string): string {
  return `${days({ weekday: 'long' }).format(noonOf(day))} ${formatDay(day)}`;
}

/** `2026-06-16` → `16/06/2026`, for tables. */
export function formatDayShort(day: string): string {
  return days(SHORT_DAY).format(noonOf(day));
}

/** `2026-06-16` → `di`, for the head of a narrow column. */
export function formatWeekdayLetters(day: string): string {
  return days({ weekday: 'short' }).format(noonOf(day)).replace('.', '');
}

/** `2026-06-16` → `juni 2026`. */
export function formatMonth(day: string): string {
  return days({ month: 'long', year: 'numeric' }).format(noonOf(day));
}

/** `2026-06-16` → `jun`, for the head of a narrow column. */
export function formatMonthShort(day: string): string {
  return days({ month: 'short' }).format(noonOf(day)).replace('.', '');
}

/** The day in Brussels of a moment: `2026-06-15T23:30:00Z` → `2026-06-16`. */
export function dayOf(moment: string | number | Date): string {
  const { year, month, day } = partsOf(moment);
  return `${year}-${month}-${day}`;
}

/** The clock in Brussels as it is read aloud: `8.06 uur`, `8 h 06`, `8:06`. */
export function formatClock(moment: string | number | Date): string {
  const { hour, minute } = partsOf(moment);
  return spoken[language].clock(Number(hour), minute ?? '00');
}

/** `16 juni 2026, 8.06 uur`. */
export function formatMoment(moment: string | number | Date): string {
  return `${formatDay(dayOf(moment))}, ${formatClock(moment)}`;
}

/** A moment as one says it: today the clock alone, within half a year without the year: `26 juni, 8.06 uur`. */
export function formatMomentNear(
  moment: string | number | Date,
  now: string | number | Date,
): string {
  const [day, today] = [dayOf(moment), dayOf(now)];
  if (day === today) return formatClock(moment);
  if (Math.abs(daysBetween(today, day)) > 180) return formatMoment(moment);
  const written = days({ day: 'numeric', month: 'long' }).format(noonOf(day));
  return `${spoken[language].day(written)}, ${formatClock(moment)}`;
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

const agoIn = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  ago({ numeric: 'auto' }).format(value, unit);

/**
 * How old a moment is, in words: `zojuist`, `5 minuten geleden`, `3 uur geleden`, `gisteren`,
 * `12 dagen geleden`, `3 maanden geleden`.
 *
 * Up to a day the hours count; from then on calendar days in Brussels, so that "gisteren" is
 * yesterday. A moment that lies ahead (a clock that differs) reads as `zojuist`.
 */
export function formatAge(moment: string | number | Date, now: number): string {
  const minutes = Math.floor((now - new Date(moment).getTime()) / 60_000);
  if (minutes < 1) return spoken[language].now;
  if (minutes < 60) return agoIn(-minutes, 'minute');
  const days = daysBetween(dayOf(moment), dayOf(now));
  if (days === 0 || minutes < 12 * 60) return agoIn(-Math.floor(minutes / 60), 'hour');
  if (days < 60) return agoIn(-days, 'day');
  if (days < 730) return agoIn(-Math.floor(days / 30.44), 'month');
  return agoIn(-Math.floor(days / 365.25), 'year');
}

/** A number with Belgian separators: `5.145`, and `0,8` with `{ maximumFractionDigits: 1 }`. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value);
}

/** A share between 0 and 1 as a percentage of at most one decimal: `93,5 %`. */
export function formatShare(share: number): string {
  return spoken[language].percent(formatNumber(share * 100, { maximumFractionDigits: 1 }));
}

/** A size of a file in words of at most one decimal: `1,4 MB`. */
export function formatBytes(bytes: number): string {
  const units = spoken[language].bytes;
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, { maximumFractionDigits: unit === 0 ? 0 : 1 })} ${units[unit]}`;
}

/** Orders names as people of the language do; `12` comes after `2`. */
export function compareNames(a: string, b: string): number {
  return collators({ numeric: true, sensitivity: 'base' }).compare(a, b);
}

/** `a, b en c`. */
export function formatList(items: readonly string[]): string {
  return lists({ type: 'conjunction' }).format(items);
}
