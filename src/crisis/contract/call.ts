import { type Static, Type } from 'typebox';
import { object, oneOf } from '../../platform/json/schemas.ts';
import {
  ageBands,
  agreements,
  helpKinds,
  problems,
  registrarKinds,
  requestKinds,
  sexes,
  unsafeties,
} from '../codes.ts';
import { crisisStates } from '../request-state.ts';
import { Age, Code, Day, Id, Moment, Name, Phone, Words } from './values.ts';

/** What is said on the telephone, and what becomes of a call as a whole. */

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
