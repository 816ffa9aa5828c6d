import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import {
  ageBands,
  agreements,
  attemptStates,
  deploymentStates,
  destinations,
  dueKinds,
  fallbacks,
  fundings,
  helpKinds,
  nextSteps,
  noResponseReasons,
  problems,
  registrarKinds,
  requestKinds,
  sectors,
  sexes,
  unsafeties,
} from './codes.ts';
import { crisisStates } from './request-state.ts';

/** Requests and answers of the crisis desk. Moments are ISO instants, days ISO days in Europe/Brussels. */
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Code = Type.String({ minLength: 1, maxLength: 40 });
const Name = Type.String({ minLength: 1, maxLength: 100 });
const Phone = Type.String({ minLength: 3, maxLength: 40 });
const Words = Type.String({ minLength: 1, maxLength: 4000 });
const Who = Type.String({ minLength: 2, maxLength: 120 });
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
const Age = Type.Integer({ minimum: 0, maximum: 25 });

export const RequestParams = object({ requestId: Id });
export const MinorParams = object({ minorId: Id });
export const AttemptParams = object({ attemptId: Id });
export const DeploymentParams = object({ deploymentId: Id });
export const PledgeParams = object({ pledgeId: Id });
export const DutyParams = object({ dutyId: Id });

/** Of what was done: its id and the event. */
export const Done = object({ id: Id, eventId: Id });
export type Done = Static<typeof Done>;

/** Who a minor is; every part may be unknown, and all of it is. */
export const Identity = object({
  givenName: Type.Optional(Name),
  familyName: Type.Optional(Name),
  birthDate: Type.Optional(Day),
  phone: Type.Optional(Phone),
});
export type Identity = Static<typeof Identity>;

/** A minor needs no identity: an age or a band, sex and zone as far as they are known. */
export const NewMinor = object({
  ageYears: Type.Optional(Age),
  ageBand: Type.Optional(oneOf(ageBands)),
  unborn: Type.Optional(Type.Boolean()),
  sex: Type.Optional(oneOf(sexes)),
  zone: Type.Optional(Code),
  identity: Type.Optional(Identity),
});
export type NewMinor = Static<typeof NewMinor>;

/** One write for all that was said on the telephone. */
export const RegisterRequest = object({
  kind: oneOf(requestKinds),
  registrarKind: oneOf(registrarKinds),
  registrarOrganisationId: Type.Optional(Id),
  anonymous: Type.Optional(Type.Boolean()),
  agreement: oneOf(agreements),
  unsafety: Type.Optional(oneOf(unsafeties)),
  problems: Type.Optional(Type.Array(oneOf(problems), { maxItems: 17, uniqueItems: true })),
  /** Required for a dispatch. */
  wanted: Type.Optional(oneOf(helpKinds)),
  zone: Type.Optional(Code),
  minors: Type.Array(NewMinor, { maxItems: 12 }),
  words: Type.Optional(Words),
  repeatOf: Type.Optional(Id),
  longTerm: Type.Optional(Type.Boolean()),
});
export type RegisterRequest = Static<typeof RegisterRequest>;

/** An earlier request that may be of the same child, and by which signs. */
export const Suggestion = object({
  requestId: Id,
  number: Type.Integer(),
  receivedAt: Moment,
  state: oneOf(crisisStates),
  signs: Type.Array(oneOf(['NAME', 'PROFILE'] as const)),
});
export type Suggestion = Static<typeof Suggestion>;

export const Registered = object({
  id: Id,
  eventId: Id,
  number: Type.Integer(),
  minorIds: Type.Array(Id),
  suggestions: Type.Array(Suggestion),
});
export type Registered = Static<typeof Registered>;

export const CloseConsult = object({ words: Type.Optional(Words) });
export type CloseConsult = Static<typeof CloseConsult>;
/** A consult that needs a search after all, or a search whose wanted help changes. */
export const StartDispatch = object({ wanted: oneOf(helpKinds), agreement: oneOf(agreements) });
export type StartDispatch = Static<typeof StartDispatch>;
export const SetAgreement = object({ agreement: oneOf(agreements) });
export type SetAgreement = Static<typeof SetAgreement>;
export const LinkRepeat = object({ repeatOf: Id });
export type LinkRepeat = Static<typeof LinkRepeat>;
export const Mark = object({
  longTerm: Type.Optional(Type.Boolean()),
  accelerated: Type.Optional(Type.Boolean()),
  unsafety: Type.Optional(oneOf(unsafeties)),
});
export type Mark = Static<typeof Mark>;
export const AddNote = object({ words: Words });
export type AddNote = Static<typeof AddNote>;

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

