import { dayFromNumber, dayNumber, type Period } from '../platform/period.ts';
import type { FeasiblePlace } from './feasible.ts';
import { Housing } from './housing.ts';
import { type Kinds, sortKinds } from './place-sets.ts';

/** Someone who is there or is promised a place, with the features that a place for them must have. */
export interface Guest {
  readonly kind: 'stay' | 'promise';
  readonly id: string;
  readonly period: Period;
  readonly needs: readonly string[];
  /** The place given to them; `null`, or a place not in the question: they count without a place. */
  readonly placeId: string | null;
}

/** Day numbers from the first to before the second, which may be `Infinity`. */
export interface Days {
  readonly from: number;
  readonly until: number;
}

/** How things stand on a day. */
interface State {
  /** Per place: whether it exists, and whether it exists and is not out of use. */
  readonly exists: Uint8Array;
  readonly usable: Uint8Array;
  /** The guests that are there. */
  readonly present: readonly number[];
  /** Per place: the guest that holds it as its own, or -1. */
  readonly holderOf: Int32Array;
  /** The guests that are there and hold no place. */
  readonly without: readonly number[];
}

/** Days on which nothing changes; how things stand on them is worked out when first asked. */
export interface Span extends Days {
  readonly state: State;
}

/** The whole question, sorted and numbered, so that the order of the input makes no difference. */
export interface Scene {
  /** Fewest features first, then by id: the rare ones are kept for who needs them. */
  readonly places: readonly FeasiblePlace[];
  /** Stays before promises, then by start, then by id. */
  readonly guests: readonly Guest[];
  /** Number of the place given to each guest, or -1. */
  readonly given: Int32Array;
  /** Children asked for: they have the guest numbers from `guests.length` on. */
  readonly children: number;
  /** What they need. */
  readonly needs: readonly string[];
  /** Kinds of need of the guests and, after them, of the children. */
  readonly kinds: Kinds;
  readonly asked: Days;
  /** From the first day asked on, for ever. */
  readonly spans: readonly Span[];
}

/** Days in numbers. */
export function inNumbers(period: Period): Days {
  return {
    from: dayNumber(period.from),
    until: period.until === null ? Number.POSITIVE_INFINITY : dayNumber(period.until),
  };
}

/** Days as a period. */
export function inTexts({ from, until }: Days): Period {
  return { from: dayFromNumber(from), until: Number.isFinite(until) ? dayFromNumber(until) : null };
}

/** Whether the two have a day in common. */
export function meet(a: Days, b: Days): boolean {
  return Math.max(a.from, b.from) < Math.min(a.until, b.until);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts and numbers the question. Throws `RangeError` for texts that are no days. */
export function layScene(
  places: readonly FeasiblePlace[],
  guests: readonly Guest[],
  candidate: { readonly needs: readonly string[]; readonly period: Period; readonly size: number },
): Scene {
  const sorted = places
    .map((place) => ({ ...place, features: [...new Set(place.features)] }))
    .sort((a, b) => a.features.length - b.features.length || byText(a.id, b.id));
  const numbers = new Map(sorted.map((place, index) => [place.id, index]));
  const order = [...guests].sort(
    (a, b) => byText(b.kind, a.kind) || byText(a.period.from, b.period.from) || byText(a.id, b.id),
  );
  const asked = inNumbers(candidate.period);
  const base = {
    places: sorted,
    guests: order,
    given: Int32Array.from(order, ({ placeId }) => numbers.get(placeId ?? '') ?? -1),
    children: candidate.size,
    needs: candidate.needs,
    kinds: sortKinds(
      sorted.map((place) => place.features),
      [...order.map((guest) => guest.needs), ...Array(candidate.size).fill(candidate.needs)],
    ),
    asked,
  };
  return { ...base, spans: cutSpans(base) };
}

type Uncut = Omit<Scene, 'spans'>;

function cutSpans(scene: Uncut): Span[] {
  const outs = scene.places.map((place) => place.outOfUse.map(inNumbers));
  const exist = scene.places.map((place) => inNumbers(place.period));
  const stays = scene.guests.map((guest) => inNumbers(guest.period));
  const cuts = new Set([scene.asked.from, Number.POSITIVE_INFINITY]);
  for (const { from, until } of [scene.asked, ...exist, ...outs.flat(), ...stays]) {
    if (from > scene.asked.from) cuts.add(from);
    if (until > scene.asked.from) cuts.add(until);
  }
  const days = [...cuts].sort((a, b) => a - b);
  const stateOn = (day: number): State => {
    const has = (period: Days): boolean => period.from <= day && day < period.until;
    const exists = Uint8Array.from(exist, (period) => (has(period) ? 1 : 0));
    const usable = exists.map((there, place) => (there === 1 && !outs[place]!.some(has) ? 1 : 0));
    const present = [...stays.keys()].filter((guest) => has(stays[guest]!));
    return { exists, usable, present, ...hold(scene, present, exists, usable) };
  };
  return days.slice(0, -1).map((from, index) => new LazySpan(from, days[index + 1]!, stateOn));
}

class LazySpan implements Span {
  readonly from: number;
  readonly until: number;
  private readonly stateOn: (day: number) => State;
  private known: State | undefined;

  constructor(from: number, until: number, stateOn: (day: number) => State) {
    this.from = from;
    this.until = until;
    this.stateOn = stateOn;
  }

  get state(): State {
    this.known ??= this.stateOn(this.from);
    return this.known;
  }
}

/** The first to whom a place was given holds it; a promise holds no place that is out of use. */
function hold(
  scene: Uncut,
  present: readonly number[],
  exists: Uint8Array,
  usable: Uint8Array,
): { holderOf: Int32Array; without: number[] } {
  const holderOf = new Int32Array(scene.places.length).fill(-1);
  const without = present.filter((guest) => {
    const place = scene.given[guest]!;
    const may = scene.guests[guest]!.kind === 'stay' ? exists : usable;
    if (place < 0 || may[place] === 0 || holderOf[place]! >= 0) return true;
    holderOf[place] = guest;
    return false;
  });
  return { holderOf, without };
}

/** The place that the guest may keep on these days whatever it is like, or -1. */
export function ownPlace(scene: Scene, span: Span, guest: number): number {
  const place = scene.given[guest] ?? -1;
  if (place < 0) return -1;
  const may = scene.guests[guest]!.kind === 'stay' ? span.state.exists : span.state.usable;
  return may[place] === 1 ? place : -1;
}

/**
 * The housing of the span as it is: places open where usable, everyone who holds a place in it, who
 * holds none there but not yet housed, and the children asked for not yet there.
 */
export function housingAsIs(scene: Scene, span: Span): Housing {
  const housing = new Housing(scene.places.length, scene.kinds);
  for (const [place, usable] of span.state.usable.entries())
    if (usable === 1) housing.openPlace(place);
  for (const guest of span.state.present) {
    housing.arrive(guest);
    housing.setOwn(guest, ownPlace(scene, span, guest));
  }
  for (const [place, guest] of span.state.holderOf.entries())
    if (guest >= 0) housing.put(guest, place);
  return housing;
}

/** The spans that share a day with these days. */
export function spansOf(scene: Scene, days: Days): Span[] {
  return scene.spans.filter((span) => meet(span, days));
}
