import {
  addPlace,
  dropPlace,
  type Fit,
  fitHas,
  hasPlace,
  type Kinds,
  lowestPlace,
  type PlaceSet,
  wordsFor,
} from './place-sets.ts';

/** A search that found no place for a guest: all that it could reach. */
export interface DeadEnd {
  /** The guest and all whom moving could reach: one more of them than of the places. */
  readonly guests: readonly number[];
  /** Every place that any of these guests may have: each is taken by one of them. */
  readonly places: readonly number[];
}

/**
 * Who sleeps where at one moment: a matching of guests to places, kept largest while guests come and
 * go and places open and close. A guest may have an open place that fits its kind, and its own place
 * (where it has one) whatever that place is like. Places and guests are numbered from 0; lower
 * numbers are tried first, so the same calls give the same housing. A guest once housed stays housed
 * while nothing is taken away, but may be moved.
 */
export class Housing {
  /** Place of each guest, or -1. */
  readonly placeOf: Int32Array;
  /** Guest of each place, or -1. */
  readonly guestOf: Int32Array;
  private readonly kinds: Kinds;
  private readonly ownOf: Int32Array;
  private readonly here: Uint8Array;
  private readonly open: PlaceSet;
  private readonly free: PlaceSet;
  /** Per kind that many places fit: no free one of them lies in a word before this one. */
  private readonly firstFree: Int32Array;
  private readonly wide: readonly number[];
  private readonly seen: PlaceSet;
  private readonly expanded: Uint8Array;
  /** Per place reached: the guest that would come to it. */
  private readonly comes: Int32Array;

  constructor(places: number, kinds: Kinds) {
    const guests = kinds.kindOf.length;
    const words = wordsFor(places);
    this.kinds = kinds;
    this.placeOf = new Int32Array(guests).fill(-1);
    this.guestOf = new Int32Array(places).fill(-1);
    this.ownOf = new Int32Array(guests).fill(-1);
    this.here = new Uint8Array(guests);
    this.open = new Uint32Array(words);
    this.free = new Uint32Array(words);
    this.firstFree = new Int32Array(kinds.fits.length);
    this.wide = [...kinds.fits.keys()].filter((kind) => 'many' in this.fitOf(kind));
    this.seen = new Uint32Array(words);
    this.expanded = new Uint8Array(kinds.fits.length);
    this.comes = new Int32Array(places).fill(-1);
  }

  /** Opens the place to every guest whom it fits. */
  openPlace(place: number): void {
    addPlace(this.open, place);
    if (this.guestOf[place] === -1) this.setFree(place);
  }

  /** Closes the place: a guest stays only where the place is its own, else it is left without. */
  closePlace(place: number): void {
    dropPlace(this.open, place);
    dropPlace(this.free, place);
    const guest = this.guestOf[place]!;
    if (guest >= 0 && this.ownOf[guest] !== place) this.vacate(guest);
  }

  /** The guest is there from now on, still without a place. */
  arrive(guest: number): void {
    this.here[guest] = 1;
  }

  /** The guest is gone, and its place is left. */
  leave(guest: number): void {
    this.here[guest] = 0;
    this.vacate(guest);
  }

  /** The place that is the guest's own from now on, or -1. A guest loses a place it may no longer have. */
  setOwn(guest: number, place: number): void {
    this.ownOf[guest] = place;
    const at = this.placeOf[guest]!;
    if (at >= 0 && !this.mayHave(guest, at)) this.vacate(guest);
  }

  /** Puts a present guest in a place it may have; whoever is there is left without. */
  put(guest: number, place: number): void {
    const there = this.guestOf[place]!;
    if (there === guest) return;
    if (there >= 0) this.vacate(there);
    this.vacate(guest);
    this.occupy(guest, place);
  }

  /** Takes the guest out of its place. */
  vacate(guest: number): void {
    const place = this.placeOf[guest]!;
    if (place < 0) return;
    this.placeOf[guest] = -1;
    this.guestOf[place] = -1;
    if (hasPlace(this.open, place)) this.setFree(place);
  }

  /** Whether the guest may have the place, taken or not. */
  mayHave(guest: number, place: number): boolean {
    if (this.ownOf[guest] === place) return true;
    return hasPlace(this.open, place) && fitHas(this.fitOf(this.kinds.kindOf[guest]!), place);
  }

