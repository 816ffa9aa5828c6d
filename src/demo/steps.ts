import { type DayNo, dayText, type Seconds } from './calendar.ts';
import type { FactLog } from './fact-log.ts';
import type { Absence, DemoEvent, Hold, ReconversionState, Recognition } from './facts.ts';
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

/** The provider's file of decisions, read in by import: until when each child's decision runs. */
export interface DecisionFile {
  kind: 'decisions';
  at: Seconds;
  event: string;
  provider: Provider;
  decisions: { stay: string; until: DayNo }[];
}

/** The first import of a provider: what was true before the history begins. */
export interface FirstImport {
  kind: 'first-import';
  at: Seconds;
  event: string;
  provider: Provider;
  steps: Step[];
}

export type Entry = Step | DecisionFile | FirstImport;

/** The day on which a provider is asked again: a week before the expected end, not before the start. */
const reviewDay = (from: DayNo, expectedEndOn: DayNo) => Math.max(from, expectedEndOn - 7);

const noReason = { reason: null, undoable: true } as const;

function eventOf(step: Step): DemoEvent {
  const module = step.unit.plan.code;
  const base = {
    id: step.event,
    at: step.at,
    kind: step.kind as string,
    provider: step.unit.provider,
    unit: step.unit,
    actor: 'PC' as const,
    ...noReason,
  };
  switch (step.kind) {
    case 'stay.start':
      return {
        ...base,
        reason: step.overCapacity,
        details: { module, from: dayText(step.from), overCapacity: step.place === null },
      };
    case 'stay.end':
    case 'absence.end':
      return { ...base, details: { module, on: dayText(step.on) } };
    case 'absence.start':
      return { ...base, details: { module, from: dayText(step.from) } };
    case 'unavailability.start':
      return {
        ...base,
        kind: step.onlyFor ? 'partial-stop.start' : 'unavailability.start',
        details: {
          module,
          reason: step.reason,
          places: step.places,
          from: dayText(step.from),
          expectedEndOn: dayText(step.expectedEndOn),
          onlyFor: step.onlyFor,
        },
      };
    case 'unavailability.extend':
      return { ...base, details: { module, expectedEndOn: dayText(step.expectedEndOn) } };
    case 'unavailability.end':
      return { ...base, details: { module, on: dayText(step.on) } };
    case 'unit.confirm':
      return { ...base, details: {} };
    case 'hold.start':
      return {
        ...base,
        undoable: false,
        details: { module, from: dayText(step.from), until: dayText(step.until) },
      };
    case 'recognition.grant':
      return {
        ...base,
        actor: 'AS',
        undoable: false,
        details: { module, places: step.places, from: dayText(step.from) },
      };
    case 'recognition.end':
      return { ...base, actor: 'AS', undoable: false, details: { module, on: dayText(step.on) } };
    case 'reconversion.plan':
      return {
        ...base,
        undoable: false,
        details: { module, places: step.places, toModule: step.toModule, toPlaces: step.toPlaces },
      };
    case 'reconversion.step':
      return {
        ...base,
        actor: step.state === 'REGISTERED' ? 'AS' : 'PC',
        undoable: false,
        details: { module, state: step.state, on: dayText(step.on) },
      };
  }
}

/** Writes what the step changes, exactly as its command would. */
function write(log: FactLog, step: Step): void {
  const { unit } = step;
  switch (step.kind) {
    case 'stay.start':
      return log.insert('stay', {
        id: step.stay,
        unit,
        from: step.from,
        until: null,
        place: step.place,
        person: step.person,
        expectedEndOn: step.expectedEndOn,
        decisionUntil: null,
        endReason: null,
        fileKind: step.fileKind,
        needs: step.needs,
        timeOutOf: step.timeOutOf,
      });
    case 'stay.end':
      return log.change('stay', step.stay, { until: step.on, endReason: step.reason });
    case 'absence.start':
      return log.insert('absence', {
        id: step.absence,
        unit,
        stay: step.stay,
        absenceKind: step.absenceKind,
        from: step.from,
        until: step.until,
      });
    case 'absence.end':
      return log.change('absence', step.absence, { until: step.on });
    case 'unavailability.start':
      return log.insert('unavailability', {
        id: step.unavailability,
        unit,
        place: step.place,
        places: step.places,
        onlyFor: step.onlyFor,
        reasonCode: step.reason,
        explanation: step.explanation,
        from: step.from,
        until: step.expectedEndOn,
        expectedEndOn: step.expectedEndOn,
        reviewOn: reviewDay(step.from, step.expectedEndOn),
      });
    case 'unavailability.extend':
      return extend(log, step);
    case 'unavailability.end':
      return log.change('unavailability', step.unavailability, { until: step.on });
    case 'unit.confirm':
      return log.confirm(step.confirmation, unit);
    case 'hold.start':
      return log.insert('hold', {
        id: step.hold,
        unit,
        place: step.place,
        from: step.from,
        until: step.until,
        reasonCode: step.reason,
        forRef: step.forRef,
      });
    case 'recognition.grant':
      return log.insert('recognition', {
        id: step.recognition,
        unit,
        places: step.places,
        from: step.from,
        until: null,
        origin: step.origin,
        funding: 'STRUCTURAL',
      });
    case 'recognition.end':
      return log.change('recognition', step.recognition, { until: step.on });
    case 'reconversion.plan':
      return log.insert('reconversion', {
        id: step.reconversion,
        unit,
        from: 0,
        until: null,
        places: step.places,
        toModule: step.toModule,
        toPlaces: step.toPlaces,
        state: 'PLANNED',
        decidedOn: null,
        effectiveOn: null,
        registeredOn: null,
      });
    case 'reconversion.step':
      return log.change('reconversion', step.reconversion, {
        state: step.state,
        ...(step.state === 'APPROVED' && { decidedOn: step.on }),
        ...(step.state === 'EFFECTIVE' && { effectiveOn: step.on }),
        ...(step.state === 'REGISTERED' && { registeredOn: step.on }),
      });
  }
}

function extend(log: FactLog, step: Extract<Step, { kind: 'unavailability.extend' }>): void {
  const old = log.current.unavailability.get(step.unavailability)!;
  const from = Math.max(old.from, Math.floor((step.at + 7200) / 86400));
  log.change('unavailability', step.unavailability, {
    until: step.expectedEndOn,
    expectedEndOn: step.expectedEndOn,
    reviewOn: reviewDay(from, step.expectedEndOn),
  });
}

/** Carries an entry out in the log. */
export function carryOut(log: FactLog, entry: Entry): void {
  if (entry.kind === 'decisions') {
    const { decisions } = entry;
    const event: DemoEvent = {
      id: entry.event,
      at: entry.at,
      kind: 'import',
      provider: entry.provider,
      unit: null,
      actor: 'PC',
      ...noReason,
      undoable: false,
      details: { kinds: ['stay'], added: 0, changed: decisions.length, removed: 0 },
    };
    log.during(event, () => {
      for (const { stay, until } of decisions) log.change('stay', stay, { decisionUntil: until });
    });
  } else if (entry.kind === 'first-import') {
    const event: DemoEvent = {
      id: entry.event,
      at: entry.at,
      kind: 'import',
      provider: entry.provider,
      unit: null,
      actor: 'PC',
      ...noReason,
      undoable: false,
      details: {
        kinds: ['recognition', 'stay', 'unavailability'],
        added: entry.steps.length,
        changed: 0,
        removed: 0,
      },
    };
    log.during(event, () => {
      for (const step of entry.steps) write(log, step);
    });
  } else {
    log.during(eventOf(entry), () => write(log, entry));
  }
}
