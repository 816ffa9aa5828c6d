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
/** Without a day: it is not known yet. */
export const ReplanStart = object({
  startOn: Type.Optional(Day),
  reason: Type.String({ minLength: 3, maxLength: 500 }),
});
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

export const ProposalsQuery = object({
  /** `open`: being worked on; `next`: refused or silent, somebody decides what next; `closed`. */
  view: Type.Optional(oneOf(['open', 'next', 'closed'] as const)),
  everywhere: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ProposalsQuery = Static<typeof ProposalsQuery>;
export const Proposals = object({ rows: Type.Array(ProposalRow), more: Type.Boolean() });
export type Proposals = Static<typeof Proposals>;

export const Message = object({
  id: Id,
  side: oneOf(['ACCESS', 'PROVIDER'] as const),
  kind: oneOf(messageKinds),
  words: Type.String(),
  otherUnitId: nullable(Id),
  otherUnit: nullable(Type.String()),
  otherStartOn: nullable(Day),
  neededFrom: nullable(oneOf(neededFrom)),
  neededBy: nullable(Day),
  answersId: nullable(Id),
  at: Moment,
  by: nullable(Type.String()),
});
export const ProposalDetail = object({
  row: ProposalRow,
  messages: Type.Array(Message),
  mandate: Type.Array(
    object({
      from: Type.Integer(),
      to: Type.Integer(),
      motive: Type.String(),
      heard: Type.String(),
      agreements: Type.Array(object({ what: Type.String(), owner: Type.String(), due: Day })),
      at: Moment,
      by: nullable(Type.String()),
    }),
  ),
  history: Type.Array(
    object({
      kind: Type.String(),
      at: Moment,
      by: nullable(Type.String()),
      role: nullable(Type.String()),
      reason: nullable(Type.String()),
    }),
  ),
  load: nullable(
    object({
      recognised: Type.Integer(),
      occupied: Type.Integer(),
      unavailable: Type.Integer(),
      held: Type.Integer(),
      free: Type.Integer(),
      confirmedAt: nullable(Moment),
    }),
  ),
  refusal: nullable(
    object({
      code: oneOf(declineReasons),
      words: nullable(Type.String()),
      by: oneOf(declinedBy),
      liftable: Type.Boolean(),
      liftedBy: nullable(Type.String()),
    }),
  ),
  choice: nullable(
    object({
      recordId: nullable(Id),
      rank: nullable(Type.Integer()),
      departureCode: nullable(oneOf(departureReasons)),
      departureReason: nullable(Type.String()),
      endReason: nullable(Type.String()),
    }),
  ),
});
export type ProposalDetail = Static<typeof ProposalDetail>;
export const AgreedChildren = Type.Array(
  object({
    pseudonym: Type.String(),
    givenName: Type.String(),
    familyName: Type.String(),
    birthDate: nullable(Day),
  }),
);
