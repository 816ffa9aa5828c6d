import { weekOf } from '../../../web/i18n/format.ts';
import type { EndingStay } from '../../provider-tools-contract.ts';

/** Stays under the heading where they belong; each stands in one place only. Pure; days are ISO days. */
export interface SortedEnds {
  /** Past the expected end, no end registered. */
  readonly past: readonly EndingStay[];
  /** Past the end of the decision (half-open: a decision until today has ended), not past its expected end. */
  readonly decision: readonly EndingStay[];
  readonly coming: readonly EndingStay[];
}

/** The day on which a stay ends, as far as anybody said. */
export const endOf = (stay: EndingStay): string | null => stay.endsOn ?? stay.expectedEndOn;

export function sortEnds(stays: readonly EndingStay[], today: string, until: string): SortedEnds {
  const isPast = (stay: EndingStay) =>
    stay.endsOn === null && stay.expectedEndOn !== null && stay.expectedEndOn < today;
  const hasNoDecision = (stay: EndingStay) =>
    stay.endsOn === null && stay.decisionUntil !== null && stay.decisionUntil <= today;
  const past = stays.filter(isPast);
  const decision = stays.filter((stay) => !isPast(stay) && hasNoDecision(stay));
  const coming = stays.filter((stay) => {
    const end = endOf(stay);
    return !isPast(stay) && !hasNoDecision(stay) && end !== null && end >= today && end <= until;
  });
  const byEnd = (all: readonly EndingStay[], day: (stay: EndingStay) => string | null) =>
    [...all].sort((a, b) => ((day(a) ?? '') < (day(b) ?? '') ? -1 : 1));
  return {
    past: byEnd(past, endOf),
    decision: byEnd(decision, (stay) => stay.decisionUntil),
    coming: byEnd(coming, endOf),
  };
}

/** How many leave in each week that has any, in order. */
export function perWeek(stays: readonly EndingStay[]): { week: number; count: number }[] {
  const weeks = Map.groupBy(
    stays.flatMap((stay) => endOf(stay) ?? []),
    (day) => {
      const { year, week } = weekOf(day);
      return year * 100 + week;
    },
  );
  return [...weeks]
    .sort(([a], [b]) => a - b)
    .map(([key, days]) => ({ week: key % 100, count: days.length }));
}
