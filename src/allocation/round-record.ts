/**
 * The immutable record of one round over the whole list: places, parties under their pseudonyms with where they stand
 * and how they could be housed, who was left out of it and on what, the rules, the seed, and the answer without its
 * timing. A year later the same bytes come out of it.
 */
import { compareKeys, type OrderKey } from './candidates.ts';
import type { OrderRules } from './candidate-record.ts';
import { callOrder, type CallShare } from './call-order.ts';
import type { FitRules } from './fit-facts.ts';
import type { Infeasible, Objective, Option, RoundAnswer, RoundPlace } from './round/instance.ts';
import type { SolveMip } from './round/mip.ts';
import { solveRound } from './round/solve-round.ts';
import {
  canonicalJson,
  erasedCount,
  erasedFrom,
  isIntact,
  type Recomputed,
  type RecordOf,
  recordOf,
  seal,
} from './sealed-record.ts';
import type { Criterion } from './verdict.ts';

/** One party of the list, as it came into the round. */
export interface RoundFile {
  readonly id: string;
  readonly key: OrderKey;
  readonly lanes: readonly string[];
  readonly exempt: boolean;
  readonly size: number;
  readonly mustPlace: boolean;
  readonly options: readonly Option[];
  /** On what it failed everywhere, where it has no option. */
  readonly excludedBy: readonly Criterion[];
}

export interface RoundRecordInput {
  readonly objective: Objective;
  readonly places: readonly RoundPlace[];
  readonly shares: readonly CallShare[];
  readonly fitRules: FitRules;
  readonly orderRules: OrderRules;
  /** Seconds; where it was used up, the answer is what was found by then. */
  readonly timeLimit: number;
}

export interface RoundRecordAnswer {
  /** All parties in the order of the calls, whom no place suits after them: the position is the rank. */
  readonly order: readonly string[];
  /** How many have no option, and on what they failed. */
  readonly excluded: number;
  readonly excludedBy: Readonly<Record<string, number>>;
  readonly round: Omit<RoundAnswer, 'seconds'> | Infeasible;
}

export type RoundRecord = RecordOf<'round', RoundRecordInput, RoundFile, RoundRecordAnswer>;

/** What solves the parts that the order alone does not. */
export interface RoundSolving {
  readonly loadSolver: () => Promise<SolveMip>;
  readonly now: () => number;
}

async function answerOf(
  input: RoundRecordInput,
  files: readonly RoundFile[],
  solving: RoundSolving,
): Promise<RoundRecordAnswer> {
  const { objective, places, shares, timeLimit } = input;
  const inOrder = files
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .map((file, at) => ({ ...file, rank: at + 1 }));
  // Whom no place suits is not called for one: a share that is given to them helps nobody.
  const suited = inOrder.filter(({ options }) => options.length > 0);
  const called = [
    ...(callOrder(suited, shares) as typeof inOrder),
    ...inOrder.filter(({ options }) => options.length === 0),
  ];
  const parties = called.map(({ id, size, mustPlace, options }, at) => ({
    id,
    rank: at + 1,
    size,
    mustPlace,
    options,
  }));
  const solved = await solveRound({ objective, places, parties }, { ...solving, timeLimit });
  const without = files.filter(({ options }) => options.length === 0);
  const excludedBy: Record<string, number> = {};
  for (const criterion of without.flatMap((file) => file.excludedBy)) {
    excludedBy[criterion] = (excludedBy[criterion] ?? 0) + 1;
  }
  return {
    order: called.map(({ id }) => id),
    excluded: without.length,
    excludedBy,
    round: 'infeasible' in solved ? solved : withoutSeconds(solved),
  };
}

function withoutSeconds({
  seconds: _seconds,
  ...answer
}: RoundAnswer): Omit<RoundAnswer, 'seconds'> {
  return answer;
}

/** Solves the round and makes the record. `nonceOf` gives a secret of each party, from 128 bits on. */
export async function recordRound(
  input: RoundRecordInput,
  files: readonly RoundFile[],
  solving: RoundSolving,
  nonceOf: (id: string) => string,
): Promise<RoundRecord> {
  const answer = await answerOf(input, files, solving);
  const sealed = files
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .map((file) => seal(file.id, file, nonceOf(file.id)));
  return JSON.parse(canonicalJson(recordOf('round', input, sealed, answer)));
}

/** Recomputes a record from itself alone. An answer that is not proven depends on the machine's speed that day. */
export async function recomputeRound(
  record: RoundRecord,
  solving: RoundSolving,
): Promise<Recomputed> {
  const intact = isIntact(record);
  const erased = erasedCount(record);
  if (!intact) return { intact, erased, same: false, because: null };
  if (erased > 0) return { intact, erased, same: null, because: 'ERASED' };
  const { round } = record.answer;
  if ('optimal' in round && !round.optimal) {
    return { intact, erased, same: null, because: 'TIME_WAS_UP' };
  }
  const files = record.files.map(({ facts }) => facts!.value);
  // Proven then, it is proven again; a slower machine may take longer.
  const answer = await answerOf({ ...record.input, timeLimit: Infinity }, files, solving);
  return {
    intact,
    erased,
    same: canonicalJson(answer) === canonicalJson(record.answer),
    because: null,
  };
}

/** The record without the facts of some parties: where they stood and what they could have had is gone. */
export function eraseFromRound(record: RoundRecord, ids: ReadonlySet<string>): RoundRecord {
  return { ...record, files: erasedFrom(record.files, ids) };
}
