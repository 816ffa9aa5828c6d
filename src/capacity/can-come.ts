import { dayFromNumber, isEmptyPeriod, isPeriod, type Period } from '../platform/period.ts';
import { findChain } from './can-come-chain.ts';
import { type FreeFound, findFree, firstFree, runsOf } from './can-come-free.ts';
import type { Lodging } from './can-come-lodgings.ts';
import { findHousing } from './can-come-moves.ts';
import { type Guest, inTexts, layScene, type Scene, spansOf } from './can-come-scene.ts';
import { findShortages, isHousable, type Shortage } from './can-come-shortages.ts';
import type { FeasiblePlace } from './feasible.ts';

/** Somebody who is there, or to whom a place is promised, and the features their place must have. */
export interface HousedGuest {
  readonly id: string;
  readonly period: Period;
  readonly needs: readonly string[];
  /** The place given to them. `null`, or a place not in the question: they count without one. */
  readonly placeId: string | null;
}

/** The question: can this child, or so many children together, come on all these days? */
export interface CanComeInput {
  /** All places that may be used for it: mostly those of one unit. Ids are distinct. */
  readonly places: readonly FeasiblePlace[];
  /** All stays in these places or counted for their unit. */
  readonly stays: readonly HousedGuest[];
  /** Places promised: open proposals and agreed starts. */
  readonly promises: readonly HousedGuest[];
  readonly candidate: {
    readonly needs: readonly string[];
    readonly period: Period;
    /** Children who come together, each in a place of their own; 1 unless given. */
    readonly size?: number;
  };
}

export interface GuestRef {
  readonly kind: 'stay' | 'promise';
  readonly id: string;
}

/** Somebody in another place than the one given to them (`from`: `null` where none is). */
export interface Move {
  readonly who: GuestRef;
  readonly from: string | null;
  readonly to: string;
  readonly period: Period;
}

/** Days on which more need these places than there are. The two lists prove it: count them. */
export interface ShortDays {
  readonly period: Period;
  /** Whoever is there and, by needs and own place, may have no other place than these `places`. */
  readonly inTheWay: readonly GuestRef[];
  /** How many of the children asked for compete for these places. */
  readonly children: number;
  readonly places: readonly string[];
  /** Guests and children, less the places. */
  readonly missing: number;
  /** Distinct needs of these guests and children, each sorted. */
  readonly needs: readonly (readonly string[])[];
  /** Already without the children asked for somebody has no place. */
  readonly alreadyShort: boolean;
  /** Places that would help, were they not out of use (and empty). */
  readonly outOfUse: readonly string[];
}

/** The answer. Ids and days only; lists are sorted, so that the order of the input has no effect. */
export type CanCome =
  | {
      readonly outcome: 'free';
      /** One place per child, free on all days asked while nobody moves; fewest features wasted. */
      readonly places: readonly string[];
      /** Where those who hold no place are counted meanwhile. */
      readonly settled: readonly Move[];
    }
  | {
      readonly outcome: 'moves';
      /** Where each child (from 1) sleeps on which days. */
      readonly lodgings: readonly {
        readonly child: number;
        readonly place: string;
        readonly period: Period;
      }[];
      readonly moves: readonly Move[];
      /** Each moves once, until the end of the stay, and the child keeps one place. */
      readonly onceAndForGood: boolean;
      /** First day from which as many days are possible while nobody moves. */
      readonly firstWithoutMoves: string | null;
    }
  | {
      readonly outcome: 'impossible';
      /** Why, day by day; days of the question that are not named are possible. */
      readonly shortages: readonly ShortDays[];
      /** First day from which as many days are possible, others moving where needed. */
      readonly first: string | null;
      readonly firstWithoutMoves: string | null;
    };

/**
 * Can this child come? Everyone who is there, everyone promised and this child must be housed
 * together, need by need, day by day.
 *
 * - `free`: a place is free on all days asked while nobody moves.
 * - `moves`: only if others move, which is never done by itself. Found wherever it exists. Where a
 *   chain is found in which each moves once and for good, a short one is shown; else a housing day by
 *   day. Few move, though not provably the fewest.
 * - `impossible`: on some days there are fewer places than guests and children who can use no other.
 *
 * A stay keeps the place it has, also where that is out of use or lacks what it needs, until the place
 * ceases to exist; a promise keeps its place while that is usable. A stay that can be housed nowhere
 * makes the days impossible (`alreadyShort`): nothing is promised over it. For several children who
 * come together, `free` may be missed where some hold no place, and is then given as `moves`.
 *
 * Pure. Throws `RangeError` for a period without days, a text that is no day, or a wrong size, and
 * `TooManyKinds` for a question that would take too much memory.
 */
