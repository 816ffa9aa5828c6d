import { Polytope } from './polytope.ts';
import type { Sum } from './published-tables.ts';

/** How far the cells of another table stand from the true ones; cells that are equal are not named. */
export type Moves = ReadonlyMap<number, number>;

/** Sums that hang together by cells that move freely. */
interface Part {
  cells: number[];
  sums: Sum[];
}

function partsOf(free: ReadonlySet<number>, sums: readonly Sum[]): Part[] {
  const parent = new Map<number, number>();
  const find = (n: number): number => {
    let root = n;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    if (root !== n) parent.set(n, root);
    return root;
  };
  const used: [number, Sum][] = [];
  for (const sum of sums) {
    const [first, ...rest] = [sum.total, ...sum.parts].filter((n) => free.has(n));
    if (first === undefined) continue;
    used.push([first, sum]);
    for (const n of rest) {
      const [a, b] = [find(n), find(first)];
      if (a !== b) parent.set(a, b);
    }
  }
  const found = new Map<number, Part>();
  for (const n of free) {
    const root = find(n);
    const own = found.get(root);
    if (own) own.cells.push(n);
    else found.set(root, { cells: [n], sums: [] });
  }
  for (const [n, sum] of used) found.get(find(n))!.sums.push(sum);
  return [...found.values()];
}

/** A walk may end at a table with fractions; from there another order of the cells is tried. */
const orders: readonly ((cells: readonly number[]) => number[])[] = [
  (cells) => [...cells],
  (cells) => cells.toReversed(),
  (cells) => cells.toSorted((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009)),
  (cells) => cells.toSorted((a, b) => ((a * 104_729) % 1013) - ((b * 104_729) % 1013)),
];

const members = (sum: Sum) => [[sum.total, -1] as const, ...sum.parts.map((n) => [n, 1] as const)];

/** One month of which some cells move freely while all others stand still: finds other whole tables. */
export class OtherTables {
  readonly #values: readonly number[];
  readonly #parts: readonly Part[];
  readonly #partOf = new Map<number, Part>();
  readonly #tableaus = new Map<Part, (Polytope | undefined)[]>();
  readonly #sums: readonly Sum[];

  /** @param values the true table @param free numbers of the cells that move */
  constructor(values: readonly number[], sums: readonly Sum[], free: ReadonlySet<number>) {
    this.#values = values;
    this.#sums = sums;
    this.#parts = partsOf(free, sums);
    for (const part of this.#parts) for (const n of part.cells) this.#partOf.set(n, part);
  }

  #rows(cells: readonly number[], sums: readonly Sum[], more = 0): Float64Array[] {
    const column = new Map(cells.map((n, i) => [n, i]));
    return sums.map((sum) => {
      const row = new Float64Array(cells.length + more);
      for (const [n, sign] of members(sum)) {
        const i = column.get(n);
        if (i !== undefined) row[i]! += sign;
      }
      return row;
    });
  }

  #tableau(part: Part, order: number): Polytope {
    const known = this.#tableaus.get(part) ?? [];
    this.#tableaus.set(part, known);
    const cells = orders[order]!(part.cells);
    known[order] ??= new Polytope(
      this.#rows(cells, part.sums),
      cells.map((n) => this.#values[n]!),
    );
    return known[order];
  }

  /**
   * A whole table in which a cell goes lower (-1) or higher (1), until `stop` says so or nothing gives way.
   * @param from the table to start at, the true one where absent @returns null when none was found
   */
  push(n: number, way: 1 | -1, stop: (value: number) => boolean, from?: Moves): Moves | null {
    const part = this.#partOf.get(n);
    if (!part) return null;
    for (const [order, sorted] of orders.entries()) {
      const cells = sorted(part.cells);
      const start = cells.map((cell) => this.#values[cell]! + (from?.get(cell) ?? 0));
      const polytope = this.#tableau(part, order).from(start);
      polytope.push(cells.indexOf(n), way, stop, true);
      if (!polytope.isWhole()) continue;
      const moves = new Map(from);
      for (const [i, cell] of cells.entries())
        this.#note(moves, cell, Math.round(polytope.values[i]!) - this.#values[cell]!);
      if (this.#holds(moves)) return moves;
    }
    return null;
  }

  #note(moves: Map<number, number>, cell: number, by: number): void {
    if (by === 0) moves.delete(cell);
    else moves.set(cell, by);
  }

  /** Whether every sum still holds and no count is below zero. */
  #holds(moves: Moves): boolean {
    for (const [n, by] of moves) if (this.#values[n]! + by < 0) return false;
    return this.#sums.every((sum) => this.#rest(sum, moves) === 0);
  }

  #rest(sum: Sum, moves: Moves): number {
    let rest = -(moves.get(sum.total) ?? 0);
    for (const n of sum.parts) rest += moves.get(n) ?? 0;
    return rest;
  }

  /**
   * Another table in which cells that are not free stand as given: what remains of a table of the month
   * before. @param guess how the same cells stood then, tried first @returns null when none was found
   */
  complete(fixed: Moves, guess: Moves): Moves | null {
    const same = new Map(fixed);
    for (const [n, by] of guess) if (this.#partOf.has(n)) same.set(n, by);
    if (this.#holds(same)) return same;
    const open = this.#sums.filter((sum) => this.#rest(sum, fixed) !== 0);
    const touched = new Set<Part>();
    for (const sum of open) {
      const inside = members(sum).flatMap(([n]) => this.#partOf.get(n) ?? []);
      if (inside.length === 0) return null;
      for (const part of inside) touched.add(part);
    }
    const moves = new Map(fixed);
    for (const part of touched) if (!this.#completePart(part, fixed, moves)) return null;
    return this.#holds(moves) ? moves : null;
  }

  /** The given table as one more cell, that goes from nothing to once. */
  #completePart(part: Part, fixed: Moves, moves: Map<number, number>): boolean {
    for (const sorted of orders) {
      const cells = sorted(part.cells);
      const [once, left] = [cells.length, cells.length + 1];
      const rows = this.#rows(cells, part.sums, 2);
      for (const [i, sum] of part.sums.entries()) rows[i]![once] = this.#rest(sum, fixed);
      const whole = new Float64Array(cells.length + 2);
      whole[once] = whole[left] = 1;
      const polytope = new Polytope(
        [...rows, whole],
        [...cells.map((n) => this.#values[n]!), 0, 1],
      );
      polytope.push(once, 1, (value) => value > 1 - 1e-7);
      if (polytope.values[once]! < 1 - 1e-7) return false;
      if (!polytope.isWhole()) continue;
      for (const [i, cell] of cells.entries())
        this.#note(moves, cell, Math.round(polytope.values[i]!) - this.#values[cell]!);
      return true;
    }
    return false;
  }
}
