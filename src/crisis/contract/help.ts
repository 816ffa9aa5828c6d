import { type Static, Type } from 'typebox';
import { object, oneOf } from '../../platform/json/schemas.ts';
import { destinations, fallbacks, nextSteps, noResponseReasons } from '../codes.ts';
import { Code, Day, Id, Moment, Month, Who } from './values.ts';

/** Partners are asked, help is given and ends, a need goes to the waiting list. */

export const AskPartners = object({
  asks: Type.Array(
    object({
      pledgeId: Id,
      /** The open question to the same partner that the asker was told of (`partner-is-being-asked`) and asks beside. */
      knowingOf: Type.Optional(Id),
    }),
    { minItems: 1, maxItems: 20 },
  ),
});
export type AskPartners = Static<typeof AskPartners>;
export const Asked = object({ attemptIds: Type.Array(Id), dueAt: Moment, eventId: Id });
export type Asked = Static<typeof Asked>;

export const Answer = object({
  answer: oneOf(['YES', 'NO'] as const),
  /** Required with NO. */
  reason: Type.Optional(oneOf(noResponseReasons)),
});
export type Answer = Static<typeof Answer>;

export const Place = object({
  attemptId: Id,
  /** The child is there already: placed and started in one go. */
  startNow: Type.Optional(Type.Boolean()),
});
export type Place = Static<typeof Place>;
export const AddBed = object({ pledgeId: Id });
export type AddBed = Static<typeof AddBed>;
export const Placed = object({ id: Id, eventId: Id, slot: Type.Integer() });
export type Placed = Static<typeof Placed>;

/** Without a moment: now. A child that came in the night may be written down in the morning. */
export const StartHelp = object({ startedAt: Type.Optional(Moment) });
export type StartHelp = Static<typeof StartHelp>;
export const Outflow = object({
  nextStep: oneOf(nextSteps),
  /** Required unless the next step is NONE. */
  owner: Type.Optional(Who),
  on: Type.Optional(Day),
});
export type Outflow = Static<typeof Outflow>;
export const EndHelp = object({
  destination: oneOf(destinations),
  endedAt: Type.Optional(Moment),
  /** Left out: as it was planned. */
  outflow: Type.Optional(Outflow),
});
export type EndHelp = Static<typeof EndHelp>;

export const NoResponse = object({
  reason: oneOf(noResponseReasons),
  fallback: oneOf(fallbacks),
});
export type NoResponse = Static<typeof NoResponse>;
export const Withdraw = object({ reason: Type.Optional(oneOf(noResponseReasons)) });
export type Withdraw = Static<typeof Withdraw>;

export const HandToList = object({
  modules: Type.Array(Code, { minItems: 1, maxItems: 10, uniqueItems: true }),
  fileKind: oneOf(['VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT'] as const),
  /** Needed when the day of birth is not known. */
  bornMonth: Type.Optional(Month),
});
export type HandToList = Static<typeof HandToList>;
export const HandedToList = object({ waitingRequestId: Id, eventId: Id });
export type HandedToList = Static<typeof HandedToList>;
