/** Sets of places as bits, one word per 32 places. */
export type PlaceSet = Uint32Array;

/** Words that a set of so many places takes. */
export function wordsFor(places: number): number {
  return (places + 31) >>> 5;
}

/** Puts the place in the set. */
export function addPlace(set: PlaceSet, place: number): void {
  set[place >>> 5] = set[place >>> 5]! | (1 << (place & 31));
}

/** Takes the place out of the set. */
export function dropPlace(set: PlaceSet, place: number): void {
  set[place >>> 5] = set[place >>> 5]! & ~(1 << (place & 31));
}

/** Whether the place is in the set. */
export function hasPlace(set: PlaceSet, place: number): boolean {
  return (set[place >>> 5]! & (1 << (place & 31))) !== 0;
}

/** The lowest place of a word that is not zero. */
export function lowestPlace(word: number, bits: number): number {
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/**
 * The places that have all the features of one kind of need: as bits, or where they are few as an
 * ascending list, so that needs that name a house or a group cost little.
 */
export type Fit = { readonly few: Int32Array } | { readonly many: PlaceSet };

/** Whether the place is one of these. */
export function fitHas(fit: Fit, place: number): boolean {
  if ('many' in fit) return hasPlace(fit.many, place);
  return fit.few.includes(place);
}

/** Distinct needs, numbered, with the places that meet each. */
export interface Kinds {
  /** Number of the needs of each guest, in the order given. */
  readonly kindOf: Int32Array;
  /** Per number: the places that have all these features. */
  readonly fits: readonly Fit[];
}

/** More memory than one question may take: thrown before it is taken. */
export class TooManyKinds extends Error {
  readonly code = 'TOO_MANY_KINDS';
}

const MOST_BYTES = 2 ** 28;

/**
 * Numbers the distinct needs and finds the places that fit each.
 * Throws {@link TooManyKinds} where that would take more memory than `mostBytes` (256 MiB).
 */
export function sortKinds(
  features: readonly (readonly string[])[],
  needs: readonly (readonly string[])[],
  mostBytes: number = MOST_BYTES,
): Kinds {
  const numbers = new Map<string, number>();
  const kinds: string[][] = [];
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
  const having = new Having(features, kinds);
  let bytes = 0;
  const fits = kinds.map((kind): Fit => {
    const fit = having.all(kind);
    bytes += 'many' in fit ? fit.many.byteLength : fit.few.byteLength;
    if (bytes > mostBytes) {
      throw new TooManyKinds(`${kinds.length} different needs for ${features.length} places`);
    }
    return fit;
  });
  return { kindOf, fits };
}

/** Which places have which of the features that somebody needs. */
class Having {
  private readonly places: readonly ReadonlySet<string>[];
  private readonly byFeature = new Map<string, number[]>();
  private readonly everywhere: readonly number[];
  private readonly bits = new Map<string | undefined, PlaceSet>();

  constructor(features: readonly (readonly string[])[], kinds: readonly (readonly string[])[]) {
    for (const kind of kinds) for (const feature of kind) this.byFeature.set(feature, []);
    this.places = features.map((own, place) => {
      const asked = new Set(own.filter((feature) => this.byFeature.has(feature)));
      for (const feature of asked) this.byFeature.get(feature)?.push(place);
      return asked;
    });
    this.everywhere = [...features.keys()];
  }

  /** The places that have all of these, looked for among those with the rarest. */
  all(kind: readonly string[]): Fit {
    let rarest = this.everywhere;
    for (const feature of kind) {
      const places = this.byFeature.get(feature) ?? [];
      if (places.length < rarest.length) rarest = places;
    }
    const few = wordsFor(this.places.length);
    if (rarest.length > few) return this.common(kind, few);
    const found = rarest.filter((place) => {
      const own = this.places[place];
      return kind.every((feature) => own?.has(feature));
    });
    return { few: Int32Array.from(found) };
  }

  /** The same where every one of them is found in many places. */
  private common(kind: readonly string[], few: number): Fit {
    const many = this.bitsOf(undefined).slice();
    for (const feature of kind) {
      const bits = this.bitsOf(feature);
      for (let word = 0; word < many.length; word += 1) many[word] = many[word]! & bits[word]!;
    }
    const found = placesOf(many, few + 1);
    return found.length > few ? { many } : { few: Int32Array.from(found) };
  }

  /** The places with the feature, or all places. */
  private bitsOf(feature: string | undefined): PlaceSet {
    let bits = this.bits.get(feature);
    if (!bits) {
      bits = new Uint32Array(wordsFor(this.places.length));
      const places = feature === undefined ? this.everywhere : this.byFeature.get(feature);
      for (const place of places ?? []) addPlace(bits, place);
      this.bits.set(feature, bits);
    }
    return bits;
  }
}

/** The first places of the set, in order, at most so many. */
function placesOf(set: PlaceSet, most: number): number[] {
  const places: number[] = [];
  for (let word = 0; word < set.length; word += 1) {
    for (let bits = set[word]!; bits !== 0; bits &= bits - 1) {
      if (places.length === most) return places;
      places.push(lowestPlace(word, bits));
    }
  }
  return places;
}
