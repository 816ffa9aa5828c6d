/**
 * Days as whole numbers (1970-01-01 is 0) and moments as whole seconds since 1970, on the calendar of
 * Brussels: the simulation counts millions of them, too many for texts.
 */
import { dayFromNumber, dayNumber } from '../platform/period.ts';

export type DayNo = number;
export type Seconds = number;

const texts = new Map<DayNo, string>();

/** The ISO text of a day. */
export function dayText(day: DayNo): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = dayFromNumber(day);
    texts.set(day, text);
  }
  return text;
}

/** 0 is Sunday. */
export const weekday = (day: DayNo): number => (((day + 4) % 7) + 7) % 7;

/** 1 is January. */
export const monthOf = (day: DayNo): number => Number(dayText(day).slice(5, 7));

const summers = new Map<number, [DayNo, DayNo]>();

/** First day and first day after summer time: the last Sundays of March and October (rule since 1996). */
function summerOf(year: number): [DayNo, DayNo] {
  let summer = summers.get(year);
  if (!summer) {
    const lastSunday = (day: DayNo) => day - weekday(day);
    summer = [lastSunday(dayNumber(`${year}-03-31`)), lastSunday(dayNumber(`${year}-10-31`))];
    summers.set(year, summer);
  }
  return summer;
}

/** The moment of a day at so many seconds after midnight; from three o'clock on, or midnight itself. */
export function momentOn(day: DayNo, secondOfDay: number): Seconds {
  const [first, last] = summerOf(Number(dayText(day).slice(0, 4)));
  const summer = secondOfDay === 0 ? day > first && day <= last : day >= first && day < last;
  return day * 86400 + secondOfDay - (summer ? 7200 : 3600);
}

/** The day in Brussels that a moment falls on. */
export function dayOf(moment: Seconds): DayNo {
  const day = Math.floor((moment + 3600) / 86400);
  return momentOn(day + 1, 0) <= moment ? day + 1 : day;
}
