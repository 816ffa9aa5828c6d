import type { Seconds } from './calendar.ts';
import type { Hat } from './people.ts';
import type { Provider, Unit } from './supply.ts';

export type HelpKind = 'INTERVENTION' | 'GUIDANCE' | 'STAY';
export type RegistrarKind =
  | 'YOUNG_PERSON'
  | 'PARENT'
  | 'CITIZEN'
  | 'SCHOOL'
  | 'CLB'
  | 'GP'
  | 'CAW'
  | 'PROVIDER'
  | 'OCJ'
  | 'VK'
  | 'EMERGENCY_WARD'
  | 'COURT_SERVICE'
  | 'PROSECUTOR'
  | 'POLICE'
  | 'OTHER';
export type CallState =
  | 'RECEIVED'
  | 'CONSULT_CLOSED'
  | 'DISPATCHING'
  | 'PLACED'
  | 'RUNNING'
  | 'EXTENDED'
  | 'ENDED'
  | 'NO_RESPONSE'
  | 'WITHDRAWN';

export interface Partner {
  id: string;
  region: string;
  name: string;
  sector: 'YOUTH_CARE' | 'MENTAL_HEALTH' | 'DISABILITY';
  provider: Provider | null;
  /** Day from which it is no longer in the network. */
  endedOn: number | null;
  serial: number;
}

export interface Pledge {
  id: string;
  partner: Partner;
  kind: HelpKind;
  places: number;
  /** Days; until null: structural. */
  from: number;
  until: number | null;
  unit: Unit | null;
  ageMin: number;
  ageMax: number;
  outOfHours: boolean;
  /** Until when each place is given. */
  takenUntil: Seconds[];
}

export interface Attempt {
  id: string;
  pledge: Pledge;
  at: Seconds;
  state: 'ASKED' | 'SILENT' | 'YES' | 'NO' | 'WITHDRAWN';
  reason: string | null;
  answeredAt: Seconds | null;
}

export interface Help {
  id: string;
  attempt: Attempt | null;
  partOf: Help | null;
  pledge: Pledge;
  slot: number;
  state: 'PLACED' | 'RUNNING' | 'EXTENDED' | 'ENDED' | 'FALLEN';
  placedAt: Seconds;
  startedAt: Seconds | null;
  maxEndAt: Seconds | null;
  /** When it was made longer. */
  extendedAt: Seconds[];
  /** When it was said what comes after. */
  plannedAt: Seconds | null;
  nextStep: string | null;
  nextOwner: string | null;
  nextOn: number | null;
  destination: string | null;
  endedAt: Seconds | null;
  stay: string | null;
}

export interface CallMinor {
  id: string;
  pseudonym: string;
  age: number | null;
  band: string | null;
  sex: 'F' | 'M' | 'X' | 'UNKNOWN';
  zone: string | null;
  state: CallState;
  reason: string | null;
  fallback: string | null;
  closedAt: Seconds | null;
  attempts: Attempt[];
  help: Help[];
  identity: { givenName: string; familyName: string; birthDate: string } | null;
}

/** A call to the desk of a region, and all that became of it. */
export interface Call {
  id: string;
  region: string;
  at: Seconds;
  /** Outside office hours. */
  off: boolean;
  registrar: RegistrarKind;
  anonymous: boolean;
  kind: 'CONSULT' | 'DISPATCH';
  agreement: 'YES' | 'UNCLEAR' | 'NO' | 'JUDGE_ORDER';
  unsafety: 'NONE' | 'CONCERN' | 'ACUTE';
  problems: string[];
  wanted: HelpKind | null;
  zone: string | null;
  state: CallState;
  repeatOf: Call | null;
  /** The first call of the case: itself, or what it repeats. */
  first: Call;
  longTerm: boolean;
  accelerated: boolean;
  closedAt: Seconds | null;
  minors: CallMinor[];
  words: string[];
  by: Hat | null;
  registered: string;
  /** The event that closed it. */
  closed: string | null;
}
