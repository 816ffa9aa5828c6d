/** What was known of a day then, and what is known of it now: the facts that differ, named. Pure. */
import { containsDay } from '../../../platform/period.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import type { MomentFact } from './moments.ts';

/** Parts of a fact that may have been told otherwise. */
export const PARTS = [
  'from',
  'until',
  'place',
  'places',
  'reason',
  'expectedEnd',
  'decision',
  'away',
] as const;
export type Part = (typeof PARTS)[number];

export interface Difference {
  /** `added`: known only since; `gone`: known then and no longer; `changed`: told otherwise since. */
  readonly change: 'added' | 'gone' | 'changed';
  readonly before: MomentFact | null;
  readonly after: MomentFact | null;
  readonly parts: readonly Part[];
}

const factsIn = (calendar: UnitCalendar): Map<string, MomentFact> =>
  new Map(
    [
      ...calendar.stays.map((fact) => ({ kind: 'stay' as const, fact })),
      ...calendar.unavailabilities.map((fact) => ({ kind: 'unavailability' as const, fact })),
      ...calendar.holds.map((fact) => ({ kind: 'hold' as const, fact })),
      ...calendar.reconversions.map((fact) => ({ kind: 'reconversion' as const, fact })),
    ].map((each) => [each.fact.id, each]),
  );

/** What of a fact is compared, of one day. */
function partsOf({ kind, fact }: MomentFact, day: string): Readonly<Record<Part, unknown>> {
  return {
    from: fact.period.from,
    until: fact.period.until,
    place: kind === 'reconversion' ? null : fact.placeId,
    places: kind === 'unavailability' || kind === 'reconversion' ? fact.places : null,
    reason: kind === 'unavailability' || kind === 'hold' ? fact.reason : null,
    expectedEnd: kind === 'stay' || kind === 'unavailability' ? fact.expectedEndOn : null,
    decision: kind === 'stay' ? fact.decisionUntil : null,
    away: kind === 'stay' && fact.absences.some(({ period }) => containsDay(period, day)),
  };
}

/** The facts of a day that were told otherwise, those of both calendars of the same unit. */
export function differencesOn(day: string, then: UnitCalendar, now: UnitCalendar): Difference[] {
  const before = factsIn(then);
  const after = factsIn(now);
  const touches = (about: MomentFact | undefined) =>
    about !== undefined && containsDay(about.fact.period, day);
  const found: Difference[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(id), after.get(id)];
    if (!touches(old) && !touches(fresh)) continue;
    if (!old || !fresh) {
      found.push({
        change: old ? 'gone' : 'added',
        before: old ?? null,
        after: fresh ?? null,
        parts: [],
      });
      continue;
    }
    const [a, b] = [partsOf(old, day), partsOf(fresh, day)];
    const parts = PARTS.filter((part) => a[part] !== b[part]);
    if (parts.length > 0) found.push({ change: 'changed', before: old, after: fresh, parts });
  }
  return found;
}
