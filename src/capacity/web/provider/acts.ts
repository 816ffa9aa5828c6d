import { addDays } from '../../../platform/period.ts';
import type {
  AbsenceKind,
  EndReason,
  PlaceState as StateCode,
  UnavailabilityReason,
  partialStops,
} from '../../codes.ts';
import type { StayRow, UnavailabilityRow } from '../../contract.ts';
import { capacityRules, reviewDay } from '../../rules.ts';
import type { Slot } from './slots.ts';

/**
 * What a provider can do with a place, as one table that the screen and its test both read: which
 * acts fit which state, why one of them is not possible now, and what each sends. Pure.
 */
export type ActName =
  | 'start'
  | 'away'
  | 'back'
  | 'leave'
  | 'move'
  | 'outOfUse'
  | 'inUse'
  | 'extend';

/** The acts that fit a state, the likeliest first. */
export const actsByState: Record<StateCode, readonly ActName[]> = {
  FREE: ['start', 'outOfUse'],
  OCCUPIED: ['away', 'leave', 'move'],
  OCCUPIED_ABSENT: ['back', 'leave', 'move'],
  UNAVAILABLE: ['inUse', 'extend'],
  RESERVED: ['start', 'outOfUse'],
  NOT_CONVERTED: [],
};

/** A child without a place is first of all given one. */
const actsWithoutPlace: Partial<Record<StateCode, readonly ActName[]>> = {
  OCCUPIED: ['move', 'away', 'leave'],
  OCCUPIED_ABSENT: ['move', 'back', 'leave'],
};

/** Why an act that fits the state is not possible now. */
export type Block =
  | { readonly code: 'held'; readonly day: string }
  | { readonly code: 'planned'; readonly day: string }
  | { readonly code: 'noOpenPlace' }
  | { readonly code: 'longEnough'; readonly day: string };

export interface Offer {
  readonly name: ActName;
  readonly block: Block | null;
}

/** The latest day until which places may be reported out of use, seen from a day. */
export const latestEnd = (from: string): string =>
  addDays(from, capacityRules.longestUnavailabilityDays);

function blockOf(name: ActName, slot: Slot, today: string, openPlaces: number): Block | null {
  if (name === 'start' && slot.hold) return { code: 'held', day: slot.hold.period.from };
  if (name === 'start' && slot.planned) return { code: 'planned', day: slot.planned.period.from };
  if (name === 'move' && openPlaces === 0) return { code: 'noOpenPlace' };
  if (name === 'extend' && slot.unavailability) {
    const { until } = slot.unavailability.period;
    if (until !== null && until >= latestEnd(today)) return { code: 'longEnough', day: until };
  }
  return null;
}

/** What can be done with a place or a child, each with the reason when it cannot. */
export function offersOf(slot: Slot, today: string, openPlaces: number): Offer[] {
  const names =
    slot.place === null
      ? (actsWithoutPlace[slot.state] ?? actsByState[slot.state])
      : actsByState[slot.state];
  return names.map((name) => ({ name, block: blockOf(name, slot, today, openPlaces) }));
}

/** The end that stands in the register, as the screen knows it: another one only replaces this one. */
export interface KnownEnd {
  readonly on: string;
  readonly reason: EndReason | null;
}

export const knownEnd = ({ period, endReason }: StayRow): { insteadOf?: KnownEnd } =>
  period.until === null ? {} : { insteadOf: { on: period.until, reason: endReason ?? null } };

export type PartialStop = (typeof partialStops)[number];

