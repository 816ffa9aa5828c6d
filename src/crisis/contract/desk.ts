import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  ageBands,
  agreements,
  attemptStates,
  deploymentStates,
  destinations,
  dueKinds,
  fallbacks,
  helpKinds,
  nextSteps,
  noResponseReasons,
  problems,
  registrarKinds,
  requestKinds,
  sectors,
  sexes,
  unsafeties,
} from '../codes.ts';
import { crisisStates } from '../request-state.ts';
import { Suggestion } from './call.ts';
import { Code, Day, Id, Moment, Who, Words } from './values.ts';

/** What a desk reads: its cases, one of them whole, the list for paper, the shift. */

/** What one shift leaves to the next, and whom by name. */
export const HandOver = object({ words: Words, toName: Type.Optional(Who) });
export type HandOver = Static<typeof HandOver>;
export const HandOverParams = object({ handOverId: Id });

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
  /** The answer it came from; null for a bed within a guidance. */
  attemptId: nullable(Id),
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
  givenName: nullable(Type.String()),
  familyName: nullable(Type.String()),
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
export const OnDuty = object({
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
  /** How often help that runs may still be made longer, and until when it would then last. */
  extensions: Type.Array(
    object({ deploymentId: Id, left: Type.Integer(), until: nullable(Moment) }),
  ),
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

/** For whoever hands a shift over or takes it: what is open, what was said since the last, and who handed over to whom. */
export const Shift = object({
  ...Desk.properties,
  /** When the shift that runs was taken over; a day ago at the earliest. */
  since: Moment,
  /** Words of this shift, the latest first, each with the number of its case. */
  notes: Type.Array(object({ ...Note.properties, number: Type.Integer() })),
  handOvers: Type.Array(
    object({
      id: Id,
      words: Type.String(),
      at: Moment,
      by: nullable(Type.String()),
      toName: nullable(Type.String()),
      takenOverAt: nullable(Moment),
      takenOverBy: nullable(Type.String()),
    }),
  ),
});
export type Shift = Static<typeof Shift>;

/** The printed list as a file; with names and telephone numbers of children only where that is asked for. */
export const ListFileQuery = object({ names: Type.Optional(Type.Boolean()) });
