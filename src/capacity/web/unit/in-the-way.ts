/** What the answer to "can this child come" marks in the calendar. Pure. */
import type { Static } from 'typebox';
import { containsDay, type Period, periodsOverlap } from '../../../platform/period.ts';
import type { CanComeAnswer } from '../../contract.ts';
import type { FactRef } from '../../unit-calendar.ts';

export interface Marks {
  /** Periods in which the child cannot come. */
  readonly short: readonly Period[];
  /** Facts in the way, each with the days on which it is. Counted places stand under the id of their fact. */
  readonly inTheWay: ReadonlyMap<string, readonly Period[]>;
  /** Places where the child would sleep, with the days. */
  readonly beds: ReadonlyMap<string, readonly Period[]>;
  /** The first day on which it is possible, others moving or not. */
  readonly first: string | null;
}

type Pairs = readonly (readonly [id: string, period: Period])[];

function grouped(pairs: Pairs): Map<string, Period[]> {
  const found = new Map<string, Period[]>();
  for (const [id, period] of pairs) found.set(id, [...(found.get(id) ?? []), period]);
  return found;
}

/** A place out of use by number takes part as several promises, numbered behind the id of the fact. */
const factOf = (id: string) => id.split('#')[0]!;

/** The marks of an answer to a question about the days of `asked`. */
export function marksOf(answer: Static<typeof CanComeAnswer>, asked: Period): Marks {
  const none = { short: [], inTheWay: new Map(), beds: new Map() };
  switch (answer.outcome) {
    case 'free':
      return {
        ...none,
        beds: grouped(answer.places.map((place) => [place, asked])),
        first: asked.from,
      };
    case 'moves':
      return {
        ...none,
        inTheWay: grouped(answer.moves.map(({ who, period }) => [factOf(who.id), period])),
        beds: grouped(answer.lodgings.map(({ place, period }) => [place, period])),
        first: asked.from,
      };
    case 'impossible':
      return {
        ...none,
        short: answer.shortages.map(({ period }) => period),
        inTheWay: grouped(
          answer.shortages.flatMap(({ inTheWay, period }) =>
            inTheWay.map(({ id }) => [factOf(id), period] as const),
          ),
        ),
        first: answer.first,
      };
  }
}

const any = (periods: readonly Period[] | undefined, days: Period) =>
  periods?.some((period) => periodsOverlap(period, days)) ?? false;

/** Whether a fact is in the way on some of these days. */
export const isInTheWay = (marks: Marks, fact: FactRef | null, days: Period): boolean =>
  fact !== null && any(marks.inTheWay.get(fact.id), days);

/** Whether the child would sleep in this place on some of these days. */
export const isBed = (marks: Marks, placeId: string, days: Period): boolean =>
  any(marks.beds.get(placeId), days);

/** Whether the child cannot come on some of these days. */
export const isShort = (marks: Marks, days: Period): boolean => any(marks.short, days);

/** Whether these days hold the first on which the child can come. */
export const isFirst = (marks: Marks, days: Period): boolean =>
  marks.first !== null && containsDay(days, marks.first);
