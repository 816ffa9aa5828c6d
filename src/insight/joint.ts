import { alternativesOf } from './alternatives.ts';
import type { Gate } from './gate.ts';
import { isExposed, isUnchanged, type Unsafe, unsafeCells } from './primary.ts';
import type { Sum, Tables, Thresholds } from './published-tables.ts';

/** What a month is held against: the month before, of which the reader still has the figures. */
export interface Before extends Tables {
  hidden: ReadonlySet<string>;
}

/** This month and the one before as one problem: what did not change is one and the same unknown. */
export class Joint {
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
