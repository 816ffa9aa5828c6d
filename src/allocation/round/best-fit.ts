import { FitHousing } from './fit-housing.ts';
import type { Bipartite } from './plain-round.ts';

/** Where each placed child goes for the best fit, and what each place is worth. */
export interface Fitted {
  readonly edgeOf: Int32Array;
  /** Never negative, and 0 where there is room left: the proof that no other housing of these children fits better. */
  readonly prices: Float64Array;
}

/** Steps that a child and those whom it drives out may take before a shortest path is looked for. */
const MOST_STEPS = 20;

/**
 * The housing of the same children with the greatest total weight. `isPlaced` names children that can be housed
 * together; all of them are. First each takes its best place and prices rise where too many do, which settles nearly
 * all in a few steps each; then shortest augmenting paths house the rest.
 */
export function bestFit(graph: Bipartite, isPlaced: (child: number) => boolean): Fitted {
  const housing = new FitHousing(graph);
  const left: number[] = [];
  for (let child = 0; child < graph.children; child++) {
    if (!isPlaced(child)) continue;
    const over = housing.settle(child, MOST_STEPS);
    if (over >= 0) left.push(over);
  }
  for (const child of left) {
    if (!housing.add(child)) throw new Error('children that cannot be housed together');
  }
  return housing;
}
