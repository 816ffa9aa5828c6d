import { bandAndCondition } from '../../bands.ts';
import { type UrgencyFact, urgencyFacts } from '../../codes.ts';
import type { RuleContent } from '../../rule-set.ts';
import { addDays } from '../../../web/i18n/format.ts';

/** Facts that a worker says, in groups as people think of them; priority follows from its own decision. */
export const factGroups = {
  safety: [
    'UNSAFE_NOW',
    'NO_ROOF',
    'COURT_URGENT',
    'RISK_LEVEL:HIGH',
    'RISK_LEVEL:SOME',
    'MANO_DEGREE:HIGH',
    'MANO_DEGREE:SOME',
    'CARE_RIGHT_AT_STAKE',
  ],
  leaving: ['CRISIS_OUTFLOW', 'VIST', 'GI_OUTFLOW', 'TRAJECTORY_AT_RISK', 'MANY_BREAKS'],
  life: ['NO_CONTEXT', 'NO_DAY_ACTIVITY', 'ONE_TO_ONE', 'COMPLEX', 'YOUNG_CHILD', 'TIME_CRITICAL'],
} as const satisfies Record<string, readonly UrgencyFact[]>;

/** Facts that follow from the requests for priority and are never said by hand. */
export const fromPriority = (facts: readonly UrgencyFact[]): UrgencyFact[] =>
  facts.filter((fact) => fact.startsWith('PRIORITY_'));

/** Adds or takes away a fact; of two degrees of one thing only the last said holds. In the order of the list. */
export function toggleFact(facts: readonly UrgencyFact[], fact: UrgencyFact): UrgencyFact[] {
  const [what, degree] = fact.split(':');
  const kept = facts.filter(
    (each) => each !== fact && !(degree !== undefined && each.split(':')[0] === what),
  );
  const next = facts.includes(fact) ? kept : [...kept, fact];
  return urgencyFacts.filter((each) => next.includes(each));
}

/** What the rules make of facts: the band, and the condition that leads there. */
export function outcomeOf(rules: RuleContent, facts: readonly UrgencyFact[]) {
  const { bandNo, condition } = bandAndCondition(rules, facts);
  return { bandNo, condition: condition as readonly UrgencyFact[], band: rules.bands[bandNo - 1]! };
}

/** The last day that the rules of a band allow. */
export const lastDay = (band: RuleContent['bands'][number], today: string): string =>
  addDays(today, band.reviewDays);
