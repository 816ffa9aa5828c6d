import { isExposed, type Unsafe } from './primary.ts';
import type { Tables } from './published-tables.ts';

/**
 * What a month is held against: everything that was released before. The reader still has all of it, so one
 * and the same number that stands in five months is bound by the sums of five months.
 */
export interface Past {
  /** The month before. */
  tables: Tables;
  /** Keys of its cells that were not shown. */
  hidden: ReadonlySet<string>;
  /** Of these, the ones that the reader knows all the same: shown in an earlier month and equal ever since. */
  told: ReadonlySet<string>;
  memory: Memory;
  /** Proofs, of cells of any month, that a coming month may still break. */
  guarded: readonly Guarded[];
  /** The months before it. */
  past: Past | undefined;
}

/**
 * Another history: whole tables for all months together that agree with everything shown. Of it only the last
 * months are kept: by how much their cells differ, by key, the last month last.
 */
export interface OtherHistory {
  moves: readonly ReadonlyMap<string, number>[];
}

/**
 * What the reader may remember of the months before without finding anything: all of it; only what was not
 * shown (some cell would follow from figures that a reader guesses to be the same still); nothing.
 */
export type Memory = 'all' | 'hidden' | 'none';

/** A hidden cell of any month and the other histories that keep it from being found. */
export interface Guarded {
  value: number;
  threshold: number;
  why: Unsafe;
  key: string;
  /** How many months ago it last had this value: 0 is the month before the coming one. */
  monthsAgo: number;
  /** Its value in each. */
  by: readonly { other: OtherHistory; value: number }[];
  /** Lowest and highest value in other histories that no coming month can break. */
  low: number;
  high: number;
}

export const isSafe = (
  cell: Pick<Guarded, 'value' | 'threshold' | 'why'>,
  low: number,
  high: number,
): boolean =>
  !isExposed(
    { value: cell.value, threshold: cell.why === 'small' ? cell.threshold : 0 },
    cell.why,
    low,
    high,
  );

/** As few proofs as keep the cell safe, the smallest first: what is kept must be carried on every month. */
export function fewest<Proof extends { value: number }>(
  cell: Guarded,
  proofs: readonly Proof[],
  sizeOf: (proof: Proof) => number,
): Proof[] {
  const sorted = proofs.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  let best: Proof[] | null = null;
  const size = (list: readonly Proof[]) => list.reduce((sum, each) => sum + sizeOf(each), 0);
  for (const [i, one] of sorted.entries()) {
    for (const both of [[one], ...sorted.slice(0, i).map((other) => [other, one])]) {
      const values = both.map(({ value }) => value);
      if (!isSafe(cell, Math.min(cell.low, ...values), Math.max(cell.high, ...values))) continue;
      if (!best || size(both) < size(best)) best = both;
    }
    if (best) return best;
  }
  return sorted;
}
