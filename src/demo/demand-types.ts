import type { RequestState, UrgencyFact } from '../waiting-list/index.ts';
import type { DayNo, Seconds } from './calendar.ts';
import type { BandCode, FileGroup } from './demand-plan.ts';
import type { Inquiry, Told } from './dialogue-types.ts';
import type { Hat } from './people.ts';
import type { Town, Unit } from './supply.ts';

/** Something that an access team did; nobody: it was taken over from before the demo's people came. */
export interface ListEvent {
  id: string;
  at: Seconds;
  kind: string;
  by: Hat | null;
  subject: string;
  reason: string | null;
  details: Record<string, unknown>;
  /** Of the dialogue about a place; of the list where absent. */
  slice?: 'allocation';
  /** The provider that it is addressed to. */
  organisation?: string;
}

export interface SiblingGroup {
  id: string;
  region: string;
  together: 'REQUIRED' | 'PREFERRED' | 'APART';
  event: ListEvent;
}

export interface Child {
  id: string;
  pseudonym: string;
  region: string;
  town: Town | null;
  bornOn: DayNo;
  unborn: boolean;
  sex: 'F' | 'M' | 'X' | 'UNKNOWN';
  fileNumber: string;
  givenName: string;
  familyName: string;
  group: SiblingGroup | null;
}

export interface Step {
  to: RequestState;
  at: Seconds;
  reason: string | null;
  event: ListEvent;
}

export interface Assessed {
  id: string;
  at: Seconds;
  facts: UrgencyFact[];
  sources: Record<string, string>;
  override: { bandNo: number; reason: string } | null;
  /** It counts only once somebody else agreed. */
  before: boolean;
  validUntil: DayNo;
  event: ListEvent;
  confirmed: ListEvent | null;
}

export interface PriorityAsked {
  id: string;
  track: 'DIRECTION_TEAM' | 'IRPC';
  state: 'SUBMITTED' | 'GRANTED' | 'REFUSED';
  asked: ListEvent;
  decided: ListEvent | null;
  validUntil: DayNo | null;
}

export interface Wish {
  id: string;
  module: string;
  first: Unit | null;
  second: Unit | null;
}

export interface Note {
  kind: 'SUPPORT_NEEDS' | 'APART_REASON' | 'CONTACT_PLAN' | 'SPLIT_REASON';
  words: string;
}

/** What is asked for a child, and all that became of it. */
export interface HelpRequest {
  id: string;
  child: Child;
  group: FileGroup;
  band: BandCode;
  fileKind: string;
  registrar: string;
  registeredOn: DayNo;
  since: DayNo | null;
  validUntil: DayNo | null;
  startFrom: DayNo | null;
  securityNeed: string;
  indications: string[];
  needs: string[];
  consentRepresentative: string;
  consentMinor: string;
  minorAble: boolean | null;
  runningHelp: string[];
  reviewOn: DayNo | null;
  owner: Hat | null;
  secondOwner: Hat | null;
  wishes: Wish[];
  steps: Step[];
  assessed: Assessed[];
  priority: PriorityAsked[];
  notes: Note[];
  apart: { other: HelpRequest | null; unit: Unit | null }[];
  proposals: Told[];
}

/** A rise or fall in the order, with what caused it. */
export interface OrderMove {
  request: HelpRequest;
  at: Seconds;
  cause: string;
  before: { bandNo: number | null; since: DayNo } | null;
  after: { bandNo: number | null; since: DayNo } | null;
  event: ListEvent;
}

export interface Demand {
  groups: SiblingGroup[];
  requests: HelpRequest[];
  inquiries: Inquiry[];
  events: ListEvent[];
  moves: OrderMove[];
  /** Children that are on the list twice, planted: the one and the other. */
  duplicates: [Child, Child][];
}
