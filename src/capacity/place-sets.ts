/**
 * Sets of places as bits, one word per 32 places, and for each kind of need the set of places that
 * have all the features it asks for. Sizes: places × distinct needs / 8 bytes.
 */
export type PlaceSet = Uint32Array;

/** Words that a set of so many places takes. */
export function wordsFor(places: number): number {
  return (places + 31) >>> 5;
}

/** Puts the place in the set. */
export function addPlace(set: PlaceSet, place: number): void {
  set[place >>> 5] = (set[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** Takes the place out of the set. */
export function dropPlace(set: PlaceSet, place: number): void {
  set[place >>> 5] = (set[place >>> 5] ?? 0) & ~(1 << (place & 31));
}

/** Whether the place is in the set. */
export function hasPlace(set: PlaceSet, place: number): boolean {
  return ((set[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

/** The lowest place of a word that is not zero. */
export function lowestPlace(word: number, bits: number): number {
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/** The places of the set, in order. */
export function placesOf(set: PlaceSet): number[] {
  const places: number[] = [];
  for (let word = 0; word < set.length; word += 1) {
    for (let bits = set[word] ?? 0; bits !== 0; bits &= bits - 1) {
      places.push(lowestPlace(word, bits));
    }
  }
  return places;
}

/** More memory than one question may take: thrown before it is taken. */
export class TooManyKinds extends Error {
  readonly code = 'TOO_MANY_KINDS';
}

const MOST_BYTES = 2 ** 28;

/** Distinct needs, numbered, with the places that meet each. */
export interface Kinds {
  /** Number of the needs of each guest, in the order given. */
  readonly kindOf: Int32Array;
  /** Per number: the places that have all these features. */
  readonly fits: readonly PlaceSet[];
}

/**
 * Numbers the distinct needs and finds the places that fit each.
 * Throws {@link TooManyKinds} where that would take more than 256 MiB.
 */
export function sortKinds(
  features: readonly (readonly string[])[],
  needs: readonly (readonly string[])[],
): Kinds {
  const numbers = new Map<string, number>();
  const kinds: (readonly string[])[] = [];
  const kindOf = Int32Array.from(needs, (asked) => {
    const distinct = [...new Set(asked)].sort();
    const key = JSON.stringify(distinct);
    let number = numbers.get(key);
    if (number === undefined) {
      number = kinds.push(distinct) - 1;
      numbers.set(key, number);
    }
    return number;
  });
  const words = wordsFor(features.length);
  if (kinds.length * words * 4 > MOST_BYTES) {
    throw new TooManyKinds(`${kinds.length} different needs for ${features.length} places`);
  }
  const having = placesByFeature(features, new Set(kinds.flat()));
  const met = new Int32Array(features.length);
  const fits = kinds.map((kind) => {
    const set = new Uint32Array(words);
    met.fill(0);
    for (const feature of kind) for (const place of having.get(feature) ?? []) met[place]! += 1;
    for (let place = 0; place < met.length; place += 1) {
      if (met[place] === kind.length) addPlace(set, place);
    }
    return set;
  });
  return { kindOf, fits };
}

function placesByFeature(
  features: readonly (readonly string[])[],
  asked: ReadonlySet<string>,
): Map<string, number[]> {
  const having = new Map<string, number[]>();
  for (const [place, own] of features.entries()) {
    for (const feature of new Set(own)) {
      if (!asked.has(feature)) continue;
      const places = having.get(feature);
      if (places) places.push(place);
      else having.set(feature, [place]);
    }
  }
  return having;
}
