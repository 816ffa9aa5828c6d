import { JsonFault, shown } from '../platform/json/fault.ts';
import type { Reader } from '../platform/json/shape.ts';

/** A place in the order: a whole number, 1 is first. */
export const readRank: Reader<number> = (value, path) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw new JsonFault(path, `${shown(value)} where a rank is expected: a whole number from 1`);
};

/** No two stand at the same place in the order. */
export function readDistinctRanks(list: readonly { readonly rank: number }[], path: string): void {
  const first = new Map<number, number>();
  for (const [index, { rank }] of list.entries()) {
    const earlier = first.get(rank);
    if (earlier !== undefined) {
      throw new JsonFault(
        `${path}[${index}].rank`,
        `${rank} is also the rank of ${path}[${earlier}]; give each its own`,
      );
    }
    first.set(rank, index);
  }
}
