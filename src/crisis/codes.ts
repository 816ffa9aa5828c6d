/** Lists of codes of the slice; the tables hold to the same (domain codes c.4, flanders e.4). */
export const registrarKinds = [
  'YOUNG_PERSON',
  'PARENT',
  'CITIZEN',
  'SCHOOL',
  'CLB',
  'GP',
  'CAW',
  'PROVIDER',
  'OCJ',
  'VK',
  'EMERGENCY_WARD',
  'COURT_SERVICE',
  'PROSECUTOR',
  'POLICE',
  'OTHER',
] as const;
export const requestKinds = ['CONSULT', 'DISPATCH'] as const;
/** Search needs the client's agreement, except when a judge orders; unclear gives 72 hours (background 5.3). */
export const agreements = ['YES', 'UNCLEAR', 'NO', 'JUDGE_ORDER'] as const;
/** How unsafe the child is: a kind of its own, apart from the problem. */
export const unsafeties = ['NONE', 'CONCERN', 'ACUTE'] as const;
export const problems = [
  'FAMILY_CONFLICT',
  'VIOLENCE',
  'ABUSE',
  'NEGLECT',
  'PSYCHIC',
  'SUICIDAL',
  'ADDICTION',
  'RUNAWAY',
  'AGGRESSION',
  'DISABILITY',
  'PARENT_ILL',
  'NO_ROOF',
  'UNACCOMPANIED',
  'OFFENCE',
  'AFTER_EMERGENCY_WARD',
  'AFTER_FORCED_ADMISSION',
  'OTHER',
] as const;
/** The parts of the crisis programme that are dispatched (background 5.5). */
export const helpKinds = ['INTERVENTION', 'GUIDANCE', 'STAY'] as const;
export type HelpKind = (typeof helpKinds)[number];
export const sectors = ['YOUTH_CARE', 'MENTAL_HEALTH', 'DISABILITY'] as const;
export const fundings = ['STRUCTURAL', 'PROJECT'] as const;
export const sexes = ['F', 'M', 'X', 'UNKNOWN'] as const;
export const ageBands = ['0-2', '3-5', '6-11', '12-14', '15-17', '18+'] as const;
/** Why nobody could help (c.4). */
export const noResponseReasons = [
  'FULL',
  'NOT_AVAILABLE',
  'MODULE_MISSING',
  'AGE',
  'NOT_SUITED',
  'OUT_OF_HOURS',
  'NO_AGREEMENT',
  'CLIENT_WITHDREW',
  'NOT_A_CRISIS',
  'ALREADY_HELP',
  'POLICE_JUSTICE',
  'HOSPITAL_TAKES',
  'OTHER',
] as const;
/** Where the child is when nobody could help (c.4, background 5.11). */
export const fallbacks = [
  'HOME',
  'NETWORK',
  'VOLUNTEERS',
  'HOSPITAL',
  'POLICE_CELL',
  'EMERGENCY_WARD',
  'STREET_UNKNOWN',
] as const;
export const attemptStates = ['ASKED', 'SILENT', 'YES', 'NO', 'WITHDRAWN'] as const;
export const deploymentStates = ['PLACED', 'RUNNING', 'EXTENDED', 'ENDED', 'FALLEN'] as const;
export const nextSteps = [
  'NONE',
  'CRISIS_GUIDANCE',
  'CRISIS_STAY',
  'VIST',
  'BROAD_HELP',
  'WAITING_LIST',
  'RUNNING_HELP',
  'OCJ',
  'VK',
  'COURT',
  'MENTAL_HEALTH',
  'DISABILITY_CARE',
  'FOSTER_CARE',
  'ACCELERATED',
] as const;
export const destinations = [
  'HOME',
  'NETWORK',
  'FOSTER',
  'OTHER_STAY',
  'CRISIS_STAY',
  'PSYCHIATRY',
  'HOSPITAL',
  'AUTONOMOUS',
  'SECURE',
  'COMMUNITY_INSTITUTION',
  'RUNAWAY',
  'UNKNOWN',
  'OTHER',
] as const;
/** What the clock does when nobody did it in time. */
export const dueKinds = ['CONSULT_OPEN', 'AGREEMENT', 'ANSWER', 'END_NEAR', 'END'] as const;
