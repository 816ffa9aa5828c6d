import { fewRange, isPublic, type Unsafe } from './primary.ts';
import type { Cell, Sum, Tables } from './published-tables.ts';

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

/** How much is occupied of a region, a module or a sector: what the figures are read for. */
const isMain = (cell: Cell) =>
  (cell.figure === 'occupied' || cell.figure === 'notOccupied') &&
  ['region', 'module', 'sector'].includes(cell.table);

/** What is hidden of a month, and what it costs to hide more. */
export class Gate {
  readonly hidden = new Set<number>();
  /** Cells that were shown before and have not changed: hiding them now hides nothing. */
  readonly #told: ReadonlySet<number>;
  readonly #cells: readonly Cell[];
  readonly #unsafe: Map<number, Unsafe>;
  /** Sums in which a cell stands, as its total or as a part. */
  readonly sumsOf: Sum[][];

  constructor(tables: Tables, unsafe: Map<number, Unsafe>, told: ReadonlySet<number>) {
    this.#cells = tables.cells;
    this.#told = told;
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

  /** What the reader loses with this cell alone. */
  #worth(n: number): number {
    const cell = this.#cells[n]!;
    const asked = isMain(cell) ? 250 : cell.figure === 'unavailable' ? 15 : 0;
    return (tableCost[cell.table] ?? 5) + asked + Math.log2(1 + cell.value);
  }

  #canHide(n: number): boolean {
    return !this.hidden.has(n) && !this.#told.has(n) && !isPublic(this.#cells[n]!);
  }

  /** What may still be hidden of a sum. */
  #open(sum: Sum): number[] {
    return this.#members(sum).filter((n) => this.#canHide(n));
  }

  /** @returns false when hiding this cell hides nothing */
  hide(n: number): boolean {
    if (!this.#canHide(n)) return false;
    this.hidden.add(n);
    return true;
  }

  /** What hiding this cell costs, with what would have to be hidden beside it in its other sums. */
  #cost(n: number, needed: number): number {
    let cost = this.#worth(n) + (this.#cells[n]!.value < needed ? 40 : 0);
    for (const sum of this.sumsOf[n]!) {
      if (this.hiddenIn(sum) > 0) continue;
      const others = this.#open(sum).filter((other) => other !== n);
      cost += 4 + Math.min(1_000, ...others.map((other) => this.#worth(other)));
    }
    return cost;
  }

  /** Hides the cheapest cell beside this one in one of the sums. @returns false when all are hidden */
  hideBeside(n: number, sums: readonly Sum[]): boolean {
    const cell = this.#cells[n]!;
    const needed = this.#unsafe.get(n) === 'small' ? cell.value : fewRange;
    let best = -1;
    let least = Infinity;
    for (const sum of sums) {
      for (const other of this.#open(sum)) {
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
