import type { Criterion } from '../verdict.ts';

/** What weighed, in words for a family; codes of urgency and of refusals that need another word than the trade's. */
export const urgencyWords: Readonly<Record<string, string>> = {
  UNSAFE_NOW: 'de situatie is nu niet veilig',
  NO_ROOF: 'er is nu geen verblijf',
  COURT_URGENT: 'de jeugdrechter vroeg dringend een plaats',
  VIST: 'na een crisisverblijf kan het kind niet naar huis',
  CRISIS_OUTFLOW: 'een crisisverblijf loopt af',
  GI_OUTFLOW: 'het verblijf in de gemeenschapsinstelling loopt af',
  'MANO_DEGREE:HIGH': 'de hulp is maatschappelijk noodzakelijk',
  'MANO_DEGREE:SOME': 'de hulp is maatschappelijk noodzakelijk',
  'RISK_LEVEL:HIGH': 'er is een groot risico voor het kind',
  'RISK_LEVEL:SOME': 'er is een risico voor het kind',
  CARE_RIGHT_AT_STAKE: 'het recht op passende hulp komt in het gedrang',
  PRIORITY_GRANTED: 'er werd voorrang toegekend',
  PRIORITY_PENDING: 'er werd voorrang gevraagd',
  TRAJECTORY_AT_RISK: 'de hulp die loopt dreigt stil te vallen',
  TIME_CRITICAL: 'wachten kan hier niet lang',
  ONE_TO_ONE: 'er is begeleiding één op één nodig',
  MANY_BREAKS: 'er moest al vaak van hulp veranderd worden',
  COMPLEX: 'er zijn verschillende zorgen samen',
  YOUNG_CHILD: 'het kind is nog heel jong',
  NO_DAY_ACTIVITY: 'er is geen school of dagbesteding',
  NO_CONTEXT: 'er is weinig steun rond het kind',
};

/** Refusals as they are told to a family: without blame, and without what only workers know. */
export const refusalWords: Readonly<Record<string, string>> = {
  NO_PLACE: 'er is geen plaats meer vrij',
  STAFF: 'er is nu te weinig personeel om te starten',
  AGE: 'de leeftijd past niet bij de leefgroep',
  DISTANCE_SCHOOL: 'de afstand tot school of thuis is te groot',
  GROUP_MIX: 'de groep kan er nu niemand bij hebben',
  SIBLING_SPLIT: 'broers en zussen kunnen er niet samen terecht',
  CLIENT_PREFERENCE: 'jullie kozen voor iets anders',
  REGION_BOUND_FUNDING: 'de plaats is voorbehouden voor een andere regio',
};
/** Anything else is said in a talk, not in a letter. */
export const refusalInATalk = 'de voorziening legt de reden graag uit in een gesprek';

export const obstacleWords: Readonly<Partial<Record<Criterion, string>>> = {
  AGE: 'de leeftijd past niet bij de leefgroepen die deze hulp bieden',
  GROUP: 'de leefgroepen zijn voor meisjes of voor jongens',
  SECURITY: 'er is een andere mate van beveiliging nodig',
  INDICATION: 'voor deze hulp is nog een beslissing nodig',
  FRAME: 'deze hulp vraagt een andere beslissing',
  VALIDITY: 'de beslissing loopt af',
  CONSENT: 'er is nog geen akkoord',
  APART: 'iemand woont er met wie samenwonen niet kan',
  STOP: 'de leefgroepen nemen nu even niemand op',
  FEATURES: 'de plaatsen zijn niet aangepast aan wat nodig is',
  SIBLINGS: 'er is geen plaats waar jullie samen terechtkunnen',
  START: 'de hulp kan nog niet starten',
};
