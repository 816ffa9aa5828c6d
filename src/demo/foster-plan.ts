/** Crisis foster care in numbers. "anchor" is published (see README), all else is an assumption of this project. */
import type { Weights } from './demand-plan.ts';

/** 1,121 requests in 2023 (anchor). */
export const requestsOfYear = 1121;
export const weeksTold = 104;
/** 744 of the 1,121 found nobody (anchor); that 34 % did follows. */
export const matched = 0.34;
/** Kilometres by road: the median between child and family, and how it spreads (synthetic). */
export const distance = { median: 24, sigma: 0.6 } as const;
/** Of the matches, to a family in another region (synthetic). */
export const acrossBorder = 0.11;
export const detour = 1.3;

/** Families that take children in a crisis, over Flanders by population (synthetic); Brussels: the Dutch-speaking part. */
export const families = 900;
export const populationShare: Readonly<Record<string, number>> = { BRU: 0.2 };
/** Of a hundred: approved, waiting for an answer of their service, pausing (synthetic). */
export const familyStates: Weights<'APPROVED' | 'APPLIED' | 'PAUSED'> = [
  ['APPROVED', 94],
  ['APPLIED', 3],
  ['PAUSED', 3],
];
export const withWindow = 0.82;

export const childrenEach: Weights<number> = [
  [1, 80],
  [2, 16],
  [3, 4],
];
export const kinds: Weights<'CRISIS' | 'BRIDGING' | 'RESPITE'> = [
  ['CRISIS', 70],
  ['BRIDGING', 20],
  ['RESPITE', 10],
];
export const lengths: Weights<readonly [string, number]> = [
  [['DAYS_3', 3], 18],
  [['WEEK', 7], 40],
  [['TWO_WEEKS', 14], 27],
  [['FOUR_WEEKS', 28], 15],
];
export const unfilled: Weights<string> = [
  ['NO_ANSWER', 42],
  ['NO_FAMILY_CAN', 30],
  ['NO_FAMILY_FITS', 16],
  ['SOLVED_OTHERWISE', 6],
  ['OTHER_HELP', 4],
  ['WITHDRAWN', 2],
];
export const endReasons: Weights<string> = [
  ['AS_PLANNED', 48],
  ['HOME', 22],
  ['OTHER_FAMILY', 12],
  ['OTHER_STAY', 9],
  ['BROKEN_OFF', 5],
  ['OTHER', 4],
];
/** How many requests each service has open today (synthetic), in these states in turn. */
export const openOf: Readonly<Record<string, number>> = {
  ANT: 6,
  LIM: 4,
  OVL: 5,
  VBR: 4,
  BRU: 2,
  WVL: 5,
};
export const openStates = [
  'PUBLISHED',
  'RESPONSES',
  'RECEIVED',
  'CHECKED',
  'PUBLISHED',
  'RESPONSES',
  'RECEIVED',
  'CHECKED',
] as const;
