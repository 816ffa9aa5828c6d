/** All that other slices and main may use of capacity. Browser code is in `web/`, apart. */
export { changedUnits, classesOfUnits, streamClass } from './live.ts';
export { shareOut } from './figures.ts';
export type { CanCome } from './can-come.ts';
export type { FileKind, GenderMix, PartialStop } from './codes.ts';
import { attentionRoutes } from './attention/routes.ts';
import { balanceRoutes } from './balance/routes.ts';
import type { Route } from '../platform/http/route.ts';
import type { CalendarSource } from './calendar/calendar-source.ts';
import { calendarRoutesWith } from './calendar/routes.ts';
import { exportRoutes } from './export/routes.ts';
import { findingRoutes } from './findings/routes.ts';
import { importRoutes } from './import/routes.ts';
import { providerToolRoutes } from './provider-tools-routes.ts';
import { reconversionRoutes } from './reconversion/routes.ts';
import { capacityRoutes as liveRoutes } from './routes.ts';
import { weeklyRoutes } from './weekly/routes.ts';

export type { CalendarSource, OtherItem } from './calendar/calendar-source.ts';

/** Every endpoint of the slice, as data; what others put into a provider's calendar comes along. */
export const capacityRoutesWith = (others: readonly CalendarSource[]): Route[] => [
  ...liveRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...findingRoutes,
  ...weeklyRoutes,
  ...attentionRoutes,
  ...balanceRoutes,
  ...providerToolRoutes,
  ...calendarRoutesWith(others),
  ...reconversionRoutes,
];
export const capacityRoutes = capacityRoutesWith([]);
export { takeSnapshot, type SnapshotKind } from './take-snapshot.ts';
export { photoJson } from './photo.query.ts';
export { problemWords } from './problem-words.ts';
export {
  type ImportCliOptions,
  type ImportCliStreams,
  importExit,
  runImport,
} from './import/import.cli.ts';
export { type PhotoFormat, runPhoto, runSnapshot } from './photo.cli.ts';
export { tellOfOldFigures } from './tell-old-figures.ts';
/** The commands of a provider's keeper, for the demo that lives by them. */
export { endUnavailability } from './change-unavailability.ts';
export { confirmUnit } from './confirm-unit.ts';
export { endAbsence } from './end-absence.ts';
export { endStay } from './end-stay.ts';
export { reportUnavailability } from './report-unavailability.ts';
export { startAbsence } from './start-absence.ts';
export { startStay } from './start-stay.ts';
export { tellOfUnavailability } from './tell-unavailability.ts';
export { takeEffectDue } from './reconversion/take-effect-due.ts';
export { forgetStagedRows } from './import/keep-preview.ts';
export { canComeAt, roomAt, type UnitScene, unitScenes } from './can-come.query.ts';
export { jointRooms } from './joint-room.ts';
