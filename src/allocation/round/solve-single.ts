import { bestFit } from './best-fit.ts';
import type { Placement, RoundAnswer, RoundInput } from './instance.ts';
import { placeInOrder } from './place-in-order.ts';
import { type Bipartite, flatten } from './single-children.ts';

type Solved = Omit<RoundAnswer, 'seconds'>;

/** The exact round of single children, with its certificate where the order decides. */
export function solveSingle(input: RoundInput): Solved {
  const { graph, order } = flatten(input);
  return input.objective === 'order'
    ? solveByOrder(input, graph, order)
    : solveByWeight(input, graph, order);
}

function solveByOrder(input: RoundInput, graph: Bipartite, order: Int32Array): Solved {
  const { edgeOf, closedAt } = placeInOrder(graph);
  const fitted = bestFit(graph, (child) => edgeOf[child]! >= 0);
  const closed: [string, number][] = [];
  const prices: [string, number][] = [];
  for (const [place, { id }] of input.places.entries()) {
    const child = closedAt[place]!;
    if (child >= 0) closed.push([id, input.parties[order[child]!]!.rank]);
    if (fitted.prices[place]! > 0) prices.push([id, fitted.prices[place]!]);
  }
  return {
    ...answerOf(input, graph, order, fitted.edgeOf),
    certificate: { closedAt: Object.fromEntries(closed), prices: Object.fromEntries(prices) },
  };
}

/**
 * The greatest weight, or the most children and then the greatest weight: every child may also stay out, in a place
 * of its own that costs nothing, or more than any weight can make good.
 */
function solveByWeight(input: RoundInput, graph: Bipartite, order: Int32Array): Solved {
  const { children, places, room, start, to, weight } = graph;
  let least = 0;
  let most = 0;
  for (const each of weight) {
    if (each < least) least = each;
    if (each > most) most = each;
  }
  const out = input.objective === 'count' ? -(most - least + 1) * (children + 1) : 0;
  const wider: Bipartite = {
    children,
    places: places + children,
    room: Int32Array.from({ length: places + children }, (_, place) => room[place] ?? 1),
    start: start.map((edge, child) => edge + child),
    to: new Int32Array(to.length + children),
    weight: new Float64Array(to.length + children),
  };
  for (let child = 0; child < children; child++) {
    const at = wider.start[child]!;
    wider.to[at] = places + child;
    wider.weight[at] = out;
    wider.to.set(to.subarray(start[child], start[child + 1]), at + 1);
    wider.weight.set(weight.subarray(start[child], start[child + 1]), at + 1);
  }
  const { edgeOf } = bestFit(wider, () => true);
  const within = edgeOf.map((edge, child) =>
    wider.to[edge]! >= places ? -1 : edge - wider.start[child]! - 1 + start[child]!,
  );
  return answerOf(input, graph, order, within);
}

function answerOf(
  input: RoundInput,
  { start, weight }: Bipartite,
  order: Int32Array,
  edgeOf: Int32Array,
): Solved {
  const placements: Placement[] = [];
  let sum = 0;
  for (const [child, edge] of edgeOf.entries()) {
    if (edge < 0) continue;
    placements.push({ party: input.parties[order[child]!]!.id, option: edge - start[child]! });
    sum += weight[edge]!;
  }
  const figures = { children: placements.length, weight: sum };
  return { placements, ...figures, bound: figures, optimal: true };
}
