/**
 * Whether a round is the plain one: every party one child, every option one place by one, one kind of capacity, nobody
 * who must be placed. Only then the sets of children that can be housed together form a transversal matroid, and a
 * certificate can be given.
 */
import type { RoundInput } from './instance.ts';

export function isOfSingleChildren({ places, parties }: RoundInput): boolean {
  return (
    places.every(({ capacity }) => capacity.length === 1) &&
    parties.every(
      ({ size, mustPlace, options }) =>
        size === 1 &&
        !mustPlace &&
        options.every(
          ({ uses }) => uses.length === 1 && uses[0]![1].length === 1 && uses[0]![1][0] === 1,
        ),
    )
  );
}

/** A round of single children in flat lists: child `c` has edges `start[c]` to `start[c + 1]`. Children are in order. */
export interface Bipartite {
  readonly children: number;
  readonly places: number;
  readonly room: Int32Array;
  readonly start: Int32Array;
  /** The place of each edge. */
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** The flat lists of a plain round, and the party of each child. */
export function flatten(input: RoundInput): { graph: Bipartite; order: Int32Array } {
  const { places, parties } = input;
  const order = Int32Array.from(
    parties
      .keys()
      .toArray()
      .sort((a, b) => parties[a]!.rank - parties[b]!.rank),
  );
  const indexOf = new Map(places.map(({ id }, index) => [id, index]));
  const start = new Int32Array(parties.length + 1);
  let edges = 0;
  for (const [child, party] of order.entries()) {
    start[child] = edges;
    edges += parties[party]!.options.length;
  }
  start[parties.length] = edges;
  const to = new Int32Array(edges);
  const weight = new Float64Array(edges);
  let edge = 0;
  for (const party of order) {
    for (const option of parties[party]!.options) {
      to[edge] = indexOf.get(option.uses[0]![0])!;
      weight[edge++] = option.weight;
    }
  }
  const room = Int32Array.from(places, ({ capacity }) => Math.floor(capacity[0]!));
  return {
    graph: { children: parties.length, places: places.length, room, start, to, weight },
    order,
  };
}
