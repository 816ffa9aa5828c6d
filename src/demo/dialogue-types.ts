import type { DayNo, Seconds } from './calendar.ts';
import type { ListEvent } from './demand-types.ts';
import type { Place, Unit } from './supply.ts';

/** The states that the demo's past tells of; a draft begins each. */
export type ToldState =
  | 'DRAFT'
  | 'CLIENT_HEARD'
  | 'SENT'
  | 'IN_DIALOGUE'
  | 'ACCEPTED'
  | 'START_PLANNED'
  | 'STARTED'
  | 'NOT_STARTED'
  | 'CLIENT_DECLINED'
  | 'WITHDRAWN'
  | 'EXPIRED'
  | 'PLACE_GONE';

export interface ToldStep {
  to: ToldState;
  at: Seconds;
  event: ListEvent;
}

export interface ToldMessage {
  id: string;
  side: 'ACCESS' | 'PROVIDER';
  kind: 'QUESTION' | 'ANSWER' | 'CONDITION';
  words: string;
  answers: string | null;
  event: ListEvent;
}

/** A proposal of one child to one provider, and all that became of it. */
export interface Told {
  id: string;
  childId: string;
  unit: Unit;
  startOn: DayNo;
  stateBefore: string;
  steps: ToldStep[];
  dueAt: Seconds | null;
  clientHeard: string;
  rank: number;
  departure: readonly [code: string, reason: string] | null;
  lanes: string[];
  exempt: boolean;
  decline: {
    code: string;
    by: string;
    words: string | null;
    liftable: boolean;
    lifted: string | null;
  } | null;
  endReason: string | null;
  messages: ToldMessage[];
  mandate: { id: string; event: ListEvent }[];
  place: Place | null;
  hold: string | null;
  stay: string | null;
}

/** A targeted question to one provider about one unit. */
export interface Inquiry {
  id: string;
  region: string;
  unit: Unit;
  words: string;
  dueAt: Seconds;
  asked: ListEvent;
  /** What closed it, and in which state. */
  closed: { state: 'ANSWERED' | 'OVERDUE' | 'WITHDRAWN'; event: ListEvent } | null;
  answer: { code: string; reason: string | null; from: DayNo | null } | null;
}
