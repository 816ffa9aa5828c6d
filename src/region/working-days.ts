import { addDays, dayFromNumber, dayNumber } from '../platform/period.ts';

/** Sunday of Easter in a year of the Gregorian calendar (the anonymous computus of 1876, Nature 13, p. 487). */
export function easterOf(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const fixed = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'] as const;
/** Easter Monday, Ascension, Whit Monday: days after Easter. */
const moving = [1, 39, 50] as const;

/** The ten legal holidays of Belgium (law of 4 January 1974, royal decree of 18 April 1974). */
export function holidaysOf(year: number): string[] {
  const easter = easterOf(year);
  return [
    ...fixed.map((day) => `${year}-${day}`),
    ...moving.map((days) => addDays(easter, days)),
  ].sort();
}

/** Monday to Friday, and no holiday. */
export function isWorkingDay(day: string): boolean {
  // Day 0 is 1 January 1970, a Thursday.
  const weekday = (((dayNumber(day) + 3) % 7) + 7) % 7;
  return weekday < 5 && !holidaysOf(Number(day.slice(0, 4))).includes(day);
}

/**
 * The day on which a term of so many working days ends: the days after `from` are counted, itself not.
 * @param days 0 or more; 0 gives `from` itself
 */
export function addWorkingDays(from: string, days: number): string {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`Not a number of days: ${days}`);
  let at = dayNumber(from);
  for (let left = days; left > 0; ) {
    at++;
    if (isWorkingDay(dayFromNumber(at))) left--;
  }
  return dayFromNumber(at);
}