export const Partner = object({
  name: Who,
  sector: oneOf(sectors),
  providerId: Type.Optional(Id),
  phone: Type.Optional(Phone),
  nightPhone: Type.Optional(Phone),
});
export type Partner = Static<typeof Partner>;
export const Pledge = object({
  partnerId: Id,
  kind: oneOf(helpKinds),
  places: Type.Integer({ minimum: 1, maximum: 200 }),
  funding: oneOf(fundings),
  from: Day,
  /** First day without; required for a project. */
  until: Type.Optional(Day),
  /** The unit whose places these are: a stay there claims a place. */
  unitId: Type.Optional(Id),
  module: Type.Optional(Code),
  ageMin: Type.Optional(Age),
  ageMax: Type.Optional(Age),
  outOfHours: Type.Optional(Type.Boolean()),
});
export type Pledge = Static<typeof Pledge>;
export const EndPledge = object({ until: Day });
export type EndPledge = Static<typeof EndPledge>;
export const Duty = object({
  from: Moment,
  until: Moment,
  name: Who,
  phone: Type.Optional(Phone),
  line: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 })),
});
export type Duty = Static<typeof Duty>;

const Attempt = object({
  id: Id,
  partnerName: Type.String(),
  region: Code,
  kind: oneOf(helpKinds),
  state: oneOf(attemptStates),
  askedAt: Moment,
  askedBy: nullable(Type.String()),
  dueAt: Moment,
  answeredAt: nullable(Moment),
  answeredBy: nullable(Type.String()),
  reason: nullable(oneOf(noResponseReasons)),
  pledgeId: Id,
});
const Deployment = object({
  id: Id,
  partnerName: Type.String(),
  kind: oneOf(helpKinds),
  partOf: nullable(Id),
  state: oneOf(deploymentStates),
  slot: Type.Integer(),
  placedAt: Moment,
  startedAt: nullable(Moment),
  maxEndAt: nullable(Moment),
  extensions: Type.Integer(),
  nextStep: nullable(oneOf(nextSteps)),
  nextOwner: nullable(Type.String()),
  nextOn: nullable(Day),
  destination: nullable(oneOf(destinations)),
  endedAt: nullable(Moment),
  /** Whether it claims a place of a unit here. */
  hasPlace: Type.Boolean(),
});
const Minor = object({
  id: Id,
  position: Type.Integer(),
  pseudonym: Type.String(),
  /** Of the own region alone. */
  name: nullable(Type.String()),
  birthDate: nullable(Day),
  phone: nullable(Type.String()),
  ageYears: nullable(Type.Integer()),
  ageBand: nullable(oneOf(ageBands)),
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
  zone: nullable(Code),
  state: oneOf(crisisStates),
  reason: nullable(oneOf(noResponseReasons)),
  fallback: nullable(oneOf(fallbacks)),
  waitingRequestId: nullable(Id),
  attempts: Type.Array(Attempt),
  deployments: Type.Array(Deployment),
});
const Due = object({ kind: oneOf(dueKinds), at: Moment });
const request = {
  id: Id,
  number: Type.Integer(),
  region: Code,
  receivedAt: Moment,
  kind: oneOf(requestKinds),
  state: oneOf(crisisStates),
  registrarKind: oneOf(registrarKinds),
  anonymous: Type.Boolean(),
  agreement: oneOf(agreements),
  agreementDueAt: nullable(Moment),
  unsafety: oneOf(unsafeties),
  problems: Type.Array(oneOf(problems)),
  wanted: nullable(oneOf(helpKinds)),
  zone: nullable(Code),
  repeatOf: nullable(Id),
  longTerm: Type.Boolean(),
  accelerated: Type.Boolean(),
  closedAt: nullable(Moment),
  minors: Type.Array(Minor),
  /** What the clock does next; null when nothing runs. */
  nextDue: nullable(Due),
};
/** One open case on the desk. */
export const DeskRequest = object(request);
export type DeskRequest = Static<typeof DeskRequest>;
const Note = object({
  id: Id,
  requestId: nullable(Id),
  kind: oneOf(['CASE', 'CONSULT', 'HAND_OVER'] as const),
  words: Type.String(),
  at: Moment,
  by: nullable(Type.String()),
});
const OnDuty = object({
  id: Id,
  name: Type.String(),
  phone: nullable(Type.String()),
  line: Type.Integer(),
  from: Moment,
  until: Moment,
});
/** What the desk has in hand: open cases, the most pressing first; who answers the telephone; the last hand-over notes. */
export const Desk = object({
  region: Code,
  at: Moment,
  requests: Type.Array(DeskRequest),
  onDuty: Type.Array(OnDuty),
  handOver: Type.Array(Note),
});
export type Desk = Static<typeof Desk>;

