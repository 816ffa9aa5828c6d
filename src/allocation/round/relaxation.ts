import type { Resources } from './resources.ts';

/** What a party takes of one kind of capacity at the least, and of which cells. */
interface Wanter {
  readonly party: number;
  readonly demand: number;
  readonly cells: readonly number[];
  /** How much of it lies in each of its cells. */
  readonly flow: Map<number, number>;
}

/**
 * A looser question with a quick answer: could all parties be housed if each might be cut in pieces, and each kind of
 * capacity stood alone? When not, they cannot be housed at all. Cells that are full of parties that can go nowhere
 * else are closed: nobody who comes later can stand there.
 */
export class Relaxation {
  private readonly resources: Resources;
  private readonly used: number[];
  private readonly closed: Uint8Array;
  private readonly within: Set<Wanter>[];
  private readonly wanters = new Map<number, readonly Wanter[]>();

  constructor(resources: Resources) {
    this.resources = resources;
    const { capacity } = resources;
    this.used = capacity.map(() => 0);
    this.closed = new Uint8Array(capacity.length);
    this.within = capacity.map(() => new Set());
  }

  isClosed(cell: number): boolean {
    return this.closed[cell] === 1;
  }

  /** Adds a party; `false`, and nothing changed, when it cannot be housed beside those that are in. */
  add(party: number): boolean {
    const wanters = this.wantersOf(party);
    this.wanters.set(party, wanters);
    for (const wanter of wanters) {
      const reached = this.push(wanter);
      if (!reached) continue;
      this.remove(party);
      if ([...reached].every((cell) => this.used[cell]! >= this.resources.capacity[cell]!)) {
        for (const cell of reached) this.closed[cell] = 1;
      }
      return false;
    }
    return this.resources.parties[party]!.options.length > 0;
  }

  remove(party: number): void {
    for (const wanter of this.wanters.get(party) ?? []) {
      for (const [cell, amount] of wanter.flow) this.change(wanter, cell, -amount);
    }
    this.wanters.delete(party);
  }

  private wantersOf(party: number): Wanter[] {
    const { kinds } = this.resources;
    const { options } = this.resources.parties[party]!;
    return Array.from({ length: kinds }, (_, kind): Wanter => {
      const isKind = (cell: number) => cell % kinds === kind;
      const totals = options.map(({ cells, amounts }) =>
        cells.reduce((sum, cell, n) => (isKind(cell) ? sum + amounts[n]! : sum), 0),
      );
      const cells = new Set(options.flatMap((option) => option.cells.filter(isKind)));
      return {
        party,
        demand: totals.length === 0 ? 0 : Math.min(...totals),
        cells: [...cells],
        flow: new Map(),
      };
    }).filter(({ demand }) => demand > 0);
  }

  /** Pushes the whole demand into cells; the cells that were reached when that cannot be. */
  private push(wanter: Wanter): ReadonlySet<number> | null {
    const { capacity } = this.resources;
    for (let left = wanter.demand; left > 0; ) {
      const cameBy = new Map<number, Wanter>();
      const fromCell = new Map<Wanter, number>();
      const line: Wanter[] = [wanter];
      let end = -1;
      search: for (const mover of line) {
        for (const cell of mover.cells) {
          if (cameBy.has(cell) || this.closed[cell] === 1) continue;
          cameBy.set(cell, mover);
          if (this.used[cell]! < capacity[cell]!) {
            end = cell;
            break search;
          }
          for (const other of this.within[cell]!) {
            if (other === wanter || fromCell.has(other)) continue;
            fromCell.set(other, cell);
            line.push(other);
          }
        }
      }
      if (end < 0) return new Set(cameBy.keys());
      left -= this.shift(wanter, end, left, cameBy, fromCell);
    }
    return null;
  }

  /** Moves along the way that was found as much as goes; how much that was. */
  private shift(
    wanter: Wanter,
    end: number,
    most: number,
    cameBy: ReadonlyMap<number, Wanter>,
    fromCell: ReadonlyMap<Wanter, number>,
  ): number {
    const way: { mover: Wanter; to: number; from: number | undefined }[] = [];
    for (let to = end; ; ) {
      const mover = cameBy.get(to)!;
      const from = mover === wanter ? undefined : fromCell.get(mover)!;
      way.push({ mover, to, from });
      if (from === undefined) break;
      to = from;
    }
    const amount = Math.min(
      most,
      this.resources.capacity[end]! - this.used[end]!,
      ...way.flatMap(({ mover, from }) => (from === undefined ? [] : [mover.flow.get(from)!])),
    );
    for (const { mover, to, from } of way) {
      this.change(mover, to, amount);
      if (from !== undefined) this.change(mover, from, -amount);
    }
    return amount;
  }

  private change(wanter: Wanter, cell: number, by: number): void {
    const now = (wanter.flow.get(cell) ?? 0) + by;
    this.used[cell]! += by;
    if (now > 0) {
      wanter.flow.set(cell, now);
      this.within[cell]!.add(wanter);
    } else {
      wanter.flow.delete(cell);
      this.within[cell]!.delete(wanter);
    }
  }
}
