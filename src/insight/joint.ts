import type { Gate } from './gate.ts';
import { Level } from './level.ts';
import type { Moves } from './other-tables.ts';
import { fewest, type Guarded, isSafe, type Memory, type OtherHistory, type Past } from './past.ts';
import type { Tables, Thresholds } from './published-tables.ts';
import { Window } from './window.ts';

/** Another history that this month agrees with, and the one before it that it goes on from. */
interface Longer extends OtherHistory {
  from: OtherHistory | null;
  /** As numbers of this month. */
  own: Moves;
}

/** `monthsAgo` is counted from this month: 0 is a cell of its own. */
type Cell = Guarded;

/** As many months as are solved together where the last alone does not do. */
const mostMonths = 4;

/**
 * This month and all before it as one problem. Other histories of the months before are carried on, each
 * completed with a table of this month, so that the work does not grow with the number of months; where that
 * does not do, the last months are solved together.
 */
export class Joint {
  /** Cells of this month that the reader knows without seeing them, and those that must stay hidden. */
  readonly told: ReadonlySet<number>;
  readonly alive: ReadonlySet<number>;
  readonly #now: Tables;
  readonly #past: Past | undefined;
  readonly #memory: Memory;
  readonly #thresholds: Thresholds;
  readonly #levels: Level[] = [];
  readonly #guarded: Cell[] = [];
  /** null: cannot go on with what is hidden so far. */
  readonly #carried = new Map<OtherHistory, Longer | null>();
  readonly #found: Longer[] = [];

  constructor(now: Tables, past: Past | undefined, thresholds: Thresholds, memory: Memory) {
    this.#now = now;
    this.#past = memory === 'none' ? undefined : past;
    [this.#thresholds, this.#memory] = [thresholds, memory];
    const { known, open } = this.#level(1).window;
    const numbers = this.#level(1).window.own(now);
    const where = (set: ReadonlySet<number>) =>
      new Set(numbers.flatMap((n, i) => (set.has(n) ? [i] : [])));
    this.told = where(known);
    this.alive = where(open);
    for (const each of this.#past?.guarded ?? []) this.#remind(each);
  }

  #level(months: number): Level {
    const known = this.#levels[months];
    if (known) return known;
    const window = new Window(this.#now, this.#past, this.#memory, this.#thresholds, months);
    return (this.#levels[months] = new Level(window, window.own(this.#now)));
  }

  /** Proofs that this month cannot touch are settled for good. */
  #remind(each: Guarded): void {
    const level = this.#level(1);
    const isAlive = each.monthsAgo === 0 && level.window.alive.has(each.key);
    const monthsAgo = isAlive ? 0 : each.monthsAgo + 1;
    let { low, high } = each;
    const by = each.by.filter(({ other, value }) => {
      if (level.atBase(other).size > 0) return true;
      low = Math.min(low, value);
      high = Math.max(high, value);
      return false;
    });
    if (!isAlive && isSafe(each, low, high)) return;
    for (const { other } of by) this.#carried.set(other, null);
    this.#guarded.push({ ...each, monthsAgo, by, low, high });
  }

  #longer(level: Level, moves: Moves, from: OtherHistory | null): Longer {
    const own = level.window.numbers.at(-1)!;
    const byMonth = level.byMonth(moves, from, mostMonths + 1);
    const first = this.#level(1).window.numbers.at(-1)!;
    return {
      moves: byMonth,
      from: level.window.numbers.length === 1 ? from : null,
      own: new Map(
        [...own].flatMap(([key, n]) => (moves.has(n) ? [[first.get(key)!, moves.get(n)!]] : [])),
      ),
    };
  }

  #goingOn = () => [...this.#carried.values()].filter((each) => each !== null);

  /** Other histories that give this cell another value, with that value. */
  #valuesOf(cell: Cell): { longer: Longer; value: number }[] {
    const found = new Map<Longer, number>();
    for (const { other, value } of cell.by) {
      const longer = this.#carried.get(other);
      if (longer && cell.monthsAgo > 0) found.set(longer, value);
    }
    for (const longer of [...this.#found, ...this.#goingOn()]) {
      const moved = longer.moves.at(-1 - cell.monthsAgo)?.get(cell.key);
      if (moved !== undefined) found.set(longer, cell.value + moved);
    }
    return [...found].map(([longer, value]) => ({ longer, value }));
  }

  #range(cell: Cell): [low: number, high: number] {
    const values = this.#valuesOf(cell).map(({ value }) => value);
    return [Math.min(cell.low, ...values), Math.max(cell.high, ...values)];
  }

  #isSafe = (cell: Cell) => isSafe(cell, ...this.#range(cell));

