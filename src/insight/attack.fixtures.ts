import { Polytope } from './polytope.ts';
import {
  type Cell,
  type Coordinate,
  keyOf,
  type Sum,
  sumsOf,
  type Tables,
  type Thresholds,
} from './published-tables.ts';
import { isExposed, isUnchanged, type Unsafe, unsafeCells } from './primary.ts';
import type { Memory } from './past.ts';

/**
 * Somebody who asks the gate for tables, one after another, and works out what was not shown. They know how
 * the tables are made, that counts are whole and not below zero, and which numbers did not change since the
 * month before (more than anybody outside knows). Three ways: narrowing bounds until nothing moves,
 * elimination, and the lowest and highest value by linear programming.
 */
export interface Released {
  month: string;
  /** As answered: null where a cell is not shown. */
  cells: readonly (Coordinate & { value: number | null })[];
  /** The truth, to start the linear programs from and to judge what was found; never an input of the bounds. */
  truth: Tables;
  /** What is remembered of the month before. */
  memory: Memory;
}

export interface Recovered {
  month: string;
  key: string;
  value: number;
  low: number;
  high: number;
}

interface Unknown {
  month: string;
  cell: Cell;
  why: Unsafe;
}

interface Range {
  low: number;
  high: number;
}

interface Equation {
  /** Numbers of the unknowns, and +1 or −1 for each. */
  unknowns: number[];
  signs: number[];
  /** What the shown cells of the sum come to. */
  constant: number;
  /** What must have been asked to know this sum: `month|table`. */
  asked: string[];
}

/** Bounds that follow from each sum by itself, until nothing moves any more. */
function narrow(equations: readonly Equation[], ranges: Map<number, Range>): void {
  for (let round = 0, moved = true; moved && round < 60; round++) {
    moved = false;
    for (const { unknowns, signs, constant } of equations) {
      for (const [i, n] of unknowns.entries()) {
        // sign · x = −constant − Σ others
        let [least, most] = [-constant, -constant];
        for (const [j, other] of unknowns.entries()) {
          if (j === i) continue;
          const { low, high } = ranges.get(other)!;
          least -= signs[j]! > 0 ? high : -low;
          most -= signs[j]! > 0 ? low : -high;
        }
        const [low, high] = signs[i]! > 0 ? [least, most] : [-most, -least];
        const range = ranges.get(n)!;
        if (low > range.low) [range.low, moved] = [low, true];
        if (high < range.high) [range.high, moved] = [high, true];
      }
    }
  }
}

/**
 * The true bounds, by linear programming from the true table; no further than needed to see that a value is not
 * found. Each search starts anew, or rounding would grow from one to the next.
 */
function solve(
  equations: readonly Equation[],
  ranges: Map<number, Range>,
  truth: readonly number[],
  isFound: (n: number, low: number, high: number) => boolean,
): void {
  const unknowns = [...ranges.keys()];
  const column = new Map(unknowns.map((n, i) => [n, i]));
  const rows = equations.map((equation) => {
    const row = new Float64Array(unknowns.length);
    for (const [i, n] of equation.unknowns.entries()) row[column.get(n)!]! += equation.signs[i]!;
    return row;
  });
  const start = unknowns.map((n) => truth[n]!);
  const polytope = new Polytope(rows, start);
  for (const [i, n] of unknowns.entries()) {
    const range = ranges.get(n)!;
    let [low, high] = [start[i]!, start[i]!];
    const reach = (value: number) => {
      low = Math.min(low, Math.ceil(value - 1e-5));
      high = Math.max(high, Math.floor(value + 1e-5));
      return !isFound(n, Math.max(range.low, low), Math.min(range.high, high));
    };
    for (const way of [-1, 1] as const) {
      const walk = polytope.from(start);
      walk.push(i, way, reach);
      if (reach(walk.values[i]!)) break;
    }
    [range.low, range.high] = [Math.max(range.low, low), Math.min(range.high, high)];
  }
}

export class Attacker {
  /** Cells that are not shown, in all months. */
  hidden = 0;
  readonly #unknowns: Unknown[] = [];
  readonly #truth: number[] = [];
  readonly #equations: Equation[] = [];
  readonly #known = new Map<string, Recovered[]>();

