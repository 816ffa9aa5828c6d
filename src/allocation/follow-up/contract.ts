import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { Day, Id, Moment } from '../dialogue/contract.ts';
import { followUpResults, followUpStates } from './codes.ts';

/** Requests and answers about how stays go. Days are ISO days in Europe/Brussels, moments ISO instants. */
const Words = Type.String({ minLength: 1, maxLength: 2000 });
export const FollowUpParams = object({ followUpId: Id });

/** How the provider sees it: is it going well, and what is needed. */
export const SayView = object({ view: oneOf(followUpResults), words: Type.Optional(Words) });
export type SayView = Static<typeof SayView>;

/** What comes of it; all but "goes well" has a next step. `again`: the day on which it is asked once more. */
export const Register = object({
  result: oneOf(followUpResults),
  words: Type.Optional(Words),
  nextStep: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  again: Type.Optional(Day),
});
export type Register = Static<typeof Register>;

/** One more day on which it is asked how a stay goes. */
export const AskAgain = object({ proposalId: Id, requestId: Id, dueOn: Day });
export type AskAgain = Static<typeof AskAgain>;

export const FollowUpsQuery = object({
  /** `due`: within a week, or late; `coming`: later; `done`: registered, or the stay ended before. */
  view: Type.Optional(oneOf(['due', 'coming', 'done'] as const)),
  everywhere: Type.Optional(Type.Boolean()),
  proposalId: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type FollowUpsQuery = Static<typeof FollowUpsQuery>;

export const FollowUpRow = object({
  id: Id,
  proposalId: Id,
  requestId: nullable(Id),
  pseudonym: Type.String(),
  unitName: Type.String(),
  providerName: Type.String(),
  municipality: nullable(Type.String()),
  module: Type.String(),
  region: Type.String(),
  startOn: Day,
  afterDays: Type.Integer(),
  dueOn: Day,
  state: oneOf(followUpStates),
  view: nullable(oneOf(followUpResults)),
  viewWords: nullable(Type.String()),
  viewAt: nullable(Moment),
  viewBy: nullable(Type.String()),
  result: nullable(oneOf(followUpResults)),
  words: nullable(Type.String()),
  nextStep: nullable(Type.String()),
  doneAt: nullable(Moment),
  doneBy: nullable(Type.String()),
  mine: Type.Boolean({ description: 'This reader may answer or register' }),
});
export type FollowUpRow = Static<typeof FollowUpRow>;
export const FollowUps = object({ rows: Type.Array(FollowUpRow), more: Type.Boolean() });
export type FollowUps = Static<typeof FollowUps>;
