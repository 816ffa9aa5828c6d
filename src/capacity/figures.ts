import type { Period } from '../platform/period.ts';

/**
 * The one definition of capacity (design/capacity.md). Each recognised place is in exactly one state at
 * a moment, the first that holds of: occupied, not converted, unavailable, held, free. The SQL twin is
 * `capacity.figures`; a property test holds the two, every screen and every export together.
 */
export interface Figures {
  recognised: number;
  /** Places whose period of stay covers the day, away or not; at most recognised. */
  occupied: number;
  /** The part of occupied that is away; never free by itself. */
  absent: number;
  notConverted: number;
  unavailable: number;
  held: number;
  free: number;
  /** What of free can be given to a stay without end: the least free on this day and every later one. */
  offerable: number;
  overOccupied: number;
}

/** Counts before precedence. `unavailable` and `held` count named places only where no earlier state has them. */
export interface RawCounts {
  recognised: number;
  occupied: number;
  absent: number;
  notConverted: number;
  unavailable: number;
  held: number;
}

/** Shares the recognised places out over the states. @returns parts that add up to recognised */
export function shareOut(raw: RawCounts): Omit<Figures, 'offerable'> {
  let left = raw.recognised;
  const take = (wanted: number) => {
    const taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  };
  const occupied = take(raw.occupied);
  const notConverted = take(raw.notConverted);
  const unavailable = take(raw.unavailable);
  const held = take(raw.held);
  return {
    recognised: raw.recognised,
    occupied,
    absent: Math.min(raw.absent, occupied),
    notConverted,
    unavailable,
    held,
    free: left,
    overOccupied: Math.max(0, raw.occupied - raw.recognised),
  };
}

/** The dated facts of one unit and module, as known at one moment. */
export interface Facts {
  recognitions: { places: number; period: Period }[];
  stays: { placeId: string | null; period: Period }[];
  absences: { period: Period }[];
  reconversions: { places: number; period: Period }[];
  unavailabilities: { placeId: string | null; places: number; period: Period }[];
  holds: { placeId: string | null; period: Period }[];
}

const covers = (period: Period, day: string) =>
  period.from <= day && (period.until === null || day < period.until);

const total = <T>(rows: T[], size: (row: T) => number) =>
  rows.reduce((sum, row) => sum + size(row), 0);

/** Counts one day from the facts alone, place by place: the plain recount that all else is held against. */
export function recount(facts: Facts, day: string): RawCounts {
  const stays = facts.stays.filter((stay) => covers(stay.period, day));
  const out = facts.unavailabilities.filter((each) => each.places > 0 && covers(each.period, day));
  const holds = facts.holds.filter((each) => covers(each.period, day));
  const taken = new Set(stays.map((stay) => stay.placeId));
  const outPlaces = new Set(
    out.map((each) => each.placeId).filter((id) => id !== null && !taken.has(id)),
  );
  const heldPlaces = new Set(
    holds
      .map((each) => each.placeId)
      .filter((id) => id !== null && !taken.has(id) && !outPlaces.has(id)),
  );
  return {
    recognised: total(
      facts.recognitions.filter((each) => covers(each.period, day)),
      (each) => each.places,
    ),
    occupied: stays.length,
    absent: facts.absences.filter((each) => covers(each.period, day)).length,
    notConverted: total(
      facts.reconversions.filter((each) => covers(each.period, day)),
      (each) => each.places,
    ),
    unavailable:
      outPlaces.size +
      total(
        out.filter((each) => each.placeId === null),
        (each) => each.places,
      ),
    held: heldPlaces.size + holds.filter((each) => each.placeId === null).length,
  };
}

/** Every day after `day` on which some fact begins or ends. */
function changeDaysAfter(facts: Facts, day: string): string[] {
  const periods = Object.values(facts)
    .flat()
    .map((fact) => fact.period as Period);
  const days = new Set(periods.flatMap((period) => [period.from, period.until]));
  return [...days].filter((each): each is string => each !== null && each > day).sort();
}

/** The figures of one day from the facts alone. */
export function figuresOn(facts: Facts, day: string): Figures {
  const now = shareOut(recount(facts, day));
  const later = changeDaysAfter(facts, day).map((each) => shareOut(recount(facts, each)).free);
  return { ...now, offerable: Math.min(now.free, ...later) };
}

export const noFigures: Figures = {
  recognised: 0,
  occupied: 0,
  absent: 0,
  notConverted: 0,
  unavailable: 0,
  held: 0,
  free: 0,
  offerable: 0,
  overOccupied: 0,
};

/** Adds figures up, for an area or a provider. */
export function addFigures(rows: Iterable<Figures>): Figures {
  const sum = { ...noFigures };
  for (const row of rows) {
    for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += row[key];
  }
  return sum;
}
