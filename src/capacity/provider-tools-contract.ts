import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../platform/json/schemas.ts';
import { partialStops, unavailabilityReasons } from './codes.ts';
import { Changed, Day, Id, Moment, ReportUnavailability, UnitDetail, UnitRow } from './contract.ts';

/** Requests and answers of the provider's tools: several units at once, planned ends, the region's view. */

/** More units than one provider has in one list. */
const most = 200;
const Code = Type.String({ minLength: 1, maxLength: 40 });

export const ConfirmSeveral = object({
  unitIds: Type.Array(Id, { minItems: 1, maxItems: most }),
});
const {
  unitId: _unit,
  module: _module,
  placeId: _place,
  ...report
} = ReportUnavailability.properties;
export const ReportSeveral = object({
  units: Type.Array(object({ unitId: Id, module: Code }), { minItems: 1, maxItems: most }),
  ...report,
});
export type ReportSeveral = Static<typeof ReportSeveral>;
export const UndoSeveral = object({
  eventIds: Type.Array(Id, { minItems: 1, maxItems: most }),
  reason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});
/** One change for each unit, in one transaction: all of them are done. */
export const ChangedSeveral = object({ changes: Type.Array(Changed) });
export type ChangedSeveral = Static<typeof ChangedSeveral>;

export const ExpectEnd = object({ expectedEndOn: nullable(Day) });

export const PlannedEndsQuery = object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
});
const EndingStay = object({
  stayId: Id,
  unitId: Id,
  unitName: Type.String(),
  module: Code,
  place: nullable(Type.String()),
  personRef: Type.String(),
  from: Day,
  endsOn: nullable(Day),
  expectedEndOn: nullable(Day),
  decisionUntil: nullable(Day),
  away: Type.Boolean(),
});
export type EndingStay = Static<typeof EndingStay>;
const EndingOut = object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  module: Code,
  place: nullable(Type.String()),
  places: Type.Integer(),
  onlyFor: nullable(oneOf(partialStops)),
  reason: oneOf(unavailabilityReasons),
  explanation: nullable(Type.String()),
  from: Day,
  endsOn: Day,
  expectedEndOn: Day,
  reviewOn: Day,
});
export type EndingOut = Static<typeof EndingOut>;
export const PlannedEnds = object({
  day: Day,
  until: Day,
  stays: Type.Array(EndingStay),
  outs: Type.Array(EndingOut),
});
export type PlannedEnds = Static<typeof PlannedEnds>;

/** The provider's own units exactly as the access team is answered. */
export const RegionView = object({ day: Day, units: Type.Array(UnitRow) });
export type RegionView = Static<typeof RegionView>;
export const RegionUnit = UnitDetail;

/** The address of one's own calendar; the address itself is told once, when it is made. */
export const CalendarLink = object({
  link: nullable(object({ madeAt: Moment, lastUsedAt: nullable(Moment) })),
});
export type CalendarLink = Static<typeof CalendarLink>;
export const NewCalendarLink = object({ path: Type.String() });
export type NewCalendarLink = Static<typeof NewCalendarLink>;
export const RevokedLink = object({ revoked: Type.Boolean() });
