import { type Static, Type } from 'typebox';
import { organisationKinds, scopes, steps } from './codes.ts';
import { type ApplicationRole, applicationRoles } from '../platform/db/roles.ts';

const closed = { additionalProperties: false };
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
/** One of a list of codes. */
const oneOf = <Code extends string>(codes: readonly Code[]) =>
  Type.Unsafe<Code>(Type.Union(codes.map((code) => Type.Literal(code))));
const Role = oneOf<ApplicationRole>(applicationRoles);
const Reason = Type.String({ minLength: 3, maxLength: 500 });

const Hat = Type.Object({
  hatId: Id,
  role: Role,
  organisationId: nullable(Id),
  organisationName: nullable(Type.String()),
  areaCode: nullable(Type.String()),
  from: Day,
  until: nullable(Day),
  /** For whom this person stands in, when it is a deputy's role. */
  standsInFor: nullable(Type.String()),
});
export type Hat = Static<typeof Hat>;

export const Person = Type.Object({
  personId: Id,
  name: Type.String(),
  blockedAt: nullable(Moment),
  signedIn: Type.Boolean(),
  hats: Type.Array(Hat),
});
export type Person = Static<typeof Person>;
export const People = Type.Array(Person);

export const AskHat = Type.Object(
  {
    personId: Id,
    role: Role,
    organisationId: nullable(Id),
    areaCode: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
    from: Day,
    until: Type.Optional(nullable(Day)),
    reason: Reason,
    standsInFor: Type.Optional(nullable(Id)),
  },
  closed,
);
export type AskHat = Static<typeof AskHat>;

/** Without a hat it waits for a second person's yes. */
export const HatAsked = Type.Object({ requestId: Id, hatId: nullable(Id) });
export type HatAsked = Static<typeof HatAsked>;

export const HatParams = Type.Object({ hatId: Id }, closed);
export const EndHat = Type.Object({ on: Day }, closed);
export type EndHat = Static<typeof EndHat>;

export const Request = Type.Object({
  id: Id,
  personName: Type.String(),
  role: Role,
  organisationName: nullable(Type.String()),
  areaCode: nullable(Type.String()),
  from: Day,
  until: nullable(Day),
  reason: Type.String(),
  standsInFor: nullable(Type.String()),
  askedBy: Type.String(),
  askedAt: Moment,
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(Moment),
  answer: nullable(Type.Union([Type.Literal('YES'), Type.Literal('NO')])),
  /** Asked by who looks, or about them: somebody else answers yes. */
  needsAnother: Type.Boolean(),
});
export type Request = Static<typeof Request>;
export const Requests = Type.Array(Request);
export const RequestsQuery = Type.Object({ open: Type.Optional(Type.Boolean()) }, closed);
export const RequestParams = Type.Object({ requestId: Id }, closed);
export const Answer = Type.Object({ yes: Type.Boolean() }, closed);
export const Answered = Type.Object({ hatId: nullable(Id) });

export const AddPerson = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 120 }),
    /** Who vouches for the log-in (absent: the same as for who adds), and under which subject. */
    issuer: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    subject: Type.String({ minLength: 1, maxLength: 300 }),
  },
  closed,
);
export type AddPerson = Static<typeof AddPerson>;
export const PersonParams = Type.Object({ personId: Id }, closed);
export const Block = Type.Object({ blocked: Type.Boolean() }, closed);

const StepCode = oneOf(steps);
export const Organisation = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  people: Type.Integer(),
  /** People who keep something there: capacity, files or accounts. */
  keepers: Type.Integer(),
  signedIn: Type.Boolean(),
  keys: Type.Integer(),
  steps: Type.Record(Type.String(), Day),
});
export type Organisation = Static<typeof Organisation>;
export const Organisations = Type.Array(Organisation);
export const AddOrganisation = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{1,29}$' }),
    name: Type.String({ minLength: 2, maxLength: 160 }),
    kind: oneOf(organisationKinds),
  },
  closed,
);
export type AddOrganisation = Static<typeof AddOrganisation>;
export const StepParams = Type.Object({ organisationId: Id, step: StepCode }, closed);
export const SetStep = Type.Object({ doneOn: nullable(Day) }, closed);

const SettingKey = Type.String({ pattern: '^[a-z][a-z0-9.-]{1,79}$' });
export const Setting = Type.Object({
  key: SettingKey,
  region: nullable(Type.String()),
  value: Type.Unknown(),
  source: Type.String(),
  from: Day,
  until: nullable(Day),
});
export type Setting = Static<typeof Setting>;
export const Settings = Type.Array(Setting);
export const SetSetting = Type.Object(
  {
    key: SettingKey,
    region: nullable(Type.String({ maxLength: 10 })),
    value: Type.Number(),
    from: Day,
    source: Type.String({ minLength: 3, maxLength: 300 }),
  },
  closed,
);
export type SetSetting = Static<typeof SetSetting>;

export const Change = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  who: nullable(Type.String()),
  table: Type.String(),
  action: Type.Union([Type.Literal('INSERT'), Type.Literal('UPDATE'), Type.Literal('DELETE')]),
  /** What it is about: a person, an organisation, a setting; by name where it has one. */
  about: Type.String(),
  /** The fields that changed, from what into what, as texts. */
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      before: nullable(Type.String()),
      after: nullable(Type.String()),
    }),
  ),
});
export type Change = Static<typeof Change>;
export const Changes = Type.Object({ changes: Type.Array(Change), more: Type.Boolean() });
export type Changes = Static<typeof Changes>;
export const ChangesQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    table: Type.Optional(Type.String({ maxLength: 60 })),
  },
  closed,
);

const Scopes = Type.Array(oneOf(scopes), {
  minItems: 1,
  maxItems: 2,
  uniqueItems: true,
});
export const Key = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Scopes,
  madeBy: Type.String(),
  madeAt: Moment,
  endsOn: Day,
  lastUsedAt: nullable(Moment),
  revokedAt: nullable(Moment),
});
export type Key = Static<typeof Key>;
export const Keys = Type.Array(Key);
export const MakeKey = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 80 }), scopes: Scopes, endsOn: Day },
  closed,
);
export type MakeKey = Static<typeof MakeKey>;
/** The secret is told this once; a request that is sent again is told that it was (null). */
export const KeyMade = Type.Object({ id: Id, secret: nullable(Type.String()) });
export const KeyParams = Type.Object({ keyId: Id }, closed);

export const Done = Type.Object({ id: Type.String() });

/** How much mail waits and what became of the rest; never to whom or about what. */
export const MailCounts = Type.Object({
  waiting: Type.Integer(),
  oldestAt: nullable(Moment),
  sentLastDay: Type.Integer(),
  givenUp: Type.Integer(),
});
export type MailCounts = Static<typeof MailCounts>;
