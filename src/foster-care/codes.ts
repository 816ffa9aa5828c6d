/** Codes of crisis foster care; the constraints of the database hold the same lists. Words are made elsewhere. */
export const requestStates = [
  'RECEIVED',
  'CHECKED',
  'PUBLISHED',
  'RESPONSES',
  'MATCHED',
  'STARTED',
  'ENDED',
  'UNFILLED',
] as const;
export type RequestState = (typeof requestStates)[number];

export const matchStates = ['PROPOSED', 'CONFIRMED', 'STARTED', 'ENDED', 'REFUSED'] as const;
export type MatchState = (typeof matchStates)[number];

export const familyStates = ['APPLIED', 'APPROVED', 'PAUSED', 'ENDED', 'REFUSED'] as const;
export type FamilyState = (typeof familyStates)[number];

/** A crisis stay, help until something else begins, or a short rest for who cares otherwise. */
export const careKinds = ['CRISIS', 'BRIDGING', 'RESPITE'] as const;
export type CareKind = (typeof careKinds)[number];

export const stayLengths = ['DAYS_3', 'WEEK', 'TWO_WEEKS', 'FOUR_WEEKS'] as const;
export type StayLength = (typeof stayLengths)[number];
/** Days that a family must have, the day of arrival counted. */
export const lengthDays: Readonly<Record<StayLength, number>> = {
  DAYS_3: 3,
  WEEK: 7,
  TWO_WEEKS: 14,
  FOUR_WEEKS: 28,
};

/** In which week it begins, seen from the week in which it was asked. */
export const startWeeks = ['THIS_WEEK', 'NEXT_WEEK', 'LATER'] as const;
export type StartWeek = (typeof startWeeks)[number];

/** Whether the own school must stay within reach. */
export const schoolNeeds = ['NONE', 'OWN_SCHOOL'] as const;
export type SchoolNeed = (typeof schoolNeeds)[number];

export const petNeeds = ['FINE', 'NO_PETS'] as const;
export type PetNeed = (typeof petNeeds)[number];

/** What the house must have, and what a house has: each holds what stands before it. */
export const accessNeeds = ['NONE', 'GROUND_FLOOR', 'WHEELCHAIR'] as const;
export type AccessNeed = (typeof accessNeeds)[number];

/** How often there is contact with parents or others. */
export const contactFrequencies = ['NONE', 'WEEKLY', 'MORE_OFTEN'] as const;
export type ContactFrequency = (typeof contactFrequencies)[number];

export const answers = ['CAN', 'CANNOT', 'CALL_ME'] as const;
export type Answer = (typeof answers)[number];

/** Who asked: a person, or an organisation in whose name anybody there may speak (R113). */
export const registrarKinds = ['PERSON', 'ORGANISATION'] as const;

export const unfilledReasons = [
  'NO_FAMILY_FITS',
  'NO_FAMILY_CAN',
  'NO_ANSWER',
  'SOLVED_OTHERWISE',
  'OTHER_HELP',
  'WITHDRAWN',
] as const;
export type UnfilledReason = (typeof unfilledReasons)[number];

export const refusalReasons = [
  'NOT_SUITABLE',
  'NOT_NOW',
  'ALREADY_TAKEN',
  'REQUEST_CHANGED',
] as const;

/** PROPOSED: no source lists why a service says no to a family that signs up. */
export const familyRefusalReasons = [
  'NOT_NOW',
  'PREPARATION',
  'HOME',
  'OTHER_CARE',
  'WITHDRAWN',
  'OTHER',
] as const;
export type FamilyRefusalReason = (typeof familyRefusalReasons)[number];

export const endReasons = [
  'AS_PLANNED',
  'HOME',
  'OTHER_FAMILY',
  'OTHER_STAY',
  'BROKEN_OFF',
  'OTHER',
] as const;
