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
 */
export function smallestShown(strata: readonly Stratum[]): number | null {
  const information = sum(strata.filter(compares), (one) => {
    const total = one.days + one.otherDays;
    return ((one.starts + one.otherStarts) * one.days * one.otherDays) / total ** 2;
  });
  return information === 0 ? null : Math.exp((confidence + power) / Math.sqrt(information));
}

/** Whether the whole interval lies on one side of equal. */
export const differs = ({ low, high }: RateRatio): boolean => low > 1 || high < 1;
