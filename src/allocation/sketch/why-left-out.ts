import type { Option, RoundInput } from '../round/instance.ts';

export type WhyLeftOut = 'HIGHER' | 'TOGETHER' | null;

/** What one option takes: cells (a place has one for each kind of capacity) and amounts above zero. */
type Taken = readonly (readonly [cell: string, amount: number])[];

interface Inhabitant {
  readonly rank: number;
  readonly chosen: Taken;
  readonly options: readonly Taken[];
}

const cellOf = (place: string, kind: number) => `${kind} ${place}`;
const takenBy = ({ uses }: Option): Taken =>
  uses.flatMap(([place, amounts]) =>
    amounts.flatMap((amount, kind) => (amount > 0 ? [[cellOf(place, kind), amount] as const] : [])),
  );

/**
 * For each party that was left out and has options, whether it can be told without the solver why.
 *
 * `HIGHER`: there is a set of full places in which every option of it takes room, whose every inhabitant stands before
 * it and takes at least as much room in the set in each other option. As long as those who stand before are placed, the
 * set is full: no party is added but for one who stands higher. For single children this is the certificate of the
 * round, child by child; with groups it may not be there. `TOGETHER`: it is a group, and no place that suits has room
 * left for as many as it is. `null`: the solver's own proof is all there is.
 * @param optionOf the option of each party that is placed
 */
export function whyLeftOut(
  input: RoundInput,
  optionOf: ReadonlyMap<string, number>,
): Map<string, WhyLeftOut> {
  const options = new Map(input.parties.map((party) => [party.id, party.options.map(takenBy)]));
  const housing = new Housing(input, options, optionOf);
  const proven: Set<string>[] = [];
  const why = new Map<string, WhyLeftOut>();
  const left = input.parties
    .filter((party) => !optionOf.has(party.id) && party.options.length > 0)
    .toSorted((a, b) => a.rank - b.rank);
  for (const { id, rank } of left) {
    const own = options.get(id)!;
    if (proven.some((cells) => own.every((option) => within(option, cells) > 0))) {
      why.set(id, 'HIGHER');
      continue;
    }
    const cells = housing.closedTo(rank, own);
    if (cells) proven.push(cells);
    why.set(id, cells ? 'HIGHER' : housing.isTooMany(own) ? 'TOGETHER' : null);
  }
  return why;
}

/** How much room an option takes in these cells. */
function within(option: Taken, cells: ReadonlySet<string>): number {
  let sum = 0;
  for (const [cell, amount] of option) if (cells.has(cell)) sum += amount;
  return sum;
}

class Housing {
  private readonly left: Map<string, number>;
  private readonly of = new Map<string, Inhabitant[]>();

  constructor(
    { places, parties }: RoundInput,
    options: ReadonlyMap<string, readonly Taken[]>,
    optionOf: ReadonlyMap<string, number>,
  ) {
    this.left = new Map(
      places.flatMap(({ id, capacity }) =>
        capacity.map((room, kind) => [cellOf(id, kind), room] as const),
      ),
    );
    for (const { id, rank } of parties) {
      const option = optionOf.get(id);
      if (option === undefined) continue;
      const chosen = options.get(id)![option]!;
      for (const [cell, amount] of chosen) {
        this.left.set(cell, this.left.get(cell)! - amount);
        const there = this.of.get(cell);
        const inhabitant = { rank, chosen, options: options.get(id)! };
        if (there) there.push(inhabitant);
        else this.of.set(cell, [inhabitant]);
      }
    }
  }

  isTooMany(options: readonly Taken[]): boolean {
    return options.every((option) =>
      option.some(([cell, amount]) => amount > 1 && this.left.get(cell)! < amount),
    );
  }

  /** The set of cells that is closed to who has this rank and these options; `null`: none was found. */
  closedTo(rank: number, options: readonly Taken[]): Set<string> | null {
    const cells = new Set<string>();
    /** Those who live in the cells, each looked at again when the set has grown. */
    const there: Inhabitant[] = [];
    const add = (option: Taken): boolean => {
      const full = option.filter(([cell]) => this.left.get(cell) === 0);
      for (const [cell] of full) {
        if (cells.has(cell)) continue;
        const inhabitants = this.of.get(cell) ?? [];
        if (inhabitants.some((each) => each.rank > rank)) return false;
        cells.add(cell);
        there.push(...inhabitants);
      }
      return full.length > 0;
    };
    for (const option of options) if (!add(option)) return null;
    // Whoever could take less room in the set by living elsewhere draws that cell into it, until nobody could.
    for (let isGrown = true; isGrown; ) {
      isGrown = false;
      // The list grows while it is gone through.
      for (const { chosen, options: others } of there) {
        for (const option of others) {
          if (within(option, cells) >= within(chosen, cells)) continue;
          const before = cells.size;
          if (!add(option) || cells.size === before) return null;
          isGrown = true;
        }
      }
    }
    return cells;
  }
}
