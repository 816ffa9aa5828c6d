/**
 * Whether something drifts from its own past (R19): the middle and the spread of its own last weeks, and
 * where it stands now. It says what is, never how bad: no score, no comparison between units. Pure.
 */
export interface Past {
  readonly median: number;
  /** The middle half lies between these. */
  readonly low: number;
  readonly high: number;
  /** Usual distance from the median, on the scale of a standard deviation: one odd week does not widen it. */
  readonly spread: number;
}

export interface DriftRule {
  /** Nearer to the median than this is never told, in the unit of the values. */
  readonly least: number;
  /** `up`: only more than usual is told. */
  readonly direction: 'both' | 'up';
}

export interface Drift extends Past {
  readonly now: number;
  /** For how many photos in a row, the last ones, it has been on its way there. */
  readonly weeks: number;
}

/** Fewer weeks than this are no past. */
export const fewestWeeks = 12;
/** How many spreads from the median is told. */
const spreadsAway = 3;
/** So many of the last photos must lie on the same side, at least halfway. */
const lastingPhotos = 2;
/** Makes the median distance of a normal distribution its standard deviation. */
const toDeviation = 1.4826;

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}

/** Throws a RangeError without values. */
export function pastOf(values: readonly number[]): Past {
  if (values.length === 0) throw new RangeError('no past at all');
  const sorted = values.toSorted((a, b) => a - b);
  const median = quantile(sorted, 0.5);
  const away = values.map((value) => Math.abs(value - median)).sort((a, b) => a - b);
  return {
    median,
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    spread: quantile(away, 0.5) * toDeviation,
  };
}

/**
 * @param past the values of the weekly photos, oldest first
 * @returns null where it stands as usual, moved only just now, or has no past to drift from
 */
export function driftOf(past: readonly number[], now: number, rule: DriftRule): Drift | null {
  if (past.length < fewestWeeks) return null;
  const usual = pastOf(past);
  const allowed = Math.max(rule.least, spreadsAway * usual.spread);
  const away = now - usual.median;
  const far = rule.direction === 'up' ? away : Math.abs(away);
  // What is exactly as far as allowed is still usual; sums of fractions must not decide.
  if (far <= allowed + 1e-9) return null;
  const side = Math.sign(away);
  const isOnTheWay = (value: number) => (value - usual.median) * side >= allowed / 2 - 1e-9;
  let weeks = 0;
  while (weeks < past.length && isOnTheWay(past[past.length - 1 - weeks]!)) weeks += 1;
  return weeks < lastingPhotos ? null : { ...usual, now, weeks };
}
