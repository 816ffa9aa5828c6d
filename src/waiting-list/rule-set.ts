import { type Static, Type } from 'typebox';
import { object, oneOf } from '../platform/json/schemas.ts';
import { urgencyFacts } from './codes.ts';

/**
 * What a rule set says, as data: bands in their order, each with the conditions that lead to it, lanes that keep a
 * share of the calls, and the published seed of the tie-break. No points, no weights (domain/priority.md d.3).
 */
const Fact = oneOf(urgencyFacts);

export const Band = object({
  code: Type.String({ pattern: '^[A-Z][0-9]?$' }),
  /** Called before any share: nobody in immediate danger waits for one. */
  exempt: Type.Boolean(),
  /** Whether a second worker confirms, and whether the band counts before that (R61). */
  secondWorker: oneOf(['NONE', 'BEFORE', 'AFTER'] as const),
  /** A person looks again after at most so many days; the request does not drop. */
  reviewDays: Type.Integer({ minimum: 1, maximum: 366 }),
  /** Any of these conditions leads here; a condition holds when all its facts do. */
  when: Type.Array(Type.Array(Fact, { maxItems: 6 }), { minItems: 1, maxItems: 30 }),
});
export type Band = Static<typeof Band>;

export const Lane = object({
  code: Type.String({ pattern: '^[a-z][a-z-]{1,30}$' }),
  /** Of all calls at least so many per cent, while the lane has candidates. */
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  /** In the lane: who waits longer than this … */
  waitingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3660 })),
  /** … or of whom one of these facts holds. */
  anyOf: Type.Optional(Type.Array(Fact, { minItems: 1, maxItems: 10 })),
});
export type Lane = Static<typeof Lane>;

export const RuleContent = object({
  bands: Type.Array(Band, { minItems: 1, maxItems: 9 }),
  lanes: Type.Array(Lane, { maxItems: 6 }),
  /** Printed with the rules, so that anyone can do the draw again. */
  seed: Type.String({ minLength: 1, maxLength: 100 }),
  /** Nobody waits longer than this without review by a named person. */
  longestWithoutReviewDays: Type.Integer({ minimum: 30, maximum: 730 }),
});
export type RuleContent = Static<typeof RuleContent>;

/** The lanes of somebody who waits since this many days. */
export const lanesOf = (
  rules: Pick<RuleContent, 'lanes'>,
  { facts, waitingDays }: { facts: readonly string[]; waitingDays: number },
): string[] =>
  rules.lanes
    .filter(
      (lane) =>
        (lane.waitingDays !== undefined && waitingDays > lane.waitingDays) ||
        (lane.anyOf?.some((fact) => facts.includes(fact)) ?? false),
    )
    .map(({ code }) => code);

export type RuleProblem =
  | 'last-band-not-open'
  | 'band-unreachable'
  | 'band-twice'
  | 'lane-twice'
  | 'lane-of-nobody'
  | 'shares-over-100';

/** What is wrong with rules of the right shape; a band that nobody can reach is a mistake, not a choice. */
export function ruleProblems({ bands, lanes }: RuleContent): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!bands.at(-1)?.when.some((condition) => condition.length === 0))
    problems.push('last-band-not-open');
  if (bands.slice(0, -1).some(({ when }) => when.some((condition) => condition.length === 0)))
    problems.push('band-unreachable');
  if (new Set(bands.map(({ code }) => code)).size < bands.length) problems.push('band-twice');
  if (new Set(lanes.map(({ code }) => code)).size < lanes.length) problems.push('lane-twice');
  if (lanes.some((lane) => lane.waitingDays === undefined && lane.anyOf === undefined))
    problems.push('lane-of-nobody');
  if (lanes.reduce((sum, { percent }) => sum + percent, 0) > 100) problems.push('shares-over-100');
  return problems;
}
