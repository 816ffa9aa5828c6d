import { type DayNo, dayText } from './calendar.ts';
import type {
  Confirmation,
  Counts,
  DeltaRow,
  DemoEvent,
  Hold,
  Stay,
  Superseded,
  TableName,
  Tables,
  Unavailability,
  Version,
} from './facts.ts';
import { minus, type Span } from './spans.ts';
import type { Place, Unit } from './supply.ts';

/** What is known now of one place: only named facts, whose days depend on each other. */
interface OnPlace {
  stays: Set<Stay>;
  outs: Set<Unavailability>;
  holds: Set<Hold>;
}

/** The counts of a unit on the day up to which they are settled, and what is known to come. */
interface Level {
  settled: DayNo;
  counts: Counts;
  coming: Map<DayNo, Counts>;
}

type Points = Map<Unit, Map<DayNo, Counts>>;
type Slot = 0 | 1 | 2 | 3 | 4 | 5;
const REC = 0;
const OCC = 1;
const ABS = 2;
const NC = 3;
const OUT = 4;
const HELD = 5;

/** Partial stops take no place. */
const takes = (fact: Version) => (fact as Partial<Unavailability>).places !== 0;

function spansSince(facts: Iterable<Version>, since: DayNo): Span[] {
  const spans: Span[] = [];
  for (const fact of facts) {
    if ((fact.until === null || fact.until > since) && takes(fact)) spans.push(spanOf(fact));
  }
  return spans;
}

const spanOf = (fact: Version): Span => [fact.from, fact.until ?? Number.POSITIVE_INFINITY];

/**
 * The twin in memory of the fact tables, their history and their counters. Facts are written in the
 * order in which they became known; what a command would do in the database happens here alike, so that
 * years can be grown in seconds and written at once. Breaking "never twice" throws.
 */
export class FactLog {
  readonly events: DemoEvent[] = [];
  readonly confirmations: Confirmation[] = [];
  readonly deltas: DeltaRow[] = [];
  readonly current: { [T in TableName]: Map<string, Tables[T]> } = {
    recognition: new Map(),
    reconversion: new Map(),
    stay: new Map(),
    absence: new Map(),
    unavailability: new Map(),
    hold: new Map(),
  };
  readonly history: { [T in TableName]: Superseded<Tables[T]>[] } = {
    recognition: [],
    reconversion: [],
    stay: [],
    absence: [],
    unavailability: [],
    hold: [],
  };
  readonly #places = new Map<Place, OnPlace>();
  /** The stays of each child, time-outs apart. */
  readonly #children = new Map<string, Set<Stay>>();
  readonly #levels = new Map<Unit, Level>();
  #points: Points = new Map();
  #event: DemoEvent | null = null;

  /** Runs the changes of one event; their dated differences are written when it is done. */
  during(event: DemoEvent, change: () => void): void {
    this.#event = event;
    this.events.push(event);
    change();
    for (const [unit, days] of this.#points) {
      for (const [day, counts] of days) {
        if (counts.every((count) => count === 0)) continue;
        this.deltas.push({ unit, day, event, counts });
        this.#settle(unit, day, counts);
      }
    }
    this.#points = new Map();
    this.#event = null;
  }

  insert<T extends TableName>(table: T, fact: Omit<Tables[T], 'event' | 'knownFrom'>): void {
    const event = this.#now();
    this.#put(table, { ...fact, event, knownFrom: event.at } as unknown as Tables[T]);
  }

  change<T extends TableName>(table: T, id: string, patch: Partial<Tables[T]>): void {
    const event = this.#now();
    const old = this.#take(table, id);
    this.#put(table, { ...old, ...patch, event, knownFrom: Math.max(event.at, old.knownFrom) });
  }

  confirm(id: string, unit: Unit): void {
    const event = this.#now();
    this.confirmations.push({ id, unit, at: event.at, event });
  }

  /** Raw counts of a unit on a day, as known now; days must not go back. */
  countsOn(unit: Unit, day: DayNo): Counts {
    const level = this.#levels.get(unit);
    if (!level) return [0, 0, 0, 0, 0, 0];
    for (const [on, counts] of level.coming) {
      if (on > day) continue;
      add(level.counts, counts);
      level.coming.delete(on);
    }
    level.settled = Math.max(level.settled, day);
    return level.counts;
  }

  /** The days after the last asked day on which counts change, in order, with the counts from then on. */
  comingCounts(unit: Unit): Counts[] {
    const level = this.#levels.get(unit);
    if (!level) return [];
    const running: Counts = [...level.counts];
    return [...level.coming]
      .sort((a, b) => a[0] - b[0])
      .map(([, counts]) => [...add(running, counts)]);
  }

  #now(): DemoEvent {
    if (!this.#event) throw new Error('a fact is written outside an event');
    return this.#event;
  }

