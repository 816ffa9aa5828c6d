import { alternativesOf } from './alternatives.ts';
import type { Cell, Sum, Tables, Thresholds } from './published-tables.ts';

/**
 * The release gate's rule: which cells of a month are not shown. Primary: what is too small, what too few
 * organisations are behind, and what tells of a whole group (nothing, or all). Secondary: what else must be
 * left out so that none of these can be worked out from the rest. Nothing is said of which is which, because
 * that would give the range of the hidden value away.
 */

/** What a month is held against: the month before, of which the reader still has the figures. */
export interface Before extends Tables {
  hidden: ReadonlySet<string>;
}

export interface Suppressed {
  /** Keys of cells that are not shown. */
  hidden: ReadonlySet<string>;
  primary: ReadonlySet<string>;
}

/** Why a cell is unsafe by itself. `small`: its value must not be bounded between 1 and the threshold either. */
export type Unsafe = 'small' | 'few' | 'group' | null;

/**
 * Recognised places are decisions that the government publishes organisation by organisation: they are
 * shown, and the attacker is taken to know them (docs/decisions/0012-release-gate.md).
 */
export const isPublic = (cell: Pick<Cell, 'figure'>): boolean => cell.figure === 'recognised';

/** @param groupSize recognised places of the row; null where the row has no such count */
export function unsafeBy(
  cell: Pick<Cell, 'figure' | 'value' | 'threshold' | 'contributions'>,
  groupSize: number | null,
  thresholds: Pick<Thresholds, 'organisations'>,
): Unsafe {
  if (isPublic(cell)) return null;
  if (cell.value === 0 || cell.value === groupSize) return 'group';
  if (cell.value <= cell.threshold) return 'small';
  if (cell.contributions.size < thresholds.organisations) return 'few';
  return null;
}

const rowOf = (cell: Cell) => `${cell.table}|${cell.row}|${cell.column}`;

/** The cells that are unsafe by themselves, by their number in the list. */
export function unsafeCells(tables: Tables, thresholds: Thresholds): Map<number, Unsafe> {
  const sizes = new Map(
    tables.cells.flatMap((cell) => (isPublic(cell) ? [[rowOf(cell), cell.value] as const] : [])),
  );
  const found = new Map<number, Unsafe>();
  for (const [n, cell] of tables.cells.entries()) {
    const why = unsafeBy(cell, sizes.get(rowOf(cell)) ?? null, thresholds);
    if (why) found.set(n, why);
  }
  return found;
}

/** The same organisations with the same numbers: a reader may guess that nothing changed. */
export function isUnchanged(now: Cell, before: Cell | undefined): boolean {
  if (!before || before.value !== now.value) return false;
  if (before.contributions.size !== now.contributions.size) return false;
  for (const [provider, value] of now.contributions)
    if (before.contributions.get(provider) !== value) return false;
  return true;
}

/** Wider tables are what people read first: leaving out one of their cells costs more. */
const tableCost: Partial<Record<Cell['table'], number>> = {
  total: 1000,
  region: 60,
  'reason-group': 60,
  module: 30,
  sector: 30,
  length: 20,
  reason: 12,
  'region-reason': 12,
};

/** How far apart the possible values of a cell of few organisations must lie at least. */
const fewRange = 3;

/** Whether a reader who finds lowest and highest possible values of a hidden cell has found it. */
export function isExposed(
  cell: { value: number; threshold: number },
  why: Unsafe,
  low: number,
  high: number,
): boolean {
  if (low === high) return true;
  if (why === 'small') return low >= 1 && high <= cell.threshold;
  if (why === 'few') return high - low < Math.min(cell.value, fewRange);
  return false;
}

const mostRounds = 400;

class Gate {
  readonly hidden = new Set<number>();
  /** Cells that were shown last month and have not changed: hiding them now hides nothing. */
  readonly told = new Set<number>();
  readonly #cells: readonly Cell[];
  readonly #unsafe: Map<number, Unsafe>;
  /** Sums in which a cell stands, as its total or as a part. */
  readonly sumsOf: Sum[][];

