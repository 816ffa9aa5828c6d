import { type Static, Type } from 'typebox';
import { object } from '../platform/json/schemas.ts';
import { Day, HoldRow, Moment, PeriodSchema, StayRow, UnavailabilityRow } from './contract.ts';

/** The occupancy calendar of one unit: the facts that touch a window of days, as known at a moment. */

/** The longest window that can be asked for, in days: 26 weeks, or six whole months. */
export const longestWindowDays = 186;

export const CalendarQuery = object({
  from: Day,
  /** The first day after the window; at most `longestWindowDays` after `from`. */
  until: Day,
  known: Type.Optional(Moment),
});

export const CalendarPlace = object({
  id: Type.String({ format: 'uuid' }),
  module: Type.String(),
  label: Type.String(),
  features: Type.Array(Type.String()),
  period: PeriodSchema,
});
export type CalendarPlace = Static<typeof CalendarPlace>;

const Recognised = object({ module: Type.String(), places: Type.Integer(), period: PeriodSchema });
const NotConverted = object({
  id: Type.String({ format: 'uuid' }),
  module: Type.String(),
  places: Type.Integer(),
  toModule: Type.String(),
  /** Agreed, and yet to take effect. */
  isPlanned: Type.Boolean(),
  period: PeriodSchema,
});

export const UnitCalendar = object({
  from: Day,
  until: Day,
  knownAt: Moment,
  /** Modules that the unit offers, in order. */
  modules: Type.Array(Type.String()),
  /** Every place of the unit, by the label on its door. */
  places: Type.Array(CalendarPlace),
  recognitions: Type.Array(Recognised),
  reconversions: Type.Array(NotConverted),
  stays: Type.Array(StayRow),
  unavailabilities: Type.Array(UnavailabilityRow),
  holds: Type.Array(HoldRow),
});
export type UnitCalendar = Static<typeof UnitCalendar>;