  #take<T extends TableName>(table: T, id: string): Tables[T] {
    const old = this.current[table].get(id);
    if (!old) throw new Error(`${table} ${id} is not known`);
    const event = this.#now();
    this.history[table].push({
      fact: old,
      knownUntil: Math.max(event.at, old.knownFrom),
      by: event,
    });
    this.current[table].delete(id);
    this.#count(table, old, -1);
    return old;
  }

  #put<T extends TableName>(table: T, fact: Tables[T]): void {
    this.current[table].set(fact.id, fact);
    this.#count(table, fact, 1);
  }

  /** Adds (1) or takes away (-1) what a fact contributes, and keeps the named facts of its place. */
  #count(table: TableName, fact: Version, sign: 1 | -1): void {
    const place = (fact as Partial<Stay>).place ?? null;
    const named =
      place !== null && (table === 'stay' || table === 'unavailability' || table === 'hold');
    if (table === 'stay') this.#keepOfChild(fact as Stay, sign);
    if (named) this.#countPlace(place, fact.from, -1);
    if (table === 'recognition')
      this.#span(fact.unit, REC, spanOf(fact), sign * (fact as Tables['recognition']).places);
    else if (table === 'stay') this.#span(fact.unit, OCC, spanOf(fact), sign);
    else if (table === 'absence') this.#span(fact.unit, ABS, spanOf(fact), sign);
    else if (table === 'reconversion')
      this.#countReconversion(fact as Tables['reconversion'], sign);
    else if (table === 'unavailability' && !place)
      this.#span(fact.unit, OUT, spanOf(fact), sign * (fact as Unavailability).places);
    else if (table === 'hold' && !place) this.#span(fact.unit, HELD, spanOf(fact), sign);
    if (named) {
      this.#keepOnPlace(table, place, fact, sign);
      this.#countPlace(place, fact.from, 1);
    }
  }

  #countReconversion(fact: Tables['reconversion'], sign: 1 | -1): void {
    if (fact.effectiveOn === null || fact.state === 'PLANNED' || fact.state === 'CANCELLED') return;
    this.#span(
      fact.unit,
      NC,
      [fact.effectiveOn, fact.registeredOn ?? Number.POSITIVE_INFINITY],
      sign * fact.places,
    );
  }

  #keepOnPlace(table: TableName, place: Place, fact: Version, sign: 1 | -1): void {
    const on = this.#onPlace(place);
    const set = (
      table === 'stay' ? on.stays : table === 'hold' ? on.holds : on.outs
    ) as Set<Version>;
    if (sign < 0) {
      set.delete(fact);
      return;
    }
    if (table === 'stay') {
      for (const other of set) {
        if (overlap(fact, other))
          throw new Error(`place ${place.unit.code}/${place.label} twice on ${dayText(fact.from)}`);
      }
    }
    set.add(fact);
  }

  #keepOfChild(stay: Stay, sign: 1 | -1): void {
    const key = `${stay.person}${stay.timeOutOf ? ' out' : ''}`;
    const stays = this.#children.get(key) ?? new Set();
    this.#children.set(key, stays);
    if (sign < 0) {
      stays.delete(stay);
      return;
    }
    for (const other of stays)
      if (overlap(stay, other)) throw new Error(`child ${key} twice on ${dayText(stay.from)}`);
    stays.add(stay);
  }

  #onPlace(place: Place): OnPlace {
    let on = this.#places.get(place);
    if (!on) {
      on = { stays: new Set(), outs: new Set(), holds: new Set() };
      this.#places.set(place, on);
    }
    return on;
  }

  /**
   * A named place out of use or held counts only on days when no earlier state has it. A change of one
   * fact changes nothing of what ended before it: that is left out on both sides.
   */
  #countPlace(place: Place, since: DayNo, sign: 1 | -1): void {
    const on = this.#onPlace(place);
    const outs = spansSince(on.outs, since);
    const holds = spansSince(on.holds, since);
    if (outs.length === 0 && holds.length === 0) return;
    const stays = spansSince(on.stays, since);
    for (const span of minus(outs, stays)) this.#span(place.unit, OUT, span, sign);
    for (const span of minus(holds, [...stays, ...outs])) this.#span(place.unit, HELD, span, sign);
  }

  #span(unit: Unit, slot: Slot, [from, until]: Span, by: number): void {
    if (from >= until) return;
    this.#point(unit, from)[slot] += by;
    if (until !== Number.POSITIVE_INFINITY) this.#point(unit, until)[slot] -= by;
  }

  #point(unit: Unit, day: DayNo): Counts {
    let days = this.#points.get(unit);
    if (!days) this.#points.set(unit, (days = new Map()));
    let counts = days.get(day);
    if (!counts) days.set(day, (counts = [0, 0, 0, 0, 0, 0]));
    return counts;
  }

  #settle(unit: Unit, day: DayNo, counts: Counts): void {
    let level = this.#levels.get(unit);
    if (!level)
      this.#levels.set(
        unit,
        (level = { settled: 0, counts: [0, 0, 0, 0, 0, 0], coming: new Map() }),
      );
    if (day <= level.settled) {
      add(level.counts, counts);
      return;
    }
    const there = level.coming.get(day);
    if (there) add(there, counts);
    else level.coming.set(day, [...counts]);
  }
}

function add(to: Counts, counts: Counts): Counts {
  for (let i = 0; i < 6; i++) to[i as Slot] += counts[i as Slot];
  return to;
}

const overlap = (a: Version, b: Version) =>
  a.from < (b.until ?? Number.POSITIVE_INFINITY) && b.from < (a.until ?? Number.POSITIVE_INFINITY);
