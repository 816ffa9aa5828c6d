/** The calendar as a list: who comes, who goes, what is out of use, in the order of the days. Pure. */
import type { UnitCalendar } from '../../unit-calendar-contract.ts';

/** What happens on a day, in the order in which one day tells it. */
export const MOMENTS = [
  'goes',
  'expectedEnd',
  'decisionEnd',
  'back',
  'inUse',
  'stopEnds',
  'promiseEnds',
  'registered',
  'comes',
  'promised',
  'away',
  'out',
  'stop',
  'notConverted',
  'review',
] as const;
export type MomentKind = (typeof MOMENTS)[number];

type Stay = UnitCalendar['stays'][number];
type Out = UnitCalendar['unavailabilities'][number];
type Hold = UnitCalendar['holds'][number];
type Reconversion = UnitCalendar['reconversions'][number];

export type MomentFact =
  | { readonly kind: 'stay'; readonly fact: Stay }
  | { readonly kind: 'unavailability'; readonly fact: Out }
  | { readonly kind: 'hold'; readonly fact: Hold }
  | { readonly kind: 'reconversion'; readonly fact: Reconversion };

export interface Moment {
  readonly day: string;
  readonly kind: MomentKind;
  readonly about: MomentFact;
}

type Draft = readonly [kind: MomentKind, day: string | null];

function ofStay(stay: Stay): Draft[] {
  const isOpen = stay.period.until === null;
  return [
    ['comes', stay.period.from],
    ['goes', stay.period.until],
    ['expectedEnd', isOpen ? stay.expectedEndOn : null],
    ['decisionEnd', stay.decisionUntil],
    ...stay.absences.flatMap(({ period }): Draft[] => [
      ['away', period.from],
      ['back', period.until],
    ]),
  ];
}

function ofOut({ onlyFor, period, reviewOn }: Out): Draft[] {
  return onlyFor === null
    ? [
        ['out', period.from],
        ['inUse', period.until],
        ['review', reviewOn],
      ]
    : [
        ['stop', period.from],
        ['stopEnds', period.until],
        ['review', reviewOn],
      ];
}

function draftsOf(about: MomentFact): Draft[] {
  switch (about.kind) {
    case 'stay':
      return ofStay(about.fact);
    case 'unavailability':
      return ofOut(about.fact);
    case 'hold':
      return [
        ['promised', about.fact.period.from],
        ['promiseEnds', about.fact.period.until],
      ];
    case 'reconversion':
      return [
        ['notConverted', about.fact.period.from],
        ['registered', about.fact.period.until],
      ];
  }
}

const factsIn = (calendar: UnitCalendar): MomentFact[] => [
  ...calendar.stays.map((fact) => ({ kind: 'stay' as const, fact })),
  ...calendar.unavailabilities.map((fact) => ({ kind: 'unavailability' as const, fact })),
  ...calendar.holds.map((fact) => ({ kind: 'hold' as const, fact })),
  ...calendar.reconversions.map((fact) => ({ kind: 'reconversion' as const, fact })),
];

/** Everything that begins, ends or is expected within the window, by day. */
export function momentsOf(calendar: UnitCalendar): Map<string, Moment[]> {
  const { from, until } = calendar;
  const moments = factsIn(calendar)
    .flatMap((about) =>
      draftsOf(about).flatMap(([kind, day]): Moment[] =>
        day !== null && day >= from && day < until ? [{ day, kind, about }] : [],
      ),
    )
    .sort(
      (a, b) =>
        a.day.localeCompare(b.day) ||
        MOMENTS.indexOf(a.kind) - MOMENTS.indexOf(b.kind) ||
        a.about.fact.id.localeCompare(b.about.fact.id),
    );
  return Map.groupBy(moments, ({ day }) => day);
}

/** What began before the window and still runs on its first day, stays left out. */
export function runningAt(calendar: UnitCalendar): MomentFact[] {
  const { from } = calendar;
  return factsIn(calendar).filter(({ kind, fact }) => kind !== 'stay' && fact.period.from < from);
}
