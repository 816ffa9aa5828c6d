import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  absenceKinds,
  endReasons,
  fileKinds,
  partialStops,
  unavailabilityReasons,
} from '../codes.ts';
import { UnitRow } from './units.ts';
import { Code, Day, Features, Id } from './values.ts';

/** What one may change, and what a change gives back. */

export const UnitParams = object({ unitId: Id });
export const StayParams = object({ stayId: Id });
export const AbsenceParams = object({ absenceId: Id });
export const UnavailabilityParams = object({ unavailabilityId: Id });
export const EventParams = object({ eventId: Id });

export const StartStay = object({
  unitId: Id,
  module: Code,
  placeId: Type.Optional(nullable(Id)),
  from: Day,
  personRef: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  expectedEndOn: Type.Optional(nullable(Day)),
  fileKind: Type.Optional(oneOf(fileKinds)),
  needs: Type.Optional(Features),
  timeOutOf: Type.Optional(Id),
  overCapacityReason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});
export type StartStay = Static<typeof StartStay>;

export const EndStay = object({
  on: Day,
  reason: oneOf(endReasons),
  /** The end that stands already and that this one replaces. */
  insteadOf: Type.Optional(object({ on: Day, reason: nullable(oneOf(endReasons)) })),
});
export const MoveStay = object({ placeId: Id, on: Day });
export const StartAbsence = object({
  from: Day,
  until: Type.Optional(nullable(Day)),
  kind: oneOf(absenceKinds),
});
export const EndAbsence = object({ on: Day });
export const ReportUnavailability = object({
  unitId: Id,
  module: Code,
  placeId: Type.Optional(nullable(Id)),
  places: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  onlyFor: Type.Optional(oneOf(partialStops)),
  reason: oneOf(unavailabilityReasons),
  explanation: Type.Optional(Type.String({ maxLength: 500 })),
  from: Day,
  expectedEndOn: Day,
  reviewOn: Type.Optional(Day),
});
export type ReportUnavailability = Static<typeof ReportUnavailability>;
export const EndUnavailability = object({ on: Day });
export const ExtendUnavailability = object({ expectedEndOn: Day, reviewOn: Type.Optional(Day) });
export const UndoEvent = object({
  reason: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })),
});

/** What a change gives back: the event (for undo), the fact, and the unit's figures after it. */
export const Changed = object({
  eventId: Id,
  id: nullable(Id),
  undoable: Type.Boolean(),
  modules: Type.Array(UnitRow),
});
export type Changed = Static<typeof Changed>;
