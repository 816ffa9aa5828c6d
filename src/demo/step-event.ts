import { dayText } from './calendar.ts';
import type { FactLog } from './fact-log.ts';
import type { DemoEvent } from './facts.ts';
import type { Step } from './steps.ts';

const reasonOf = (log: FactLog, id: string) => log.current.unavailability.get(id)?.reasonCode;

export const noReason = { reason: null, undoable: true } as const;

/** How the step stands among the events, as its command records it. */
export function eventOf(log: FactLog, step: Step): DemoEvent {
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
      return {
        ...base,
        details: {
          module,
          reason: reasonOf(log, step.unavailability),
          expectedEndOn: dayText(step.expectedEndOn),
        },
      };
    case 'unavailability.end':
      return {
        ...base,
        details: { module, reason: reasonOf(log, step.unavailability), on: dayText(step.on) },
      };
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
