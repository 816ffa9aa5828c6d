import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import {
  consents,
  fileKinds,
  gates,
  handOverAnswers,
  handOverReasons,
  handOverStates,
  indications,
  moveCauses,
  noteKinds,
  priorityStates,
  priorityTracks,
  registrarKinds,
  runningHelps,
  securityLevels,
  sexes,
  togetherness,
  urgencyFacts,
} from './codes.ts';
import { requestStates } from './request-state.ts';
import { RuleContent } from './rule-set.ts';

/**
 * Requests and answers of the waiting list. Days are ISO days in Europe/Brussels, moments ISO instants. A child is
 * told by a pseudonym; `identity` is there for the access team of the child's own region alone.
 */
export const Id = Type.String({ format: 'uuid' });
export const Day = Type.String({ format: 'date' });
export const Moment = Type.String({ format: 'date-time' });
export const BornMonth = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Words = Type.String({ minLength: 3, maxLength: 1000 });
const Facts = Type.Array(oneOf(urgencyFacts), { maxItems: urgencyFacts.length, uniqueItems: true });
const Features = Type.Array(Code, { maxItems: 20, uniqueItems: true });

export const Identity = object({
  fileNumber: nullable(Type.String({ minLength: 1, maxLength: 40 })),
  givenName: Type.String({ minLength: 1, maxLength: 100 }),
  familyName: Type.String({ minLength: 1, maxLength: 100 }),
  birthDate: nullable(Day),
});
export type Identity = Static<typeof Identity>;

/** Band, day and draw: where a request stands. `group`: it stands where its best sibling stands. */
export const Standing = object({
  band: Type.String(),
  bandNo: Type.Integer(),
  since: Day,
  group: Type.Boolean(),
  callable: Type.Boolean(),
});
export type Standing = Static<typeof Standing>;

export const ListRow = object({
  requestId: Id,
  personId: Id,
  pseudonym: Type.String(),
  name: nullable(Type.String({ description: 'In one’s own region alone' })),
  bornMonth: BornMonth,
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
  region: Code,
  municipality: nullable(Type.String()),
  modules: Type.Array(Code),
  state: oneOf(requestStates),
  fileKind: oneOf(fileKinds),
  standing: nullable(Standing),
  waitingDays: Type.Integer(),
  facts: Facts,
  groupSize: Type.Integer({ description: 'Children of the sibling group who wait; 1 without' }),
  together: nullable(oneOf(togetherness)),
  runningHelp: Type.Array(oneOf(runningHelps)),
  /** What asks for somebody’s eye, first first. */
  attention: Type.Array(
    oneOf([
      'UNSAFE_WITHOUT_ANSWER',
      'REVIEW_DUE',
      'ASSESSMENT_EXPIRED',
      'SECOND_WORKER',
      'DECISION_ENDS',
      'CONSENT_MISSING',
      'NO_ASSESSMENT',
      'LONG_WITHOUT_REVIEW',
    ] as const),
  ),
  owner: nullable(Type.String()),
  mine: Type.Boolean(),
});
export type ListRow = Static<typeof ListRow>;