  #cell(n: number): Cell {
    const { value, threshold, why, key } = this.#level(1).window.unknowns[n]!;
    return { value, threshold, why, key, monthsAgo: 0, by: [], low: value, high: value };
  }

  /** Pushes a cell away from its value in one window, from the true table or from another history. */
  #push(cell: Cell, n: number, level: Level, from: OtherHistory | null, start?: Moves): void {
    for (const way of [-1, 1] as const) {
      const [low, high] = this.#range(cell);
      if (isSafe(cell, low, high)) return;
      const stop = (value: number) => {
        const whole = Math.round(value);
        if (whole === cell.value || Math.abs(value - whole) > 1e-6) return false;
        return isSafe(cell, Math.min(low, whole), Math.max(high, whole));
      };
      const moves = level.push(n, way, stop, start);
      if (moves?.has(n)) this.#found.push(this.#longer(level, moves, from));
    }
  }

  /** Looks for other histories in which a cell has another value, until it is safe. */
  #search(cell: Cell, gate: Gate): boolean {
    for (let months = cell.monthsAgo + 1; months <= mostMonths; months++) {
      const level = this.#level(months);
      if (level.window.numbers.length < months) break;
      const n = level.window.numbers.at(-1 - cell.monthsAgo)!.get(cell.key)!;
      level.take(gate);
      if (level.free.has(n)) this.#push(cell, n, level, null);
      if (this.#isSafe(cell)) return true;
      if (months === 1) {
        if (!level.free.has(n)) continue;
        for (const from of this.#goingOn()) {
          this.#push(cell, n, level, from.from, from.own);
          if (this.#isSafe(cell)) return true;
        }
        continue;
      }
      for (const { other } of cell.by) {
        const start = level.complete(other);
        if (!start) continue;
        this.#found.push(this.#longer(level, start, other));
        if (level.free.has(n)) this.#push(cell, n, level, other, start);
        if (this.#isSafe(cell)) return true;
      }
    }
    return this.#isSafe(cell);
  }

  #carryOn(level: Level): void {
    for (const [other, known] of this.#carried) {
      if (known) continue;
      const moves = level.complete(other);
      if (moves) this.#carried.set(other, this.#longer(level, moves, other));
    }
  }

  /** For each hidden cell of any month that is not proved safe: cells of this month to hide something beside. */
  exposed(gate: Gate): number[][] {
    const level = this.#level(1);
    level.take(gate);
    this.#carryOn(level);
    const cells = [...this.#guarded, ...[...level.free].map((n) => this.#cell(n))];
    return cells.flatMap((cell) =>
      this.#isSafe(cell) || this.#search(cell, gate) ? [] : [this.#near(cell, gate)],
    );
  }

  /** Hidden cells of this month that hang together with a cell or with what moved it, nearest first. */
  #near(cell: Cell, gate: Gate): number[] {
    const level = this.#level(Math.min(mostMonths, cell.monthsAgo + 1));
    const { window } = level;
    level.take(gate);
    const own = window.numbers.at(-1 - cell.monthsAgo)?.get(cell.key);
    const moved = cell.by.flatMap(({ other }) => [...level.atBase(other).keys()]);
    const seen = new Set(own === undefined ? moved : [own, ...moved]);
    const isOpen = (n: number) => level.free.has(n) || level.fixed.has(n);
    for (const each of seen) {
      for (const sum of window.sums) {
        const inside = [sum.total, ...sum.parts];
        if (inside.includes(each)) for (const other of inside) if (isOpen(other)) seen.add(other);
      }
    }
    const place = new Map(window.own(this.#now).map((n, i) => [n, i]));
    return [...seen].flatMap((n) => place.get(n) ?? []).filter((i) => gate.hidden.has(i));
  }

  /** What the coming month is held against. */
  past(gate: Gate): Past {
    const cells = [...this.#guarded, ...[...this.#level(1).free].map((n) => this.#cell(n))];
    const kept = new Map<Longer, OtherHistory>();
    const keep = (longer: Longer): OtherHistory => {
      const known = kept.get(longer) ?? { moves: longer.moves };
      kept.set(longer, known);
      return known;
    };
    // What can be worked out already, in months released long ago, cannot be protected any more.
    const guarded = cells.filter(this.#isSafe).map((cell): Guarded => {
      const by = fewest(cell, this.#valuesOf(cell), ({ longer }) => longer.own.size);
      return { ...cell, by: by.map(({ longer, value }) => ({ other: keep(longer), value })) };
    });
    const keyOf = (i: number) => this.#now.cells[i]!.key;
    return {
      tables: this.#now,
      hidden: new Set([...gate.hidden].map(keyOf)),
      told: new Set([...this.told].map(keyOf)),
      memory: this.#memory,
      guarded,
      past: this.#past,
    };
  }
}