  /**
   * Houses as many of the present guests as can be housed at once, moving others where needed, and
   * returns those left without, in order. Guests are taken in the order of their numbers.
   */
  settle(): number[] {
    const left: number[] = [];
    this.seen.fill(0);
    this.expanded.fill(0);
    for (let guest = 0; guest < this.here.length; guest += 1) {
      if (this.here[guest] === 0 || this.placeOf[guest]! >= 0) continue;
      // What a failed search reached is full for good: later searches need not enter it again.
      if (this.search(guest) !== undefined) left.push(guest);
    }
    return left;
  }

  /** Houses one present guest over the shortest chain of moves, or says what stands in the way. */
  house(guest: number): DeadEnd | undefined {
    this.seen.fill(0);
    this.expanded.fill(0);
    return this.search(guest);
  }

  /** Breadth first from the guest to the nearest free place; moves everyone along the chain. */
  private search(first: number): DeadEnd | undefined {
    const guests = [first];
    const places: number[] = [];
    const kinds: number[] = [];
    for (let next = 0; next < guests.length; next += 1) {
      const guest = guests[next]!;
      const free = this.freeFor(guest);
      if (free >= 0) {
        this.moveAlong(guest, free);
        for (const place of places) dropPlace(this.seen, place);
        for (const kind of kinds) this.expanded[kind] = 0;
        return undefined;
      }
      this.expand(guest, guests, places, kinds);
    }
    return { guests, places };
  }

  /** The first free place for the guest, its own before others, or -1. */
  private freeFor(guest: number): number {
    const own = this.ownOf[guest]!;
    if (own >= 0 && this.guestOf[own] === -1) return own;
    const kind = this.kinds.kindOf[guest]!;
    if (this.expanded[kind] === 1) return -1;
    const fit = this.fitOf(kind);
    if ('few' in fit) return fit.few.find((place) => hasPlace(this.free, place)) ?? -1;
    for (let word = this.firstFree[kind]!; word < fit.many.length; word += 1) {
      const bits = fit.many[word]! & this.free[word]!;
      if (bits !== 0) {
        this.firstFree[kind] = word;
        return lowestPlace(word, bits);
      }
    }
    this.firstFree[kind] = fit.many.length;
    return -1;
  }

  /** Notes every taken place that the guest may have and that was not reached before. */
  private expand(guest: number, guests: number[], places: number[], kinds: number[]): void {
    const reach = (place: number): void => {
      addPlace(this.seen, place);
      this.comes[place] = guest;
      places.push(place);
      guests.push(this.guestOf[place]!);
    };
    const own = this.ownOf[guest]!;
    if (own >= 0 && !hasPlace(this.seen, own)) reach(own);
    const kind = this.kinds.kindOf[guest]!;
    if (this.expanded[kind] === 1) return;
    this.expanded[kind] = 1;
    kinds.push(kind);
    const fit = this.fitOf(kind);
    if ('few' in fit) {
      for (const place of fit.few) {
        if (hasPlace(this.open, place) && !hasPlace(this.seen, place)) reach(place);
      }
      return;
    }
    for (let word = 0; word < fit.many.length; word += 1) {
      let bits = fit.many[word]! & this.open[word]! & ~this.seen[word]!;
      for (; bits !== 0; bits &= bits - 1) reach(lowestPlace(word, bits));
    }
  }

  private moveAlong(last: number, free: number): void {
    let guest = last;
    let place = free;
    for (;;) {
      const left = this.placeOf[guest]!;
      this.occupy(guest, place);
      if (left < 0) return;
      place = left;
      guest = this.comes[left]!;
    }
  }

  private occupy(guest: number, place: number): void {
    this.placeOf[guest] = place;
    this.guestOf[place] = guest;
    dropPlace(this.free, place);
  }

  private setFree(place: number): void {
    addPlace(this.free, place);
    const word = place >>> 5;
    for (const kind of this.wide) {
      if (this.firstFree[kind]! > word) this.firstFree[kind] = word;
    }
  }

  private fitOf(kind: number): Fit {
    return this.kinds.fits[kind]!;
  }
}
