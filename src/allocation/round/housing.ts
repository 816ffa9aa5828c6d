import type { Resources } from './resources.ts';

/** Moves tried before a party is left to the solver. */
const MOST_MOVES = 2_000;
const DEEPEST = 6;

/** Who is housed how, and what is left of each cell. */
export class Housing {
  readonly resources: Resources;
  readonly left: number[];
  /** The option of each party, by its number among the flat options; -1 for who is not housed. */
  readonly optionOf: Int32Array;
  private readonly within: Set<number>[];
  private moves = 0;

  constructor(resources: Resources) {
    this.resources = resources;
    this.left = [...resources.capacity];
    this.optionOf = new Int32Array(resources.parties.length).fill(-1);
    this.within = resources.capacity.map(() => new Set<number>());
  }

  private option(party: number, option: number) {
    return this.resources.parties[party]!.options[option]!;
  }

  put(party: number, option: number): void {
    const { cells, amounts } = this.option(party, option);
    for (const [n, cell] of cells.entries()) {
      this.left[cell]! -= amounts[n]!;
      this.within[cell]!.add(party);
    }
    this.optionOf[party] = option;
  }

  take(party: number): void {
    const { cells, amounts } = this.option(party, this.optionOf[party]!);
    for (const [n, cell] of cells.entries()) {
      this.left[cell]! += amounts[n]!;
      this.within[cell]!.delete(party);
    }
    this.optionOf[party] = -1;
  }

  /** Houses these parties as chosen, all at once. */
  settle(chosen: readonly (readonly [party: number, option: number])[]): void {
    for (const [party] of chosen) if (this.optionOf[party]! >= 0) this.take(party);
    for (const [party, option] of chosen) this.put(party, option);
  }

  /** Who stands in a cell now. */
  occupants(cell: number): ReadonlySet<number> {
    return this.within[cell]!;
  }

  private fits(party: number, option: number): boolean {
    const { cells, amounts } = this.option(party, option);
    return cells.every((cell, n) => amounts[n]! <= this.left[cell]!);
  }

  /** Houses one more party, if need be by moving others; `false` when a short search finds no way. */
  house(party: number): boolean {
    this.moves = 0;
    return this.search(party, 0, new Set([party]));
  }

  private search(party: number, depth: number, moving: Set<number>): boolean {
    const { options } = this.resources.parties[party]!;
    const direct = options.findIndex((_, option) => this.fits(party, option));
    if (direct >= 0) {
      this.put(party, direct);
      return true;
    }
    if (depth === DEEPEST) return false;
    for (const [option, { cells, amounts }] of options.entries()) {
      const short = cells.findIndex((cell, n) => amounts[n]! > this.left[cell]!);
      for (const other of [...this.within[cells[short]!]!].sort((a, b) => b - a)) {
        if (moving.has(other)) continue;
        if (++this.moves > MOST_MOVES) return false;
        const before = this.optionOf[other]!;
        this.take(other);
        if (this.fits(party, option)) {
          this.put(party, option);
          moving.add(other);
          if (this.search(other, depth + 1, moving)) return true;
          moving.delete(other);
          this.take(party);
        }
        this.put(other, before);
      }
    }
    return false;
  }
}
