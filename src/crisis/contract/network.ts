import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { ageBands, fundings, helpKinds, sectors, sexes, unsafeties } from '../codes.ts';
import { toldReasons, toldStates } from '../registrar/codes.ts';
import { OnDuty } from './desk.ts';
import { Age, Code, Day, Id, Moment, Phone, Who } from './values.ts';

/** Partners, what they pledge and are asked, who answers the telephone, and what registrars read. */

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

/** The week of this day; without one this week. */
export const RosterQuery = object({ day: Type.Optional(Day) });
export const Roster = object({ region: Code, monday: Day, duties: Type.Array(OnDuty) });
export type Roster = Static<typeof Roster>;

/** The network as it is kept: every partner, with what it pledges now or later. */
export const Partners = object({
  region: Code,
  rows: Type.Array(
    object({
      id: Id,
      name: Type.String(),
      sector: oneOf(sectors),
      providerId: nullable(Id),
      phone: nullable(Type.String()),
      nightPhone: nullable(Type.String()),
      pledges: Type.Array(
        object({
          id: Id,
          kind: oneOf(helpKinds),
          places: Type.Integer(),
          taken: Type.Integer(),
          funding: oneOf(fundings),
          from: Day,
          /** First day without. */
          until: nullable(Day),
          ageMin: Type.Integer(),
          ageMax: Type.Integer(),
          outOfHours: Type.Boolean(),
        }),
      ),
    }),
  ),
});
export type Partners = Static<typeof Partners>;

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

/** What a registrar may know of what it registered: where it stands, and in few words why nothing was found. */
export const Registrations = object({
  /** Of the hat that is worn; null where it has none. */
  region: nullable(Code),
  rows: Type.Array(
    object({
      id: Id,
      /** To name on the telephone; the number of a request would count what others registered. */
      reference: Type.String(),
      region: Code,
      registeredAt: Moment,
      state: oneOf(toldStates),
      why: nullable(oneOf(toldReasons)),
      closedAt: nullable(Moment),
    }),
  ),
});
export type Registrations = Static<typeof Registrations>;
export const Registrars = Type.Array(object({ id: Id, name: Type.String() }));