  constructor(tables: Tables, unsafe: Map<number, Unsafe>) {
    this.#cells = tables.cells;
    this.#unsafe = unsafe;
    this.sumsOf = tables.cells.map(() => []);
    for (const sum of tables.sums)
      for (const n of [sum.total, ...sum.parts]) this.sumsOf[n]!.push(sum);
  }

  #members(sum: Sum): number[] {
    return [sum.total, ...sum.parts];
  }

  hiddenIn(sum: Sum): number {
    return this.#members(sum).filter((n) => this.hidden.has(n)).length;
  }

  /** What hiding this cell costs the reader, and what would have to be hidden with it. */
  #cost(n: number, needed: number): number {
    const cell = this.#cells[n]!;
    const alone = this.sumsOf[n]!.filter((sum) => this.hiddenIn(sum) === 0).length;
    const thin = cell.value < needed ? 40 : 0;
    const told = this.told.has(n) ? 100_000 : 0;
    return (tableCost[cell.table] ?? 5) + 8 * alone + thin + told + Math.log2(1 + cell.value);
  }

  /** Hides the cheapest cell beside this one in one of the sums. @returns false when all are hidden */
  hideBeside(n: number, sums: readonly Sum[]): boolean {
    const cell = this.#cells[n]!;
    const needed = this.#unsafe.get(n) === 'small' ? cell.value : fewRange;
    let best = -1;
    let least = Infinity;
    for (const sum of sums) {
      for (const other of this.#members(sum)) {
        if (this.hidden.has(other) || isPublic(this.#cells[other]!)) continue;
        const cost = this.#cost(other, needed);
        if (cost < least) [best, least] = [other, cost];
      }
    }
    if (best < 0) return false;
    this.hidden.add(best);
    return true;
  }

  /** Hides one more cell for the sake of this one. */
  protect(n: number): boolean {
    return this.hideBeside(n, this.sumsOf[n]!) || this.hideBeside(n, around(this, n));
  }

  /** In no sum may one cell alone be hidden. */
  closeSums(): void {
    const todo = [...this.hidden];
    for (let n = todo.pop(); n !== undefined; n = todo.pop()) {
      for (const sum of this.sumsOf[n]!) {
        if (this.hiddenIn(sum) !== 1) continue;
        const before = new Set(this.hidden);
        if (this.hideBeside(n, [sum])) todo.push(n, ...this.hidden.difference(before));
      }
    }
  }
}

/** All sums that hang together with a cell by cells that are hidden. */
function around(gate: Gate, n: number): Sum[] {
  const seen = new Set<number>([n]);
  const sums = new Set<Sum>();
  const todo = [n];
  for (let each = todo.pop(); each !== undefined; each = todo.pop()) {
    for (const sum of gate.sumsOf[each]!) {
      if (sums.has(sum)) continue;
      sums.add(sum);
      for (const other of [sum.total, ...sum.parts]) {
        if (!gate.hidden.has(other) || seen.has(other)) continue;
        seen.add(other);
        todo.push(other);
      }
    }
  }
  return [...sums];
}

/** This month and the one before as one problem: what did not change is one and the same unknown. */
class Joint {
  readonly values: number[];
  readonly sums: Sum[];
  readonly #now: Tables;
  readonly #before: Before | undefined;
  /** Number in the joint list of each cell of the month before. */
  readonly #numbers: number[] = [];
  readonly #unsafe: Map<number, Unsafe>;
  readonly #hiddenBefore = new Set<number>();

  constructor(
    now: Tables,
    before: Before | undefined,
    unsafe: Map<number, Unsafe>,
    thresholds: Thresholds,
  ) {
    this.#now = now;
    this.#before = before;
    this.#unsafe = new Map(unsafe);
    const [values, sums] = [now.cells.map((cell) => cell.value), [...now.sums]];
    if (before) {
      const here = new Map(now.cells.map((cell, n) => [cell.key, n]));
      for (const cell of before.cells) {
        const n = here.get(cell.key);
        if (n !== undefined && isUnchanged(now.cells[n]!, cell)) this.#numbers.push(n);
        else this.#numbers.push(values.push(cell.value) - 1);
      }
      const at = (n: number) => this.#numbers[n]!;
      for (const [n, cell] of before.cells.entries())
        if (before.hidden.has(cell.key)) this.#hiddenBefore.add(at(n));
      for (const sum of before.sums) sums.push({ total: at(sum.total), parts: sum.parts.map(at) });
      for (const [n, why] of unsafeCells(before, thresholds))
        if (!this.#unsafe.has(at(n))) this.#unsafe.set(at(n), why);
    }
    this.values = values;
    this.sums = sums;
  }

  /** This month's hidden cells that hang together with a cell of last month, nearest first. */
  near(n: number, gate: Gate): number[] {
    const seen = new Set([n]);
    for (const each of seen) {
      for (const sum of this.sums) {
        const inside = [sum.total, ...sum.parts];
        if (!inside.includes(each)) continue;
        for (const other of inside)
          if (gate.hidden.has(other) || this.#hiddenBefore.has(other)) seen.add(other);
      }
    }
    return [...seen].filter((each) => gate.hidden.has(each));
  }

  /** Hidden cells of which no other value was found that is far enough away. */
  exposed(gate: Gate): number[] {
    const open = new Set([...gate.hidden].filter((n) => !gate.told.has(n))).union(
      this.#hiddenBefore,
    );
    const threshold = (n: number) =>
      (this.#now.cells[n] ?? this.#before!.cells[this.#numbers.indexOf(n)]!).threshold;
    const isEnough = (n: number, low: number, high: number) => {
      const why = this.#unsafe.get(n) ?? null;
      return !isExposed(
        { value: this.values[n]!, threshold: why === 'small' ? threshold(n) : 0 },
        why,
        low,
        high,
      );
    };
    const found = alternativesOf(this.values, this.sums, open, isEnough);
    return [...open].filter((n) => {
      const { low, high } = found.get(n)!;
      return !isEnough(n, low, high);
    });
  }
}

/**
 * Works out which cells of a month are not shown. Adds cells until for every hidden one there is another
 * whole table, equal in all that is shown, in which it has a value outside its range.
 * @param options.secondary false leaves secondary suppression out: for the tests, which must then find a leak
 */
export function suppress(
  tables: Tables,
  thresholds: Thresholds,
  options: { before?: Before | undefined; secondary?: boolean } = {},
): Suppressed {
  const unsafe = unsafeCells(tables, thresholds);
  const gate = new Gate(tables, unsafe);
  for (const n of unsafe.keys()) gate.hidden.add(n);
  const keys = (numbers: Iterable<number>) =>
    new Set([...numbers].map((n) => tables.cells[n]!.key));
  const primary = keys(gate.hidden);
  if (options.secondary === false) return { hidden: primary, primary };
  holdAgainst(gate, tables, options.before);
  gate.closeSums();
  const joint = new Joint(tables, options.before, unsafe, thresholds);
  for (let round = 0; ; round++) {
    const exposed = joint.exposed(gate);
    if (exposed.length === 0) break;
    const added = exposed
      .slice(0, 1 + (round >> 2))
      .filter((n) =>
        n < tables.cells.length
          ? gate.protect(n)
          : joint.near(n, gate).some((each) => gate.hideBeside(each, gate.sumsOf[each]!)),
      );
    if (added.length === 0 || round > mostRounds)
      throw new Error(`${exposed.length} cells cannot be protected`);
    gate.closeSums();
  }
  return { hidden: keys(gate.hidden), primary };
}

/** What was hidden and has not changed stays hidden; what was shown and has not changed is known. */
function holdAgainst(gate: Gate, tables: Tables, before: Before | undefined): void {
  if (!before) return;
  const old = new Map(before.cells.map((cell) => [cell.key, cell]));
  for (const [n, cell] of tables.cells.entries()) {
    if (isPublic(cell) || !isUnchanged(cell, old.get(cell.key))) continue;
    if (before.hidden.has(cell.key)) gate.hidden.add(n);
    else gate.told.add(n);
  }
}
