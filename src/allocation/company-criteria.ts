/** The hard criteria in which other children have a part: who may not be near, who must be, and whether all find room. */
import type { CanCome } from '../capacity/index.ts';
import { type Period, periodsOverlap } from '../platform/period.ts';
import type { ChildFacts, OfferFacts, UnitGuest } from './fit-facts.ts';
import { type Change, no, type Verdict, yes } from './verdict.ts';

const APART = yes('APART');
const SIBLINGS = yes('SIBLINGS');
const PLACE = yes('PLACE');
const PLACE_NOT_ASKED: Verdict = Object.freeze({
  ...yes('PLACE', 'NOT_ASKED'),
  holds: 'NOT_ASKED',
});

/** Whom a child must not live with, by the references under which a unit knows them. */
export interface RuledOut {
  readonly units: ReadonlySet<string>;
  readonly guests: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

export function ruledOutFor({ apartFrom, siblings }: ChildFacts): RuledOut {
  const ids = (kind: string) => apartFrom.filter((each) => each.kind === kind).map(({ id }) => id);
  const isApart = siblings?.wish === 'APART';
  return {
    units: new Set([
      ...ids('UNIT'),
      ...(isApart ? siblings.stays.map(({ unitId }) => unitId) : []),
    ]),
    guests: new Set(ids('PERSON')),
    requests: new Set([...ids('REQUEST'), ...(isApart ? siblings.requestIds : [])]),
  };
}

export function apartVerdict(
  { requestId }: ChildFacts,
  ruledOut: RuledOut,
  period: Period,
  { unitId, guests }: OfferFacts,
): Verdict {
  if (ruledOut.units.has(unitId)) {
    return no('APART', 'UNIT_RULED_OUT', { unitId }, { code: 'RULED_OUT_LIFTED', from: null });
  }
  let against: UnitGuest[] | null = null;
  for (const guest of guests) {
    const isRuledOut =
      ruledOut.guests.has(guest.id) ||
      (guest.requestId !== null && ruledOut.requests.has(guest.requestId)) ||
      guest.apartFrom.includes(requestId);
    if (isRuledOut && periodsOverlap(guest.period, period)) (against ??= []).push(guest);
  }
  if (against === null) return APART;
  const ends = against.map(({ period: { until } }) => until);
  const from = latest(ends);
  return no(
    'APART',
    'GUEST_RULED_OUT',
    { guests: against.map(({ id }) => id).toSorted() },
    { code: from === null ? 'RULED_OUT_LIFTED' : 'GUEST_LEAVES', from },
  );
}

/** The last of some days; `null` where one of them never comes. */
export function latest(days: readonly (string | null)[]): string | null {
  let last = '';
  for (const day of days) {
    if (day === null) return null;
    if (day > last) last = day;
  }
  return last;
}

/** What keeps one who must come along from this unit: verdicts that do not hold. */
export interface CompanionFit {
  readonly requestId: string;
  readonly failing: readonly Verdict[];
}

/** Brothers and sisters who must stay together: all fit here, and none lives elsewhere. */
export function siblingsVerdict(
  { siblings }: ChildFacts,
  { unitId }: OfferFacts,
  companions: () => readonly CompanionFit[],
): Verdict {
  if (siblings?.wish !== 'REQUIRED') return SIBLINGS;
  const elsewhere = siblings.stays.filter((stay) => stay.unitId !== unitId);
  if (elsewhere.length > 0) {
    const unitIds = [...new Set(elsewhere.map((stay) => stay.unitId))].toSorted();
    return no('SIBLINGS', 'SIBLING_ELSEWHERE', { unitIds }, MAY_SPLIT);
  }
  const not = companions().filter(({ failing }) => failing.length > 0);
  if (not.length === 0) return SIBLINGS;
  const failing = not.flatMap((each) => each.failing);
  const from = latest(failing.map(({ change }) => change?.from ?? null));
  return no(
    'SIBLINGS',
    'SIBLING_NOT_FITTING',
    {
      requestIds: not.map(({ requestId }) => requestId).toSorted(),
      criteria: [...new Set(failing.map(({ criterion }) => criterion))].toSorted(),
    },
    from === null ? MAY_SPLIT : { code: 'SIBLINGS_FIT_LATER', from },
  );
}

const MAY_SPLIT: Change = { code: 'SIBLINGS_MAY_SPLIT', from: null };

/**
 * Room for all who come together: by joint feasibility where it was asked (it knows every promise), else by the
 * counters. A housing that moves others is told, and never taken by itself.
 */
export function placeVerdict(
  size: number,
  startOn: string,
  { offerable: now, nextPlaceOn }: OfferFacts,
  answer: CanCome | null,
): Verdict {
  if (answer) return feasibilityVerdict(size, answer);
  const offerable = nextPlaceOn !== null && nextPlaceOn <= startOn ? now + 1 : now;
  if (offerable >= size) return PLACE_NOT_ASKED;
  const params = { asked: size, offerable };
  return offerable > 0
    ? no('PLACE', 'NOT_TOGETHER', params, MAY_SPLIT)
    : no('PLACE', 'FULL', params, { code: 'PLACE_COMES_FREE', from: nextPlaceOn });
}

function feasibilityVerdict(size: number, answer: CanCome): Verdict {
  if (answer.outcome === 'free') return PLACE;
  const from = answer.firstWithoutMoves;
  const later: Change | null = from === null ? null : { code: 'PLACE_COMES_FREE', from };
  const move: Change = { code: 'OTHERS_MOVE', from: null };
  if (answer.outcome === 'moves') {
    const params = { asked: size, moves: answer.moves.length };
    return no('PLACE', 'ONLY_IF_OTHERS_MOVE', params, later ?? move);
  }
  const missing = answer.shortages.reduce((most, each) => Math.max(most, each.missing), 0);
  const params = { asked: size, missing };
  const split = size > 1 && missing < size;
  const otherwise = split ? MAY_SPLIT : PLACE_SOME_DAY;
  return no(
    'PLACE',
    split ? 'NOT_TOGETHER' : 'FULL',
    params,
    later ?? (answer.first === null ? otherwise : move),
  );
}

const PLACE_SOME_DAY: Change = { code: 'PLACE_COMES_FREE', from: null };
