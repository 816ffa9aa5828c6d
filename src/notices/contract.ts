import { type Static, Type } from 'typebox';
import { languages } from '../platform/language.ts';
import { nullable, oneOf } from '../platform/json/schemas.ts';

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

/** To the phone: at once or not at all. */
const Pushed = Type.Union([Type.Literal('AT_ONCE'), Type.Literal('NEVER')]);

/** What is absent stays as it is. */
export const Choose = Type.Object(
  { told: Type.Optional(Told), mailed: Type.Optional(Told), pushed: Type.Optional(Pushed) },
  { ...closed, minProperties: 1 },
);
export type Choose = Static<typeof Choose>;

/** Only what was chosen; null, and all other kinds: as usual for the kind. */
export const Choices = Type.Array(
  Type.Object({ kind: Kind, told: Told, mailed: nullable(Told), pushed: nullable(Pushed) }),
);
export type Choices = Static<typeof Choices>;

const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Address = Type.String({
  minLength: 6,
  maxLength: 254,
  pattern: '^\\s*[^\\s@<>,;:"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,190}\\s*$',
});

/** Where one wants mail. Hours on the clock of Brussels; none: at any hour. */
export const KeepMailbox = Type.Object(
  {
    address: Address,
    language: oneOf(languages),
    quietFrom: nullable(Clock),
    quietUntil: nullable(Clock),
  },
  closed,
);
export type KeepMailbox = Static<typeof KeepMailbox>;
const Mailbox = Type.Object({
  address: Type.String(),
  language: oneOf(languages),
  quietFrom: nullable(Clock),
  quietUntil: nullable(Clock),
  /** When its owner proved it; before that no notice goes there. */
  confirmedAt: nullable(Moment),
  /** When its own server refused a mail; after that none goes there. */
  refusedAt: nullable(Moment),
});
export type Mailbox = Static<typeof Mailbox>;
export const MyMailbox = Type.Object({ mailbox: nullable(Mailbox) });
export type MyMailbox = Static<typeof MyMailbox>;
export const ConfirmMailbox = Type.Object({ code: Type.String({ pattern: '^[0-9]{6}$' }) }, closed);
export const Confirmed = Type.Object({ confirmed: Type.Boolean() });
export type Confirmed = Static<typeof Confirmed>;

/** A device as its browser made it (`PushSubscription.toJSON()`), with a name for its owner. */
export const AddDevice = Type.Object(
  {
    endpoint: Type.String({ minLength: 10, maxLength: 2000, pattern: '^https?://' }),
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{80,100}$' }),
        auth: Type.String({ pattern: '^[A-Za-z0-9_-]{16,32}$' }),
      },
      closed,
    ),
    label: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    language: oneOf(languages),
  },
  closed,
);
export type AddDevice = Static<typeof AddDevice>;
export const DeviceParams = Type.Object({ deviceId: Id }, closed);
export const AddedDevice = Type.Object({ id: Id });
export const Devices = Type.Array(
  Type.Object({
    id: Id,
    label: nullable(Type.String()),
    createdAt: Moment,
    lastSentAt: nullable(Moment),
  }),
);
export type Devices = Static<typeof Devices>;
/** The key that a browser asks for a subscription with; null: no push messages are sent from here. */
export const PushKey = Type.Object({ key: nullable(Type.String()) });
