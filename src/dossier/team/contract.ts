import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  allowances,
  claimKinds,
  grounds,
  outcomes,
  partClasses,
  partKinds,
  restrictions,
  shieldKinds,
  windowKinds,
} from '../codes.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Words = Type.String({ minLength: 3, maxLength: 500 });

export const RelationParams = object({ relationId: Id });
export const ClaimParams = object({ claimId: Id });
export const ShieldParams = object({ shieldId: Id });
export const Done = object({ id: Id });
export type Done = Static<typeof Done>;

const Question = object({
  id: Id,
  childId: Id,
  child: nullable(Type.String()),
  pseudonym: Type.String(),
  askedBy: Type.String(),
  windowKind: oneOf(windowKinds),
  kind: oneOf(claimKinds),
  words: Type.String(),
  askedAt: Moment,
  dueOn: Day,
  outcome: nullable(oneOf(outcomes)),
  answer: nullable(Type.String()),
  answeredAt: nullable(Moment),
});
/** What is asked in one's own region: open ones by their term, then the last that were answered. */
export const Questions = object({ today: Day, rows: Type.Array(Question) });
export type Questions = Static<typeof Questions>;

const Relation = object({
  id: Id,
  name: Type.String(),
  kind: oneOf(windowKinds),
  from: Day,
  until: nullable(Day),
  restriction: oneOf(restrictions),
  ground: nullable(oneOf(grounds)),
  orderReference: nullable(Type.String()),
  allows: Type.Array(oneOf(allowances)),
  endedAt: nullable(Moment),
  endReason: nullable(Type.String()),
});
export type Relation = Static<typeof Relation>;

/** Who has a window on the file of one child, what is in it, and what is told more generally. */
export const Keeping = object({
  childId: Id,
  name: nullable(Type.String()),
  pseudonym: Type.String(),
  bornMonth: Type.String(),
  capability: nullable(
    object({ able: Type.Boolean(), ground: Type.String(), by: Type.String(), at: Moment }),
  ),
  relations: Type.Array(Relation),
  parts: Type.Array(
    object({
      id: Id,
      kind: oneOf(partKinds),
      class: oneOf(partClasses),
      drawnUpOn: Day,
      title: Type.String(),
      writtenBy: Type.String(),
    }),
  ),
  shields: Type.Array(
    object({ id: Id, kind: oneOf(shieldKinds), organisationId: Id, until: nullable(Day) }),
  ),
  lookedFrom: Type.Array(object({ id: Id, name: Type.String(), looks: Type.Integer() })),
});
export type Keeping = Static<typeof Keeping>;

const limits = {
  restriction: Type.Optional(oneOf(restrictions)),
  ground: Type.Optional(oneOf(grounds)),
  orderReference: Type.Optional(Type.String({ maxLength: 200 })),
};

export const GiveWindow = object({
  kind: oneOf(windowKinds),
  name: Type.String({ minLength: 2, maxLength: 200 }),
  /** The subject of the person at the identity provider. */
  subject: Type.String({ minLength: 1, maxLength: 200 }),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  ...limits,
});
export type GiveWindow = Static<typeof GiveWindow>;

export const ChangeWindow = object({ ...limits, restriction: oneOf(restrictions) });
export type ChangeWindow = Static<typeof ChangeWindow>;

export const EndWindow = object({ reason: Words });
export const RecordCapability = object({
  able: Type.Boolean(),
  ground: Type.String({ minLength: 3, maxLength: 1000 }),
});

/** A part that comes in; with `partId` the class of one that is there. */
export const KeepPart = object({
  partId: Type.Optional(Id),
  class: oneOf(partClasses),
  kind: Type.Optional(oneOf(partKinds)),
  drawnUpOn: Type.Optional(Day),
  title: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
  writtenBy: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
});
export type KeepPart = Static<typeof KeepPart>;

export const SetShield = object({
  kind: oneOf(shieldKinds),
  organisationId: Id,
  until: Type.Optional(Day),
});
export const Answer = object({
  outcome: oneOf(outcomes),
  answer: Type.String({ minLength: 3, maxLength: 4000 }),
});