export const DueStep = object({
  kind: oneOf(dueKinds),
  subjectId: Id,
  dueAt: Moment,
  doneAt: Moment,
});
export const RequestDetail = object({
  ...request,
  notes: Type.Array(Note),
  dueSteps: Type.Array(DueStep),
  /** The other requests of the same case. */
  sameCase: Type.Array(
    object({ id: Id, number: Type.Integer(), receivedAt: Moment, state: oneOf(crisisStates) }),
  ),
  suggestions: Type.Array(Suggestion),
});
export type RequestDetail = Static<typeof RequestDetail>;

/** All that is open, on paper: the desk's rows and the last words of each case. */
export const PrintedList = object({
  ...Desk.properties,
  notes: Type.Array(Note),
  network: Type.Array(
    object({
      name: Type.String(),
      sector: oneOf(sectors),
      phone: nullable(Type.String()),
      nightPhone: nullable(Type.String()),
    }),
  ),
});
export type PrintedList = Static<typeof PrintedList>;

export const NetworkQuery = object({
  kind: Type.Optional(oneOf(helpKinds)),
  everywhere: Type.Optional(Type.Boolean()),
});
export type NetworkQuery = Static<typeof NetworkQuery>;
/** What partners pledged, how much of it is left, and who is being asked now. */
export const PledgeRow = object({
  pledgeId: Id,
  partnerId: Id,
  partnerName: Type.String(),
  sector: oneOf(sectors),
  region: Code,
  phone: nullable(Type.String()),
  nightPhone: nullable(Type.String()),
  kind: oneOf(helpKinds),
  places: Type.Integer(),
  taken: Type.Integer(),
  /** Free places of the unit by its own figures, where the pledge has one. */
  unitFree: nullable(Type.Integer()),
  unitName: nullable(Type.String()),
  funding: oneOf(fundings),
  until: nullable(Day),
  ageMin: Type.Integer(),
  ageMax: Type.Integer(),
  outOfHours: Type.Boolean(),
  asks: Type.Array(
    object({
      attemptId: Id,
      minorId: Id,
      region: Code,
      askedBy: nullable(Type.String()),
      askedAt: Moment,
      dueAt: Moment,
    }),
  ),
});
export type PledgeRow = Static<typeof PledgeRow>;
export const Network = object({ pledges: Type.Array(PledgeRow) });
export type Network = Static<typeof Network>;

/** What a partner is asked: a child under no name, and until when. */
export const AskedOfPartner = object({
  rows: Type.Array(
    object({
      id: Id,
      kind: oneOf(helpKinds),
      ageYears: nullable(Type.Integer()),
      ageBand: nullable(oneOf(ageBands)),
      unborn: Type.Boolean(),
      sex: oneOf(sexes),
      unsafety: oneOf(unsafeties),
      region: Code,
      askedAt: Moment,
      dueAt: Moment,
    }),
  ),
});
export type AskedOfPartner = Static<typeof AskedOfPartner>;

/** What a registrar may know of what it registered: in hand, or how it ended. */
export const Registrations = object({
  rows: Type.Array(
    object({
      id: Id,
      number: Type.Integer(),
      region: Code,
      registeredAt: Moment,
      state: oneOf(['IN_HAND', ...crisisStates] as const),
      closedAt: nullable(Moment),
    }),
  ),
});
export type Registrations = Static<typeof Registrations>;
export const Registrars = Type.Array(object({ id: Id, name: Type.String() }));
