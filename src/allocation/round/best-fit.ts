import { FitHousing } from './fit-housing.ts';
import type { Bipartite } from './plain-round.ts';

/** Steps that a child and those whom it drives out may take before a shortest path is looked for. */
const MOST_STEPS = 1000;
/** Without a step prices stand still where two places are liked alike, and children go to and fro. */
const MOST_STEPS_IN_PLACE = 20;
/** Prices rise by these shares of how much a child's options differ, in turn: tried on a million children. */
const STEP_SHARES = [1 / 7, 1 / 20, 1 / 65];

/**
 * The housing of the same children with the greatest total weight, with prices that prove it. `isPlaced` names children
 * that can be housed together; all of them are. Auctions with finer and finer steps come near; whoever would rather be
 * elsewhere at the prices of one is taken out for the next. The rest, about a sixth, are housed by shortest paths, which
 * are short at these prices and make it exact: paths alone reach across whole regions.
 */
export function bestFit(graph: Bipartite, isPlaced: (child: number) => boolean): FitHousing {
  const housing = new FitHousing(graph);
  const placed: number[] = [];
  for (let child = 0; child < graph.children; child++) if (isPlaced(child)) placed.push(child);
  const spread = meanSpread(graph, placed);
  let waiting = placed;
  for (const share of STEP_SHARES) {
    const over: number[] = [];
    for (const child of waiting) {
      const one = housing.settle(
        child,
        spread * share,
        spread > 0 ? MOST_STEPS : MOST_STEPS_IN_PLACE,
      );
      if (one >= 0) over.push(one);
    }
    const envious = placed.filter((child) => housing.edgeOf[child]! >= 0 && housing.envies(child));
    // All at once: a path is shortest only while nobody who is housed would rather be elsewhere.
    for (const child of envious) housing.leave(child);
    waiting = over.concat(envious);
  }
  for (const child of waiting) {
    if (!housing.add(child)) throw new Error('children that cannot be housed together');
  }
  mendAll(housing);
  return housing;
}

/** How much the options of a child differ in weight, on the average. */
function meanSpread({ start, weight }: Bipartite, placed: readonly number[]): number {
  let sum = 0;
  for (const child of placed) {
    let least = Infinity;
    let most = -Infinity;
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) {
      const each = weight[edge]!;
      if (each < least) least = each;
      if (each > most) most = each;
    }
    sum += most - least;
  }
  return placed.length === 0 ? 0 : sum / placed.length;
}

/** Places that were full in the auction and are no more keep no price. */
function mendAll(housing: FitHousing): void {
  const open: number[] = [];
  for (const [place, price] of housing.prices.entries()) {
    if (price > 0 && housing.hasRoom(place)) open.push(place);
  }
  for (const place of open) {
    // Several children's room may be left in one place, and each that moves there takes some of it.
    while (housing.prices[place]! > 0 && housing.hasRoom(place)) housing.mend(place);
  }
}
