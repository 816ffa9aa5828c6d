import type { Option, RoundInput } from '../round/instance.ts';

export type WhyLeftOut = 'HIGHER' | 'TOGETHER' | null;

interface Inhabitant {
  readonly rank: number;
  readonly chosen: Option;
  readonly options: readonly Option[];
}

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
  const housing = new Housing(input, optionOf);
  const proven: Set<string>[] = [];
  const why = new Map<string, WhyLeftOut>();
  const left = input.parties
    .filter(({ id, options }) => !optionOf.has(id) && options.length > 0)
    .toSorted((a, b) => a.rank - b.rank);
  for (const { id, rank, options } of left) {
    if (proven.some((places) => options.every((option) => within(option, places) > 0))) {
      why.set(id, 'HIGHER');
      continue;
    }
    const places = housing.closedTo(rank, options);
    if (places) proven.push(places);
    why.set(id, places ? 'HIGHER' : housing.isTooMany(options) ? 'TOGETHER' : null);
  }
  return why;
}

/** How much room an option takes in these places. */
const within = ({ uses }: Option, places: ReadonlySet<string>): number =>
  uses.reduce((sum, [place, [amount]]) => (places.has(place) ? sum + amount! : sum), 0);

class Housing {
  private readonly left: Map<string, number>;
  private readonly of = new Map<string, Inhabitant[]>();

  constructor({ places, parties }: RoundInput, optionOf: ReadonlyMap<string, number>) {
    this.left = new Map(places.map(({ id, capacity: [room] }) => [id, room!]));
    for (const { id, rank, options } of parties) {
      const option = optionOf.get(id);
      if (option === undefined) continue;
      const chosen = options[option]!;
      for (const [place, [amount]] of chosen.uses) {
        this.left.set(place, this.left.get(place)! - amount!);
        const there = this.of.get(place);
        if (there) there.push({ rank, chosen, options });
        else this.of.set(place, [{ rank, chosen, options }]);
      }
    }
  }

  private isFull(place: string): boolean {
    return this.left.get(place) === 0;
  }

  isTooMany(options: readonly Option[]): boolean {
    return options.every(({ uses }) =>
      uses.some(([place, [amount]]) => amount! > 1 && this.left.get(place)! < amount!),
    );
  }

  /** The set of places that is closed to who has this rank and these options; `null`: there is none. */
  closedTo(rank: number, options: readonly Option[]): Set<string> | null {
    const places = new Set<string>();
    const add = ({ uses }: Option): boolean => {
      const full = uses.map(([place]) => place).filter((place) => this.isFull(place));
      for (const place of full) {
        if (this.of.get(place)?.some((each) => each.rank > rank)) return false;
        places.add(place);
      }
      return full.length > 0;
    };
    for (const option of options) if (!add(option)) return null;
    // Whoever could take less room in the set by living elsewhere draws that place into it, until nobody could.
    for (;;) {
      const mover = this.mover(places);
      if (!mover) return places;
      const before = places.size;
      if (!add(mover) || places.size === before) return null;
    }
  }

  private mover(places: ReadonlySet<string>): Option | undefined {
    for (const place of places) {
      for (const { chosen, options } of this.of.get(place) ?? []) {
        const own = within(chosen, places);
        const less = options.find((option) => within(option, places) < own);
        if (less) return less;
      }
    }
    return undefined;
  }
}
