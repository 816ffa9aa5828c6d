/**
 * Whether a round is the plain one: every party one child, every option one place by one, one kind of capacity, nobody
 * who must be placed. Only then the sets of children that can be housed together form a transversal matroid, and a
 * certificate can be given.
 */
import type { RoundInput } from './instance.ts';
import { type PlainRound, PlainRoundBuilder } from './plain-round.ts';

export function isOfSingleChildren({ places, parties }: RoundInput): boolean {
  return (
    places.every(({ capacity }) => capacity.length === 1) &&
    parties.every(
      ({ size, mustPlace, options }) =>
        size === 1 &&
        !mustPlace &&
        options.every(
          ({ uses }) => uses.length === 1 && uses[0]![1].length === 1 && uses[0]![1][0] === 1,
        ),
    )
  );
}

/** The columns of a plain round. */
export function flatten({ places, parties }: RoundInput): PlainRound {
  const builder = new PlainRoundBuilder();
  const numberOf = new Map(
    places.map(({ id, capacity }) => [id, builder.addPlace(id, capacity[0]!)]),
  );
  for (const { id, rank, options } of parties) {
    builder.addChild(id, rank);
    for (const { uses, weight } of options) builder.addFit(numberOf.get(uses[0]![0])!, weight);
  }
  return builder.build();
}
