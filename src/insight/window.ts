import type { Memory, Past } from './past.ts';
import { isPublic, isUnchanged, type Unsafe, unsafeCells } from './primary.ts';
import type { Cell, Sum, Tables, Thresholds } from './published-tables.ts';

/** A month of the window, and what became of it. */
interface WindowMonth {
  tables: Tables;
  /** Keys that are not shown; null for the month that is being made. */
  hidden: ReadonlySet<string> | null;
  memory: Memory;
}

export interface Unknown {
  key: string;
  value: number;
  threshold: number;
  why: Unsafe;
}

/**
 * The last months as one problem: a number that did not change is one unknown with one number in the list,
 * however many months it stands in.
 */
export class Window {
  readonly unknowns: Unknown[] = [];
  readonly sums: Sum[] = [];
  /** Numbers by key, month by month, this month last. */
  readonly numbers: ReadonlyMap<string, number>[] = [];
  /** What the reader knew before this month: shown, or public. */
  readonly known = new Set<number>();
  /** Not shown in an earlier month of the window, and not known otherwise. */
  readonly open = new Set<number>();
  /** Numbers that go on from before the window, by key. */
  readonly alive = new Map<string, number>();
  /** What was released before the window. */
  readonly base: Past | undefined;

  constructor(
    now: Tables,
    past: Past | undefined,
    memory: Memory,
    thresholds: Thresholds,
    months: number,
  ) {
    const list: WindowMonth[] = [{ tables: now, hidden: null, memory }];
    let base = past;
    for (; base && list.length < months; base = base.past)
      list.unshift({ tables: base.tables, hidden: base.hidden, memory: base.memory });
    this.base = base;
    let before: Tables | undefined = base?.tables;
    for (const month of list) {
      this.#add(month, before, thresholds);
      before = month.tables;
    }
  }

  #add(
    { tables, hidden, memory }: WindowMonth,
    before: Tables | undefined,
    thresholds: Thresholds,
  ) {
    const old = new Map(memory === 'none' ? [] : before?.cells.map((cell) => [cell.key, cell]));
    const unsafe = unsafeCells(tables, thresholds);
    const own = new Map<string, number>();
    for (const [i, cell] of tables.cells.entries()) {
      const known = isUnchanged(cell, old.get(cell.key)) ? this.#before(cell, memory) : null;
      const n = known ?? this.unknowns.push({ ...cell, why: null }) - 1;
      own.set(cell.key, n);
      const why = unsafe.get(i) ?? null;
      // Its group may have changed around a number that did not: what asks for most counts.
      if (why === 'small' || why === 'few') this.unknowns[n]!.why = why;
      else this.unknowns[n]!.why ??= why;
      if (isPublic(cell) || (hidden && !hidden.has(cell.key))) this.known.add(n);
      else if (hidden) this.open.add(n);
    }
    for (const n of this.known) this.open.delete(n);
    const at = (i: number) => own.get(tables.cells[i]!.key)!;
    for (const sum of tables.sums)
      this.sums.push({ total: at(sum.total), parts: sum.parts.map(at) });
    this.numbers.push(own);
  }

  /** The number of a cell that has not changed since the month before; null where the reader forgot it. */
  #before(cell: Cell, memory: Memory): number | null {
    const { key } = cell;
    const last = this.numbers.at(-1);
    if (last) {
      const n = last.get(key)!;
      return memory === 'hidden' && this.known.has(n) ? null : n;
    }
    const { hidden, told } = this.base!;
    const isOpen = hidden.has(key) && !told.has(key);
    if (!isOpen && memory === 'hidden') return null;
    const n = this.unknowns.push({ ...cell, why: null }) - 1;
    if (isOpen) this.alive.set(key, n);
    else this.known.add(n);
    if (isOpen) this.open.add(n);
    return n;
  }

  /** Numbers of this month by place in its list of cells. */
  own(now: Tables): number[] {
    return now.cells.map((cell) => this.numbers.at(-1)!.get(cell.key)!);
  }
}
