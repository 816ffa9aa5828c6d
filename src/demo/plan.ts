/**
 * The synthetic Flanders in numbers: what is generated, and where each figure comes from. Figures
 * marked "anchor" are published, the others are our own assumptions (synthetic), as every name,
 * child and date of the demo is.
 */
export interface ModulePlan {
  code: string;
  nameNl: string;
  term: 'SHORT' | 'LONG';
  ageMin: number;
  ageMax: number;
  /** Recognised places in Flanders and Brussels. */
  places: number;
  /** Usual places of one unit. */
  unitSizes: readonly number[];
  /** Share of recognised places. */
  occupied: number;
  unavailable: number;
  /** Mean length of a stay in days, and how it spreads. */
  meanStayDays: number;
  spread: number;
  maxStayDays: number;
  sector: 'OVBJ' | 'OOOC' | 'OBC' | 'CKG' | 'CIG' | 'IPO';
  securityLevel: 'OPEN' | 'RELATIONAL' | 'PROCEDURAL' | 'INFRASTRUCTURAL';
  source: string;
}

const month = 30.44;
const usual = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9, 8] as const;
const synthetic = 'synthetisch: aanname van dit project';
const list = 'BVR 5 april 2019, bijlage 1 (typemodules)';

type Row = [
  code: string,
  nameNl: string,
  ages: [number, number],
  places: number,
  unitSizes: readonly number[],
  occupied: number,
  unavailable: number,
  meanStayDays: number,
  sector: ModulePlan['sector'],
  source: string,
  more?: Partial<ModulePlan>,
];

const rows: Row[] = [
  [
    'STAY_U12',
    'Verblijf voor -12-jarigen',
    [0, 12],
    900,
    usual,
    0.92,
    0.04,
    22 * month,
    'OVBJ',
    `${list}; aantal plaatsen ${synthetic}`,
  ],
  [
    'STAY_O12',
    'Verblijf voor +12-jarigen',
    [12, 18],
    1350,
    usual,
    0.89,
    0.06,
    18 * month,
    'OVBJ',
    `${list}; aantal plaatsen ${synthetic}`,
  ],
  [
    'STAY_0_25',
    'Verblijf 0-25-jarigen',
    [0, 25],
    500,
    usual,
    0.9,
    0.05,
    20 * month,
    'OVBJ',
    `${list}; aantal plaatsen ${synthetic}`,
  ],
  [
    'ROOM_TRAINING',
    'Kamertraining',
    [16, 21],
    250,
    usual,
    0.9,
    0.03,
    14 * month,
    'OVBJ',
    `prioritaire hulpvragen; aantal plaatsen ${synthetic}`,
  ],
  [
    'SMALL_UNIT',
    'Kleinschalige wooneenheid',
    [16, 21],
    150,
    [6, 6, 6, 6, 4],
    0.9,
    0.03,
    14 * month,
    'OVBJ',
    `groepen van 4 tot 6 (pers, 2018); aantal plaatsen ${synthetic}`,
  ],
  [
    'SECURE_STAY',
    'Veilig verblijf',
    [12, 18],
    163,
    [7],
    0.82,
    0.12,
    9 * month,
    'OVBJ',
    '163 plaatsen, 21 organisaties (opgroeien.be)',
    { securityLevel: 'INFRASTRUCTURAL' },
  ],
  [
    'GES_PLUS',
    'GES+-verblijf',
    [6, 18],
    123,
    [8, 8, 9, 8, 6],
    0.93,
    0.04,
    24 * month,
    'OBC',
    '123 plaatsen (vaph.be)',
    { securityLevel: 'PROCEDURAL' },
  ],
  [
    'DIAG_STAY',
    'Verblijf in het kader van diagnostiek (OOOC)',
    [3, 18],
    330,
    usual,
    0.88,
    0.05,
    91,
    'OOOC',
    `${list}; 2 tot 4 maanden (jeugdhulp.be); aantal plaatsen ${synthetic}`,
    { term: 'SHORT', spread: 0.3, maxStayDays: 150 },
  ],
  [
    'OBC_STAY',
    'Verblijf in een observatie- en behandelingscentrum',
    [6, 18],
    330,
    usual,
    0.9,
    0.04,
    8 * month,
    'OBC',
    `aantal plaatsen ${synthetic}`,
  ],
  [
    'CKG_LONG',
    'Langdurend residentieel verblijf CKG',
    [0, 12],
    430,
    usual,
    0.91,
    0.04,
    8 * month,
    'CKG',
    `625 kinderen per jaar × 8 maanden (jaarverslag jeugdhulp); ${synthetic}`,
    { spread: 0.4, maxStayDays: 365 },
  ],
  [
    'CIG',
    'Verblijf in een centrum voor integrale gezinszorg',
    [0, 18],
    100,
    usual,
    0.88,
    0.04,
    6 * month,
    'CIG',
    `aantal plaatsen ${synthetic}`,
    { spread: 0.4 },
  ],
  [
    'CRISIS_STAY',
    'Crisisverblijf',
    [0, 18],
    70,
    [8],
    0.87,
    0.05,
    12,
    'OVBJ',
    `40 + 20 plaatsen en een marge; 7 dagen, vaak + 7; ${synthetic}`,
    { term: 'SHORT', spread: 0.3, maxStayDays: 21 },
  ],
  [
    'FAMILY_HOUSE',
    'Gezinshuis',
    [0, 18],
    160,
    [3],
    0.88,
    0.04,
    48 * month,
    'OVBJ',
    '40 huizen met 123 plaatsen (pers, 2023) en 12 nieuwe in 2026',
  ],
  [
    'BOARDING',
    'Verblijf in een overgenomen internaat',
    [6, 18],
    265,
    usual,
    0.85,
    0.03,
    30 * month,
    'IPO',
    '8 IPO, 265 plaatsen voor jeugdhulp (pers, 2015)',
  ],
  [
    'TIME_OUT',
    'Herstelgerichte time-outleefgroep',
    [12, 18],
    24,
    [6],
    0.8,
    0.08,
    14,
    'OVBJ',
    '4 groepen van ten hoogste 6 (webinar Plan Jeugdhulp, 2026)',
    { term: 'SHORT', spread: 0.3, maxStayDays: 28, securityLevel: 'RELATIONAL' },
  ],
];

