/**
 * Brothers and sisters for whom no unit has room together: in which few units, as near to one another as can be, they
 * would fit (R196, R197). Only shown: a split needs a reason and a contact plan.
 */
import type { Period } from '../platform/period.ts';
import { askFit, compareTexts } from './eligibility.ts';
import type { ChildFacts, FitRules, OfferFacts } from './fit-facts.ts';
import type { Router } from './nearness.ts';

export interface SplitAsked {
  readonly members: readonly ChildFacts[];
  readonly offers: readonly OfferFacts[];
  readonly period: Period;
  readonly rules: FitRules;
  readonly router: Router;
  readonly mostSplits: number;
}

export interface SplitPart {
  readonly unitId: string;
  readonly moduleCode: string;
  readonly requestIds: readonly string[];
}

export interface Split {
  /** The largest part first. */
  readonly parts: readonly SplitPart[];
  /** Between the two units that lie farthest apart. */
  readonly kmApart: number;
  /** From home to the farthest of them; 0 where the home is unknown. */
  readonly kmFromHome: number;
}

/** A unit, and which of the members fit there one by one: a bit for each. */
interface Room {
  readonly offer: OfferFacts;
  readonly fits: number;
  readonly places: number;
}

const bits = (mask: number): number => {
  let count = 0;
  for (let left = mask; left > 0; left &= left - 1) count++;
  return count;
};

/** So many of the units nearest to home are paired: of the others none lies nearer. */
const MOST_ROOMS = 300;

/** The best splits: fewest units, most together, nearest to one another, nearest to home. */
export function splitSiblings(asked: SplitAsked): Split[] {
  const { members, mostSplits } = asked;
  const rooms = roomsFor(asked);
  const all = 2 ** members.length - 1;
  const splits: Split[] = [];
  for (const [n, one] of rooms.entries()) {
    for (const other of rooms.slice(n + 1)) {
      if ((one.fits | other.fits) !== all) continue;
      const split = inTwo(one, other, all);
      if (split) splits.push(splitOf(asked, split));
    }
  }
  if (splits.length === 0) {
    const parts = inFew(rooms, all);
    if (parts) splits.push(splitOf(asked, parts));
  }
  const text = ({ parts }: Split) =>
    parts.map(({ unitId, moduleCode }) => `${unitId} ${moduleCode}`).join(' ');
  return splits
    .toSorted(
      (a, b) =>
        a.parts.length - b.parts.length ||
        b.parts[0]!.requestIds.length - a.parts[0]!.requestIds.length ||
        a.kmApart - b.kmApart ||
        a.kmFromHome - b.kmFromHome ||
        compareTexts(text(a), text(b)),
    )
    .slice(0, mostSplits);
}

function roomsFor({ members, offers, period, rules, router }: SplitAsked): Room[] {
  const askers = members.map((member) => {
    const { siblings } = member;
    const alone = siblings && { ...siblings, wish: 'PREFERRED' as const };
    return askFit({ child: { ...member, siblings: alone }, companions: [], period, rules });
  });
  const home = members[0]!.home;
  return offers
    .map((offer): Room => {
      let fits = 0;
      for (const [n, asker] of askers.entries()) if (asker.explain(offer).fits) fits |= 1 << n;
      // Together is what failed: nowhere are all of them counted on, whatever the counters say.
      const places = Math.min(Math.max(1, offer.offerable), members.length - 1);
      return { offer, fits, places };
    })
    .filter(({ fits }) => fits > 0)
    .map((room) => ({ room, km: home ? router.km(home, room.offer.point) : 0 }))
    .toSorted(
      (a, b) =>
        bits(b.room.fits) - bits(a.room.fits) ||
        a.km - b.km ||
        compareTexts(a.room.offer.unitId, b.room.offer.unitId) ||
        compareTexts(a.room.offer.moduleCode, b.room.offer.moduleCode),
    )
    .slice(0, MOST_ROOMS)
    .map(({ room }) => room);
}

type Parts = readonly (readonly [room: Room, members: number])[];

/** The members over two units, as many together as there can be; `null` where there is too little room. */
function inTwo(one: Room, other: Room, all: number): Parts | null {
  const onlyOne = all & ~other.fits;
  const onlyOther = all & ~one.fits;
  const left = (room: Room, own: number) => room.places - bits(own);
  if (left(one, onlyOne) < 0 || left(other, onlyOther) < 0) return null;
  const either = all & one.fits & other.fits;
  if (left(one, onlyOne) + left(other, onlyOther) < bits(either)) return null;
  const most = (room: Room, own: number) => Math.min(room.places, bits(own | either));
  const oneFirst = most(one, onlyOne) >= most(other, onlyOther);
  const [big, bigOwn, small, smallOwn] = oneFirst
    ? ([one, onlyOne, other, onlyOther] as const)
    : ([other, onlyOther, one, onlyOne] as const);
  let within = bigOwn;
  let rest = smallOwn;
  for (let bit = 1; bit <= all; bit <<= 1) {
    if ((either & bit) === 0) continue;
    if (bits(within) < big.places) within |= bit;
    else rest |= bit;
  }
  if (rest === 0) return null;
  return [
    [big, within],
    [small, rest],
  ];
}

/** Unit after unit, each taking as many as it can: not always the fewest, and only where no two will do. */
function inFew(rooms: readonly Room[], all: number): Parts | null {
  const parts: [Room, number][] = [];
  let left = all;
  const free = new Set(rooms);
  while (left > 0) {
    let best: Room | undefined;
    const takes = (room: Room) => Math.min(room.places, bits(room.fits & left));
    for (const room of free) if (!best || takes(room) > takes(best)) best = room;
    if (!best || takes(best) === 0) return null;
    let part = 0;
    for (let bit = 1; bit <= all; bit <<= 1) {
      if ((best.fits & left & bit) > 0 && bits(part) < best.places) part |= bit;
    }
    parts.push([best, part]);
    left &= ~part;
    free.delete(best);
  }
  return parts;
}

function splitOf({ members, router }: SplitAsked, parts: Parts): Split {
  const home = members[0]!.home;
  const tenth = (km: number) => Math.round(km * 10) / 10;
  const points = parts.map(([{ offer }]) => offer.point);
  const apart = points.flatMap((from, n) => points.slice(n + 1).map((to) => router.km(from, to)));
  return {
    parts: parts
      .map(([{ offer }, part]) => ({
        unitId: offer.unitId,
        moduleCode: offer.moduleCode,
        requestIds: members.flatMap(({ requestId }, n) => (part & (1 << n) ? [requestId] : [])),
      }))
      .toSorted(
        (a, b) =>
          b.requestIds.length - a.requestIds.length ||
          compareTexts(a.unitId, b.unitId) ||
          compareTexts(a.moduleCode, b.moduleCode),
      ),
    kmApart: tenth(Math.max(0, ...apart)),
    kmFromHome: tenth(home ? Math.max(...points.map((to) => router.km(home, to))) : 0),
  };
}
