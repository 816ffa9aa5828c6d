import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import * as codes from './codes.ts';
import { fitCriteria } from './fit.ts';

/** Requests and answers of crisis foster care. Days are ISO days in Europe/Brussels, moments ISO instants, hours its clock. */
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Phone = Type.String({ pattern: '^[0-9+ ./()-]{6,30}$' });
const Mail = Type.String({
  minLength: 6,
  maxLength: 254,
  pattern: '^\\s*[^\\s@<>,;:"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,190}\\s*$',
});
const Age = Type.Integer({ minimum: 0, maximum: 17 });
const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Km = Type.Number({ description: 'By road, estimated, in tenths' });
const Words = Type.String({ minLength: 1, maxLength: 1000 });
/** What a service adds for itself to a reason: no name, and no family reads it. */
const Aside = Type.String({ minLength: 1, maxLength: 300 });
const Phase = Type.Integer({ minimum: 0, maximum: 2 });

const languageCodes = [
  'nl',
  'fr',
  'en',
  'de',
  'ar',
  'tr',
  'es',
  'pl',
  'ro',
  'uk',
  'ru',
  'sign',
] as const;

const profile = {
  municipality: Code,
  kinds: Type.Array(oneOf(codes.careKinds), { minItems: 1, maxItems: 3, uniqueItems: true }),
  ageFrom: Age,
  ageTo: Age,
  places: Type.Integer({ minimum: 1, maximum: 6 }),
  siblingsTogether: Type.Boolean(),
  hasPets: Type.Boolean(),
  /** As far as the family brings a child to its own school; null = not at all. */
  schoolReachKm: nullable(Type.Integer({ minimum: 0, maximum: 100 })),
  access: oneOf(codes.accessNeeds),
  languages: Type.Array(oneOf(languageCodes), { minItems: 1, maxItems: 12, uniqueItems: true }),
};

/** The id is made by the phone: sent again, it is the same sign-up. */
export const SignUp = object({
  id: Id,
  serviceId: Id,
  contactName: Name,
  phone: Phone,
  mail: Mail,
  ...profile,
});
export type SignUp = Static<typeof SignUp>;
/** The same whoever signs up, known or not. */
export const Thanks = object({ received: Type.Boolean() });

export const SignUpChoices = object({
  services: Type.Array(object({ id: Id, name: Type.String(), region: Code })),
  municipalities: Type.Array(object({ code: Code, name: Type.String(), region: Code })),
});
export type SignUpChoices = Static<typeof SignUpChoices>;

export const Profile = object({ phone: Phone, ...profile });
export type Profile = Static<typeof Profile>;

export const FamilyParams = object({ familyId: Id });
export const RequestParams = object({ requestId: Id });
export const MatchParams = object({ matchId: Id });
export const CardParams = object({ cardId: Id });
export const WindowParams = object({ windowId: Id });
export const FamilyWindowParams = object({ familyId: Id, windowId: Id });

/** A span of days in which the family is there, on some weekdays, within some hours. */
const availability = {
  from: Day,
  /** The day after the last; null = until further notice. */
  until: nullable(Day),
  /** 1 = Monday … 7 = Sunday. */
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
  }),
  /** Also on legal holidays from Monday to Friday. */
  onHolidays: Type.Boolean(),
  /** Hours in which a child can arrive, half-open: 8 to 21 is until nine in the evening. */
  hourFrom: Hour,
  hourUntil: Type.Integer({ minimum: 1, maximum: 24 }),
  places: Type.Integer({ minimum: 1, maximum: 6 }),
};
export const SetWindow = object(availability);
export type SetWindow = Static<typeof SetWindow>;
export const AvailabilityWindow = object({ id: Id, ...availability });

export const DecideFamily = object({
  state: oneOf(['APPROVED', 'PAUSED', 'ENDED', 'REFUSED'] as const),
  /** Under which name the identity provider knows who logs in for the family; with the first approval. */
  subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** Why a sign-up is refused; a refusal without one is itself refused. */
  reason: Type.Optional(oneOf(codes.familyRefusalReasons)),
  words: Type.Optional(Aside),
});
export type DecideFamily = Static<typeof DecideFamily>;

const facts = {
  municipality: Code,
  /** Where the own school is, when it must stay within reach and is elsewhere. */
  schoolMunicipality: Type.Optional(Code),
  youngest: Age,
  oldest: Age,
  children: Type.Integer({ minimum: 1, maximum: 8 }),
  kind: oneOf(codes.careKinds),
  length: oneOf(codes.stayLengths),
  startOn: Day,
  startHour: Hour,
  school: oneOf(codes.schoolNeeds),
  pets: oneOf(codes.petNeeds),
  access: oneOf(codes.accessNeeds),
  contact: oneOf(codes.contactFrequencies),
};
export const ReceiveRequest = object({
  serviceId: Id,
  registrarKind: oneOf(codes.registrarKinds),
  /** Who asked, a colleague or an organisation: never a child. */
  registrarName: Type.Optional(Type.String({ minLength: 2, maxLength: 120 })),
  ...facts,
  /** Families within so many kilometres are asked; absent = the setting of the region. */
  reachKm: Type.Optional(Type.Integer({ minimum: 5, maximum: 400 })),
  /** An earlier request for the same child or children. */
  repeatOf: Type.Optional(Id),
  /** The request at the crisis point that it comes from, and what kind of request that is. */
  crisisKind: Type.Optional(Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 40 })),
  crisisRef: Type.Optional(Id),
});
export type ReceiveRequest = Static<typeof ReceiveRequest>;
/** `published` false: it waits for the desk, or even its coarsest card would single out. */
export const Published = object({ id: Id, published: Type.Boolean() });
export type Published = Static<typeof Published>;