export function canCome({ places, stays, promises, candidate }: CanComeInput): CanCome {
  const { size = 1, period } = candidate;
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`Not a number of children: ${size}`);
  if (!isPeriod(period) || isEmptyPeriod(period)) throw new RangeError('No days are asked for');
  const guests: Guest[] = [
    ...stays.map((stay) => ({ ...stay, kind: 'stay' as const })),
    ...promises.map((promise) => ({ ...promise, kind: 'promise' as const })),
  ];
  const scene = layScene(places, guests, { ...candidate, size });
  const free = findFree(scene, scene.asked);
  if (free) return freeAnswer(scene, free);
  const housing = findHousing(scene, scene.asked);
  if (!housing) return impossibleAnswer(scene);
  const chain = findChain(scene);
  return movesAnswer(scene, chain ?? housing, chain !== undefined);
}

function freeAnswer(scene: Scene, { places, settled }: FreeFound): CanCome {
  return {
    outcome: 'free',
    places: places.map((place) => scene.places[place]!.id),
    settled: movesOf(scene, settled),
  };
}

function movesAnswer(scene: Scene, housing: readonly Lodging[], chain: boolean): CanCome {
  const first = scene.guests.length;
  return {
    outcome: 'moves',
    lodgings: housing
      .filter(({ guest }) => guest >= first)
      .map((lodging) => ({
        child: lodging.guest - first + 1,
        place: scene.places[lodging.place]!.id,
        period: inTexts(lodging),
      })),
    moves: movesOf(
      scene,
      housing.filter(({ guest }) => guest < first),
    ),
    onceAndForGood: chain,
    firstWithoutMoves: dayOrNull(firstFree(scene)),
  };
}

function impossibleAnswer(scene: Scene): CanCome {
  const length = scene.asked.until - scene.asked.from;
  const runs = runsOf(scene.spans, (span) => isHousable(scene, span));
  const shortages = findShortages(scene, spansOf(scene, scene.asked));
  return {
    outcome: 'impossible',
    shortages: shortages.map((shortage) => shortDays(scene, shortage)),
    first: dayOrNull(runs.find((run) => run.until - run.from >= length)?.from),
    firstWithoutMoves: dayOrNull(firstFree(scene)),
  };
}

function shortDays(scene: Scene, shortage: Shortage): ShortDays {
  const { guests, children, missing, alreadyShort } = shortage;
  const needs = guests.map((guest) => scene.guests[guest]!.needs);
  if (children > 0) needs.push(scene.needs);
  const ids = (numbers: readonly number[]) => numbers.map((place) => scene.places[place]!.id);
  return {
    period: inTexts(shortage),
    inTheWay: guests.map((guest) => refOf(scene, guest)),
    children,
    places: ids(shortage.places),
    missing,
    needs: distinctNeeds(needs),
    alreadyShort,
    outOfUse: ids(shortage.outOfUse),
  };
}

function distinctNeeds(needs: readonly (readonly string[])[]): string[][] {
  const distinct = new Map<string, string[]>();
  for (const asked of needs) {
    const sorted = [...new Set(asked)].sort();
    distinct.set(JSON.stringify(sorted), sorted);
  }
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sorted]) => sorted);
}

function refOf(scene: Scene, guest: number): GuestRef {
  const { kind, id } = scene.guests[guest]!;
  return { kind, id };
}

function movesOf(scene: Scene, lodgings: readonly Lodging[]): Move[] {
  return lodgings
    .filter(({ guest, place }) => scene.given[guest] !== place)
    .map((lodging) => ({
      who: refOf(scene, lodging.guest),
      from: scene.guests[lodging.guest]!.placeId,
      to: scene.places[lodging.place]!.id,
      period: inTexts(lodging),
    }));
}

function dayOrNull(day: number | undefined): string | null {
  return day === undefined ? null : dayFromNumber(day);
}
