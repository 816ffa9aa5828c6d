/**
 * Rates of starts for each waiting day, group by group (design/safeguards.md 7). Waiting days are added up by band of
 * urgency, so that a group that is called first because it is in danger is compared with others in danger. All of it is
 * Mantel and Haenszel's (1959) for person-time, with the variance of Greenland and Robins (1985); our own code.
 */

/** One band: starts and waiting days of the group and of everybody else. */
export interface Stratum {
  readonly starts: number;
  readonly days: number;
  readonly otherStarts: number;
  readonly otherDays: number;
}

export interface RateRatio {
  /** How often the group starts for each time that the others do, in the same waiting time; 1 is equal. */
  readonly ratio: number;
  /** Between these the ratio lies with 95 % confidence. */
  readonly low: number;
  readonly high: number;
}

/** Normal quantiles of 97.5 % and of 80 %. */
const confidence = 1.959964;
const power = 0.841621;
/** How often a difference may be shown that is not there, over all comparisons together. */
const error = 0.05;

/** The share of a normal distribution further from its middle than this, on both sides (Abramowitz and Stegun 7.1.26). */
function beyond(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const sum =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return sum * Math.exp(-x * x);
}

/** From where a difference counts when so many are looked at (Bonferroni): the more comparisons, the further. */
function criticalFor(comparisons: number): number {
  let [low, high] = [0, 10];
  for (let n = 0; n < 50; n++) {
    const middle = (low + high) / 2;
    if (beyond(middle) > error / Math.max(1, comparisons)) low = middle;
    else high = middle;
  }
  return low;
}

const sum = (strata: readonly Stratum[], of: (one: Stratum) => number) =>
  strata.reduce((total, one) => total + of(one), 0);

const compares = ({ days, otherDays }: Stratum) => days > 0 && otherDays > 0;

/** The strata added up, as if bands did not matter: the raw comparison. */
export const asOne = (strata: readonly Stratum[]): Stratum => ({
  starts: sum(strata, (one) => one.starts),
  days: sum(strata, (one) => one.days),
  otherStarts: sum(strata, (one) => one.otherStarts),
  otherDays: sum(strata, (one) => one.otherDays),
});

/**
 * The ratio over all strata; strata in which one side did not wait tell nothing and are left out. Null where either side
 * has no start to go by: then only `smallestShown` says what the figures could have told.
 */
export function rateRatio(strata: readonly Stratum[]): RateRatio | null {
  const told = strata.filter(compares);
  const total = (one: Stratum) => one.days + one.otherDays;
  const own = sum(told, (one) => (one.starts * one.otherDays) / total(one));
  const other = sum(told, (one) => (one.otherStarts * one.days) / total(one));
  if (own === 0 || other === 0) return null;
  const variance =
    sum(
      told,
      (one) => ((one.starts + one.otherStarts) * one.days * one.otherDays) / total(one) ** 2,
    ) /
    (own * other);
  const ratio = own / other;
  const spread = Math.exp(confidence * Math.sqrt(variance));
  return { ratio, low: ratio / spread, high: ratio * spread };
}

/**
 * The smallest ratio above 1 that these figures would show in four cases of five, if it were so (two-sided 5 %): what is
 * smaller may be there and not be seen. Null where nothing could be shown.
 * @param comparisons how many groups are looked at together: the more, the larger it must be
 */
export function smallestShown(strata: readonly Stratum[], comparisons = 1): number | null {
  const information = sum(strata.filter(compares), (one) => {
    const total = one.days + one.otherDays;
    return ((one.starts + one.otherStarts) * one.days * one.otherDays) / total ** 2;
  });
  return information === 0
    ? null
    : Math.exp((criticalFor(comparisons) + power) / Math.sqrt(information));
}

/**
 * Whether a ratio is another than equal when so many are looked at: of twenty groups that are equal, one lies outside its
 * own interval by chance.
 */
export const differs = ({ ratio, low, high }: RateRatio, comparisons = 1): boolean => {
  const error = Math.log(high / low) / (2 * confidence);
  return Math.abs(Math.log(ratio)) / error > criticalFor(comparisons);
};
