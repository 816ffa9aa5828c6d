import type { RoundInput } from './instance.ts';

/** A round of single children from a seed: more children than room, so that the order and the fit both decide. */
export function somePlainRound(seed: number, children = 14, places = 5): RoundInput {
  let state = seed >>> 0;
  const roll = (sides: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  return {
    objective: 'order',
    places: Array.from({ length: places }, (_, n) => ({ id: `p${n}`, capacity: [1 + roll(3)] })),
    parties: Array.from({ length: children }, (_, n) => ({
      id: `c${n}`,
      rank: n + 1,
      size: 1,
      mustPlace: false,
      options: Array.from({ length: 1 + roll(3) }, () => ({
        uses: [[`p${roll(places)}`, [1]] as const],
        weight: roll(100) / 100,
      })),
    })),
  };
}
