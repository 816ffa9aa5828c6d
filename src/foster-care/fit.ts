/**
 * Which families see a card. What a child is like counts as the card says it and no finer, so that seeing a card tells no
 * more than the card; only where and when are the request's own. Pure; the database holds the same rule
 * (`foster_care.fits`). Never by province or region: by distance (R108).
 */
import { addDays, containsDay, dayNumber, type Period } from '../platform/period.ts';
import {
  DEFAULT_DETOUR_FACTOR,
  estimatedRoadKm,
  type GeoPoint,
  isWorkingDay,
} from '../region/index.ts';
import type { Card } from './card.ts';
import {
  type AccessNeed,
  accessNeeds,
  type CareKind,
  type FamilyState,
  lengthDays,
  type StayLength,
} from './codes.ts';

/** When a family can take children in. Hours on the clock of Brussels, half-open: 8 to 21 is until nine in the evening. */
export interface AvailabilityWindow {
  readonly period: Period;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: readonly number[];
  /** Also on legal holidays that fall from Monday to Friday. */
  readonly onHolidays: boolean;
  readonly hourFrom: number;
  readonly hourUntil: number;
  readonly places: number;
}

export interface FamilyFacts {
  readonly state: FamilyState;
  /** Centre of the municipality: no address is known. */
  readonly point: GeoPoint;
  readonly kinds: readonly CareKind[];
  /** Years, both included. */
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly places: number;
  readonly siblingsTogether: boolean;
  readonly hasPets: boolean;
  /** As far as the family brings a child to its own school; null = not at all. */
  readonly schoolReachKm: number | null;
  readonly access: AccessNeed;
  readonly windows: readonly AvailabilityWindow[];
  /** Places that are given away already, by matches that live. */
  readonly taken: readonly { readonly period: Period; readonly places: number }[];
}

/** A published card with where and when of its request, which stand on no card. */
export interface OpenCard {
  readonly card: Card;
  readonly publishedAt: Date;
  readonly closedAt: Date | null;
  readonly startOn: string;
  /** Hour of arrival, 0 to 23. */
  readonly startHour: number;
  readonly length: StayLength;
  readonly point: GeoPoint;
  readonly schoolPoint: GeoPoint | null;
  /** Kilometres by road within which families are asked. */
  readonly reachKm: number;
}

export const fitCriteria = [
  'OPEN',
  'FAMILY',
  'KIND',
  'AGE',
  'PLACES',
  'SIBLINGS',
  'PETS',
  'SCHOOL',
  'ACCESS',
  'ARRIVAL',
  'DAYS',
  'REACH',
] as const;
export type FitCriterion = (typeof fitCriteria)[number];

/** `ASK`: the card does not say; the service does. */
export type FitVerdict = 'YES' | 'NO' | 'ASK';
export interface Fit {
  readonly fits: boolean;
  readonly verdicts: Readonly<Record<FitCriterion, FitVerdict>>;
  /** By road, in tenths. */
  readonly km: number;
}

const roadKm = (a: GeoPoint, b: GeoPoint, detour: number) =>
  Math.round(estimatedRoadKm(a, b, detour) * 10) / 10;

// Day 0 is 1 January 1970, a Thursday.
const weekdayOf = (day: string) => ((dayNumber(day) + 3) % 7) + 1;

/** Windows that are open on a day, by period, weekday and holidays. */
function windowsOn(family: FamilyFacts, day: string): AvailabilityWindow[] {
  const weekday = weekdayOf(day);
  const isHoliday = weekday <= 5 && !isWorkingDay(day);
  return family.windows.filter(
    ({ period, weekdays, onHolidays }) =>
      containsDay(period, day) && weekdays.includes(weekday) && (onHolidays || !isHoliday),
  );
}

/** Places that are left on a day; never more than the family has at all. */
function placesOn(family: FamilyFacts, day: string): number {
  const open = Math.max(0, ...windowsOn(family, day).map(({ places }) => places));
  const taken = family.taken
    .filter(({ period }) => containsDay(period, day))
    .reduce((sum, { places }) => sum + places, 0);
  return Math.min(open, family.places) - taken;
}

/** How many places the card asks for: brothers and sisters of unknown number are two at least. */
const placesAsked = ({ siblings }: Card) => siblings.number ?? (siblings.together ? 2 : 1);

const rank = (access: AccessNeed) => accessNeeds.indexOf(access);

function accessVerdict(family: FamilyFacts, { access }: Card): FitVerdict {
  if (access === null) return 'ASK';
  const needed = access === 'STEP_FREE' ? 'GROUND_FLOOR' : access;
  return rank(family.access) >= rank(needed) ? 'YES' : 'NO';
}

function schoolVerdict(family: FamilyFacts, open: OpenCard, detour: number): FitVerdict {
  if (open.card.school === null) return 'ASK';
  if (open.card.school === 'NONE') return 'YES';
  if (family.schoolReachKm === null) return 'NO';
  const km = roadKm(family.point, open.schoolPoint ?? open.point, detour);
  return km <= family.schoolReachKm ? 'YES' : 'NO';
}

const said = <T>(value: T | null, fits: (value: T) => boolean): FitVerdict =>
  value === null ? 'ASK' : fits(value) ? 'YES' : 'NO';
const yes = (fits: boolean): FitVerdict => (fits ? 'YES' : 'NO');

/**
 * Whether a family sees a card at a moment, criterion by criterion.
 * @param detour how much longer the road is than the straight line
 */
export function fits(
  family: FamilyFacts,
  open: OpenCard,
  at: Date,
  detour: number = DEFAULT_DETOUR_FACTOR,
): Fit {
  const { card, startOn, startHour } = open;
  const km = roadKm(family.point, open.point, detour);
  const asked = placesAsked(card);
  const days = Array.from({ length: lengthDays[open.length] }, (_, n) => addDays(startOn, n));
  const isOpen =
    open.publishedAt.getTime() <= at.getTime() &&
    (open.closedAt === null || at.getTime() < open.closedAt.getTime());
  const verdicts: Fit['verdicts'] = {
    OPEN: yes(isOpen),
    FAMILY: yes(family.state === 'APPROVED'),
    KIND: said(card.kind, (kind) => family.kinds.includes(kind)),
    AGE: said(card.ages, ({ from, to }) => family.ageFrom <= to && from <= family.ageTo),
    PLACES: yes(family.places >= asked),
    SIBLINGS: yes(!card.siblings.together || family.siblingsTogether),
    PETS: said(card.pets, (pets) => pets === 'FINE' || !family.hasPets),
    SCHOOL: schoolVerdict(family, open, detour),
    ACCESS: accessVerdict(family, card),
    ARRIVAL: yes(
      windowsOn(family, startOn).some(
        ({ hourFrom, hourUntil }) => hourFrom <= startHour && startHour < hourUntil,
      ),
    ),
    DAYS: yes(days.every((day) => placesOn(family, day) >= asked)),
    REACH: yes(km <= open.reachKm),
  };
  return { fits: !Object.values(verdicts).includes('NO'), verdicts, km };
}

/** What stands in the way, in the order of the criteria. */
export const missesOf = ({ verdicts }: Fit): FitCriterion[] =>
  fitCriteria.filter((criterion) => verdicts[criterion] === 'NO');

/** The nearest first; who stands equally far, by their id, so that no machine orders otherwise. */
export const byDistance = <T extends { km: number; id: string }>(a: T, b: T): number =>
  a.km - b.km || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
