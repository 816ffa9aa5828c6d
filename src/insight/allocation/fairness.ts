import { ageGroups } from './groups.ts';
import { asOne, type RateRatio, rateRatio, smallestShown, type Stratum } from './rate-ratio.ts';

/** Ways to divide the children into groups; none of them decides on anything (R51). */
export const dimensions = ['sex', 'age', 'region', 'fileKind', 'siblings', 'need'] as const;
export type Dimension = (typeof dimensions)[number];

/** Waiting days and starts of the children of one group in one band. */
export interface FairnessCell {
  readonly dimension: Dimension;
  readonly group: string;
  readonly band: number;
  readonly days: number;
  readonly starts: number;
}

export interface FairnessRow {
  readonly dimension: Dimension;
  readonly group: string;
  /** Whole days. */
  readonly days: number;
  readonly starts: number;
  /** Starts for each 1,000 waiting days. */
  readonly rate: number | null;
  /** Against everybody else of the same division: as it is, and band by band. */
  readonly raw: RateRatio | null;
  readonly adjusted: RateRatio | null;
  /** The smallest ratio that could have been shown; null where none could. */
  readonly smallest: number | null;
}

const inOrder = (a: string, b: string) =>
  (ageGroups as readonly string[]).indexOf(a) - (ageGroups as readonly string[]).indexOf(b) ||
  (a < b ? -1 : 1);

/**
 * Each group against all others of its division, raw and band by band. A division into one group compares nothing. What
 * could have been shown counts with all that is looked at together.
 */
export function fairnessRows(cells: readonly FairnessCell[]): FairnessRow[] {
  const groupsOf = (dimension: Dimension) =>
    new Set(cells.flatMap((cell) => (cell.dimension === dimension ? [cell.group] : [])));
  const compared = dimensions.filter((dimension) => groupsOf(dimension).size > 1);
  const comparisons = compared.reduce((sum, dimension) => sum + groupsOf(dimension).size, 0);
  return compared.flatMap((dimension) => {
    const own = cells.filter((cell) => cell.dimension === dimension);
    const bands = Map.groupBy(own, ({ band }) => band);
    const groups = [...groupsOf(dimension)].sort(inOrder);
    return groups.map((group) => {
      const strata = [...bands.values()].map((list) => stratumOf(list, group));
      const whole = asOne(strata);
      return {
        dimension,
        group,
        days: Math.round(whole.days),
        starts: whole.starts,
        rate: whole.days > 0 ? (1000 * whole.starts) / whole.days : null,
        raw: rateRatio([whole]),
        adjusted: rateRatio(strata),
        smallest: smallestShown(strata, comparisons),
      };
    });
  });
}

function stratumOf(cells: readonly FairnessCell[], group: string): Stratum {
  const total = (list: readonly FairnessCell[], of: 'starts' | 'days') =>
    list.reduce((sum, cell) => sum + cell[of], 0);
  const mine = cells.filter((cell) => cell.group === group);
  const others = cells.filter((cell) => cell.group !== group);
  return {
    starts: total(mine, 'starts'),
    days: total(mine, 'days'),
    otherStarts: total(others, 'starts'),
    otherDays: total(others, 'days'),
  };
}