export const modulePlans: readonly ModulePlan[] = rows.map(
  ([
    code,
    nameNl,
    [ageMin, ageMax],
    places,
    unitSizes,
    occupied,
    unavailable,
    meanStayDays,
    sector,
    source,
    more,
  ]) => ({
    code,
    nameNl,
    term: 'LONG',
    ageMin,
    ageMax,
    places,
    unitSizes,
    occupied,
    unavailable,
    meanStayDays,
    spread: 0.7,
    maxStayDays: 12 * 365,
    sector,
    securityLevel: 'OPEN',
    source,
    ...more,
  }),
);

export interface RegionPlan {
  code: string;
  places: number;
  organisations: number;
  /** How much likelier places are out of use for want of staff (synthetic). */
  staffFactor: number;
}

/** Supply skewed to the west, half density in Flemish Brabant (synthetic shares). */
export const regionPlans: readonly RegionPlan[] = [
  { code: 'ANT', places: 1338, organisations: 25, staffFactor: 1 },
  { code: 'LIM', places: 669, organisations: 12, staffFactor: 1 },
  { code: 'OVL', places: 1132, organisations: 21, staffFactor: 1 },
  { code: 'VBR', places: 411, organisations: 8, staffFactor: 1.6 },
  { code: 'BRU', places: 154, organisations: 3, staffFactor: 1.6 },
  { code: 'WVL', places: 1441, organisations: 26, staffFactor: 1 },
];

export const totalPlaces = modulePlans.reduce((sum, plan) => sum + plan.places, 0);
export const siteCount = 210;

/** Organisations by sector (synthetic, 18 CKG and 8 IPO are published counts). */
export const sectorCounts: readonly (readonly [ModulePlan['sector'], number])[] = [
  ['CKG', 18],
  ['OBC', 10],
  ['OOOC', 11],
  ['CIG', 4],
  ['IPO', 8],
  ['OVBJ', 44],
];

/** Why places are out of use, by share of the places (synthetic; `RESERVED_*` are holds, not here). */
export const reasonShares: readonly (readonly [string, number])[] = [
  ['STAFF_SHORTAGE', 38],
  ['STAFF_ABSENCE', 14],
  ['GROUP_LOAD', 14],
  ['UNIT_CLOSED', 7],
  ['ADMISSION_STOP', 5],
  ['BUILDING', 6],
  ['RECONVERSION', 6],
  ['NOT_YET_OPERATIONAL', 3],
  ['OTHER', 2],
];
export const staffReasons: ReadonlySet<string> = new Set([
  'STAFF_SHORTAGE',
  'STAFF_ABSENCE',
  'UNIT_CLOSED',
  'ADMISSION_STOP',
]);

/** How many of each planted fault a demo of scale 1 holds; shares of places, stays, units or free places. */
export const faultPlan = {
  reconvertedShare: 0.025,
  decisionPassedShare: 0.04,
  overOccupiedShare: 0.03,
  staleShare: 0.08,
  timeOuts: 60,
  notRealShare: 0.01,
} as const;

/** A unit whose figures were not confirmed for longer is stale (setting, synthetic). */
export const staleAfterDays = 7;
