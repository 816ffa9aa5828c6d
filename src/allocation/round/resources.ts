/**
 * A round in flat form: what a place has of one kind of capacity is a *cell*, an option takes amounts of cells. The
 * parties stand in order of rank.
 */
import type { RoundInput } from './instance.ts';

export interface FlatOption {
  /** Its place among the party's options in the file. */
  readonly index: number;
  readonly weight: number;
  /** What it takes: cells, each once, and amounts above zero. */
  readonly cells: readonly number[];
  readonly amounts: readonly number[];
}

export interface FlatParty {
  readonly id: string;
  readonly size: number;
  readonly mustPlace: boolean;
  /** Only options that fit when nobody else is there. */
  readonly options: readonly FlatOption[];
}

export interface Resources {
  /** Kinds of capacity; cell `place * kinds + kind`. */
  readonly kinds: number;
  readonly capacity: readonly number[];
  readonly parties: readonly FlatParty[];
}

/** The flat form of a round. */
export function flatResources({ places, parties }: RoundInput): Resources {
  const kinds = places[0]?.capacity.length ?? 1;
  const capacity = places.flatMap((place) => place.capacity);
  const firstCell = new Map(places.map(({ id }, index) => [id, index * kinds]));
  const flatOption = (
    { uses, weight }: RoundInput['parties'][number]['options'][number],
    index: number,
  ): FlatOption => {
    const taken = new Map<number, number>();
    for (const [place, amounts] of uses) {
      for (const [kind, amount] of amounts.entries()) {
        const cell = firstCell.get(place)! + kind;
        if (amount > 0) taken.set(cell, (taken.get(cell) ?? 0) + amount);
      }
    }
    return { index, weight, cells: [...taken.keys()], amounts: [...taken.values()] };
  };
  const fitsAlone = ({ cells, amounts }: FlatOption) =>
    cells.every((cell, n) => amounts[n]! <= capacity[cell]!);
  return {
    kinds,
    capacity,
    parties: parties
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ id, size, mustPlace, options }) => ({
        id,
        size,
        mustPlace,
        options: options.map(flatOption).filter(fitsAlone),
      })),
  };
}

/** Numbers of parties that share no cell with those of another part, each part in order. */
export function partsOf({ capacity, parties }: Resources, among: readonly number[]): number[][] {
  const above = Int32Array.from(capacity.keys());
  const top = (cell: number): number => {
    let at = cell;
    while (above[at] !== at) {
      above[at] = above[above[at]!]!;
      at = above[at]!;
    }
    return at;
  };
  const firstCell = (party: number) =>
    parties[party]!.options.find(({ cells }) => cells.length > 0)?.cells[0];
  for (const party of among) {
    const first = firstCell(party);
    for (const { cells } of parties[party]!.options) {
      for (const cell of cells) above[top(cell)] = top(first!);
    }
  }
  const parts = new Map<number, number[]>();
  for (const party of among) {
    const first = firstCell(party);
    const key = first === undefined ? -1 - party : top(first);
    const part = parts.get(key);
    if (part) part.push(party);
    else parts.set(key, [party]);
  }
  return [...parts.values()];
}
