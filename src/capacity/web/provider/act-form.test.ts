import { describe, expect, test } from 'vitest';
import { checkUnavailability } from '../../rules.ts';
import { type ActForm, actOf, blankForm, faultsOf, type Subject } from './act-form.ts';
import type { ActName } from './acts.ts';
import { aDetail, aStay, anUnavailability } from './fixtures.ts';
import { type Slot, slotsOf } from './slots.ts';

const today = '2026-05-06';
const slots = slotsOf(aDetail());
const subjectOf = (name: ActName, at: number | null, change: Partial<Subject> = {}): Subject => {
  const slot = at === null ? null : (slots[at] as Slot);
  return {
    name,
    unitId: 'unit-1',
    module: 'STAY_O12',
    slot,
    unavailability: slot?.unavailability ?? null,
    today,
    recognised: 4,
    ...change,
  };
};
const faults = (subject: Subject, change: Partial<ActForm> = {}) =>
  Object.fromEntries(
    Object.entries(faultsOf(subject, { ...blankForm(subject), ...change })).map(
      ([field, fault]) => [field, fault?.code],
    ),
  );

describe('a form as it opens', () => {
  test.each<[ActName, number, Record<string, string>]>([
    ['start', 3, {}],
    ['away', 0, { kind: 'required' }],
    ['back', 1, {}],
    ['leave', 0, { endReason: 'required' }],
    ['move', 0, { placeId: 'required' }],
    ['outOfUse', 3, { outReason: 'required' }],
    ['inUse', 2, {}],
    ['extend', 2, {}],
  ])('%s lacks only what nobody can guess', (name, at, lacking) => {
    expect(faults(subjectOf(name, at))).toEqual(lacking);
  });
});

describe('what is wrong is said at its field', () => {
  test.each<[string, Subject, Partial<ActForm>, Record<string, string>]>([
    [
      'above capacity without a reason',
      subjectOf('start', null),
      {},
      { overCapacityReason: 'tooShort' },
    ],
    ['no day', subjectOf('back', 1), { from: null }, { from: 'required' }],
    [
      'leaving before coming',
      subjectOf('leave', 0),
      { from: '2026-01-10', endReason: 'HOME' },
      { from: 'beforeStart' },
    ],
    [
      'back before going',
      subjectOf('away', 0),
      { kind: 'HOME', until: today },
      { until: 'beforeStart' },
    ],
    [
      'an expected end on the first day',
      subjectOf('start', 3),
      { expectedEndOn: today },
      { expectedEndOn: 'beforeStart' },
    ],
    [
      'another reason without words',
      subjectOf('outOfUse', 3),
      { outReason: 'OTHER', explanation: ' a ' },
      { explanation: 'tooShort' },
    ],
    [
      'longer than is allowed',
      subjectOf('outOfUse', 3),
      { outReason: 'BUILDING', expectedEndOn: '2026-07-02' },
      { expectedEndOn: 'tooLate' },
    ],
    [
      'more places than there are',
      subjectOf('outOfUse', null),
      { outReason: 'BUILDING', places: 5 },
      { places: 'places' },
    ],
    [
      'a stop for nobody',
      subjectOf('outOfUse', null),
      { outReason: 'GROUP_LOAD', what: 'stop' },
      { stop: 'required' },
    ],
    [
      'an extension that is shorter',
      subjectOf('extend', 2),
      { expectedEndOn: '2026-05-19' },
      { expectedEndOn: 'beforeStart' },
    ],
  ])('%s', (_, subject, change, found) => {
    expect(faults(subject, change)).toEqual(found);
    expect(actOf(subject, { ...blankForm(subject), ...change })).toBe(null);
  });
});

describe('a form without faults becomes an act', () => {
  const made = (subject: Subject, change: Partial<ActForm> = {}) =>
    actOf(subject, { ...blankForm(subject), ...change });

  test('empty fields are left out, words are trimmed', () => {
    expect(made(subjectOf('start', 3), { personRef: ' K-9 ' })).toEqual({
      name: 'start',
      unitId: 'unit-1',
      module: 'STAY_O12',
      placeId: 'place-4',
      from: today,
      personRef: 'K-9',
    });
  });

  test('a stop takes no place, a number of places has none of its own', () => {
    const subject = subjectOf('outOfUse', null);
    expect(made(subject, { outReason: 'GROUP_LOAD', what: 'stop', stop: 'GIRLS' })).toMatchObject({
      placeId: null,
      onlyFor: 'GIRLS',
    });
    expect(made(subject, { outReason: 'GROUP_LOAD', places: 3 })).toMatchObject({
      placeId: null,
      places: 3,
    });
  });

  test('a stay that began today can leave tomorrow', () => {
    const slot = { ...(slots[0] as Slot), stay: aStay({ period: { from: today, until: null } }) };
    const subject = subjectOf('leave', 0, { slot });
    expect(made(subject, { endReason: 'HOME' })).toMatchObject({ on: '2026-05-07' });
  });

  test('what the form takes as an end, the rule takes too, to the day', () => {
    const subject = subjectOf('extend', null, { unavailability: anUnavailability() });
    for (const end of ['2026-06-30', '2026-07-01', '2026-07-02']) {
      const allowed = made(subject, { expectedEndOn: end }) !== null;
      const breach = checkUnavailability({
        from: today,
        expectedEndOn: end,
        reason: 'BUILDING',
        explanation: null,
      });
      expect([end, allowed]).toEqual([end, breach === null]);
    }
  });
});
