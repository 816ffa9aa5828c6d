import { describe, expect, test } from 'vitest';
import { Value } from 'typebox/value';
import { placeStates } from '../../codes.ts';
import * as contract from '../../contract.ts';
import { capacityRoutes } from '../../routes.ts';
import { checkUnavailability } from '../../rules.ts';
import {
  type Act,
  type ActName,
  actsByState,
  awayUntil,
  defaultExtension,
  defaultOutOfUse,
  firstLeaveDay,
  latestEnd,
  offersOf,
  knownEnd,
  requestOf,
} from './acts.ts';
import { aDetail, aPlace, aStay, anUnavailability } from './fixtures.ts';
import { openPlaces, type Slot, slotsOf } from './slots.ts';

const today = '2026-05-06';
const id = '4a7f9f66-6f5c-4a09-9d6d-2f51b9f5b6a1';
const slotOf = (change: Parameters<typeof aDetail>[0], at: number) =>
  slotsOf(aDetail(change))[at] as Slot;

describe('which acts fit a state', () => {
  test('every state of the contract has its row', () => {
    expect(Object.keys(actsByState).sort()).toEqual([...placeStates].sort());
  });

  test.each<[string, number, ActName[]]>([
    ['occupied', 0, ['away', 'leave', 'move']],
    ['away', 1, ['back', 'leave', 'move']],
    ['out of use', 2, ['inUse', 'extend']],
    ['free', 3, ['start', 'outOfUse']],
  ])('%s', (_, at, names) => {
    const offers = offersOf(slotOf({}, at), today, 1);
    expect(offers.map((offer) => offer.name)).toEqual(names);
    expect(offers.every((offer) => offer.block === null)).toBe(true);
  });

  test('a child without a place is first given one', () => {
    const slot = slotOf({ stays: [aStay({ placeId: null })], places: [aPlace(1)] }, 1);
    expect(slot.place).toBe(null);
    expect(offersOf(slot, today, 1).map((offer) => offer.name)).toEqual(['move', 'away', 'leave']);
  });
});

describe('why an act is not possible', () => {
  const block = (slot: Slot, name: ActName, open = 1) =>
    offersOf(slot, today, open).find((offer) => offer.name === name)?.block;

  test('no other place is open', () => {
    expect(block(slotOf({}, 0), 'move', 0)).toEqual({ code: 'noOpenPlace' });
  });

  test('another child comes later, or the place is promised', () => {
    const planned = aStay({
      id: 's',
      placeId: 'place-4',
      period: { from: '2026-06-01', until: null },
    });
    expect(block(slotOf({ stays: [planned] }, 3), 'start')).toEqual({
      code: 'planned',
      day: '2026-06-01',
    });
    const hold = {
      id: 'h',
      module: 'STAY_O12',
      placeId: 'place-4',
      period: { from: '2026-05-20', until: null },
      reason: 'RESERVED_START',
      needs: [],
    };
    expect(block(slotOf({ holds: [hold] }, 3), 'start')).toEqual({
      code: 'held',
      day: '2026-05-20',
    });
  });

  test('out of use for the longest time already', () => {
    const until = latestEnd(today);
    const longest = anUnavailability({ period: { from: today, until }, expectedEndOn: until });
    expect(block(slotOf({ unavailabilities: [longest] }, 2), 'extend')).toEqual({
      code: 'longEnough',
      day: until,
    });
  });

  test('only places that nothing takes are open, the plainest first', () => {
    const detail = aDetail({
      places: [aPlace(1, { features: ['adapted'] }), aPlace(2), aPlace(3), aPlace(4)],
      stays: [aStay({ placeId: 'place-3', period: { from: '2026-06-01', until: null } })],
      unavailabilities: [],
    });
    expect(openPlaces(slotsOf(detail), 'STAY_O12').map((slot) => slot.id)).toEqual([
      'place-2',
      'place-4',
      'place-1',
    ]);
  });
});

describe('defaults keep the rules', () => {
  test('four weeks out of use, asked a week before, and never over the longest', () => {
    const { expectedEndOn, reviewOn } = defaultOutOfUse(today);
    expect([expectedEndOn, reviewOn]).toEqual(['2026-06-03', '2026-05-27']);
    const checked = { from: today, expectedEndOn, reason: 'BUILDING', explanation: null } as const;
    expect(checkUnavailability(checked)).toBe(null);
  });

  test.each(['2026-05-07', '2026-05-20', '2026-06-25', '2026-07-01', '2026-05-01'])(
    'an extension from %s is later and within what is allowed',
    (until) => {
      const row = anUnavailability({ period: { from: '2026-04-01', until }, expectedEndOn: until });
      const day = defaultExtension(row, today);
      expect(day >= until).toBe(true);
      const checked = { from: today, expectedEndOn: day, reason: 'BUILDING', explanation: null };
      expect(checkUnavailability({ ...checked, reason: 'BUILDING' })).toBe(null);
    },
  );

  test('a stay that began today leaves tomorrow at the earliest', () => {
    expect(firstLeaveDay(aStay(), today)).toBe(today);
    expect(firstLeaveDay(aStay({ period: { from: today, until: null } }), today)).toBe(
      '2026-05-07',
    );
  });

  test('an absence ends before the next one that is known', () => {
    expect(awayUntil(aStay(), today)).toBe(null);
    const absences = [{ id: 'a', period: { from: '2026-05-15', until: null } }];
    expect(awayUntil(aStay({ absences }), today)).toBe('2026-05-15');
  });
});

test('an end replaces only the end that the screen shows', () => {
  expect(knownEnd(aStay({ period: { from: today, until: null } }))).toEqual({});
  const ends = aStay({ period: { from: today, until: '2026-06-01' }, endReason: 'HOME' });
  expect(knownEnd(ends)).toEqual({ insteadOf: { on: '2026-06-01', reason: 'HOME' } });
});

describe('what is sent', () => {
  const acts: Act[] = [
    { name: 'start', unitId: id, module: 'STAY_O12', placeId: id, from: today },
    { name: 'away', stayId: id, from: today, until: null, kind: 'HOME' },
    { name: 'back', absenceId: id, on: today },
    { name: 'leave', stayId: id, on: today, reason: 'HOME' },
    { name: 'move', stayId: id, placeId: id, on: today },
    {
      name: 'outOfUse',
      unitId: id,
      module: 'STAY_O12',
      placeId: null,
      places: 2,
      reason: 'BUILDING',
      from: today,
      expectedEndOn: '2026-06-01',
    },
    { name: 'inUse', unavailabilityId: id, on: today },
    { name: 'extend', unavailabilityId: id, expectedEndOn: '2026-06-01' },
  ];
  test.each(acts.map((act) => [act.name, act] as const))('%s fits its route', (_, act) => {
    const { path, body } = requestOf(act);
    const asked = path.replace(id, ':id');
    const route = capacityRoutes.find(
      (each) => each.method === 'POST' && each.path.replace(/:\w+/, ':id') === asked,
    );
    expect(route, path).toBeDefined();
    expect([...Value.Errors(route?.body ?? contract.UnitParams, body)]).toEqual([]);
  });
});
