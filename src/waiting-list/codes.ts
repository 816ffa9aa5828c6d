/**
 * Code lists of the waiting list (design: domain/entities.md, domain/priority.md). The words stand in the
 * catalogue under `codes.<list>.<code>`; the same lists are constraints in the database.
 */
export const gates = ['ITP', 'VAPH'] as const;
export const fileKinds = ['VOLUNTARY', 'OCJ_MANO', 'VK_MANO', 'COURT', 'COURT_URGENT'] as const;
export const registrarKinds = [
  'BROAD_ENTRY',
  'OCJ',
  'VK',
  'COURT_SERVICE',
  'PROVIDER',
  'SCHOOL',
  'CRISIS_POINT',
  'FAMILY',
  'OTHER',
] as const;
export const sexes = ['F', 'M', 'X', 'UNKNOWN'] as const;
export const consents = ['GIVEN', 'REFUSED', 'ASKED', 'NOT_NEEDED'] as const;
export const securityLevels = ['OPEN', 'RELATIONAL', 'PROCEDURAL', 'INFRASTRUCTURAL'] as const;
export const togetherness = ['REQUIRED', 'PREFERRED', 'APART'] as const;
export const priorityTracks = ['DIRECTION_TEAM', 'IRPC'] as const;
export const priorityStates = ['SUBMITTED', 'INCOMPLETE', 'GRANTED', 'REFUSED', 'LAPSED'] as const;
export const noteKinds = [
  'SUPPORT_NEEDS',
  'APART_REASON',
  'CONTACT_PLAN',
  'SPLIT_REASON',
  'OTHER',
] as const;
/** Help that runs while a child waits (R77). */
export const runningHelps = [
  'HOME_GUIDANCE',
  'DAY_CARE',
  'CRISIS_STAY',
  'OTHER_STAY',
  'FOSTER_CARE',
  'NETWORK',
  'HOSPITAL',
  'COMMUNITY_INSTITUTION',
  'SCHOOL',
  'OTHER',
] as const;
/** What a decision says beside the module. */
export const indications = ['GES_PLUS', 'SECURE', 'MFC', 'ROOM_TRAINING'] as const;

/**
 * Facts that may count for urgency, each with its source in law or text (domain/priority.md d.1). What is not
 * here can never count: nationality, origin, income, who asks, how often somebody called, postcode.
 */
export const urgencyFacts = [
  'UNSAFE_NOW',
  'MANO_DEGREE:HIGH',
  'MANO_DEGREE:SOME',
  'RISK_LEVEL:HIGH',
  'RISK_LEVEL:SOME',
  'CARE_RIGHT_AT_STAKE',
  'COURT_URGENT',
  'VIST',
  'CRISIS_OUTFLOW',
  'NO_ROOF',
  'NO_DAY_ACTIVITY',
  'NO_CONTEXT',
  'GI_OUTFLOW',
  'ONE_TO_ONE',
  'MANY_BREAKS',
  'COMPLEX',
  'YOUNG_CHILD',
  'TIME_CRITICAL',
  'TRAJECTORY_AT_RISK',
  'PRIORITY_GRANTED',
  'PRIORITY_PENDING',
] as const;
export type UrgencyFact = (typeof urgencyFacts)[number];

/** Why the order of a request changed. */
export const moveCauses = [
  'ENTERED',
  'LEFT',
  'STATE',
  'ASSESSED',
  'CONFIRMED',
  'PRIORITY',
  'SIBLINGS',
  'SINCE',
  'RULES',
  'MERGED',
] as const;
export type MoveCause = (typeof moveCauses)[number];

/** Why a child goes to another region, and why that one does not take it over. */
export const handOverReasons = [
  'MOVED',
  'FAMILY_MOVED',
  'COURT',
  'NETWORK',
  'WRONG_REGION',
  'OTHER',
] as const;
export const handOverAnswers = ['NOT_OF_HERE', 'INCOMPLETE', 'ASK_FIRST', 'OTHER'] as const;
export const handOverStates = ['ASKED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
