import { checkAnswer } from './check-answer.ts';
import { generatedRound, roundKinds } from './generated.fixtures.ts';
import type { Infeasible, RoundAnswer, RoundInput } from './instance.ts';
import { loadSolver, type SolveMip } from './mip.ts';
import { solveRound } from './solve-round.ts';
import { solveByTiers } from './tiers-oracle.fixtures.ts';

export interface RoundDrill {
  readonly count: number;
  /** The first instance; `count` more follow. */
  readonly seed: number;
  /** What solves; a test plants a faulty one. */
  readonly solve?: typeof solveRound;
  readonly parties?: number;
}

export interface RoundDrillVerdict {
  readonly ok: boolean;
  readonly instances: number;
  readonly infeasible: number;
  /** Answers without proof, and the greatest gap that they state, as a share of the weight. */
  readonly unproven: number;
  readonly widestGap: number;
  readonly bad: readonly string[];
}

const TOLERANCE = 1e-6;

/** What is wrong with an answer beside that of the oracle; `null` when nothing is. */
function faultOf(
  input: RoundInput,
  answer: RoundAnswer | Infeasible,
  solver: SolveMip,
): string | null {
  const oracle = solveByTiers(input, solver);
  if ('infeasible' in answer) return oracle ? 'says that it cannot be done' : null;
  if (!oracle) return 'places who cannot be placed';
  const violation = checkAnswer(input, answer);
  if (violation) return violation;
  if (!answer.optimal) {
    return answer.bound.weight + TOLERANCE < oracle.weight && answer.children === oracle.placed.size
      ? 'states too narrow a gap'
      : null;
  }
  const placed = new Set(answer.placements.map(({ party }) => party));
  const other = input.parties
    .toSorted((a, b) => a.rank - b.rank)
    .find(({ id }) => placed.has(id) !== oracle.placed.has(id));
  if (other) return `differs at rank ${other.rank}`;
  const differs = Math.abs(answer.weight - oracle.weight);
  return differs > TOLERANCE * Math.max(1, Math.abs(oracle.weight))
    ? `weighs ${answer.weight}, not ${oracle.weight}`
    : null;
}

/**
 * Rounds from seeds, of single children, brothers and sisters, two kinds of capacity and parties that must be placed,
 * each solved and held against HiGHS tier by tier: equal, or with a gap that it states.
 */
export async function run(options: RoundDrill): Promise<RoundDrillVerdict> {
  const { count, seed, solve = solveRound, parties } = options;
  const solver = await loadSolver();
  const bad: string[] = [];
  let infeasible = 0;
  let unproven = 0;
  let widestGap = 0;
  for (let at = seed; at < seed + count; at++) {
    const kind = roundKinds[at % roundKinds.length]!;
    const input = generatedRound(kind, at, parties);
    const answer = await solve(input, {
      timeLimit: 10,
      loadSolver: () => Promise.resolve(solver),
      now: () => performance.now(),
    });
    const fault = faultOf(input, answer, solver);
    if (fault) bad.push(`${kind}, seed ${at}: ${fault}`);
    if ('infeasible' in answer) infeasible++;
    else if (!answer.optimal) {
      unproven++;
      widestGap = Math.max(widestGap, answer.bound.weight / answer.weight - 1);
    }
  }
  return { ok: bad.length === 0, instances: count, infeasible, unproven, widestGap, bad };
}