export const Details = object({
  firstNames: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  arrival: Type.Optional(Words),
  care: Type.Optional(Words),
  health: Type.Optional(Words),
  contactWords: Type.Optional(Words),
});
export type Details = Static<typeof Details>;

export const Propose = object({ familyId: Id });
export type Propose = Static<typeof Propose>;
export const RefuseMatch = object({
  reason: oneOf(codes.refusalReasons),
  /** Of the service alone: what a family adds is not kept. */
  words: Type.Optional(Aside),
});
export type RefuseMatch = Static<typeof RefuseMatch>;
export const StartMatch = object({ on: Day });
export const EndMatch = object({ on: Day, reason: oneOf(codes.endReasons) });
export const LeaveUnfilled = object({ reason: oneOf(codes.unfilledReasons) });

export const AnswerCard = object({
  answer: oneOf(codes.answers),
  /** When it was said on the phone: an answer that waited there does not undo a later one. */
  givenAt: Type.Optional(Moment),
});
export type AnswerCard = Static<typeof AnswerCard>;
export const Answered = object({ cardId: Id, answer: oneOf(codes.answers) });
export const SeenCards = object({ cardIds: Type.Array(Id, { maxItems: 200, uniqueItems: true }) });
export const Seen = object({ seen: Type.Integer() });
export const Done = object({ id: Id });
export const Confirmed = object({ id: Id, state: oneOf(codes.matchStates) });

/** The ten fields, and nothing else of a child. Null: not on this card. */
const Card = object({
  ages: nullable(object({ from: Age, to: Age })),
  siblings: object({
    together: Type.Boolean(),
    number: nullable(Type.Integer({ description: '4 = four or more' })),
  }),
  kind: nullable(oneOf(codes.careKinds)),
  length: nullable(oneOf([...codes.stayLengths, 'UP_TO_WEEK', 'OVER_WEEK'] as const)),
  startWeek: nullable(oneOf(codes.startWeeks)),
  region: nullable(Code),
  school: nullable(oneOf(codes.schoolNeeds)),
  pets: nullable(oneOf(codes.petNeeds)),
  access: nullable(oneOf([...codes.accessNeeds, 'STEP_FREE'] as const)),
  contact: nullable(oneOf(codes.contactFrequencies)),
});

/** The family's page: what it sees fits now; nothing of what is closed. */
export const FamilyPage = object({
  family: nullable(
    object({
      id: Id,
      state: oneOf(codes.familyStates),
      serviceName: Type.String(),
      ...Profile.properties,
    }),
  ),
  windows: Type.Array(AvailabilityWindow),
  cards: Type.Array(
    object({
      id: Id,
      card: Card,
      publishedAt: Moment,
      answer: nullable(oneOf(codes.answers)),
      seenAt: nullable(Moment),
    }),
  ),
  matches: Type.Array(
    object({
      id: Id,
      state: oneOf(codes.matchStates),
      from: Day,
      until: Day,
      places: Type.Integer(),
      familyYesAt: nullable(Moment),
      serviceYesAt: nullable(Moment),
      startedOn: nullable(Day),
      card: nullable(Card),
      /** There once both said yes, and gone when it ends. */
      details: nullable(Details),
    }),
  ),
  /** The last time that the service chose otherwise, in the last week: why, and nothing of the child. */
  passedOver: nullable(object({ at: Moment, reason: oneOf(codes.refusalReasons) })),
});
export type FamilyPage = Static<typeof FamilyPage>;

const RequestRow = object({
  id: Id,
  state: oneOf(codes.requestStates),
  serviceId: Id,
  serviceName: Type.String(),
  region: Code,
  receivedAt: Moment,
  startOn: Day,
  children: Type.Integer(),
  withheld: Type.Boolean(),
  unfilledReason: nullable(oneOf(codes.unfilledReasons)),
  startedOn: nullable(Day),
  endedOn: nullable(Day),
  crisisRef: nullable(Id),
});
/** What a registrar sees of requests: how each stands. */
export const Requests = Type.Array(RequestRow);
export type Requests = Static<typeof Requests>;
export const RequestsQuery = object({
  /** Of one request at the crisis point. */
  crisisRef: Type.Optional(Id),
});
export type RequestsQuery = Static<typeof RequestsQuery>;

