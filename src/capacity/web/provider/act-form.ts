import { addDays } from '../../../platform/period.ts';
import type { AbsenceKind, EndReason, UnavailabilityReason } from '../../codes.ts';
import type { UnavailabilityRow } from '../../contract.ts';
import { reviewDay } from '../../rules.ts';
import {
  type Act,
  type ActName,
  awayUntil,
  defaultExtension,
  defaultOutOfUse,
  firstLeaveDay,
  latestEnd,
  type PartialStop,
  knownEnd,
} from './acts.ts';
import type { Slot } from './slots.ts';

/** What an act is about: a place or a child, the whole unit, or one report of unavailability. */
export interface Subject {
  readonly name: ActName;
  readonly unitId: string;
  readonly module: string;
  readonly slot: Slot | null;
  readonly unavailability: UnavailabilityRow | null;
  readonly today: string;
  /** How many places the module has: no more can be reported out of use. */
  readonly recognised: number;
}

/** Everything that can be typed or chosen; each act reads its own part. Days are ISO days. */
export interface ActForm {
  readonly from: string | null;
  readonly until: string | null;
  readonly personRef: string;
  readonly expectedEndOn: string | null;
  readonly fileKind: string | null;
  readonly needs: readonly string[];
  readonly overCapacityReason: string;
  readonly kind: AbsenceKind | null;
  readonly endReason: EndReason | null;
  readonly placeId: string | null;
  readonly outReason: UnavailabilityReason | null;
  readonly explanation: string;
  readonly reviewOn: string | null;
  readonly what: 'places' | 'stop';
  readonly places: number | null;
  readonly stop: PartialStop | null;
}

export type FormField = keyof ActForm;

/** The form as it opens: today, and the defaults that one tap would take. */
export function blankForm(subject: Subject): ActForm {
  const { name, today, slot, unavailability } = subject;
  const out = defaultOutOfUse(today);
  const extension = unavailability ? defaultExtension(unavailability, today) : out.expectedEndOn;
  return {
    from: name === 'leave' && slot?.stay ? firstLeaveDay(slot.stay, today) : today,
    until: name === 'away' && slot?.stay ? awayUntil(slot.stay, today) : null,
    personRef: '',
    expectedEndOn: name === 'outOfUse' ? out.expectedEndOn : name === 'extend' ? extension : null,
    fileKind: null,
    needs: [],
    overCapacityReason: '',
    kind: null,
    endReason: null,
    placeId: null,
    outReason: null,
    explanation: '',
    reviewOn: null,
    what: 'places',
    places: 1,
    stop: null,
  };
}

/** What is wrong with a field: a code of the catalogue with what it names. */
export interface Fault {
  readonly code: 'required' | 'tooShort' | 'beforeStart' | 'tooLate' | 'places';
  readonly day?: string;
  readonly most?: number;
}
export type Faults = Partial<Record<FormField, Fault>>;

const SHORTEST_WORDS = 3;
const isShort = (text: string) => text.trim().length < SHORTEST_WORDS;
const required: Fault = { code: 'required' };

/** The first day from which an extension counts its eight weeks. */
const extendFrom = (row: UnavailabilityRow, today: string) =>
  row.period.from > today ? row.period.from : today;

/** The latest day that the end of an unavailability may be put at, in this form. */
export function lastEndOf(subject: Subject, form: ActForm): string {
  const { unavailability, today } = subject;
  if (subject.name === 'extend' && unavailability) {
    return latestEnd(extendFrom(unavailability, today));
  }
  return latestEnd(form.from ?? today);
}

function endFault(end: string | null, from: string, last?: string): Fault | null {
  if (end === null) return required;
  if (end <= from) return { code: 'beforeStart', day: from };
  return last !== undefined && end > last ? { code: 'tooLate', day: last } : null;
}

function outOfUseFaults(subject: Subject, form: ActForm): Partial<Record<FormField, Fault | null>> {
  const isStop = subject.slot === null && form.what === 'stop';
  const isCount = subject.slot === null && form.what === 'places';
  const places = form.places ?? 0;
  const from = form.from ?? subject.today;
  const end = form.expectedEndOn;
  return {
    stop: isStop && form.stop === null ? required : null,
    places:
      isCount && (places < 1 || places > subject.recognised)
        ? { code: 'places', most: subject.recognised }
        : null,
    outReason: form.outReason === null ? required : null,
    explanation:
      form.outReason === 'OTHER' && isShort(form.explanation) ? { code: 'tooShort' } : null,
    expectedEndOn: endFault(end, from, lastEndOf(subject, form)),
    reviewOn: form.reviewOn && end && form.reviewOn > end ? { code: 'tooLate', day: end } : null,
  };
}

