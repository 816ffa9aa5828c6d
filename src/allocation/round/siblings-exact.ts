import type { Bipartite } from './plain-round.ts';
import type { Limit, SolveMip } from './mip.ts';
import {
  placesTogether,
  type SiblingGroup,
  type SiblingsFitted,
  weightOf,
} from './siblings-fit.ts';

/**
 * The best housing of the same children by the solver: one column for each child and place, one more for each group and
 * place where it is together. Starts from what was found; when time is up the better bound of both stays.
 */
export function fitSiblingsExactly(
  graph: Bipartite,
  found: SiblingsFitted,
  groups: readonly SiblingGroup[],
  solve: SolveMip,
  seconds: number,
): SiblingsFitted & { readonly optimal: boolean } {
  const worth: number[] = [];
  const start: number[] = [];
  /** For each column the edges that it stands for. */
  const edges: (readonly number[])[] = [];
  const rows = new Map<number, number[]>();
  const taken = new Map<number, [number, number][]>();
  const column = (
    of: readonly number[],
    value: number,
    isIn: boolean,
    children: readonly number[],
  ) => {
    const number = edges.push(of) - 1;
    worth.push(value);
    start.push(isIn ? 1 : 0);
    const place = graph.to[of[0]!]!;
    const uses = taken.get(place) ?? [];
    uses.push([number, of.length]);
    taken.set(place, uses);
    for (const child of children) rows.get(child)!.push(number);
  };
  for (const [child, own] of found.edgeOf.entries()) if (own >= 0) rows.set(child, []);
  const together = new Set<number>();
  for (const group of groups) {
    for (const option of placesTogether(graph, group)) {
      const isIn = group.members.every((child, n) => found.edgeOf[child] === option.edges[n]);
      if (isIn) for (const child of group.members) together.add(child);
      column(option.edges, option.weight + group.bonus, isIn, group.members);
    }
  }
  for (const child of rows.keys()) {
    for (let edge = graph.start[child]!; edge < graph.start[child + 1]!; edge++) {
      const isIn = found.edgeOf[child] === edge && !together.has(child);
      column([edge], graph.weight[edge]!, isIn, [child]);
    }
  }
  const limits = [...taken].map(
    ([place, entries]): Limit => ({ entries, bound: graph.room[place]! }),
  );
  if (worth.length === 0) return { ...found, bound: found.weight, optimal: true };
  const { chosen, state, bound } = solve(
    {
      worth: Float64Array.from(worth),
      groups: [...rows.values()].map((columns) => ({ columns, isForced: true })),
      limits,
      start: Float64Array.from(start),
    },
    seconds,
  );
  const edgeOf = found.edgeOf.slice();
  for (const number of chosen ?? []) {
    for (const edge of edges[number]!) edgeOf[childOf(graph, edge)] = edge;
  }
  const weight = weightOf(graph, edgeOf, groups);
  const best = chosen && weight >= found.weight ? { edgeOf, weight } : found;
  return {
    edgeOf: best.edgeOf,
    weight: best.weight,
    bound: Math.max(best.weight, Math.min(found.bound, bound)),
    optimal: state === 'optimal',
  };
}

/** Whose edge it is. */
function childOf({ start }: Bipartite, edge: number): number {
  let low = 0;
  let high = start.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (start[middle]! <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}
