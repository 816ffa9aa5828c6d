import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { ageBands, sexes } from '../codes.ts';
import { followUpAfter, followUpOutcomes } from './codes.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Owner = Type.String({ minLength: 2, maxLength: 120 });

export const FollowUpParams = object({ followUpId: Id });
/** A follow-up of a minor: after what, who sees to it and by which day. */
export const PlanFollowUp = object({
  after: oneOf(followUpAfter),
  owner: Type.Optional(Owner),
  dueOn: Day,
});
export type PlanFollowUp = Static<typeof PlanFollowUp>;
export const ChangeFollowUp = object({ owner: Type.Optional(Owner), dueOn: Type.Optional(Day) });
export type ChangeFollowUp = Static<typeof ChangeFollowUp>;
/** How it ended; with `againOn` the next one is planned for that day with the same owner. */
export const CloseFollowUp = object({
  outcome: oneOf(followUpOutcomes),
  againOn: Type.Optional(Day),
});
export type CloseFollowUp = Static<typeof CloseFollowUp>;

const FollowUp = object({
  id: Id,
  requestId: Id,
  number: Type.Integer(),
  minorId: Id,
  pseudonym: Type.String(),
  /** Null where nobody knows who it is. */
  name: nullable(Type.String()),
  ageYears: nullable(Type.Integer()),
  ageBand: nullable(oneOf(ageBands)),
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
  after: oneOf(followUpAfter),
  owner: nullable(Type.String()),
  dueOn: Day,
  outcome: nullable(oneOf(followUpOutcomes)),
  doneAt: nullable(Type.String({ format: 'date-time' })),
  doneBy: nullable(Type.String()),
});
export type FollowUp = Static<typeof FollowUp>;
/** All that is open, the earliest due first, and what was closed in the last thirty days. */
export const FollowUps = object({
  today: Day,
  open: Type.Array(FollowUp),
  done: Type.Array(FollowUp),
});
export type FollowUps = Static<typeof FollowUps>;
