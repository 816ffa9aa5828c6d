import { type DayNo, monthOf, weekday } from './calendar.ts';
import type { Random } from './random.ts';
import type { Unit } from './supply.ts';

/** How fast things happen in a unit, worked out from the shares that its module should come to. */
export interface Pace {
  /** Somebody writes things down also at weekends. */
  dayAndNight: boolean;
  /** Chance that an empty place is given to a child on a day. */
  fill: number;
  /** Chance that an empty place goes out of use on a day. */
  out: number;
  /** Days between an agreement and its start, at most. */
  agreedDays: number;
  meanStayDays: number;
  seasonal: boolean;
}

/** Mean length in days of a time out of use; half of them at most `medianOutDays` (design: five weeks). */
export const medianOutDays = 35;
const outSigma = 1;
const meanOutDays = medianOutDays * Math.exp((outSigma * outSigma) / 2);

/** Measured: how far the plain formula below is off, by module, because of seasons, weekends and closings. */
const correction: Readonly<Record<string, { fill: number; out: number }>> = {
  STAY_U12: { fill: 0.87, out: 1.04 },
  STAY_O12: { fill: 0.91, out: 1.01 },
  STAY_0_25: { fill: 0.89, out: 0.95 },
  ROOM_TRAINING: { fill: 0.85, out: 0.88 },
  SMALL_UNIT: { fill: 0.85, out: 0.98 },
  SECURE_STAY: { fill: 1.05, out: 1.14 },
  GES_PLUS: { fill: 0.78, out: 0.83 },
  DIAG_STAY: { fill: 1.15, out: 0.99 },
  OBC_STAY: { fill: 0.88, out: 0.95 },
  CKG_LONG: { fill: 0.95, out: 1.11 },
  CIG: { fill: 0.9, out: 1.12 },
  CRISIS_STAY: { fill: 1.23, out: 0.84 },
  FAMILY_HOUSE: { fill: 1.01, out: 0.84 },
  BOARDING: { fill: 1.08, out: 0.81 },
  TIME_OUT: { fill: 1.09, out: 0.44 },
};

export function paceOf(unit: Unit): Pace {
  const { plan, provider } = unit;
  const empty = 1 - plan.occupied - plan.unavailable;
  const stay = Math.min(plan.meanStayDays, plan.maxStayDays);
  const gap = (empty * stay) / plan.occupied;
  const agreedDays = gap > 8 ? Math.min(14, 2 + gap * 0.4) : 0;
  const search = Math.max(0.3, gap - (agreedDays > 0 ? 0.6 * (2 + agreedDays) * 0.5 : 0));
  const { fill, out } = correction[plan.code] ?? { fill: 1, out: 1 };
  const staff = 1 + (provider.region.staffFactor - 1) * 0.64;
  return {
    dayAndNight:
      plan.code === 'CRISIS_STAY' || plan.code === 'TIME_OUT' || plan.code === 'SECURE_STAY',
    fill: fill / (1 + search),
    out: (out * staff * plan.unavailable) / (empty * meanOutDays),
    agreedDays,
    meanStayDays: stay,
    seasonal: plan.term === 'LONG',
  };
}

const startsByMonth = [1.03, 1, 1, 1, 0.99, 0.96, 0.86, 0.93, 1.14, 1.05, 1.01, 0.96];

/** Starts follow the school year and keep off weekends, except where help is immediate. */
export function startFactor(pace: Pace, day: DayNo): number {
  if (!pace.seasonal) return 1;
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  return startsByMonth[monthOf(day) - 1]! * (weekend ? 0.1 : 1.36);
}

/** Length of a stay: log-normal about its mean, cut off where a rule says so. */
export function stayLength(random: Random, unit: Unit, meanStayDays: number): number {
  const { spread, maxStayDays } = unit.plan;
  const days = random.logNormal(meanStayDays * Math.exp((-spread * spread) / 2), spread);
  return Math.max(2, Math.min(maxStayDays, Math.round(days)));
}

/** For a stay that runs when the history begins: longer ones are likelier to be met, at any of their days. */
export function runningStay(
  random: Random,
  unit: Unit,
  meanStayDays: number,
): { since: number; left: number } {
  const { spread, maxStayDays } = unit.plan;
  const days = random.logNormal(meanStayDays * Math.exp((spread * spread) / 2), spread);
  const length = Math.max(2, Math.min(maxStayDays, Math.round(days)));
  const since = random.between(0, length - 1);
  return { since, left: length - since };
}

/** How long a place is out of use: a median of five weeks and a tail of over half a year. */
export const outLength = (random: Random): number =>
  Math.max(3, Math.min(400, Math.round(random.logNormal(medianOutDays, outSigma))));

/** For a place that is out of use when the history begins: how much longer; long ones are likelier to be met. */
export const runningOutLength = (random: Random): number =>
  random.between(
    2,
    Math.max(
      3,
      Math.min(
        400,
        Math.round(random.logNormal(medianOutDays * Math.exp(outSigma * outSigma), outSigma)),
      ),
    ),
  );

/** Long stays rather end with the school year or the summer. */
export function endDay(random: Random, from: DayNo, days: number): DayNo {
  const end = from + days;
  if (days < 200 || !random.chance(0.15)) return end;
  for (let shift = 0; shift < 45; shift++) {
    for (const day of [end + shift, end - shift]) {
      const month = monthOf(day);
      if (month !== monthOf(day + 1) && (month === 6 || month === 8)) return day;
    }
  }
  return end;
}
