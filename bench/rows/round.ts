import { largeRound } from '../../src/allocation/round/large.fixtures.ts';
import { checkAnswer } from '../../src/allocation/round/check-answer.ts';
import { asRoundInput } from '../../src/allocation/round/large.fixtures.ts';
import type { PlainRound } from '../../src/allocation/round/plain-round.ts';
import { loadSolver, type Mip } from '../../src/allocation/round/mip.ts';
import { solveSingle } from '../../src/allocation/round/solve-single.ts';
import { compare, type Measure } from '../measure.ts';

const tiers = 4;

/** One column for each child and unit: choose at most one for each child, no more than there is room for in each unit. */
function stage(
  { graph }: PlainRound,
  worth: Float64Array,
  isIn: (child: number) => boolean,
  isForced: boolean,
): Mip {
  const limits = Array.from(graph.room, (bound) => ({ entries: [] as [number, number][], bound }));
  const groups: { columns: number[]; isForced: boolean }[] = [];
  const chosen: number[] = [];
  for (let child = 0; child < graph.children; child++) {
    if (!isIn(child)) continue;
    const columns: number[] = [];
    for (let edge = graph.start[child]!; edge < graph.start[child + 1]!; edge++) {
      columns.push(chosen.length);
      limits[graph.to[edge]!]!.entries.push([chosen.length, 1]);
      chosen.push(edge);
    }
    groups.push({ columns, isForced });
  }
  return {
    worth: Float64Array.from(chosen, (edge) => worth[edge]!),
    groups,
    limits: limits.filter(({ entries }) => entries.length > 0),
  };
}

/**
 * The exact round of 5,000 children and 1,000 places, with its certificate and the best fit, against HiGHS on one
 * weighted stage of the same instance. Its answer is the same: HiGHS finds the same weight for the same children, and
 * the checker accepts the proof.
 */
export async function run(scale: number): Promise<Measure[]> {
  if (scale > 1) {
    console.error('round: HiGHS takes minutes beyond scale 1; see round-large for our own growth');
    return [];
  }
  const round = largeRound({ children: 5000, places: 1000, fits: [10, 30], seed: 1 });
  const solve = await loadSolver();
  const answer = solveSingle(round, 'order');
  const violation = checkAnswer(asRoundInput(round), answer);
  if (violation) throw new Error(violation);
  const placed = new Set(answer.placements.map(({ party }) => party));
  const isPlaced = (child: number) => placed.has(round.childIds[child]!);
  const fit = solve(stage(round, round.graph.weight, isPlaced, true), 300);
  if (fit.state !== 'optimal' || Math.abs(fit.bound - answer.weight) > 1e-4) {
    throw new Error(`HiGHS finds ${fit.bound} where the round has ${answer.weight}`);
  }
  const { children, start } = round.graph;
  const worth = round.graph.weight.slice();
  for (let child = 0; child < children; child++) {
    const tier = tiers - Math.floor((child * tiers) / children);
    for (let edge = start[child]!; edge < start[child + 1]!; edge++) worth[edge]! += tier * 1000;
  }
  const weighted = stage(round, worth, () => true, false);
  return [
    await compare({
      row: 'round',
      scale,
      what: `${children} children, 1000 places, ${round.graph.to.length} fits; same weight as HiGHS for the same children, certificate checked`,
      unit: 'ms',
      better: 'times-faster',
      target: 100,
      rounds: 5,
      ours: () => {
        const began = performance.now();
        for (let again = 0; again < 5; again++) solveSingle(round, 'order');
        return Promise.resolve((performance.now() - began) / 5);
      },
      reference: () => {
        const began = performance.now();
        const { state } = solve(weighted, 300);
        if (state !== 'optimal') throw new Error('HiGHS did not end in 300 s');
        return Promise.resolve(performance.now() - began);
      },
    }),
  ];
}
