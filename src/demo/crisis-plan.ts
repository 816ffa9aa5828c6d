/**
 * Crisis in numbers: how many calls, when, of whom, and what became of them. "anchor" is published (see README), all else is
 * an assumption of this project.
 */
import type { HelpKind, RegistrarKind } from './crisis-types.ts';
import type { Weights } from './demand-plan.ts';

/** A year, half of them consults (7,627 and 7,685 in 2022: anchor). */
export const callsOfYear = 15_300;
export const consultShare = 0.5;
/** As the demand of the gate, except West Flanders (2,038 in seven and a half months of 2022: anchor). */
export const callShares: Weights<string> = [
  ['ANT', 30.1],
  ['LIM', 13.3],
  ['OVL', 21.6],
  ['VBR', 11],
  ['BRU', 3],
  ['WVL', 21.3],
];
/** Outside the office hours of working days, nine to five (synthetic). */
export const outOfHours = 0.4;
export const officeHours = [9, 17] as const;
/** How busy each hour is when offices are closed (synthetic). */
export const offHours: readonly number[] = Array.from({ length: 24 }, (_, hour) => {
  if (hour < 7) return 0.45;
  if (hour < 9 || hour > 21) return 1.1;
  return hour < 17 ? 1.6 : 2;
});
/** January first: less in the summer, when schools see nobody (synthetic). */
export const months = [
  1.05, 1.03, 1.08, 1.02, 1.1, 1.04, 0.82, 0.8, 1.0, 1.05, 1.06, 0.95,
] as const;
/** Comes back within thirty days (synthetic). */
export const repeats = { share: 0.18, days: 30 } as const;
/** 9,868 minors in 8,268 registrations of 2016: 1.19 each (anchor). */
export const minorsEach: Weights<number> = [
  [1, 86],
  [2, 10],
  [3, 3.2],
  [4, 0.8],
];

export type Result = HelpKind | 'NONE';
/** No help found: 49.6 % in Flemish Brabant, elsewhere 20 to 25 % in 2016, a third of all in 2021 (anchors); by region synthetic. */
export const noHelp: Readonly<Record<string, number>> = {
  ANT: 31,
  LIM: 24,
  OVL: 28,
  VBR: 48,
  BRU: 34,
  WVL: 24.5,
};
/** What was found, where something was (synthetic): with 30 % none, 20, 26 and 24 of all. */
export const found: Weights<HelpKind> = [
  ['INTERVENTION', 20],
  ['GUIDANCE', 26],
  ['STAY', 24],
];
/** Wanted and not found: the shortage is greatest in guidance (anchor, Court of Audit); shares synthetic. */
export const wantedInVain: Weights<HelpKind> = [
  ['GUIDANCE', 46],
  ['STAY', 40],
  ['INTERVENTION', 14],
];
/** Leaves by itself before anybody is found (synthetic, beside the shares above). */
export const withdrawn = 0.015;
/** Who is asked before somebody answers yes, and before it is given up (synthetic): two and six on average. */
export const asked = { stops: 0.5, inVain: [3, 9] } as const;

/** Who calls by day, and how much more often when offices are closed (synthetic). */
export const registrars: readonly (readonly [RegistrarKind, day: number, night: number])[] = [
  ['YOUNG_PERSON', 5, 6],
  ['PARENT', 13, 20],
  ['CITIZEN', 2, 3],
  ['SCHOOL', 9, 0],
  ['CLB', 15, 0],
  ['GP', 5, 4],
  ['CAW', 8, 5],
  ['PROVIDER', 17, 14],
  ['OCJ', 10, 2],
  ['VK', 4, 1],
  ['EMERGENCY_WARD', 4, 14],
  ['COURT_SERVICE', 4, 3],
  ['PROSECUTOR', 2, 6],
  ['POLICE', 4, 18],
  ['OTHER', 3, 3],
];
/** Whose call is a measure of a judge more often than not (synthetic). */
export const ofJustice: ReadonlySet<string> = new Set(['COURT_SERVICE', 'PROSECUTOR', 'POLICE']);
export const anonymousAmong: ReadonlySet<string> = new Set(['YOUNG_PERSON', 'PARENT', 'CITIZEN']);

export const problemShares: Weights<string> = [
  ['FAMILY_CONFLICT', 34],
  ['VIOLENCE', 13],
  ['ABUSE', 5],
  ['NEGLECT', 8],
  ['PSYCHIC', 15],
  ['SUICIDAL', 8],
  ['ADDICTION', 5],
  ['RUNAWAY', 10],
  ['AGGRESSION', 12],
  ['DISABILITY', 5],
  ['PARENT_ILL', 7],
  ['NO_ROOF', 4],
  ['UNACCOMPANIED', 1],
  ['OFFENCE', 3],
  ['OTHER', 4],
];
export const unsafetyShares: Weights<'NONE' | 'CONCERN' | 'ACUTE'> = [
  ['NONE', 60],
  ['CONCERN', 29],
  ['ACUTE', 11],
];
/** Years from, years before (synthetic). */
export const ageShares: Weights<readonly [number, number]> = [
  [[0, 3], 7],
  [[3, 6], 7],
  [[6, 12], 22],
  [[12, 15], 29],
  [[15, 18], 33],
  [[18, 20], 2],
];
/** Only told about how old (synthetic). */
export const bandOnly = 0.2;
export const sexShares: Weights<'F' | 'M' | 'X' | 'UNKNOWN'> = [
  ['F', 55],
  ['M', 43],
  ['X', 0.6],
  ['UNKNOWN', 1.4],
];

