import type { Bipartite } from './plain-round.ts';

/** For each place who has an option there, best rank first: `start[p]` to `start[p + 1]`. */
export interface Askers {
  readonly start: Int32Array;
  readonly child: Int32Array;
  /** The edge of that child to the place. */
  readonly edge: Int32Array;
}

export function askersOf({ children, places, start, to }: Bipartite): Askers {
  const first = new Int32Array(places + 1);
  for (const place of to) first[place + 1]!++;
  for (let place = 0; place < places; place++) first[place + 1]! += first[place]!;
  const next = first.slice();
  const child = new Int32Array(to.length);
  const edge = new Int32Array(to.length);
  for (let one = 0; one < children; one++) {
    for (let each = start[one]!; each < start[one + 1]!; each++) {
      const at = next[to[each]!]!++;
      child[at] = one;
      edge[at] = each;
    }
  }
  return { start: first, child, edge };
}
