import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const verdicts = ['CONFIRMED', 'QUESTIONED'] as const;

export const EmergencyParams = object({ accessId: Id });
/** A question says what is asked. */
export const ReviewEmergency = object({
  verdict: oneOf(verdicts),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
});
export type ReviewEmergency = Static<typeof ReviewEmergency>;

const Reading = object({
  id: Id,
  by: Type.String(),
  role: Type.String(),
  region: Type.String(),
  kind: Type.String(),
  reason: Type.String(),
  words: Type.String(),
  openedAt: Moment,
  endsAt: Moment,
  isOpen: Type.Boolean(),
  reviewBy: Type.String({ format: 'date' }),
  verdict: nullable(oneOf(verdicts)),
  reviewWords: nullable(Type.String()),
  reviewedBy: nullable(Type.String()),
  reviewedAt: nullable(Moment),
  /** One does not look at one's own. */
  isMine: Type.Boolean(),
});
export type Reading = Static<typeof Reading>;
/** What waits for a second pair of eyes, the oldest first, and what was looked at in the last ninety days. */
export const Emergencies = object({
  today: Type.String({ format: 'date' }),
  waiting: Type.Array(Reading),
  reviewed: Type.Array(Reading),
});
export type Emergencies = Static<typeof Emergencies>;
