/** Who holds what: for each place that is not free on a day, by which fact, and what is overdue. Pure. */
import { containsDay } from '../../../platform/period.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import type { MomentFact } from './moments.ts';

/** Why a holder asks for an eye: the decision ended, the expected end passed, the day of review came. */
export type Overdue = 'decision' | 'expectedEnd' | 'review';

export interface Holder {
  readonly about: MomentFact;
  readonly since: string;
  /** The end as it is known or expected; `null` where nobody said. */
  readonly until: string | null;
  readonly isExpected: boolean;
  readonly isAway: boolean;
  readonly overdue: Overdue | null;
  /** The day from which it is overdue. */
  readonly overdueOn: string | null;
}

function ofStay(fact: UnitCalendar['stays'][number], day: string): Holder {
  const pastDecision = fact.decisionUntil !== null && fact.decisionUntil <= day;
  const isOpen = fact.period.until === null;
  const pastEnd = isOpen && fact.expectedEndOn !== null && fact.expectedEndOn < day;
  return {
    about: { kind: 'stay', fact },
    since: fact.period.from,
    until: fact.period.until ?? fact.expectedEndOn,
    isExpected: isOpen,
    isAway: fact.absences.some(({ period }) => containsDay(period, day)),
    overdue: pastDecision ? 'decision' : pastEnd ? 'expectedEnd' : null,
    overdueOn: pastDecision ? fact.decisionUntil : pastEnd ? fact.expectedEndOn : null,
  };
}

const plain = (about: Exclude<MomentFact, { kind: 'stay' }>): Holder => ({
  about,
  since: about.fact.period.from,
  until: about.fact.period.until,
  isExpected: about.kind === 'unavailability',
  isAway: false,
  overdue: null,
  overdueOn: null,
});

/**
 * Everything that keeps a place from being free on the day: stays, unavailability, promises, places not
 * yet converted. A partial stop keeps no place. Overdue ones first, the longest first; then in the order
 * of the places, and what has none last.
 */
export function holdersOn(calendar: UnitCalendar, day: string): Holder[] {
  const covers = ({ period }: { period: UnitCalendar['stays'][number]['period'] }) =>
    containsDay(period, day);
  const holders: Holder[] = [
    ...calendar.stays.filter(covers).map((fact) => ofStay(fact, day)),
    ...calendar.unavailabilities
      .filter((fact) => fact.places > 0 && covers(fact))
      .map((fact): Holder => {
        const isDue = fact.reviewOn <= day;
        return {
          ...plain({ kind: 'unavailability', fact }),
          overdue: isDue ? 'review' : null,
          overdueOn: isDue ? fact.reviewOn : null,
        };
      }),
    ...calendar.holds.filter(covers).map((fact) => plain({ kind: 'hold', fact })),
    ...calendar.reconversions.filter(covers).map((fact) => plain({ kind: 'reconversion', fact })),
  ];
  const never = '9999-12-31';
  const doors = new Map(calendar.places.map(({ id }, at) => [id, at]));
  const door = ({ about }: Holder): number =>
    (about.kind === 'reconversion' ? undefined : doors.get(about.fact.placeId ?? '')) ??
    Number.MAX_SAFE_INTEGER;
  return holders.sort(
    (a, b) =>
      (a.overdueOn ?? never).localeCompare(b.overdueOn ?? never) ||
      door(a) - door(b) ||
      a.since.localeCompare(b.since) ||
      a.about.fact.id.localeCompare(b.about.fact.id),
  );
}
