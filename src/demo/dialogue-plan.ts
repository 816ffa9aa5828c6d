/**
 * The synthetic dialogue about places in numbers. That 12 % is not started at first and 6 % declined by the client, and
 * the order of the reasons, is our reading of the boards' minutes; all of it is an assumption of this project.
 */
import type { Weights } from './demand-plan.ts';

/** How a proposal ends at first, of a hundred (synthetic). */
export const outcomes = {
  STARTED: 76,
  NOT_STARTED: 12,
  CLIENT_DECLINED: 6,
  EXPIRED: 3,
  WITHDRAWN: 2,
  PLACE_GONE: 1,
} as const;
export type Failed = Exclude<keyof typeof outcomes, 'STARTED'>;
export const failed: Weights<Failed> = [
  ['NOT_STARTED', outcomes.NOT_STARTED],
  ['CLIENT_DECLINED', outcomes.CLIENT_DECLINED],
  ['EXPIRED', outcomes.EXPIRED],
  ['WITHDRAWN', outcomes.WITHDRAWN],
  ['PLACE_GONE', outcomes.PLACE_GONE],
];
/** Of those who were not placed at first, the share who were later; the others wait still. */
export const laterPlaced = 0.45;
/** Of those who started, the share who did after a refusal and a step of the mandate up. */
export const startedAfterStep = 0.012;

/** Top: combined problems, group load, aggression, age, staff. */
export const declineReasons: Weights<readonly [code: string, by: string, liftable: number]> = [
  [['COMBINED_PROBLEMS', 'TEAM', 0.3], 22],
  [['GROUP_MIX', 'TEAM', 0.6], 17],
  [['AGGRESSION', 'TEAM', 0.25], 13],
  [['AGE', 'INTAKE', 0.1], 10],
  [['STAFF', 'DIRECTION', 0.7], 9],
  [['PSYCHIATRIC', 'INTAKE', 0.3], 6],
  [['ABSCONDING', 'TEAM', 0.2], 4],
  [['NO_PLACE', 'INTAKE', 0.4], 4],
  [['MOTIVATION', 'INTAKE', 0.5], 3],
  [['DISTANCE_SCHOOL', 'INTAKE', 0.3], 3],
  [['DISABILITY', 'TEAM', 0.1], 3],
  [['DIAGNOSTICS_FIRST', 'INTAKE', 0.8], 2],
  [['ONE_TO_ONE', 'DIRECTION', 0.5], 2],
  [['ADDICTION', 'TEAM', 0.3], 1],
  [['IQ', 'INTAKE', 0.1], 1],
];

export const clientHeard: Weights<'PRESENT' | 'ASKED_BEFORE' | 'THROUGH_REPRESENTATIVE'> = [
  ['PRESENT', 52],
  ['ASKED_BEFORE', 33],
  ['THROUGH_REPRESENTATIVE', 15],
];

/** Somebody other than the first was proposed, with a reason. */
export const departs = 0.06;
export const departures: Weights<readonly [code: string, reason: string]> = [
  [['SIBLING_NEAR', 'Een broer of zus verblijft al in deze voorziening.'], 30],
  [['SCHOOL', 'De school blijft zo bereikbaar.'], 20],
  [['CLIENT_PREFERENCE', 'De jongere kiest uitdrukkelijk voor deze plek.'], 20],
  [['NETWORK', 'Het netwerk woont in de buurt.'], 15],
  [['GROUP_SAFETY', 'De samenstelling van de groep laat de eerste niet toe.'], 15],
];

/** How far back dialogues are told, as starts are. */
export const monthsTold = 24;

/** Working days in which a provider answers. */
export const termDays = 3;

/** A week: targeted questions to one provider, as far as they are told (synthetic). */
export const inquiries = { weekly: 6, overdue: 0.07, withdrawn: 0.02 } as const;
export const inquiryAnswers: Weights<'AVAILABLE' | 'NOT_AVAILABLE' | 'LATER'> = [
  ['AVAILABLE', 55],
  ['NOT_AVAILABLE', 30],
  ['LATER', 15],
];
export const notAvailable: Weights<string> = [
  ['STAFF_SHORTAGE', 38],
  ['GROUP_LOAD', 24],
  ['STAFF_ABSENCE', 14],
  ['BUILDING', 8],
  ['ADMISSION_STOP', 8],
  ['OTHER', 8],
];

/** Invented phrases, the same few for everybody: no word in them is about anyone. */
export const words = {
  question: [
    'Welke afspraken zijn er over bezoek in het weekend?',
    'Loopt de begeleiding in de context door na de start?',
    'Is er al contact geweest met de school?',
  ],
  answer: [
    'Dat staat in het verslag van het laatste overleg, we bezorgen het vandaag.',
    'Ja, dat loopt door tot na de eerste evaluatie.',
    'Nog niet, de consulent belt morgen.',
  ],
  condition: [
    'Een kennismaking in de leefgroep vóór de start.',
    'Een afspraak met de school over de eerste weken.',
    'Een contactpersoon die buiten de kantooruren bereikbaar is.',
  ],
  refusal: [
    'De groep kan er op dit moment niemand met deze vragen bij hebben.',
    'Wat nodig is, kunnen we in deze leefgroep niet bieden.',
    null,
    null,
  ],
  liftedBy: [
    'Een tweede begeleider in de avond.',
    'Een plaats in de andere leefgroep die in het voorjaar vrijkomt.',
    'Een gesprek met de jongere over de afspraken.',
  ],
  declined: [
    'De jongere kiest voor een plek dichter bij huis.',
    'De ouders zien meer in begeleiding thuis.',
    'De kennismaking liep anders dan verwacht.',
  ],
  withdrawn: ['Intussen is een andere plek gevonden.', 'De vraag is gewijzigd.'],
  motive: ['Er is geen andere plaats binnen redelijke afstand en uitstel schaadt het traject.'],
  heard: ['De voorziening, de consulent en de jongere zijn samen gehoord.'],
  agreement: ['De voorziening krijgt extra uren begeleiding tot de eerste evaluatie.'],
  inquiry: [
    'Is de plaats die als vrij staat vanaf volgende week echt inzetbaar?',
    'Kan er op deze plaats iemand starten van wie de kamer op het gelijkvloers moet zijn?',
    'Vanaf wanneer kan er op deze plaats weer iemand starten?',
  ],
} as const;
