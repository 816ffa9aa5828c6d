import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  clientHeardWays,
  declinedBy,
  declineReasons,
  departureReasons,
  messageKinds,
  neededFrom,
} from './codes.ts';
import { proposalStates, stepNames } from './proposal.ts';

/** Requests and answers of the dialogue. Days are ISO days in Europe/Brussels, moments ISO instants. */
export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date' });
export const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Words = Type.String({ minLength: 3, maxLength: 1000 });

export const ProposalParams = object({ proposalId: Id });

/** A draft: for one child, or brothers and sisters who come together. It holds nothing. */
export const Propose = object({
  requestIds: Type.Array(Id, { minItems: 1, maxItems: 12, uniqueItems: true }),
  unitId: Id,
  module: Code,
  startOn: Day,
  recordId: Type.Optional(Id),
  rankInRecord: Type.Optional(Type.Integer({ minimum: 1 })),
  departure: Type.Optional(object({ code: oneOf(departureReasons), reason: Words })),
});
export type Propose = Static<typeof Propose>;
export const HearClient = object({ how: oneOf(clientHeardWays) });
export const Send = object({
  /** Working days in which the provider answers. */
  termDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
});
export const Refuse = object({
  code: oneOf(declineReasons),
  words: Type.Optional(Words),
  by: oneOf(declinedBy),
  liftable: Type.Boolean(),
  /** What would lift the refusal. */
  liftedBy: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});
export type Refuse = Static<typeof Refuse>;
export const Say = object({
  kind: oneOf(messageKinds),
  words: Type.String({ minLength: 1, maxLength: 4000 }),
  otherUnitId: Type.Optional(Id),
  otherStartOn: Type.Optional(Day),
  neededFrom: Type.Optional(oneOf(neededFrom)),
  neededBy: Type.Optional(Day),
  answersId: Type.Optional(Id),
});
export type Say = Static<typeof Say>;
export const PlanStart = object({ startOn: Day });
export const EndProposal = object({ reason: Type.String({ minLength: 2, maxLength: 500 }) });
export const ChangeGrade = object({
  to: Type.Integer({ minimum: 1, maximum: 3 }),
  motive: Type.String({ minLength: 3, maxLength: 2000 }),
  heard: Type.String({ minLength: 3, maxLength: 2000 }),
  agreements: Type.Optional(
    Type.Array(
      object({ what: Words, owner: Type.String({ minLength: 1, maxLength: 200 }), due: Day }),
      {
        maxItems: 20,
      },
    ),
  ),
  termDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});
export type ChangeGrade = Static<typeof ChangeGrade>;
export const Done = object({ id: Id, eventId: Id });
export type Done = Static<typeof Done>;

export const ProposalRow = object({
  id: Id,
  state: oneOf(proposalStates),
  grade: Type.Integer(),
  urgent: Type.Boolean(),
  unitId: Id,
  unitName: Type.String(),
  providerName: Type.String(),
  municipality: nullable(Type.String()),
  module: Code,
  region: Code,
  startOn: Day,
  sentAt: nullable(Moment),
  dueAt: nullable(Moment),
  answeredAt: nullable(Moment),
  closedAt: nullable(Moment),
  children: Type.Array(
    object({
      requestId: nullable(Id),
      pseudonym: Type.String(),
      ageYears: Type.Integer(),
      unborn: Type.Boolean(),
      sex: Code,
      needs: Type.Array(Code),
      securityNeed: Code,
      indications: Type.Array(Code),
      fileKind: Code,
    }),
  ),
  unread: Type.Integer({ description: 'Messages of the other side since one’s own last word' }),
  steps: Type.Array(oneOf(stepNames), { description: 'What this reader may do now' }),
});
export type ProposalRow = Static<typeof ProposalRow>;
