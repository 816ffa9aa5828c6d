import type { RuleContent } from './rule-set.ts';

/**
 * Reading a rule set: pure, for commands and screens alike. Browser code takes it from here, without the schemas.
 */

/** The band that facts lead to, and the condition that leads there: the first of the first band that holds. */
export function bandAndCondition(
  rules: Pick<RuleContent, 'bands'>,
  facts: readonly string[],
): { bandNo: number; condition: readonly string[] } {
  const known = new Set(facts);
  for (const [at, { when }] of rules.bands.entries()) {
    const condition = when.find((each) => each.every((fact) => known.has(fact)));
    if (condition) return { bandNo: at + 1, condition };
  }
  throw new RangeError('No band: the last one must take everybody');
}

/**
 * The number of the band (1 is first): the first that has a condition of which all facts hold.
 * The SQL twin is `waiting_list.band_of`. A rule set whose last band has no empty condition is refused by both.
 */
export const bandOf = (rules: Pick<RuleContent, 'bands'>, facts: readonly string[]): number =>
  bandAndCondition(rules, facts).bandNo;
