import { type SeededRandom, seededRandom } from '../../platform/testing/seeded-random.ts';
import type { Option, RoundInput } from './instance.ts';

export const roundKinds = ['single', 'siblings', 'capacities', 'musts'] as const;
export type RoundKind = (typeof roundKinds)[number];

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

/** Ways to house brothers and sisters: all in one place, or in two of them. */
function groupOptions(random: SeededRandom, size: number, places: number): Option[] {
  return Array.from({ length: 2 + random.below(5) }, () => {
    const first = random.below(places);
    const weight = random.below(1000) / 100;
    if (size === 1 || random.below(3) > 0) {
      return { uses: [[`p${first}`, [size]] as const], weight: weight + size };
    }
    const second = (first + 1 + random.below(places - 1)) % places;
    return {
      uses: [
        [`p${first}`, [size - 1]],
        [`p${second}`, [1]],
      ] as const,
      weight,
    };
  });
}

/** Ways to use places with two kinds of capacity: beds, and rooms or hands. */
function capacityOptions(random: SeededRandom, size: number, places: number): Option[] {
  return Array.from({ length: 2 + random.below(5) }, () => ({
    uses: [[`p${random.below(places)}`, [size, random.below(3)]] as const],
    weight: random.below(1000) / 100 - 2,
  }));
}

/** An invented round for the order, from a seed: more wanted than there is. */
export function generatedRound(kind: RoundKind, seed: number, parties = 60): RoundInput {
  const random = seededRandom(seed);
  const places = Math.max(3, Math.round(parties / 5));
  const isPlain = kind === 'single';
  const kinds = kind === 'capacities' ? 2 : 1;
  const list = Array.from({ length: parties }, (_, n) => {
    const size = isPlain || random.below(10) < 6 ? 1 : 2 + random.below(2);
    const options = (kinds === 2 ? capacityOptions : groupOptions)(random, size, places);
    return {
      id: `c${n}`,
      rank: (n + 1) * 3,
      size,
      // Two at the most, and small: most rounds of this kind can be solved.
      mustPlace: kind === 'musts' && n % 30 === 17 && size === 1,
      options,
    };
  });
  const room = Math.round((sum(list.map(({ size }) => size)) * 0.55) / places);
  return {
    objective: 'order',
    places: Array.from({ length: places }, (_, n) => ({
      id: `p${n}`,
      capacity: Array.from({ length: kinds }, () => Math.max(1, room - 1 + random.below(3))),
    })),
    parties: list
      .map((party) => ({ party, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ party }) => party),
  };
}
