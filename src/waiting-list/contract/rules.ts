import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { RuleContent } from '../rule-set.ts';
import { Code, Day, Id, Moment, Words } from './values.ts';

/** The rules of the order: kept, approved, and tried beforehand. */

export const VersionParams = object({ version: Code });

export const RuleSetRow = object({
  version: Code,
  title: Type.String(),
  source: Type.String(),
  content: RuleContent,
  madeAt: Moment,
  approvedAt: nullable(Moment),
  inForceFrom: nullable(Day),
  inForceUntil: nullable(Day),
  applied: Type.Boolean(),
  mine: Type.Boolean({ description: 'Made by who asks: somebody else approves' }),
});
export type RuleSetRow = Static<typeof RuleSetRow>;
export const RuleSets = Type.Array(RuleSetRow);

export const KeepRules = object({
  version: Type.String({ pattern: '^[A-Z]{2,6}-[0-9]{4}-[0-9]{1,3}$' }),
  title: Type.String({ minLength: 3, maxLength: 200 }),
  source: Words,
  content: RuleContent,
});
export type KeepRules = Static<typeof KeepRules>;
export const ApproveRules = object({ from: Day });

/** What the rules would do to the list of a day: how many in each band before and after, and who would move most. */
export const TryRules = object({ on: Type.Optional(Day) });

export const Tried = object({
  version: Code,
  against: nullable(Code),
  on: Day,
  requests: Type.Integer(),
  passages: Type.Array(
    object({ from: nullable(Code), to: Code, count: Type.Integer(), medianDays: Type.Integer() }),
  ),
  /** Of the first hundred calls: how many come from each band and lane, before and after. */
  firstCalls: Type.Array(
    object({
      code: Code,
      kind: oneOf(['BAND', 'LANE'] as const),
      before: Type.Integer(),
      after: Type.Integer(),
    }),
  ),
  movers: Type.Array(
    object({
      requestId: Id,
      pseudonym: Type.String(),
      before: Type.Integer(),
      after: Type.Integer(),
      beforeBand: nullable(Code),
      afterBand: Code,
    }),
  ),
});
export type Tried = Static<typeof Tried>;
