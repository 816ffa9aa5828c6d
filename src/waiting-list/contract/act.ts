import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  handOverAnswers,
  handOverReasons,
  noteKinds,
  priorityTracks,
  togetherness,
} from '../codes.ts';
import { requestStates } from '../request-state.ts';
import {
  BornMonth,
  Code,
  Day,
  Facts,
  Id,
  Identity,
  Wishes,
  Words,
  child,
  profile,
} from './values.ts';

/** What is done to a request, and to the child whose it is. */

/** A request that comes in: for a child that is new here, or one that is known (`personId`). */
export const EnterRequest = object({
  personId: Type.Optional(Id),
  identity: Type.Optional(Identity),
  bornMonth: Type.Optional(BornMonth),
  municipality: Type.Optional(child.municipality),
  unborn: Type.Optional(child.unborn),
  sex: Type.Optional(child.sex),
  wishes: Wishes,
  supportNeeds: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
  gate: Type.Optional(profile.gate),
  fileKind: profile.fileKind,
  registrarKind: profile.registrarKind,
  registeredOn: profile.registeredOn,
  since: Type.Optional(Day),
  validUntil: Type.Optional(profile.validUntil),
  startFrom: Type.Optional(profile.startFrom),
  securityNeed: Type.Optional(profile.securityNeed),
  indications: Type.Optional(profile.indications),
  needs: Type.Optional(profile.needs),
  consentRepresentative: Type.Optional(profile.consentRepresentative),
  consentMinor: Type.Optional(profile.consentMinor),
  minorAble: Type.Optional(profile.minorAble),
  runningHelp: Type.Optional(profile.runningHelp),
});
export type EnterRequest = Static<typeof EnterRequest>;

/** What is absent stays as it is; `wishes` replaces all of them. */
export const ChangeRequest = Type.Partial(
  object({ ...profile, since: Day, wishes: Wishes, reviewOn: nullable(Day) }),
);
export type ChangeRequest = Static<typeof ChangeRequest>;

export const ChangePerson = Type.Partial(
  object({ ...child, bornMonth: BornMonth, identity: Identity }),
);
export type ChangePerson = Static<typeof ChangePerson>;
export const AssessmentParams = object({ assessmentId: Id });

export const ChangeState = object({
  to: oneOf(requestStates),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
});
export type ChangeState = Static<typeof ChangeState>;

export const AssessUrgency = object({
  facts: Facts,
  /** For each fact where it comes from: a report, a decision, a call; no names. */
  sources: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 300 })),
  validUntil: Day,
  override: Type.Optional(
    object({ bandNo: Type.Integer({ minimum: 1, maximum: 9 }), reason: Words }),
  ),
});
export type AssessUrgency = Static<typeof AssessUrgency>;
export const AskPriority = object({ track: oneOf(priorityTracks) });

export const DecidePriority = object({
  track: oneOf(priorityTracks),
  state: oneOf(['INCOMPLETE', 'GRANTED', 'REFUSED', 'LAPSED'] as const),
  validUntil: Type.Optional(Day),
});
export type DecidePriority = Static<typeof DecidePriority>;

/** The whole group as it shall be: one child alone ends it. */
export const GroupSiblings = object({
  personIds: Type.Array(Id, { minItems: 1, maxItems: 12, uniqueItems: true }),
  together: oneOf(togetherness),
});
export type GroupSiblings = Static<typeof GroupSiblings>;

export const SetApart = object({
  apart: Type.Array(
    object({
      otherRequestId: Type.Optional(Id),
      otherRef: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      unitId: Type.Optional(Id),
    }),
    { maxItems: 20 },
  ),
});
export type SetApart = Static<typeof SetApart>;

export const WriteNote = object({
  kind: oneOf(noteKinds),
  words: Type.String({ minLength: 1, maxLength: 4000 }),
});
export type WriteNote = Static<typeof WriteNote>;
export const LookAgain = object({ reviewOn: nullable(Day), reason: Words });
export type LookAgain = Static<typeof LookAgain>;
export const TakeOwner = object({ as: oneOf(['FIRST', 'SECOND', 'NONE'] as const) });
export const HandOverParams = object({ handOverId: Id });
export const AskHandOver = object({ toRegion: Code, reason: oneOf(handOverReasons) });
export type AskHandOver = Static<typeof AskHandOver>;

export const AnswerHandOver = object({
  accept: Type.Boolean(),
  /** Why not, where it is not accepted. */
  reason: Type.Optional(oneOf(handOverAnswers)),
});
export type AnswerHandOver = Static<typeof AnswerHandOver>;