/** Why a partner says no (synthetic; "full" and "not available" are the registered ones). */
export const noReasons: Weights<string> = [
  ['FULL', 56],
  ['NOT_AVAILABLE', 21],
  ['NOT_SUITED', 11],
  ['AGE', 5],
  ['OUT_OF_HOURS', 4],
  ['ALREADY_HELP', 3],
];
/** Why nobody helped in the end (synthetic), and where the child was (kinds: anchor; shares synthetic). */
export const noResponseReasons: Weights<string> = [
  ['FULL', 50],
  ['NOT_AVAILABLE', 18],
  ['NOT_SUITED', 9],
  ['MODULE_MISSING', 4],
  ['AGE', 3],
  ['OUT_OF_HOURS', 3],
  ['NO_AGREEMENT', 3],
  ['NOT_A_CRISIS', 4],
  ['ALREADY_HELP', 2],
  ['POLICE_JUSTICE', 1.5],
  ['HOSPITAL_TAKES', 2.5],
];
export const fallbackShares: Weights<string> = [
  ['HOME', 55],
  ['NETWORK', 18],
  ['HOSPITAL', 12],
  ['VOLUNTEERS', 5],
  ['EMERGENCY_WARD', 5],
  ['POLICE_CELL', 2],
  ['STREET_UNKNOWN', 3],
];

const days = 86_400;
/** Of those who come from an emergency ward, who was admitted by force (synthetic). */
export const byForce = 0.15;
/** Time to answer (R83). */
export const answerTerm = days;
/** Partners that do not answer, and of those whom the desk waits for until the term is over (synthetic). */
export const silence = { share: 0.1, awaited: 0.4 } as const;
/**
 * Terms in days (older regional practice and law: anchor) and real lengths (synthetic): stays are twelve days on average,
 * seven and often seven more. `longer`: share made longer at each end.
 */
export const lengths: Readonly<
  Record<HelpKind, { term: number; longer: readonly number[]; whole: number }>
> = {
  INTERVENTION: { term: 3 * days, longer: [], whole: 0.4 },
  GUIDANCE: { term: 28 * days, longer: [0.22, 0.3], whole: 0.62 },
  STAY: { term: 7 * days, longer: [0.72], whole: 0.75 },
};
export const extension = 7 * days;
/** Ends after its term (synthetic). */
export const late = 0.05;

/** What comes after (synthetic). */
export const nextSteps: Readonly<Record<HelpKind, Weights<string>>> = {
  INTERVENTION: [
    ['NONE', 32],
    ['BROAD_HELP', 22],
    ['RUNNING_HELP', 20],
    ['CRISIS_GUIDANCE', 11],
    ['MENTAL_HEALTH', 8],
    ['OCJ', 5],
    ['CRISIS_STAY', 2],
  ],
  GUIDANCE: [
    ['BROAD_HELP', 36],
    ['RUNNING_HELP', 20],
    ['WAITING_LIST', 14],
    ['MENTAL_HEALTH', 12],
    ['OCJ', 8],
    ['NONE', 5],
    ['DISABILITY_CARE', 3],
    ['FOSTER_CARE', 2],
  ],
  STAY: [
    ['WAITING_LIST', 21],
    ['CRISIS_GUIDANCE', 16],
    ['BROAD_HELP', 15],
    ['RUNNING_HELP', 13],
    ['VIST', 8],
    ['OCJ', 8],
    ['COURT', 7],
    ['FOSTER_CARE', 5],
    ['MENTAL_HEALTH', 4],
    ['ACCELERATED', 2],
    ['VK', 1],
  ],
};
export const destinations: Readonly<Record<HelpKind, Weights<string>>> = {
  INTERVENTION: [
    ['HOME', 82],
    ['NETWORK', 9],
    ['CRISIS_STAY', 4],
    ['HOSPITAL', 3],
    ['UNKNOWN', 2],
  ],
  GUIDANCE: [
    ['HOME', 84],
    ['NETWORK', 8],
    ['OTHER_STAY', 4],
    ['FOSTER', 2],
    ['UNKNOWN', 2],
  ],
  STAY: [
    ['HOME', 48],
    ['OTHER_STAY', 17],
    ['NETWORK', 14],
    ['FOSTER', 7],
    ['PSYCHIATRY', 4],
    ['CRISIS_STAY', 3],
    ['HOSPITAL', 2],
    ['SECURE', 2],
    ['COMMUNITY_INSTITUTION', 1],
    ['RUNAWAY', 1],
    ['AUTONOMOUS', 1],
  ],
};
/** A bed as part of guidance: 40 places with guidance tied to them in 2023 (anchor); how often is synthetic. */
export const bedInGuidance = 0.05;

/** Partners of each desk (synthetic), of which so many of mental health and of care for the disabled. */
export const partnerCounts: Readonly<Record<string, readonly [number, number, number]>> = {
  ANT: [9, 3, 2],
  LIM: [5, 2, 1],
  OVL: [7, 3, 1],
  VBR: [5, 2, 1],
  BRU: [2, 1, 1],
  WVL: [7, 3, 1],
};
/** Where a desk looks when nobody of its own region is left to ask. */
export const neighbours: Readonly<Record<string, readonly string[]>> = {
  ANT: ['OVL', 'LIM', 'VBR'],
  LIM: ['ANT', 'VBR'],
  OVL: ['WVL', 'ANT', 'VBR'],
  VBR: ['BRU', 'ANT', 'LIM'],
  BRU: ['VBR', 'OVL'],
  WVL: ['OVL'],
};
