import type { DayNo, Seconds } from './calendar.ts';
import type { Place, Provider, Unit } from './supply.ts';

/** What was done, as it will stand in `platform.event`. */
export interface DemoEvent {
  id: string;
  at: Seconds;
  kind: string;
  provider: Provider | null;
  unit: Unit | null;
  actor: 'PC' | 'AS' | 'PROGRAM';
  reason: string | null;
  details: Record<string, unknown>;
  undoable: boolean;
}

/** One version of a fact: true on `[from, until)`, known since `knownFrom`. */
export interface Version {
  id: string;
  unit: Unit;
  from: DayNo;
  until: DayNo | null;
  event: DemoEvent;
  knownFrom: Seconds;
}

export interface Recognition extends Version {
  places: number;
  origin: 'NEW' | 'EXPANSION' | 'RECONVERSION' | 'BOARDING_SCHOOL';
  funding: 'STRUCTURAL' | 'PROJECT';
}

export type ReconversionState = 'PLANNED' | 'APPROVED' | 'EFFECTIVE' | 'REGISTERED' | 'CANCELLED';

/** `from` and `until` are its days as not converted; without effect yet both are NaN-free: see `counts`. */
export interface Reconversion extends Version {
  places: number;
  toModule: string;
  toPlaces: number;
  state: ReconversionState;
  decidedOn: DayNo | null;
  effectiveOn: DayNo | null;
  registeredOn: DayNo | null;
}

export interface Stay extends Version {
  place: Place | null;
  person: string;
  expectedEndOn: DayNo | null;
  decisionUntil: DayNo | null;
  endReason: string | null;
  fileKind: string | null;
  needs: readonly string[];
  timeOutOf: string | null;
}

export interface Absence extends Version {
  stay: string;
  absenceKind: 'HOME' | 'HOSPITAL' | 'TIME_OUT' | 'RUNAWAY';
}

export interface Unavailability extends Version {
  place: Place | null;
  places: number;
  onlyFor: string | null;
  reasonCode: string;
  explanation: string | null;
  until: DayNo;
  expectedEndOn: DayNo;
  reviewOn: DayNo;
}

export interface Hold extends Version {
  place: Place | null;
  reasonCode: 'RESERVED_START' | 'RESERVED_SIBLING';
  forRef: string;
}

export interface Tables {
  recognition: Recognition;
  reconversion: Reconversion;
  stay: Stay;
  absence: Absence;
  unavailability: Unavailability;
  hold: Hold;
}
export type TableName = keyof Tables;

/** A version that is known no more: until when it was, and which event superseded it. */
export interface Superseded<T> {
  fact: T;
  knownUntil: Seconds;
  by: DemoEvent;
}

export interface Confirmation {
  id: string;
  unit: Unit;
  at: Seconds;
  event: DemoEvent;
}

/** Recognised, occupied, absent, not converted, unavailable, held. */
export type Counts = [number, number, number, number, number, number];

export interface DeltaRow {
  unit: Unit;
  day: DayNo;
  event: DemoEvent;
  counts: Counts;
}
