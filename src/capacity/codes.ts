/**
 * Code lists of capacity (design: domain/codes.md). The words stand in the catalogue under
 * `codes.<list>.<code>`; the same lists are constraints in the database.
 */
export const unavailabilityReasons = [
  'STAFF_SHORTAGE',
  'STAFF_ABSENCE',
  'UNIT_CLOSED',
  'ADMISSION_STOP',
  'GROUP_LOAD',
  'SAFETY_GROUP',
  'BUILDING',
  'RECONVERSION',
  'CONVERSION_TIMEOUT',
  'NOT_YET_OPERATIONAL',
  'OVERNUMBER_ELSEWHERE',
  'CRISIS_HELD',
  'FUNDING',
  'QUARANTINE_HEALTH',
  'OTHER',
] as const;
export type UnavailabilityReason = (typeof unavailabilityReasons)[number];

export const absenceKinds = ['HOME', 'HOSPITAL', 'TIME_OUT', 'RUNAWAY'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

export const endReasons = [
  'GOAL_REACHED',
  'HOME',
  'NETWORK',
  'FOSTER',
  'FAMILY_HOUSE',
  'OTHER_STAY',
  'MORE_INTENSIVE',
  'SECURE',
  'PSYCHIATRY',
  'COMMUNITY_INSTITUTION',
  'AUTONOMOUS',
  'AGE_LIMIT',
  'BROKEN_OFF_PROVIDER',
  'BROKEN_OFF_CLIENT',
  'DECISION_ENDED',
  'MOVED',
  'RUNAWAY',
  'DECEASED',
] as const;
export type EndReason = (typeof endReasons)[number];

export const fileKinds = ['VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT'] as const;
export type FileKind = (typeof fileKinds)[number];
export const partialStops = ['GIRLS', 'BOYS', 'UNDER_6', 'UNDER_12', 'OVER_12'] as const;
export type PartialStop = (typeof partialStops)[number];
export const genderMixes = ['MIXED', 'GIRLS', 'BOYS'] as const;
export type GenderMix = (typeof genderMixes)[number];
export const terms = ['SHORT', 'LONG'] as const;
/** The parts of a tile, in the order in which a place is counted. */
export const placeStates = [
  'OCCUPIED',
  'OCCUPIED_ABSENT',
  'NOT_CONVERTED',
  'UNAVAILABLE',
  'RESERVED',
  'FREE',
] as const;
export type PlaceState = (typeof placeStates)[number];
