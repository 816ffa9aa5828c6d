import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import {
  absenceKinds,
  endReasons,
  fileKinds,
  partialStops,
  placeStates,
  unavailabilityReasons,
} from '../codes.ts';
import { UnitRow } from './units.ts';
import { Code, Day, Id, Moment, PeriodSchema } from './values.ts';

/** One unit with its places and facts, and what was changed in it. */

export const AbsenceRow = object({
  id: Id,
  period: PeriodSchema,
  kind: Type.Optional(oneOf(absenceKinds)),
});

/** A stay as its reader may see it: `personRef`, `fileKind`, `endReason` and kinds of absence only for the provider. */
export const StayRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  claimedPlaceId: nullable(Id),
  period: PeriodSchema,
  expectedEndOn: nullable(Day),
  decisionUntil: nullable(Day),
  needs: Type.Array(Type.String()),
  timeOutOf: nullable(Id),
  alsoElsewhere: Type.Boolean(),
  absences: Type.Array(AbsenceRow),
  personRef: Type.Optional(Type.String()),
  fileKind: Type.Optional(nullable(oneOf(fileKinds))),
  endReason: Type.Optional(nullable(oneOf(endReasons))),
});
export type StayRow = Static<typeof StayRow>;

export const UnavailabilityRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  places: Type.Integer(),
  onlyFor: nullable(oneOf(partialStops)),
  reason: oneOf(unavailabilityReasons),
  explanation: nullable(Type.String()),
  period: PeriodSchema,
  expectedEndOn: Day,
  reviewOn: Day,
});
export type UnavailabilityRow = Static<typeof UnavailabilityRow>;

export const HoldRow = object({
  id: Id,
  module: Code,
  placeId: nullable(Id),
  period: PeriodSchema,
  reason: Type.String(),
  needs: Type.Array(Type.String()),
});

export const PlaceRow = object({
  id: Id,
  module: Code,
  label: Type.String(),
  features: Type.Array(Type.String()),
  state: oneOf(placeStates),
  stayId: nullable(Id),
  unavailabilityId: nullable(Id),
  holdId: nullable(Id),
});
export type PlaceRow = Static<typeof PlaceRow>;

export const UnitDetail = object({
  day: Day,
  knownAt: Moment,
  live: Type.Boolean(),
  note: nullable(Type.String()),
  contact: nullable(Type.String()),
  modules: Type.Array(UnitRow),
  places: Type.Array(PlaceRow),
  stays: Type.Array(StayRow),
  unavailabilities: Type.Array(UnavailabilityRow),
  holds: Type.Array(HoldRow),
});
export type UnitDetail = Static<typeof UnitDetail>;

export const EventRow = object({
  id: Id,
  kind: Type.String(),
  at: Moment,
  actorName: nullable(Type.String()),
  reason: nullable(Type.String()),
  details: Type.Record(Type.String(), Type.Unknown()),
  place: nullable(Type.String({ description: 'Label of the one place that it was about' })),
  personRef: nullable(
    Type.String({ description: 'Pseudonym of the one child that it was about: own units only' }),
  ),
  undoable: Type.Boolean({ description: 'Can be undone now by this reader' }),
  blockedBecause: nullable(oneOf(['undone', 'never', 'changed-since', 'role'])),
  undone: Type.Boolean(),
  undoOf: nullable(Id),
});
export type EventRow = Static<typeof EventRow>;
export const UnitHistory = object({ events: Type.Array(EventRow), more: Type.Boolean() });
export type UnitHistory = Static<typeof UnitHistory>;
