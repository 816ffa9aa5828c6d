import type { Gate } from './gate.ts';
import { type Moves, OtherTables } from './other-tables.ts';
import type { OtherHistory } from './past.ts';
import type { Window } from './window.ts';

const nothing: ReadonlyMap<string, number> = new Map();

/** The problem of one window: which of its numbers move freely, and other tables of it. */
export class Level {
  readonly window: Window;
  /** Numbers that go on from before the window: they move only as another history of those months does. */
  readonly fixed: ReadonlySet<number>;
  free: ReadonlySet<number> = new Set();
  #tables: OtherTables;
  readonly #own: readonly number[];

  constructor(window: Window, own: readonly number[]) {
    this.window = window;
    this.#own = own;
    this.fixed = new Set(window.alive.values());
    this.#tables = new OtherTables([], [], this.free);
  }

  /** Takes over what is hidden so far. */
  take(gate: Gate): void {
    const { known, open, unknowns, sums } = this.window;
    const own = [...gate.hidden].map((i) => this.#own[i]!).filter((n) => !known.has(n));
    const free = new Set([...own, ...open]).difference(this.fixed);
    if (free.size === this.free.size) return;
    this.free = free;
    const values = unknowns.map(({ value }) => value);
    this.#tables = new OtherTables(values, sums, free);
  }

  /** How another history differs in the month before the window, as far as the window can tell. */
  atBase(other: OtherHistory): Map<number, number> {
    const { base, numbers, alive } = this.window;
    const moves = (base && other.moves.at(-numbers.length)) ?? nothing;
    return new Map(
      [...moves].flatMap(([key, by]) => (alive.has(key) ? [[alive.get(key)!, by]] : [])),
    );
  }

  /** Completes another history with tables of the window; those that it has there are tried first. */
  complete(other: OtherHistory): Moves | null {
    const { numbers } = this.window;
    const guess = new Map<number, number>();
    for (const [i, month] of numbers.entries())
      for (const [key, by] of other.moves.at(Math.min(-1, i + 1 - numbers.length)) ?? nothing) {
        const n = month.get(key);
        if (n !== undefined && !this.fixed.has(n)) guess.set(n, by);
      }
    return this.#tables.complete(this.atBase(other), guess);
  }

  push(n: number, way: 1 | -1, stop: (value: number) => boolean, from?: Moves): Moves | null {
    return this.#tables.push(n, way, stop, from);
  }

  /** By key, month by month. */
  byMonth(moves: Moves, from: OtherHistory | null, most: number): ReadonlyMap<string, number>[] {
    const own = this.window.numbers.map(
      (month) =>
        new Map([...month].flatMap(([key, n]) => (moves.has(n) ? [[key, moves.get(n)!]] : []))),
    );
    const earlier = from?.moves.slice(0, Math.max(0, from.moves.length - own.length + 1)) ?? [];
    return [...earlier, ...own].slice(-most);
  }
}