  constructor(releases: readonly Released[], thresholds: Thresholds) {
    let before: { numbers: Map<string, number>; cells: Map<string, Cell> } | null = null;
    for (const { month, cells, truth, memory } of releases) {
      if (memory === 'none') before = null;
      const own = new Map(truth.cells.map((cell) => [cell.key, cell]));
      const whys = unsafeCells(truth, thresholds);
      const why = new Map(truth.cells.map((cell, n) => [cell.key, whys.get(n) ?? null]));
      const numbers = new Map<string, number>();
      /** Shown last month and the same still. */
      const remembered = new Map<string, number>();
      for (const cell of cells) {
        if (cell.value !== null) continue;
        this.hidden += 1;
        const key = keyOf(cell);
        const same = before?.numbers.get(key);
        const unchanged = isUnchanged(own.get(key)!, before?.cells.get(key));
        if (unchanged && same !== undefined) numbers.set(key, same);
        else if (unchanged && memory === 'all') remembered.set(key, own.get(key)!.value);
        else {
          numbers.set(key, this.#truth.push(own.get(key)!.value) - 1);
          this.#unknowns.push({ month, cell: own.get(key)!, why: why.get(key) ?? null });
        }
      }
      this.#look(month, cells, own, before);
      const told = cells.map((cell) => ({
        ...cell,
        value: cell.value ?? remembered.get(keyOf(cell)) ?? null,
      }));
      for (const sum of sumsOf(told)) this.#add(month, told, numbers, sum);
      before = { numbers, cells: own };
    }
  }

  /** What is shown now and has not changed tells what was hidden before. */
  #look(
    month: string,
    cells: Released['cells'],
    own: ReadonlyMap<string, Cell>,
    before: { numbers: Map<string, number>; cells: Map<string, Cell> } | null,
  ): void {
    for (const cell of cells) {
      const key = keyOf(cell);
      const same = before?.numbers.get(key);
      if (cell.value === null || same === undefined) continue;
      if (!isUnchanged(own.get(key)!, before!.cells.get(key))) continue;
      const asked = [`${month}|${cell.table}`];
      this.#equations.push({ unknowns: [same], signs: [1], constant: -cell.value, asked });
    }
  }

  #add(month: string, cells: Released['cells'], numbers: Map<string, number>, sum: Sum): void {
    const equation: Equation = { unknowns: [], signs: [], constant: 0, asked: [] };
    for (const [n, sign] of [[sum.total, -1] as const, ...sum.parts.map((n) => [n, 1] as const)]) {
      const cell = cells[n]!;
      const of = `${month}|${cell.table}`;
      if (!equation.asked.includes(of)) equation.asked.push(of);
      if (cell.value !== null) equation.constant += sign * cell.value;
      else {
        equation.unknowns.push(numbers.get(keyOf(cell))!);
        equation.signs.push(sign);
      }
    }
    if (equation.unknowns.length > 0) this.#equations.push(equation);
  }

  /** What can be worked out from the answers to these questions (`month|table`). */
  attack(asked: ReadonlySet<string>): Recovered[] {
    const seen = this.#equations.flatMap((equation, n) =>
      equation.asked.every((each) => asked.has(each)) ? [n] : [],
    );
    return this.#parts(seen).flatMap((part) => {
      const id = part.join();
      const known = this.#known.get(id);
      if (known) return known;
      const found = this.#solvePart(part.map((n) => this.#equations[n]!));
      this.#known.set(id, found);
      return found;
    });
  }

  /** Numbers of the equations, parted into those that hang together. */
  #parts(seen: readonly number[]): number[][] {
    const parent = new Map<number, number>();
    const find = (n: number): number => {
      let root = n;
      for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
      return root;
    };
    for (const n of seen) {
      const [first, ...rest] = this.#equations[n]!.unknowns;
      for (const other of rest) {
        const [a, b] = [find(other), find(first!)];
        if (a !== b) parent.set(a, b);
      }
    }
    return [...Map.groupBy(seen, (n) => find(this.#equations[n]!.unknowns[0]!)).values()];
  }

  #solvePart(equations: readonly Equation[]): Recovered[] {
    const ranges = new Map<number, Range>();
    for (const { unknowns } of equations)
      for (const n of unknowns) ranges.set(n, { low: 0, high: Infinity });
    narrow(equations, ranges);
    const isFound = (n: number, low: number, high: number) => {
      const { cell, why } = this.#unknowns[n]!;
      return isExposed(cell, why, low, high);
    };
    solve(equations, ranges, this.#truth, isFound);
    return [...ranges].flatMap(([n, { low, high }]) => {
      const { month, cell, why } = this.#unknowns[n]!;
      if (!isExposed(cell, why, low, high)) return [];
      return [{ month, key: cell.key, value: cell.value, low, high }];
    });
  }
}