const Candidate = object({
  familyId: Id,
  /** Null for a family of another service: it is known by its answer alone. */
  contactName: nullable(Type.String()),
  serviceName: Type.String(),
  municipality: nullable(Type.String()),
  km: Km,
  fits: Type.Boolean(),
  misses: Type.Array(oneOf(fitCriteria)),
  shownAt: Moment,
  seenAt: nullable(Moment),
  answer: nullable(oneOf(codes.answers)),
  answeredAt: nullable(Moment),
  phone: nullable(Type.String()),
});
const MatchRow = object({
  id: Id,
  state: oneOf(codes.matchStates),
  familyId: Id,
  contactName: nullable(Type.String()),
  km: Km,
  from: Day,
  until: Day,
  familyYesAt: nullable(Moment),
  serviceYesAt: nullable(Moment),
  refusedBy: nullable(oneOf(['FAMILY', 'SERVICE'] as const)),
  refusalReason: nullable(oneOf(codes.refusalReasons)),
  /** What the service wrote for itself. */
  refusalWords: nullable(Type.String()),
  startedOn: nullable(Day),
  endedOn: nullable(Day),
  endReason: nullable(oneOf(codes.endReasons)),
});
const BoardRequest = object({
  ...RequestRow.properties,
  registrarKind: oneOf(codes.registrarKinds),
  registrarName: nullable(Type.String()),
  municipality: Type.String(),
  youngest: Age,
  oldest: Age,
  kind: oneOf(codes.careKinds),
  length: oneOf(codes.stayLengths),
  startHour: Hour,
  school: oneOf(codes.schoolNeeds),
  pets: oneOf(codes.petNeeds),
  access: oneOf(codes.accessNeeds),
  contact: oneOf(codes.contactFrequencies),
  reachKm: Type.Integer(),
  /** What families see, and how coarse it had to be; null = not published. */
  card: nullable(object({ id: Id, level: Type.Integer(), publishedAt: Moment, card: Card })),
  /** To how many families it is or was shown, and how many had it on their screen. */
  shown: Type.Integer(),
  seen: Type.Integer(),
  /** Whom it was shown to: who can and who asks to be called first, then by distance; the nearest sixty. */
  candidates: Type.Array(Candidate),
  matches: Type.Array(MatchRow),
  /** What is written down for the family that takes the child; it reads it once both said yes. */
  details: nullable(Details),
});
const BoardFamily = object({
  id: Id,
  state: oneOf(codes.familyStates),
  contactName: Type.String(),
  mail: nullable(Type.String()),
  municipalityName: Type.String(),
  appliedAt: Moment,
  /** Places that stand open today, and that are given today. */
  openToday: Type.Integer(),
  takenToday: Type.Integer(),
  ...profile,
  phone: nullable(Type.String()),
  windows: Type.Array(AvailabilityWindow),
});
/** The service's board, in one answer. */
export const Board = object({
  /** Out of hours: 0 nothing, 1 published at once, 2 matched at once; and since when. */
  phase: Phase,
  phaseFrom: nullable(Day),
  mayMatchNow: Type.Boolean(),
  /** When somebody sits at the desk, on working days, by the clock of Brussels; and whether that is now. */
  desk: object({ from: Hour, until: Type.Integer({ minimum: 1, maximum: 24 }) }),
  isDeskOpen: Type.Boolean(),
  today: Day,
  open: Type.Array(BoardRequest),
  /** Matched and started, by the day they begin. */
  running: Type.Array(BoardRequest),
  /** Ended and unfilled of the last days, the latest first, with why. */
  closed: Type.Array(BoardRequest),
  families: Type.Array(BoardFamily),
  /** Sign-ups that were refused in the last quarter: what they told of themselves is gone. */
  refused: Type.Array(
    object({
      id: Id,
      municipalityName: Type.String(),
      appliedAt: Moment,
      refusedAt: Moment,
      reason: nullable(oneOf(codes.familyRefusalReasons)),
      words: nullable(Type.String()),
    }),
  ),
});
export type Board = Static<typeof Board>;
/** What a service does when nobody sits at its desk, from this day on. */
export const ChoosePhase = object({ phase: Phase, from: Day });
export type ChoosePhase = Static<typeof ChoosePhase>;
/** What a service chose for outside its hours, the first choice first: each undoes every earlier one that begins later. */
export const Hours = object({
  today: Day,
  /** As the region has it, for a service that never chose; and since when. */
  usual: Phase,
  usualFrom: nullable(Day),
  choices: Type.Array(object({ phase: Phase, from: Day, decidedAt: Moment })),
});
export type Hours = Static<typeof Hours>;

/** What the service weighs before it publishes or asks a family. */
export const RequestLook = object({
  /** The rung on which the card would be published now; null = even the coarsest would single out. */
  level: nullable(Type.Integer({ minimum: 0, maximum: 14 })),
  card: nullable(Card),
  /** The centre of the municipality of the request. */
  point: object({ lat: Type.Number(), lon: Type.Number() }),
  /** The own families, the nearest first, against the request as it was asked and not against its card. */
  families: Type.Array(object({ familyId: Id, km: Km, misses: Type.Array(oneOf(fitCriteria)) })),
});
export type RequestLook = Static<typeof RequestLook>;
export const BoardQuery = object({
  /** How far back closed requests go. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
});
export type BoardQuery = Static<typeof BoardQuery>;