export const listSorts = ['order', 'since', 'changed', 'name'] as const;
export const listViews = ['all', 'mine', 'watch', 'review', 'second', 'handOver'] as const;
export const ListQuery = object({
  module: Type.Optional(Type.Array(Code, { maxItems: 20 })),
  region: Type.Optional(Type.Array(Code, { maxItems: 10 })),
  band: Type.Optional(Type.Array(Code, { maxItems: 9 })),
  state: Type.Optional(Type.Array(oneOf(requestStates), { maxItems: 16 })),
  sex: Type.Optional(oneOf(sexes)),
  ageFrom: Type.Optional(Type.Integer({ minimum: -1, maximum: 25 })),
  ageTo: Type.Optional(Type.Integer({ minimum: -1, maximum: 25 })),
  fileKind: Type.Optional(Type.Array(oneOf(fileKinds), { maxItems: 5 })),
  siblings: Type.Optional(Type.Boolean()),
  view: Type.Optional(oneOf(listViews)),
  find: Type.Optional(Type.String({ minLength: 2, maxLength: 80 })),
  sort: Type.Optional(oneOf(listSorts)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ListQuery = Static<typeof ListQuery>;
export const WaitingList = object({
  day: Day,
  rules: nullable(
    object({
      version: Code,
      title: Type.String(),
      bands: Type.Array(Code),
      /** So that a row can say which of its facts led to its band. */
      content: RuleContent,
    }),
  ),
  rows: Type.Array(ListRow),
  total: Type.Integer(),
  more: Type.Boolean(),
  /** Children whom another region asks one's own to take over. */
  handOvers: Type.Integer(),
  /** Children who can be called, by band, with the median of their waiting days. */
  bands: Type.Array(
    object({
      band: Code,
      count: Type.Integer(),
      medianDays: nullable(Type.Integer()),
      p75Days: nullable(Type.Integer()),
    }),
  ),
});
export type WaitingList = Static<typeof WaitingList>;

const Wish = object({
  module: Code,
  firstUnitId: Type.Optional(nullable(Id)),
  secondUnitId: Type.Optional(nullable(Id)),
});
export type Wish = Static<typeof Wish>;
const Wishes = Type.Array(Wish, { minItems: 1, maxItems: 5 });

const profile = {
  gate: oneOf(gates),
  fileKind: oneOf(fileKinds),
  registrarKind: oneOf(registrarKinds),
  registeredOn: Day,
  validUntil: nullable(Day),
  startFrom: nullable(Day),
  securityNeed: oneOf(securityLevels),
  indications: Type.Array(oneOf(indications), { maxItems: indications.length, uniqueItems: true }),
  needs: Features,
  consentRepresentative: oneOf(consents),
  consentMinor: oneOf(consents),
  minorAble: nullable(Type.Boolean()),
  runningHelp: Type.Array(oneOf(runningHelps), {
    maxItems: runningHelps.length,
    uniqueItems: true,
  }),
};
const child = {
  municipality: nullable(Code),
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
};

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

export const RequestParams = object({ requestId: Id });
export const PersonParams = object({ personId: Id });
export const AssessmentParams = object({ assessmentId: Id });
export const VersionParams = object({ version: Code });
export const DuplicateParams = object({ duplicateId: Id });

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
export const DecideDuplicate = object({ decision: oneOf(['MERGE', 'DISTINCT'] as const) });
export const Done = object({ id: Id, eventId: nullable(Id) });
export type Done = Static<typeof Done>;

/** Of every change; spread, as two closed objects have nothing in common. */
const change = {
  at: Moment,
  by: nullable(Type.String()),
  role: nullable(Type.String()),
};
export const Step = object({
  ...change,
  from: nullable(oneOf(requestStates)),
  to: oneOf(requestStates),
  reason: nullable(Type.String()),
  /** Days since the step before: where they were lost (R76). */
  days: Type.Integer(),
});
export const OrderMove = object({
  ...change,
  cause: oneOf(moveCauses),
  beforeBand: nullable(Type.Integer()),
  afterBand: nullable(Type.Integer()),
  beforeSince: nullable(Day),
  afterSince: nullable(Day),
});
export const Assessment = object({
  ...change,
  id: Id,
  facts: Facts,
  sources: Type.Record(Type.String(), Type.String()),
  rules: Code,
  bandNo: Type.Integer(),
  overrideBandNo: nullable(Type.Integer()),
  overrideReason: nullable(Type.String()),
  secondWorker: oneOf(['NONE', 'BEFORE', 'AFTER'] as const),
  confirmedBy: nullable(Type.String()),
  confirmedAt: nullable(Moment),
  validUntil: Day,
  /** It is the one that counts now. */
  counts: Type.Boolean(),
  mine: Type.Boolean(),
});
/** Why a request stands where it stands, for one module: who stand before it, by band and by longer waiting. */
export const Position = object({
  module: Code,
  position: Type.Integer({ description: '1 is first, of those who can be called' }),
  of: Type.Integer(),
  beforeByBand: Type.Array(object({ band: Code, count: Type.Integer() })),
  beforeInBand: Type.Integer(),
});
export type Position = Static<typeof Position>;

export const HandOverParams = object({ handOverId: Id });
export const AskHandOver = object({ toRegion: Code, reason: oneOf(handOverReasons) });
export type AskHandOver = Static<typeof AskHandOver>;
export const AnswerHandOver = object({
  accept: Type.Boolean(),
  /** Why not, where it is not accepted. */
  reason: Type.Optional(oneOf(handOverAnswers)),
});
export type AnswerHandOver = Static<typeof AnswerHandOver>;

/** The last time that another region was asked to take the child over. */
const HandOver = object({
  id: Id,
  from: Code,
  to: Code,
  state: oneOf(handOverStates),
  reason: oneOf(handOverReasons),
  answer: nullable(oneOf(handOverAnswers)),
  askedOn: Day,
  answeredOn: nullable(Day),
  mayAnswer: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
});

export const RequestDetail = object({
  handOver: nullable(HandOver),
  row: ListRow,
  identity: nullable(Identity),
  request: object({
    ...profile,
    since: nullable(Day),
    reviewOn: nullable(Day),
    stateReason: nullable(Type.String()),
    owner: nullable(Type.String()),
    secondOwner: nullable(Type.String()),
    wishes: Type.Array(
      object({
        module: Code,
        firstUnitId: nullable(Id),
        firstUnit: nullable(Type.String()),
        secondUnitId: nullable(Id),
        secondUnit: nullable(Type.String()),
      }),
    ),
    municipalityCode: nullable(Code),
  }),
  choices: Type.Array(oneOf(requestStates)),
  mayChange: Type.Boolean({ description: 'It is of one’s own region' }),
  positions: Type.Array(Position),
  siblings: Type.Array(
    object({
      personId: Id,
      requestId: nullable(Id),
      pseudonym: Type.String(),
      name: nullable(Type.String()),
      bornMonth: BornMonth,
      sex: oneOf(sexes),
      state: nullable(oneOf(requestStates)),
    }),
  ),
  together: nullable(oneOf(togetherness)),
  apart: Type.Array(
    object({
      otherRequestId: nullable(Id),
      pseudonym: nullable(Type.String()),
      otherRef: nullable(Type.String()),
      unitId: nullable(Id),
      unit: nullable(Type.String()),
    }),
  ),
  notes: nullable(
    Type.Array(object({ ...change, id: Id, kind: oneOf(noteKinds), words: Type.String() })),
  ),
  priority: Type.Array(
    object({
      track: oneOf(priorityTracks),
      state: oneOf(priorityStates),
      askedOn: Day,
      decidedOn: nullable(Day),
      validUntil: nullable(Day),
    }),
  ),
  assessments: Type.Array(Assessment),
  steps: Type.Array(Step),
  moves: Type.Array(OrderMove),
  rules: nullable(object({ version: Code, content: RuleContent })),
});
export type RequestDetail = Static<typeof RequestDetail>;

export const DuplicateRow = object({
  id: Id,
  signs: Type.Array(Code),
  foundAt: Moment,
  people: Type.Array(
    object({
      personId: Id,
      requestId: nullable(Id),
      pseudonym: Type.String(),
      identity: nullable(Identity),
      bornMonth: BornMonth,
      sex: oneOf(sexes),
      region: Code,
      since: nullable(Day),
      state: nullable(oneOf(requestStates)),
    }),
    { minItems: 2, maxItems: 2 },
  ),
  mayDecide: Type.Boolean(),
});
export type DuplicateRow = Static<typeof DuplicateRow>;
export const Duplicates = Type.Array(DuplicateRow);

export const RuleSetRow = object({
  version: Code,
  title: Type.String(),
  source: Type.String(),
  content: RuleContent,
  madeAt: Moment,
  approvedAt: nullable(Moment),
  inForceFrom: nullable(Day),
  inForceUntil: nullable(Day),
  applied: Type.Boolean(),
  mine: Type.Boolean({ description: 'Made by who asks: somebody else approves' }),
});
export type RuleSetRow = Static<typeof RuleSetRow>;
export const RuleSets = Type.Array(RuleSetRow);
export const KeepRules = object({
  version: Type.String({ pattern: '^[A-Z]{2,6}-[0-9]{4}-[0-9]{1,3}$' }),
  title: Type.String({ minLength: 3, maxLength: 200 }),
  source: Words,
  content: RuleContent,
});
export type KeepRules = Static<typeof KeepRules>;
export const ApproveRules = object({ from: Day });
/** What the rules would do to the list of a day: how many in each band before and after, and who would move most. */
export const TryRules = object({ on: Type.Optional(Day) });
export const Tried = object({
  version: Code,
  against: nullable(Code),
  on: Day,
  requests: Type.Integer(),
  passages: Type.Array(
    object({ from: nullable(Code), to: Code, count: Type.Integer(), medianDays: Type.Integer() }),
  ),
  /** Of the first hundred calls: how many come from each band and lane, before and after. */
  firstCalls: Type.Array(
    object({
      code: Code,
      kind: oneOf(['BAND', 'LANE'] as const),
      before: Type.Integer(),
      after: Type.Integer(),
    }),
  ),
  movers: Type.Array(
    object({
      requestId: Id,
      pseudonym: Type.String(),
      before: Type.Integer(),
      after: Type.Integer(),
      beforeBand: nullable(Code),
      afterBand: Code,
    }),
  ),
});
export type Tried = Static<typeof Tried>;
