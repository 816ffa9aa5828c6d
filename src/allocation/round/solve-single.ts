import { bestFit } from './best-fit.ts';
import type { Objective, Placement, RoundAnswer } from './instance.ts';
import { placeInOrder } from './place-in-order.ts';
import type { Bipartite, PlainRound } from './plain-round.ts';

type Solved = Omit<RoundAnswer, 'seconds'>;

/** The exact round of single children, with its certificate where the order decides. */
export function solveSingle(round: PlainRound, objective: Objective): Solved {
  return objective === 'order' ? solveByOrder(round) : solveByWeight(round, objective);
}

function solveByOrder(round: PlainRound): Solved {
  const { graph, ranks, placeIds } = round;
  const { edgeOf, closedAt } = placeInOrder(graph);
  const fitted = bestFit(graph, (child) => edgeOf[child]! >= 0);
  const closed: [string, number][] = [];
  const prices: [string, number][] = [];
  for (const [place, id] of placeIds.entries()) {
    const child = closedAt[place]!;
    if (child >= 0) closed.push([id, ranks[child]!]);
    if (fitted.prices[place]! > 0) prices.push([id, fitted.prices[place]!]);
  }
  return {
    ...answerOf(round, fitted.edgeOf),
    certificate: { closedAt: Object.fromEntries(closed), prices: Object.fromEntries(prices) },
  };
}

/**
 * The greatest weight, or the most children and then the greatest weight: every child may also stay out, in a place
 * of its own that costs nothing, or more than any weight can make good.
 */
function solveByWeight(round: PlainRound, objective: Objective): Solved {
  const { children, places, room, start, to, weight } = round.graph;
  let least = 0;
  let most = 0;
  for (const each of weight) {
    if (each < least) least = each;
    if (each > most) most = each;
  }
  const out = objective === 'count' ? -(most - least + 1) * (children + 1) : 0;
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
  return answerOf(round, within);
}

function answerOf({ graph, childIds }: PlainRound, edgeOf: Int32Array): Solved {
  const { start, weight } = graph;
  const placements: Placement[] = [];
  let sum = 0;
  for (const [child, edge] of edgeOf.entries()) {
    if (edge < 0) continue;
    placements.push({ party: childIds[child]!, option: edge - start[child]! });
    sum += weight[edge]!;
  }
  const figures = { children: placements.length, weight: sum };
  return { placements, ...figures, bound: figures, optimal: true };
}
