import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { inquiryAnswers, inquiryStates, notAvailableReasons } from './inquiry.ts';

/** Requests and answers about targeted questions. Days are ISO days in Europe/Brussels, moments ISO instants. */
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });

export const InquiryParams = object({ inquiryId: Id });

export const AskInquiry = object({
  unitId: Id,
  module: Code,
  /** Never a name: the provider answers about a place, not about a child. */
  words: Type.String({ minLength: 3, maxLength: 2000 }),
  /** Working days in which the provider answers. */
  termDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});
export type AskInquiry = Static<typeof AskInquiry>;

export const AnswerInquiry = object({
  answer: oneOf(inquiryAnswers),
  /** Required when it is not available. */
  reason: Type.Optional(oneOf(notAvailableReasons)),
  /** Required when it is available later. */
  availableFrom: Type.Optional(Day),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
});
export type AnswerInquiry = Static<typeof AnswerInquiry>;

export const Asked = object({ id: Id, eventId: Id });
export type Asked = Static<typeof Asked>;

export const InquiryRow = object({
  id: Id,
  state: oneOf(inquiryStates),
  unitId: Id,
  unitName: Type.String(),
  providerName: Type.String(),
  municipality: nullable(Type.String()),
  module: Code,
  region: Code,
  words: Type.String(),
  askedAt: Moment,
  dueAt: Moment,
  answer: nullable(oneOf(inquiryAnswers)),
  reason: nullable(oneOf(notAvailableReasons)),
  answerWords: nullable(Type.String()),
  availableFrom: nullable(Day),
  answeredAt: nullable(Moment),
  free: nullable(
    Type.Integer({ description: 'What the figures of the unit say now, beside the answer' }),
  ),
  confirmedAt: nullable(Moment),
  mayAnswer: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
});
export type InquiryRow = Static<typeof InquiryRow>;

export const InquiriesQuery = object({
  /** `open`: nobody answered yet; `closed`: answered or withdrawn. */
  view: Type.Optional(oneOf(['open', 'closed'] as const)),
  everywhere: Type.Optional(Type.Boolean()),
  /** This one alone, whatever its state. */
  inquiryId: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type InquiriesQuery = Static<typeof InquiriesQuery>;
export const Inquiries = object({ rows: Type.Array(InquiryRow), more: Type.Boolean() });
export type Inquiries = Static<typeof Inquiries>;