function faultsByName(subject: Subject, form: ActForm): Partial<Record<FormField, Fault | null>> {
  const { name, slot, unavailability } = subject;
  switch (name) {
    case 'start':
      return {
        overCapacityReason:
          slot === null && isShort(form.overCapacityReason) ? { code: 'tooShort' } : null,
        expectedEndOn:
          form.expectedEndOn === null
            ? null
            : endFault(form.expectedEndOn, form.from ?? subject.today),
      };
    case 'away':
      return {
        kind: form.kind === null ? required : null,
        until: form.until === null ? null : endFault(form.until, form.from ?? subject.today),
      };
    case 'leave': {
      const began = slot?.stay?.period.from;
      return {
        from:
          began && form.from !== null && form.from <= began
            ? { code: 'beforeStart', day: began }
            : null,
        endReason: form.endReason === null ? required : null,
      };
    }
    case 'move':
      return { placeId: form.placeId === null ? required : null };
    case 'outOfUse':
      return outOfUseFaults(subject, form);
    case 'extend': {
      const before = unavailability?.period.until ?? subject.today;
      const last = lastEndOf(subject, form);
      return { expectedEndOn: endFault(form.expectedEndOn, addDays(before, -1), last) };
    }
    case 'back':
    case 'inUse':
      return {};
  }
}

/** Everything that keeps the form from being sent. */
export function faultsOf(subject: Subject, form: ActForm): Faults {
  const needsDay = subject.name !== 'extend' && form.from === null;
  const found = { ...(needsDay ? { from: required } : {}), ...faultsByName(subject, form) };
  if (needsDay) found.from = required;
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault)) as Faults;
}

/** The act that a form without faults says; `null` while something is missing. */
export function actOf(subject: Subject, form: ActForm): Act | null {
  if (Object.keys(faultsOf(subject, form)).length > 0) return null;
  const { slot, today, unitId, module, unavailability } = subject;
  const day = form.from ?? today;
  const stayId = slot?.stay?.id;
  const trimmed = (text: string) => text.trim();
  switch (subject.name) {
    case 'start':
      return {
        name: 'start',
        unitId,
        module,
        placeId: slot?.place?.id ?? null,
        from: day,
        ...(trimmed(form.personRef) ? { personRef: trimmed(form.personRef) } : {}),
        ...(form.expectedEndOn ? { expectedEndOn: form.expectedEndOn } : {}),
        ...(form.fileKind ? { fileKind: form.fileKind } : {}),
        ...(form.needs.length > 0 ? { needs: form.needs } : {}),
        ...(slot === null ? { overCapacityReason: trimmed(form.overCapacityReason) } : {}),
      };
    case 'away':
      return stayId && form.kind
        ? { name: 'away', stayId, from: day, until: form.until, kind: form.kind }
        : null;
    case 'back':
      return slot?.absence ? { name: 'back', absenceId: slot.absence.id, on: day } : null;
    case 'leave':
      return slot?.stay && form.endReason
        ? {
            name: 'leave',
            stayId: slot.stay.id,
            on: day,
            reason: form.endReason,
            ...knownEnd(slot.stay),
          }
        : null;
    case 'move':
      return stayId && form.placeId
        ? { name: 'move', stayId, placeId: form.placeId, on: day }
        : null;
    case 'outOfUse':
      return outOfUseOf(subject, form, day);
    case 'inUse':
      return unavailability
        ? { name: 'inUse', unavailabilityId: unavailability.id, on: day }
        : null;
    case 'extend':
      return unavailability && form.expectedEndOn
        ? {
            name: 'extend',
            unavailabilityId: unavailability.id,
            expectedEndOn: form.expectedEndOn,
            ...(form.reviewOn ? { reviewOn: form.reviewOn } : {}),
          }
        : null;
  }
}

function outOfUseOf(subject: Subject, form: ActForm, from: string): Act | null {
  const { slot, unitId, module } = subject;
  if (!form.outReason || !form.expectedEndOn) return null;
  const isStop = slot === null && form.what === 'stop';
  return {
    name: 'outOfUse',
    unitId,
    module,
    placeId: slot?.place?.id ?? null,
    ...(slot === null && !isStop ? { places: form.places ?? 1 } : {}),
    ...(isStop && form.stop ? { onlyFor: form.stop } : {}),
    reason: form.outReason,
    ...(form.explanation.trim() ? { explanation: form.explanation.trim() } : {}),
    from,
    expectedEndOn: form.expectedEndOn,
    reviewOn: form.reviewOn ?? reviewDay(from, form.expectedEndOn),
  };
}
