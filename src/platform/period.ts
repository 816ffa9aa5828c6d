/**
 * Days and half-open periods of days.
 *
 * A day is an ISO text `YYYY-MM-DD` of the years 0001 to 9999, so that days compare as texts.
 * A period counts its `from` and not its `until`; `until: null` has no end. A period whose `until`
 * equals its `from` holds no day. Arithmetic runs on whole day numbers (1970-01-01 is 0): no clock,
 * no time zone and no module of the server is involved, except in {@link dayIn}, which says its zone.
 */
export interface Period {
  readonly from: string;
  readonly until: string | null;
}

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Day number of 1 January 1970 plus whole days; `undefined` where the text is no day of the calendar. */
function parseDay(text: string): number | undefined {
  const parts = DAY_TEXT.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  if (year < 1 || day < 1 || day > daysInMonth(year, month)) return undefined;
  // Years start in March here, so that the leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Whether the text is an ISO day that exists: `2026-02-28` is, `2026-02-30` and `2026-2-1` are not. */
export function isDay(text: string): boolean {
  return parseDay(text) !== undefined;
}

/** Days since 1970-01-01. Throws a `RangeError` where the text is no day. */
export function dayNumber(day: string): number {
  const number = parseDay(day);
  if (number === undefined) throw new RangeError(`Not a day of the calendar: ${day}`);
  return number;
}

const FIRST_DAY = dayNumber('0001-01-01');
const LAST_DAY = dayNumber('9999-12-31');

/** The day with this number. Throws a `RangeError` outside the years 0001 to 9999. */
export function dayFromNumber(number: number): string {
  if (!Number.isInteger(number) || number < FIRST_DAY || number > LAST_DAY) {
    throw new RangeError(`Not the number of a day: ${number}`);
  }
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day so many days later (earlier where negative). */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** Whole days from the first to the second; negative where the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return dayNumber(until) - dayNumber(from);
}

/** Whether both ends are days and the end does not lie before the start. */
export function isPeriod(period: Period): boolean {
  if (!isDay(period.from)) return false;
  return period.until === null || (isDay(period.until) && period.from <= period.until);
}

/** Number of days in the period; `null` where it has no end. */
export function periodDays(period: Period): number | null {
  return period.until === null ? null : daysBetween(period.from, period.until);
}

/** Whether no day lies in the period. */
export function isEmptyPeriod(period: Period): boolean {
  return period.until !== null && period.until <= period.from;
}

/** Whether the day lies in the period. */
export function containsDay(period: Period, day: string): boolean {
  return period.from <= day && (period.until === null || day < period.until);
}

/** The earlier of two ends, where `null` is never. */
export function earlierEnd(a: string | null, b: string | null): string | null {
  if (a === null) return b;
  return b === null || a < b ? a : b;
}

/** The days in both periods, or `null` where there is none. */
export function intersectPeriods(a: Period, b: Period): Period | null {
  const both = { from: a.from > b.from ? a.from : b.from, until: earlierEnd(a.until, b.until) };
  return isEmptyPeriod(both) ? null : both;
}

/** Whether some day lies in both periods. */
export function periodsOverlap(a: Period, b: Period): boolean {
  return intersectPeriods(a, b) !== null;
}

/** Whether every day of the inner period lies in the outer one. */
export function periodCovers(outer: Period, inner: Period): boolean {
  if (isEmptyPeriod(inner)) return true;
  if (inner.from < outer.from) return false;
  return outer.until === null || (inner.until !== null && inner.until <= outer.until);
}

/** The same days as the fewest periods: sorted, without overlap, touching ones joined, empty ones gone. */
export function mergePeriods(periods: readonly Period[]): Period[] {
  const sorted = periods.filter((period) => !isEmptyPeriod(period));
  sorted.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: Period[] = [];
  for (const period of sorted) {
    const last = merged.at(-1);
    if (last && (last.until === null || period.from <= last.until)) {
      const until =
        last.until === null || period.until === null
          ? null
          : last.until > period.until
            ? last.until
            : period.until;
      merged[merged.length - 1] = { from: last.from, until };
    } else {
      merged.push({ from: period.from, until: period.until });
    }
  }
  return merged;
}

/** The days of the period that lie in none of the others, merged. */
export function subtractPeriods(period: Period, others: readonly Period[]): Period[] {
  const left: Period[] = [];
  let from: string | null = period.from;
  for (const other of mergePeriods(others)) {
    if (from === null) break;
    if (period.until !== null && other.from >= period.until) break;
    if (other.until !== null && other.until <= from) continue;
    if (other.from > from) left.push({ from, until: other.from });
    from = other.until;
  }
  if (from !== null) left.push({ from, until: period.until });
  return left.filter((part) => !isEmptyPeriod(part));
}

/** Every day of the period in order. An endless period yields up to 9999-12-31: stop in time. */
export function* eachDay(period: Period): Generator<string> {
  const end = period.until === null ? LAST_DAY + 1 : dayNumber(period.until);
  for (let number = dayNumber(period.from); number < end; number += 1) yield dayFromNumber(number);
}

const DAY_LENGTH = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Where days are days, unless another zone is named. */
export const DAY_ZONE = 'Europe/Brussels';

/**
 * The day that the moment falls on in the zone: 23:30 UTC on 31 March is 1 April in Brussels.
 * Throws a `RangeError` for an invalid moment or an unknown zone.
 */
export function dayIn(
  instant: Date | { readonly epochMilliseconds: number },
  timeZone: string = DAY_ZONE,
): string {
  const moment = instant instanceof Date ? instant.getTime() : instant.epochMilliseconds;
  // The calendar writes the years before 0001 without their era, as if they were later ones.
  if (!(moment >= (FIRST_DAY + 1) * DAY_LENGTH && moment < LAST_DAY * DAY_LENGTH)) {
    throw new RangeError(`No moment of the years 0001 to 9999: ${moment}`);
  }
  const found: Record<string, string> = {};
  for (const part of dayFormat(timeZone).formatToParts(moment)) found[part.type] = part.value;
  return `${(found['year'] ?? '').padStart(4, '0')}-${found['month']}-${found['day']}`;
}
