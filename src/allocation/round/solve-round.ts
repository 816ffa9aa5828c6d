import type { Infeasible, RoundAnswer, RoundInput } from './instance.ts';
import type { SolveMip } from './mip.ts';
import { flatten, isOfSingleChildren } from './single-children.ts';
import { solveGeneral } from './solve-general.ts';
import { solveSingle } from './solve-single.ts';

/**
 * The whole list at once: who is placed, and where (design: "Round"). Rounds of single children are solved exactly and
 * come with a proof; `loadSolver` is called for the others alone. `now` gives milliseconds; `timeLimit` is in seconds.
 */
export async function solveRound(
  input: RoundInput,
  options: {
    readonly loadSolver: () => Promise<SolveMip>;
    readonly now: () => number;
    readonly timeLimit: number;
  },
): Promise<RoundAnswer | Infeasible> {
  const began = options.now();
  const seconds = () => (options.now() - began) / 1000;
  const solved = isOfSingleChildren(input)
    ? solveSingle(flatten(input), input.objective)
    : solveGeneral(input, await options.loadSolver(), () => options.timeLimit - seconds());
  return 'infeasible' in solved ? solved : { ...solved, seconds: seconds() };
}
