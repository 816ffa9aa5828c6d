import type { Period } from '../platform/period.ts';

/**
 * The meaning of housing by trying everything: slow, short, and sharing no code with the rules that
 * tests hold against it. For a handful of guests and at most thirty places.
 */

/** Whether the day lies in the half-open period. */
export function lies(day: string, period: Period): boolean {
  return day >= period.from && !(period.until !== null && day >= period.until);
}

/**
 * The most guests that can be in different places at once, where each may have the places listed
 * for it.
 */
export function mostHoused(mayHave: readonly (readonly number[])[]): number {
  const known = new Map<string, number>();
  const best = (guest: number, taken: number): number => {
    const options = mayHave[guest];
    if (!options) return 0;
    const key = `${guest} ${taken}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let most = best(guest + 1, taken);
    for (const place of options) {
      if ((taken & (1 << place)) === 0) {
        most = Math.max(most, 1 + best(guest + 1, taken | (1 << place)));
      }
    }
    known.set(key, most);
    return most;
  };
  return best(0, 0);
}

/** Whether the place has every feature asked. */
export function meets(features: readonly string[], needs: readonly string[]): boolean {
  return needs.every((need) => features.some((feature) => feature === need));
}