/** One act with all that it says; days are ISO days, `at` is a moment. */
export type Act =
  | { readonly name: 'confirm'; readonly unitId: string; readonly at: string; readonly by: string }
  | {
      readonly name: 'start';
      readonly unitId: string;
      readonly module: string;
      readonly placeId: string | null;
      readonly from: string;
      readonly personRef?: string;
      readonly expectedEndOn?: string;
      readonly fileKind?: string;
      readonly needs?: readonly string[];
      readonly overCapacityReason?: string;
    }
  | {
      readonly name: 'away';
      readonly stayId: string;
      readonly from: string;
      readonly until: string | null;
      readonly kind: AbsenceKind;
    }
  | { readonly name: 'back'; readonly absenceId: string; readonly on: string }
  | {
      readonly name: 'leave';
      readonly stayId: string;
      readonly on: string;
      readonly reason: EndReason;
      readonly insteadOf?: KnownEnd;
    }
  | {
      readonly name: 'move';
      readonly stayId: string;
      readonly placeId: string;
      readonly on: string;
    }
  | {
      readonly name: 'outOfUse';
      readonly unitId: string;
      readonly module: string;
      readonly placeId: string | null;
      readonly places?: number;
      readonly onlyFor?: PartialStop;
      readonly reason: UnavailabilityReason;
      readonly explanation?: string;
      readonly from: string;
      readonly expectedEndOn: string;
      readonly reviewOn?: string;
    }
  | { readonly name: 'inUse'; readonly unavailabilityId: string; readonly on: string }
  | {
      readonly name: 'extend';
      readonly unavailabilityId: string;
      readonly expectedEndOn: string;
      readonly reviewOn?: string;
    };

/** The request of an act: path and body as the contract has them. */
export function requestOf(act: Act): { path: string; body: unknown } {
  const { name: _, ...all } = act;
  const body = (leaveOut: string) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => key !== leaveOut));
  const at = (path: string) => `/api/capacity/${path}`;
  switch (act.name) {
    case 'confirm':
      return { path: at(`units/${act.unitId}/confirm`), body: undefined };
    case 'start':
      return { path: at('stays'), body: all };
    case 'away':
      return { path: at(`stays/${act.stayId}/absences`), body: body('stayId') };
    case 'back':
      return { path: at(`absences/${act.absenceId}/end`), body: body('absenceId') };
    case 'leave':
      return { path: at(`stays/${act.stayId}/end`), body: body('stayId') };
    case 'move':
      return { path: at(`stays/${act.stayId}/move`), body: body('stayId') };
    case 'outOfUse':
      return { path: at('unavailabilities'), body: all };
    case 'inUse':
      return {
        path: at(`unavailabilities/${act.unavailabilityId}/end`),
        body: body('unavailabilityId'),
      };
    case 'extend':
      return {
        path: at(`unavailabilities/${act.unavailabilityId}/extend`),
        body: body('unavailabilityId'),
      };
  }
}

/** An unavailability is first reported for four weeks: half of the longest that is allowed. */
const FIRST_WEEKS_DAYS = 28;

/** When places go out of use today unless said otherwise: four weeks, and asked again before. */
export function defaultOutOfUse(from: string): { expectedEndOn: string; reviewOn: string } {
  const expectedEndOn = addDays(from, FIRST_WEEKS_DAYS);
  return { expectedEndOn, reviewOn: reviewDay(from, expectedEndOn) };
}

/** Four weeks more than now, within what is allowed. */
export function defaultExtension(row: UnavailabilityRow, today: string): string {
  const from = row.period.from > today ? row.period.from : today;
  const end = row.period.until ?? row.expectedEndOn;
  const wanted = addDays(end > today ? end : today, FIRST_WEEKS_DAYS);
  return wanted < latestEnd(from) ? wanted : latestEnd(from);
}

/** The first day on which a stay can end: a stay counts at least one day. */
export function firstLeaveDay(stay: StayRow, today: string): string {
  const earliest = addDays(stay.period.from, 1);
  return earliest > today ? earliest : today;
}

/** A child that goes away today is back before the next absence that is already known, or open-ended. */
export function awayUntil(stay: StayRow, from: string): string | null {
  const later = stay.absences.map((each) => each.period.from).filter((day) => day > from);
  return later.sort()[0] ?? null;
}

/** Reasons that come first, as they are the likeliest; the others stand behind "meer redenen". */
export const firstOutOfUseReasons: readonly UnavailabilityReason[] = [
  'STAFF_SHORTAGE',
  'STAFF_ABSENCE',
  'GROUP_LOAD',
  'BUILDING',
];
export const firstEndReasons: readonly EndReason[] = [
  'HOME',
  'GOAL_REACHED',
  'OTHER_STAY',
  'FOSTER',
  'AUTONOMOUS',
];
