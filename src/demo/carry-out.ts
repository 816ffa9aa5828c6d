import { type DayNo, dayOf } from './calendar.ts';
import type { FactLog } from './fact-log.ts';
import type { DemoEvent } from './facts.ts';
import { eventOf, noReason } from './step-event.ts';
import type { Entry, Step } from './steps.ts';

/** The day on which a provider is asked again: a week before the expected end, not before the start. */
const reviewDay = (from: DayNo, expectedEndOn: DayNo) => Math.max(from, expectedEndOn - 7);

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
  const from = Math.max(old.from, dayOf(step.at));
  log.change('unavailability', step.unavailability, {
    until: step.expectedEndOn,
    expectedEndOn: step.expectedEndOn,
    reviewOn: reviewDay(from, step.expectedEndOn),
  });
}

/** Carries an entry out in the log. */
export function carryOut(log: FactLog, entry: Entry): void {
  if (entry.kind === 'register-file') {
    const { changes } = entry;
    const event: DemoEvent = {
      id: entry.event,
      at: entry.at,
      kind: 'import',
      provider: entry.provider,
      unit: null,
      actor: 'PC',
      ...noReason,
      undoable: false,
      details: { kinds: ['stay'], added: 0, changed: changes.length, removed: 0 },
    };
    log.during(event, () => {
      for (const { stay, ...change } of changes) log.change('stay', stay, change);
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
    log.during(eventOf(log, entry), () => write(log, entry));
  }
}
