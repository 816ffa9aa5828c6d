import { type Static, Type } from 'typebox';
import { nullable } from '../platform/json/schemas.ts';

const Moment = Type.String({ format: 'date-time' });
const Id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false };

const Kind = Type.String({ pattern: '^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$', maxLength: 80 });

export const Notice = Type.Object({
  id: Id,
  kind: Kind,
  path: Type.String(),
  about: nullable(Type.String()),
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  at: Moment,
  readAt: nullable(Moment),
  doneAt: nullable(Moment),
});
export type Notice = Static<typeof Notice>;

export const InboxQuery = Type.Object(
  {
    show: Type.Optional(
      Type.Union([Type.Literal('open'), Type.Literal('unread'), Type.Literal('done')]),
    ),
    kind: Type.Optional(Kind),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

export const Inbox = Type.Object({
  /** How many are shown now and were not read. */
  unread: Type.Integer(),
  notices: Type.Array(Notice),
  more: Type.Boolean(),
  /** How many of each kind stand open. */
  kinds: Type.Array(Type.Object({ kind: Kind, open: Type.Integer() })),
});
export type Inbox = Static<typeof Inbox>;

export const Unread = Type.Object({ unread: Type.Integer() });
export type Unread = Static<typeof Unread>;

export const NoticeParams = Type.Object({ noticeId: Id }, closed);

/** What is absent stays as it is. */
export const MarkNotice = Type.Object(
  { read: Type.Optional(Type.Boolean()), done: Type.Optional(Type.Boolean()) },
  closed,
);
export type MarkNotice = Static<typeof MarkNotice>;

export const KindParams = Type.Object({ kind: Kind }, closed);

export const Told = Type.Union([
  Type.Literal('AT_ONCE'),
  Type.Literal('DAILY'),
  Type.Literal('NEVER'),
]);
export type Told = Static<typeof Told>;

export const Choose = Type.Object({ told: Told }, closed);

/** Only what was chosen; all other kinds are told at once. */
export const Choices = Type.Array(Type.Object({ kind: Kind, told: Told }));
export type Choices = Static<typeof Choices>;
