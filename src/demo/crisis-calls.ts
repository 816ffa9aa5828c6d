import { isWorkingDay } from '../region/index.ts';
import { type DayNo, dayText, momentOn, monthOf, type Seconds } from './calendar.ts';
import * as plan from './crisis-plan.ts';
import type { Random } from './random.ts';

/** When a call comes in, and whether offices are closed then. */
export interface Moment {
  at: Seconds;
  off: boolean;
}

const [opens, closes] = plan.officeHours;
const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
const sum = (list: readonly number[]) => mean(list) * list.length;

const hours: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);
const isOffice = (hour: number) => hour >= opens && hour < closes;
const officeWeights = hours.filter(isOffice).map((hour) => [hour, 1] as const);
const closedOn = {
  working: hours
    .filter((hour) => !isOffice(hour))
    .map((hour) => [hour, plan.offHours[hour]!] as const),
  other: hours.map((hour) => [hour, plan.offHours[hour]!] as const),
};
const weightOf = (weights: readonly (readonly [number, number])[]) =>
  sum(weights.map(([, weight]) => weight));

/** A whole number about this one: the rest is a chance. */
const about = (random: Random, number: number): number =>
  Math.floor(number) + (random.chance(number % 1) ? 1 : 0);

/** The moments of all calls from the first day up to the last, that one not included; in order. */
export function callMoments(random: Random, firstDay: DayNo, until: DayNo): Moment[] {
  const days = Array.from({ length: until - firstDay }, (_, n) => firstDay + n);
  const working = new Set(days.filter((day) => isWorkingDay(dayText(day))));
  const factor = (day: DayNo) => plan.months[monthOf(day) - 1]! / mean(plan.months);
  const office = sum([...working].map(factor));
  const closed = sum(
    days.map((day) => factor(day) * weightOf(closedOn[working.has(day) ? 'working' : 'other'])),
  );
  const calls = (plan.callsOfYear * days.length) / 365.25;
  return days.flatMap((day) => {
    const off = closedOn[working.has(day) ? 'working' : 'other'];
    const by = working.has(day) ? (calls * (1 - plan.outOfHours) * factor(day)) / office : 0;
    const beside = (calls * plan.outOfHours * factor(day) * weightOf(off)) / closed;
    const draw = (weights: typeof off, isOff: boolean): Moment => {
      const hour = random.weighted(weights);
      return { at: momentOn(day, hour * 3600 + random.between(1, 3599)), off: isOff };
    };
    return [
      ...Array.from({ length: about(random, by) }, () => draw(officeWeights, false)),
      ...Array.from({ length: about(random, beside) }, () => draw(off, true)),
    ].sort((a, b) => a.at - b.at);
  });
}
