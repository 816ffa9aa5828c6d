import type { DayNo, Seconds } from './calendar.ts';
import type { Absence, Hold, ReconversionState, Recognition } from './facts.ts';
import type { Place, Provider, Unit } from './supply.ts';

/**
 * One thing that somebody does in the simulation, at the moment of doing it. Kinds are those of the
 * commands in `src/capacity`, with the same inputs; the rest (register of recognitions and decisions,
 * reconversions, agreed starts) is what imports and later commands write.
 */
export type Step = { at: Seconds; event: string; unit: Unit } & (
  | {
      kind: 'stay.start';
      stay: string;
      place: Place | null;
      person: string;
      from: DayNo;
      expectedEndOn: DayNo | null;
      fileKind: string;
      needs: readonly string[];
      timeOutOf: string | null;
      overCapacity: string | null;
    }
  | { kind: 'stay.end'; stay: string; on: DayNo; reason: string }
  | {
      kind: 'absence.start';
      absence: string;
      stay: string;
      absenceKind: Absence['absenceKind'];
      from: DayNo;
      until: DayNo | null;
    }
  | { kind: 'absence.end'; absence: string; on: DayNo }
  | {
      kind: 'unavailability.start';
      unavailability: string;
      place: Place | null;
      places: number;
      onlyFor: string | null;
      reason: string;
      explanation: string | null;
      from: DayNo;
      expectedEndOn: DayNo;
    }
  | { kind: 'unavailability.extend'; unavailability: string; expectedEndOn: DayNo }
  | { kind: 'unavailability.end'; unavailability: string; on: DayNo }
  | { kind: 'unit.confirm'; confirmation: string }
  | {
      kind: 'hold.start';
      hold: string;
      place: Place;
      from: DayNo;
      until: DayNo;
      reason: Hold['reasonCode'];
      forRef: string;
    }
  | {
      kind: 'recognition.grant';
      recognition: string;
      places: number;
      from: DayNo;
      origin: Recognition['origin'];
    }
  | { kind: 'recognition.end'; recognition: string; on: DayNo }
  | {
      kind: 'reconversion.plan';
      reconversion: string;
      places: number;
      toModule: string;
      toPlaces: number;
    }
  | { kind: 'reconversion.step'; reconversion: string; state: ReconversionState; on: DayNo }
);

/** What the register's file says otherwise of a stay that is known: its decision, or its first day put right. */
export interface StayChange {
  stay: string;
  decisionUntil?: DayNo;
  from?: DayNo;
}

/** The provider's file from the register, read in by import. */
export interface RegisterFile {
  kind: 'register-file';
  at: Seconds;
  event: string;
  provider: Provider;
  changes: StayChange[];
}

/** The first import of a provider: what was true before the history begins. */
export interface FirstImport {
  kind: 'first-import';
  at: Seconds;
  event: string;
  provider: Provider;
  steps: Step[];
}

export type Entry = Step | RegisterFile | FirstImport;
