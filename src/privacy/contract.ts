import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Code = Type.String({ maxLength: 60 });
const Words = Type.String({ minLength: 3, maxLength: 1000 });

/** What the night may find, each a question and never a verdict. */
export const findingKinds = [
  'OTHER_REGION',
  'OWN_NAME',
  'MANY_FILES',
  'AT_NIGHT',
  'REPEATED',
  'RAISED_BEFORE',
  'MOVED_BEFORE',
] as const;
export type FindingKind = (typeof findingKinds)[number];
export const verdicts = ['EXPLAINED', 'BREACH', 'MORE_ASKED', 'TOLD'] as const;
export const breachSteps = [
  'AUTHORITY_TOLD',
  'AUTHORITY_NOT_NEEDED',
  'PERSONS_TOLD',
  'PERSONS_NOT_NEEDED',
  'CLOSED',
] as const;
export const emergencyKinds = ['request', 'crisis-request'] as const;
const emergencyReasons = ['DANGER', 'SAME_CHILD', 'DESK_UNREACHABLE', 'OTHER'] as const;

export const Done = object({ id: Id });
export const AccountParams = object({ accountId: Id });
export const FindingParams = object({ findingId: Id });
export const BreachParams = object({ breachId: Id });
export const AccessParams = object({ accessId: Id });
export const FileParams = object({ kind: oneOf(emergencyKinds), fileId: Id });

export const AccountsQuery = object({ text: Type.String({ maxLength: 100 }) });
const Account = object({
  id: Id,
  name: Type.String(),
  blockedAt: nullable(Moment),
  roles: Type.Array(Code),
  organisations: Type.Array(Type.String()),
});
export const Accounts = object({ rows: Type.Array(Account) });
export type Accounts = Static<typeof Accounts>;

export const PeriodQuery = object({
  account: Id,
  from: Moment,
  until: Moment,
  /** Lines before this moment: the next page. */
  before: Type.Optional(Moment),
});
export type PeriodQuery = Static<typeof PeriodQuery>;
const Subject = object({
  kind: Code,
  ids: Type.Array(Type.String()),
  every: Type.Optional(Type.Boolean()),
});
const Line = object({
  number: nullable(Type.Integer()),
  at: Moment,
  account: nullable(Id),
  name: nullable(Type.String()),
  role: nullable(Code),
  organisation: nullable(Type.String()),
  organisationKind: nullable(Code),
  what: Code,
  route: Type.String(),
  purpose: Code,
  outcome: Type.Union([Type.Integer(), Type.String()]),
  rows: nullable(Type.Integer()),
  classes: Type.Array(Code),
  subjects: Type.Array(Subject),
});
export type LogLine = Static<typeof Line>;
/** Words of purposes in the reader's language, by their code. */
const Purposes = Type.Record(Type.String(), Type.String());
export const SeenLog = object({
  account: Account,
  lines: Type.Array(Line),
  /** In the whole period. */
  total: Type.Integer(),
  more: Type.Boolean(),
  purposes: Purposes,
});
export type SeenLog = Static<typeof SeenLog>;

/** Which files an account had before it between two moments: what a breach asks for. */
export const Touched = object({
  account: Account,
  files: Type.Array(
    object({
      kind: Code,
      id: Id,
      looks: Type.Integer(),
      changes: Type.Integer(),
      /** Looks in which it was one of a list. */
      inLists: Type.Integer(),
      firstAt: Moment,
      lastAt: Moment,
    }),
  ),
  lines: Type.Integer(),
  /** Lines that showed everything of a kind at once, by that kind. */
  whole: Type.Array(object({ kind: Code, looks: Type.Integer() })),
});
export type Touched = Static<typeof Touched>;

export const FileQuery = object({
  /** Ids of the file: a child and its requests, separated by commas. */
  ids: Type.String({ pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,19}$' }),
  before: Type.Optional(Moment),
});
export const FileLog = object({
  lines: Type.Array(Line),
  more: Type.Boolean(),
  purposes: Purposes,
});
export type FileLog = Static<typeof FileLog>;

export const Block = object({ reason: Words });

const Step = object({ words: Type.String(), by: Type.String(), at: Moment });
const Finding = object({
  id: Id,
  kind: oneOf(findingKinds),
  day: Day,
  account: Id,
  name: Type.String(),
  role: Code,
  subjectKind: nullable(Code),
  subjectId: nullable(Id),
  facts: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()])),
  foundAt: Moment,
  handleBy: Day,
  isMine: Type.Boolean(),
  steps: Type.Array(Type.Intersect([Step, Type.Object({ verdict: oneOf(verdicts) })])),
});
export type Finding = Static<typeof Finding>;
export const Findings = object({
  today: Day,
  open: Type.Array(Finding),
  answered: Type.Array(Finding),
});
export type Findings = Static<typeof Findings>;
export const AnswerFinding = object({ verdict: oneOf(verdicts), words: Words });
export type AnswerFinding = Static<typeof AnswerFinding>;

export const SayBreach = object({
  account: Id,
  from: Moment,
  until: Moment,
  /** From when seventy-two hours count. */
  knownAt: Moment,
  words: Type.String({ minLength: 3, maxLength: 2000 }),
});
export type SayBreach = Static<typeof SayBreach>;
export const StepBreach = object({
  step: oneOf(breachSteps),
  words: Type.String({ minLength: 3, maxLength: 2000 }),
});
export type StepBreach = Static<typeof StepBreach>;
const Breach = object({
  id: Id,
  account: Id,
  name: Type.String(),
  from: Moment,
  until: Moment,
  knownAt: Moment,
  /** Seventy-two hours after it was known. */
  tellBy: Moment,
  words: Type.String(),
  by: Type.String(),
  steps: Type.Array(Type.Intersect([Step, Type.Object({ step: oneOf(breachSteps) })])),
});
export type Breach = Static<typeof Breach>;
export const Breaches = object({ now: Moment, rows: Type.Array(Breach) });
export type Breaches = Static<typeof Breaches>;

export const OpenInEmergency = object({
  reason: oneOf(emergencyReasons),
  words: Type.String({ minLength: 10, maxLength: 1000 }),
});
export type OpenInEmergency = Static<typeof OpenInEmergency>;
/** What one has open now: who the children are, and what was said of them. */
export const Opened = object({
  rows: Type.Array(
    object({
      id: Id,
      kind: Code,
      fileId: Id,
      endsAt: Moment,
      children: Type.Array(
        object({
          id: Id,
          who: nullable(
            object({
              givenName: nullable(Type.String()),
              familyName: nullable(Type.String()),
              birthDate: nullable(Type.String()),
            }),
          ),
        }),
      ),
      words: Type.Array(Type.String()),
    }),
  ),
});
export type Opened = Static<typeof Opened>;
