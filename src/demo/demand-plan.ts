/**
 * The synthetic demand in numbers: who waits, how long, how urgently. "anchor" is published (annual reports of youth
 * help, minutes of the boards, in the order of the sources: see README), all else is an assumption of this project.
 */
import type { EnterRequest } from '../waiting-list/index.ts';

export type Weights<T> = readonly (readonly [T, number])[];
export type FileGroup = 'COURT' | 'OCJ_MANO' | 'VK_MANO' | 'VOLUNTARY';
export type BandCode = 'A0' | 'A1' | 'B' | 'C' | 'D';

/** Children who can be called at a demo of scale 1: about 45 % of the 6,981 who waited end 2021 (anchor 6,981). */
export const waitingChildren = 3100;
/** Of those who left the list in so many weeks, the share of whom the demo tells: enough to see how long each step takes. */
export const left = { weeks: 104, share: 0.15 } as const;
/** A week: new entries, starts (4,560 a year), other exits (synthetic). */
export const weekly = { entries: 95, starts: 88, otherExits: 5 } as const;

/** Shares of the gate (anchor 2015; Flemish Brabant and Brussels apart: synthetic). */
export const regionShares: Weights<string> = [
  ['ANT', 30.1],
  ['LIM', 13.3],
  ['OVL', 21.6],
  ['VBR', 11],
  ['BRU', 3],
  ['WVL', 21.2],
];

/** Court 35, OCJ or VK 30, voluntary 35 (synthetic). */
export const fileKinds: Weights<FileGroup> = [
  ['COURT', 35],
  ['OCJ_MANO', 20],
  ['VK_MANO', 10],
  ['VOLUNTARY', 35],
];

/** Years from, years before (anchor 2015). */
export const ageShares: Weights<readonly [number, number]> = [
  [[0, 6], 19],
  [[6, 12], 30],
  [[12, 18], 44],
  [[18, 21], 9.1],
  [[21, 25], 0.4],
];

/** Of those who wait, by kind of file (synthetic). */
export const bandShares: Readonly<Record<FileGroup, Weights<BandCode>>> = {
  COURT: [
    ['A0', 3],
    ['A1', 5],
    ['B', 24],
    ['C', 28],
    ['D', 40],
  ],
  OCJ_MANO: mano(),
  VK_MANO: mano(),
  VOLUNTARY: [
    ['A0', 1],
    ['A1', 4],
    ['B', 14],
    ['C', 22],
    ['D', 59],
  ],
};
function mano(): Weights<BandCode> {
  return [
    ['A0', 2],
    ['A1', 3],
    ['B', 28],
    ['C', 42],
    ['D', 25],
  ];
}
/** How much of a band is among those who leave beside those who stay: who waits short passes often (Little's law). */
export const leaving: Readonly<Record<BandCode, number>> = {
  A0: 6,
  A1: 6,
  B: 1.2,
  C: 0.6,
  D: 0.5,
};
/** Days on the list: median and spread; chosen so that all together have median 260 and mean 400 (e.3). */
export const waits: Readonly<Record<BandCode, readonly [median: number, sigma: number]>> = {
  A0: [25, 0.9],
  A1: [25, 0.9],
  B: [150, 0.8],
  C: [260, 0.85],
  D: [400, 0.85],
};
export const longestWait = 7 * 365;
/** Days from registration to the decision of indication (synthetic). */
export const indicationDays = { median: 24, sigma: 0.7 } as const;

/** More than one of a family waits: 35 % of requests; of the groups 65 % are two, 25 % three (synthetic). */
export const siblings = {
  groupChance: 0.179,
  sizes: [
    [2, 65],
    [3, 25],
    [4, 8],
    [5, 2],
  ] as Weights<number>,
  together: [
    ['REQUIRED', 55],
    ['PREFERRED', 33],
    ['APART', 12],
  ] as Weights<'REQUIRED' | 'PREFERRED' | 'APART'>,
  cameTogether: 0.85,
} as const;

/** Got other help meanwhile: 52 % (anchor 2021); that most of them are said to be helped otherwise is synthetic. */
export const otherHelp = { share: 0.52, saidSo: 0.6 } as const;
export const runningHelp: Weights<NonNullable<EnterRequest['runningHelp']>[number]> = [
  ['HOME_GUIDANCE', 34],
  ['DAY_CARE', 16],
  ['OTHER_STAY', 14],
  ['NETWORK', 10],
  ['FOSTER_CARE', 7],
  ['CRISIS_STAY', 6],
  ['HOSPITAL', 6],
  ['SCHOOL', 5],
  ['COMMUNITY_INSTITUTION', 1],
  ['OTHER', 1],
];

/** Asked for priority and got it, did not, or hears later; of what was decided 54 % is granted (anchor 2017). */
export const priority: Readonly<
  Record<BandCode, readonly [granted: number, refused: number, open: number]>
> = {
  A0: [0.2, 0.05, 0],
  A1: [0.2, 0.05, 0],
  B: [0.7, 0.12, 0],
  C: [0, 0.2, 0.12],
  D: [0, 0.12, 0],
};
/** Of those who left, so that the same share was granted. */
export const priorityOfLeft: Readonly<Record<'C' | 'D', number>> = { C: 0.45, D: 0.45 };

/** Beside those who can be called, of a demo of scale 1: states on and before the list (synthetic). */
export const besides = {
  ON_HOLD_CLIENT: 75,
  NOT_DIRECTABLE: 60,
  EXPIRED: 40,
  DRAFT: 60,
  SUBMITTED: 95,
  IN_INDICATION: 70,
  DIRECTABLE: 14,
} as const;
export const unborn = 9;
export const duplicates = 12;
export const contraIndications = 45;

/** How often each module is asked for, of those of whose age it is (synthetic); crisis and time-out have no list. */
export const moduleDemand: Weights<string> = [
  ['STAY_U12', 24],
  ['STAY_O12', 34],
  ['STAY_0_25', 7],
  ['ROOM_TRAINING', 12],
  ['SMALL_UNIT', 5],
  ['SECURE_STAY', 5],
  ['GES_PLUS', 4],
  ['DIAG_STAY', 9],
  ['OBC_STAY', 9],
  ['CKG_LONG', 10],
  ['CIG', 2],
  ['FAMILY_HOUSE', 6],
  ['BOARDING', 5],
];
export const modulesEach: Weights<number> = [
  [1, 62],
  [2, 28],
  [3, 10],
];

export const assessments = {
  /** The rules are in force for so many days: whoever waits longer was assessed anew then. */
  rulesForDays: 180,
  expired: 0.07,
  missingInD: 0.12,
  earlier: 0.3,
  override: 0.015,
  confirmed: 0.7,
} as const;
export const owned = 0.6;
export const secondOwned = 0.15;
