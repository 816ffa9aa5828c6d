import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import {
  allowances,
  claimKinds,
  grounds,
  outcomes,
  partClasses,
  partKinds,
  restrictions,
  windowKinds,
} from './codes.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Names = object({ nl: Type.String(), fr: Type.String(), en: Type.String() });
export type Names = Static<typeof Names>;

export const ChildParams = object({ childId: Id });

/** Which windows one has at this moment; a mark changes with what a window allows. */
export const Windows = object({
  windows: Type.Array(object({ childId: Id, mark: Type.String() })),
});
export type Windows = Static<typeof Windows>;

const Position = object({
  module: Type.String(),
  names: Names,
  position: Type.Integer(),
  of: Type.Integer(),
  /** How many of those before are as urgent, and wait longer. */
  inBand: Type.Integer(),
});

const Decision = object({
  id: Id,
  state: Type.String(),
  at: Moment,
  module: Names,
  startOn: nullable(Day),
  decline: nullable(Type.String()),
  /** Null where the window does not show the place. */
  provider: nullable(Type.String()),
  unit: nullable(Type.String()),
});

/** A part of the file; its words are null where they are withheld from who reads. */
const Part = object({
  id: Id,
  kind: oneOf(partKinds),
  class: oneOf(partClasses),
  drawnUpOn: Day,
  title: nullable(Type.String()),
  words: nullable(Type.String()),
  writtenBy: nullable(Type.String()),
});

const Claim = object({
  id: Id,
  kind: oneOf(claimKinds),
  words: Type.String(),
  askedAt: Moment,
  dueOn: Day,
  outcome: nullable(oneOf(outcomes)),
  answer: nullable(Type.String()),
  answeredAt: nullable(Moment),
});
export type Claim = Static<typeof Claim>;

/** One file as one window shows it; what a window does not allow is absent. */
export const File = object({
  childId: Id,
  kind: oneOf(windowKinds),
  restriction: oneOf(restrictions),
  ground: nullable(oneOf(grounds)),
  allows: Type.Array(oneOf(allowances)),
  givenName: nullable(Type.String()),
  invented: Type.Boolean(),
  request: nullable(object({ state: Type.String(), modules: Type.Array(Names) })),
  region: Type.Optional(nullable(Names)),
  registeredOn: Type.Optional(nullable(Day)),
  since: Type.Optional(nullable(Day)),
  steps: Type.Optional(Type.Array(object({ state: Type.String(), at: Moment }))),
  positions: Type.Optional(Type.Array(Position)),
  facts: Type.Optional(Type.Array(Type.String())),
  /** True when brothers and sisters who wait together decide the place in the order. */
  byGroup: Type.Optional(Type.Boolean()),
  rules: Type.Optional(nullable(Type.String())),
  decisions: Type.Optional(Type.Array(Decision)),
  parts: Type.Array(Part),
  claims: Type.Array(Claim),
});
export type File = Static<typeof File>;

export const LooksQuery = object({ skip: Type.Optional(Type.Integer({ minimum: 0 })) });

/** One line of who looked; `why` says for what reason it is told more generally, and then the rest is null. */
const Look = object({
  at: Moment,
  mine: Type.Boolean(),
  why: nullable(Type.String()),
  doing: nullable(Type.String()),
  /** Pseudonym of the person, the same in all of one file. */
  who: nullable(Type.String()),
  role: nullable(Type.String()),
  organisation: nullable(Type.String()),
  purpose: nullable(Type.String()),
  /** Why they looked, in words. */
  purposeWords: nullable(Type.String()),
  classes: Type.Array(Type.String()),
});
export const Looks = object({ count: Type.Integer(), lines: Type.Array(Look) });
export type Looks = Static<typeof Looks>;

export const Ask = object({
  kind: oneOf(claimKinds),
  words: Type.String({ minLength: 3, maxLength: 4000 }),
});
export type Ask = Static<typeof Ask>;
export const Asked = object({ id: Id, dueOn: Day });
export type Asked = Static<typeof Asked>;
