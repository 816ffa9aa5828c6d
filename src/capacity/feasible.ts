import {
  dayFromNumber,
  dayNumber,
  isEmptyPeriod,
  type Period,
  subtractPeriods,
} from '../platform/period.ts';
import { Housing } from './housing.ts';
import { sortKinds } from './place-sets.ts';

/** A place with the features it has. It is usable on the days of its period that are not out of use. */
export interface FeasiblePlace {
  readonly id: string;
  readonly features: readonly string[];
  readonly period: Period;
  readonly outOfUse: readonly Period[];
}

/** A stay with the features that its place must have. */
export interface FeasibleStay {
  readonly id: string;
  readonly period: Period;
  readonly needs: readonly string[];
}

/** The question of `vrijplaats feasible`. Ids are distinct among the places and among the stays. */
export interface FeasibleInput {
  /** The days asked. Without an end: up to the day of the last change, after which nothing changes. */
  readonly days: Period;
  readonly places: readonly FeasiblePlace[];
  readonly stays: readonly FeasibleStay[];
}

/** The answer for one day; lists are in the order of the stays as given. */
export interface FeasibleDay {
  readonly date: string;
  /** Places that exist. */
  readonly places: number;
  /** Places that exist and are not out of use. */
  readonly usable: number;
  /** Stays whose period has the day. */
  readonly stays: number;
  /** How many of these stays can be housed at once. */
  readonly housed: number;
  /** One housing of that many. */
  readonly housing: readonly { readonly stay: string; readonly place: string }[];
  /** The stays that this housing leaves out. */
  readonly left: readonly string[];
}

/** Something that changes at the start of a day. */
type Change = readonly [day: number, step: Step, subject: number];
type Step = 'begin' | 'end' | 'open' | 'close' | 'arrive' | 'leave';

/** All that changes, in order of time. */
function changesOf(places: readonly FeasiblePlace[], stays: readonly FeasibleStay[]): Change[] {
  const changes: Change[] = [];
  const add = (period: Period, start: Step, end: Step, subject: number): void => {
    if (isEmptyPeriod(period)) return;
    changes.push([dayNumber(period.from), start, subject]);
    if (period.until !== null) changes.push([dayNumber(period.until), end, subject]);
  };
  for (const [index, place] of places.entries()) {
    add(place.period, 'begin', 'end', index);
    for (const usable of subtractPeriods(place.period, place.outOfUse)) {
      add(usable, 'open', 'close', index);
    }
  }
  for (const [index, stay] of stays.entries()) add(stay.period, 'arrive', 'leave', index);
  return changes.sort((a, b) => a[0] - b[0]);
}

/** Places with few features first, so that the rare ones are kept for who needs them. */
function plainestFirst(places: readonly FeasiblePlace[]): FeasiblePlace[] {
  return places
    .map((place, index) => ({ place, index, features: new Set(place.features).size }))
    .sort((a, b) => a.features - b.features || a.index - b.index)
    .map(({ place }) => place);
}

/** The live count and housing of one day, carried from day to day. */
class Days {
  private readonly places: readonly FeasiblePlace[];
  private readonly stays: readonly FeasibleStay[];
  private readonly housing: Housing;
  private readonly counts = { places: 0, usable: 0, stays: 0 };
  private readonly present: Uint8Array;

  constructor(places: readonly FeasiblePlace[], stays: readonly FeasibleStay[]) {
    this.places = places;
    this.stays = stays;
    this.present = new Uint8Array(stays.length);
    const kinds = sortKinds(
      places.map((place) => place.features),
      stays.map((stay) => stay.needs),
    );
    this.housing = new Housing(places.length, kinds);
  }

  apply([, step, subject]: Change): void {
    if (step === 'begin') this.counts.places += 1;
    if (step === 'end') this.counts.places -= 1;
    if (step === 'open') {
      this.counts.usable += 1;
      this.housing.openPlace(subject);
    }
    if (step === 'close') {
      this.counts.usable -= 1;
      this.housing.closePlace(subject);
    }
    if (step === 'arrive') {
      this.counts.stays += 1;
      this.present[subject] = 1;
      this.housing.arrive(subject);
    }
    if (step === 'leave') {
      this.counts.stays -= 1;
      this.present[subject] = 0;
      this.housing.leave(subject);
    }
  }

  answer(): Omit<FeasibleDay, 'date'> {
    const left = this.housing.settle().map((stay) => this.stays[stay]!.id);
    const housing: { stay: string; place: string }[] = [];
    for (const [index, stay] of this.stays.entries()) {
      if (this.present[index] === 0) continue;
      const place = this.housing.placeOf[index]!;
      if (place >= 0) housing.push({ stay: stay.id, place: this.places[place]!.id });
    }
    return { ...this.counts, housed: housing.length, housing, left };
  }
}

/** First day number after the days asked, see {@link FeasibleInput.days}. */
export function endOfDays(input: FeasibleInput): number {
  if (input.days.until !== null) return dayNumber(input.days.until);
  const from = dayNumber(input.days.from);
  const last = changesOf(input.places, input.stays).at(-1);
  return Math.max(from, last?.[0] ?? from) + 1;
}

/**
 * Answers day by day: a largest matching of the stays of that day to usable places that have all the
 * features they need. Each day stands alone, so a stay may be in another place on another day, though
 * it is moved only where that houses more. Days on which nothing changes share the lists of the day
 * before. The same input gives the same answer. Throws `TooManyKinds` for an input that would take
 * too much memory, and `RangeError` for texts that are no days.
 */
export function* feasibleDays(input: FeasibleInput): Generator<FeasibleDay> {
  const places = plainestFirst(input.places);
  const changes = changesOf(places, input.stays);
  const days = new Days(places, input.stays);
  const end = endOfDays(input);
  let next = 0;
  let answer: Omit<FeasibleDay, 'date'> | undefined;
  for (let day = dayNumber(input.days.from); day < end; day += 1) {
    let changed = answer === undefined;
    for (let item = changes[next]; item && item[0] <= day; item = changes[next]) {
      days.apply(item);
      changed = true;
      next += 1;
    }
    if (changed || !answer) answer = days.answer();
    yield { date: dayFromNumber(day), ...answer };
  }
}

/** All days of {@link feasibleDays} at once. */
export function feasibleByDay(input: FeasibleInput): { days: FeasibleDay[] } {
  return { days: [...feasibleDays(input)] };
}
