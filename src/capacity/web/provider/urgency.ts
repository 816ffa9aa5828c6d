import { daysBetween } from '../../../platform/period.ts';
import { compareNames } from '../../../web/i18n/format.ts';
import type { UnitRow } from '../../contract.ts';
import type { UnitDuties } from '../../provider-contract.ts';

/**
 * Which of the provider's units ask for attention first, and why. Pure: the screen and its test read
 * the same rules. Days are ISO days in Europe/Brussels, `now` is in milliseconds.
 */

/** One unit with all the modules that it offers. */
export interface MyUnit {
  readonly unitId: string;
  readonly name: string;
  readonly siteName: string;
  readonly municipality: string;
  readonly rows: readonly UnitRow[];
  readonly duties: UnitDuties | null;
  readonly confirmedAt: string | null;
  readonly confirmedBy: string | null;
  /** After so many days without confirmation its figures are old. */
  readonly staleAfterDays: number;
}

export type UrgencyGroup = 'today' | 'soon' | 'fine';
export const URGENCY_GROUPS: readonly UrgencyGroup[] = ['today', 'soon', 'fine'];

/** Why a unit asks for attention, most serious first. */
export const CONCERNS = [
  'over',
  'reviewDue',
  'pastDecision',
  'pastExpectedEnd',
  'withoutPlace',
  'never',
  'old',
  'reviewSoon',
  'decisionSoon',
  'endSoon',
  'ageing',
] as const;
export type ConcernCode = (typeof CONCERNS)[number];

export interface Concern {
  readonly code: ConcernCode;
  readonly group: 'today' | 'soon';
  /** How many places, stays or days, where it is a count. */
  readonly count?: number;
  /** The day on which it comes, where it lies ahead. */
  readonly day?: string;
}

export interface UnitInOrder {
  readonly unit: MyUnit;
  readonly group: UrgencyGroup;
  readonly concerns: readonly Concern[];
}

/** This long before a day comes the unit stands under "soon". */
export const SOON_DAYS = 7;
/** And this long before a figure is old, at most half of the time that it is not. */
const AGEING_BEFORE_DAYS = 2;
const DAY_MS = 86_400_000;

/** The rows of the live picture as units, in the order of their first row. */
export function unitsOf(rows: readonly UnitRow[], duties: readonly UnitDuties[]): MyUnit[] {
  const dutiesOf = new Map(duties.map((each) => [each.unitId, each]));
  return [...Map.groupBy(rows, (row) => row.unitId)].map(([unitId, ofUnit]) => {
    const [first] = ofUnit as [UnitRow];
    return {
      unitId,
      name: first.unitName,
      siteName: first.siteName,
      municipality: first.municipality,
      rows: ofUnit,
      duties: dutiesOf.get(unitId) ?? null,
      confirmedAt: first.confirmedAt,
      confirmedBy: first.confirmedBy,
      staleAfterDays: first.staleAfterDays,
    };
  });
}

function ageConcern({ confirmedAt, staleAfterDays }: MyUnit, now: number): Concern | null {
  const days = confirmedAt === null ? null : (now - Date.parse(confirmedAt)) / DAY_MS;
  if (days === null) return { code: 'never', group: 'today' };
  if (days >= staleAfterDays) return { code: 'old', group: 'today', count: staleAfterDays };
  return days >= staleAfterDays - Math.min(AGEING_BEFORE_DAYS, staleAfterDays / 2)
    ? { code: 'ageing', group: 'soon' }
    : null;
}

function soon(code: ConcernCode, day: string | null, today: string): Concern[] {
  if (day === null || daysBetween(today, day) > SOON_DAYS) return [];
  return [{ code, group: 'soon', day }];
}

/**
 * Everything in a unit that asks for attention.
 *
 * @param confirmedToday somebody said "nog juist" today: what cannot be mended by that (a place too
 *   few, a decision that ended) stays on the card, but no longer among what must be looked at today;
 *   a review that is due stays there until it is answered
 */
export function concernsOf(
  unit: MyUnit,
  when: { today: string; now: number; confirmedToday: boolean },
): Concern[] {
  const { today, now } = when;
  const { duties } = unit;
  const looked = when.confirmedToday ? 'soon' : 'today';
  const over = unit.rows.reduce((sum, row) => sum + row.figures.overOccupied, 0);
  const counted = (code: ConcernCode, count: number, group: 'today' | 'soon'): Concern[] =>
    count > 0 ? [{ code, group, count }] : [];
  const age = ageConcern(unit, now);
  const found = [
    ...counted('over', over, looked),
    ...(duties
      ? [
          ...counted('reviewDue', duties.reviewsDue, 'today'),
          ...counted('pastDecision', duties.pastDecision, looked),
          ...counted('pastExpectedEnd', duties.pastExpectedEnd, looked),
          ...counted('withoutPlace', duties.withoutPlace, looked),
          ...soon('reviewSoon', duties.nextReviewOn, today),
          ...soon('decisionSoon', duties.nextDecisionUntil, today),
          ...soon('endSoon', duties.nextExpectedEndOn, today),
        ]
      : []),
    ...(age ? [age] : []),
  ];
  return found.sort((a, b) => CONCERNS.indexOf(a.code) - CONCERNS.indexOf(b.code));
}

const groupOf = (concerns: readonly Concern[]): UrgencyGroup =>
  concerns.some((each) => each.group === 'today') ? 'today' : concerns.length > 0 ? 'soon' : 'fine';

/** The first day that comes in a unit, far away when there is none. */
const firstDay = (concerns: readonly Concern[]) =>
  concerns
    .flatMap((each) => each.day ?? [])
    .sort()
    .at(0) ?? '9999-12-31';

/**
 * The units under their headings, most urgent first: by the most serious concern, then by the first
 * day that comes, then by the oldest figure, then by name.
 */
export function inOrderOfUrgency(
  units: readonly MyUnit[],
  when: { today: string; now: number; dayOf: (moment: string) => string },
): UnitInOrder[] {
  const weight = ({ concerns, group }: UnitInOrder) =>
    Math.min(
      CONCERNS.length,
      ...concerns.filter((each) => each.group === group).map((each) => CONCERNS.indexOf(each.code)),
    );
  return units
    .map((unit): UnitInOrder => {
      const confirmedToday =
        unit.confirmedAt !== null && when.dayOf(unit.confirmedAt) === when.today;
      const concerns = concernsOf(unit, { ...when, confirmedToday });
      return { unit, concerns, group: groupOf(concerns) };
    })
    .sort(
      (a, b) =>
        URGENCY_GROUPS.indexOf(a.group) - URGENCY_GROUPS.indexOf(b.group) ||
        weight(a) - weight(b) ||
        compare(firstDay(a.concerns), firstDay(b.concerns)) ||
        compare(a.unit.confirmedAt ?? '', b.unit.confirmedAt ?? '') ||
        compareNames(a.unit.name, b.unit.name),
    );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
