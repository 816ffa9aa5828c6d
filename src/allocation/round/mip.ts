import highsModule, { type Highs } from 'highs';

// Its types are those of the CommonJS build; what is imported here is the function itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** Chosen or not, one column for each option; the solver knows nothing of what they mean. */
export interface Mip {
  /** What each column is worth; the sum is made as great as possible. */
  readonly worth: Float64Array;
  /** Columns of which exactly one, or at most one, is chosen. */
  readonly groups: readonly { readonly columns: readonly number[]; readonly isForced: boolean }[];
  /** What the chosen columns together may take. */
  readonly limits: readonly Limit[];
  /** What they must come to at least. */
  readonly least?: Limit;
  /** A choice that is known to be possible: 1 for each column that is in it. */
  readonly start?: Float64Array;
}

export interface Limit {
  readonly entries: readonly (readonly [column: number, amount: number])[];
  readonly bound: number;
}

export interface MipAnswer {
  /** `limit`: time was up; `chosen` is the best found, if any. */
  readonly state: 'optimal' | 'infeasible' | 'limit';
  readonly chosen: readonly number[] | null;
  /** No choice is worth more. */
  readonly bound: number;
}

export type SolveMip = (mip: Mip, seconds: number) => MipAnswer;

const OPTIMAL = 7;
const INFEASIBLE = 8;
const TIME_LIMIT = 13;
const PRIMAL_FEASIBLE = 2;
/** No limit: the solver takes finite numbers alone. */
const YEAR_SECONDS = 31_536_000;

/** HiGHS, compiled to WebAssembly: one thread, and the same answer to the same question. */
export async function loadSolver(): Promise<SolveMip> {
  const highs = await loadHighs();
  return (mip, seconds) => solve(highs, mip, seconds);
}

function rowsOf({ groups, limits, least }: Mip, infinity: number) {
  const lower: number[] = [];
  const upper: number[] = [];
  const starts: number[] = [0];
  const index: number[] = [];
  const value: number[] = [];
  const row = (entries: Limit['entries'], from: number, to: number) => {
    for (const [column, amount] of entries) {
      index.push(column);
      value.push(amount);
    }
    starts.push(index.length);
    lower.push(from);
    upper.push(to);
  };
  for (const { columns, isForced } of groups) {
    row(
      columns.map((column) => [column, 1] as const),
      isForced ? 1 : -infinity,
      1,
    );
  }
  for (const { entries, bound } of limits) row(entries, -infinity, bound);
  if (least) row(least.entries, least.bound, infinity);
  return { lower, upper, starts, index, value };
}

function solve(highs: Highs, mip: Mip, seconds: number): MipAnswer {
  const numCols = mip.worth.length;
  const { lower, upper, starts, index, value } = rowsOf(mip, highs.infinity);
  return highs.withModel(
    {
      numCols,
      numRows: lower.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: mip.worth,
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(1),
      rowLower: lower,
      rowUpper: upper,
      matrix: {
        format: 'csr',
        numRows: lower.length,
        numCols,
        starts,
        indices: index,
        values: value,
      },
      integrality: new Int32Array(numCols).fill(1),
    },
    (model): MipAnswer => {
      model.options.set({
        output_flag: false,
        mip_rel_gap: 0,
        mip_abs_gap: 1e-9,
        random_seed: 0,
        time_limit: Math.min(YEAR_SECONDS, Math.max(0.01, seconds)),
      });
      if (mip.start) model.setSolution({ colValue: mip.start });
      const { modelStatus } = model.run();
      if (modelStatus === INFEASIBLE)
        return { state: 'infeasible', chosen: null, bound: -Infinity };
      if (modelStatus !== OPTIMAL && modelStatus !== TIME_LIMIT) {
        throw new Error(`the solver ended in state ${modelStatus}`);
      }
      const isFound = model.info.get('primal_solution_status') === PRIMAL_FEASIBLE;
      const chosen = isFound
        ? [...model.getSolution().colValue.entries()].flatMap(([column, x]) =>
            x > 0.5 ? [column] : [],
          )
        : null;
      const isOptimal = modelStatus === OPTIMAL;
      const bound = isOptimal
        ? model.getObjectiveValue()
        : Number(model.info.get('mip_dual_bound'));
      return { state: isOptimal ? 'optimal' : 'limit', chosen, bound };
    },
  );
}
