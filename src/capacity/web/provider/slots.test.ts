import { describe, expect, test } from 'vitest';
import { aDetail, aPlace, aStay, anUnavailability } from './fixtures.ts';
import { coversDay, overdueOf, plannedStays, slotsOf } from './slots.ts';

const today = '2026-05-06';

describe('what the screen lists', () => {
  test('each place with who and what is there today, then the children without one', () => {
    const detail = aDetail({
      stays: [
        ...aDetail().stays,
        aStay({ id: 'stay-3', placeId: null, claimedPlaceId: 'place-1' }),
        aStay({ id: 'stay-4', placeId: 'place-4', period: { from: '2026-06-01', until: null } }),
        aStay({
          id: 'stay-5',
          placeId: 'place-4',
          period: { from: '2026-05-20', until: '2026-06-01' },
        }),
      ],
    });
    const slots = slotsOf(detail);
    expect(
      slots.map(({ id, state, stay, absence, unavailability, planned, claimedLabel }) => [
        id,
        state,
        stay?.id ?? null,
        absence?.id ?? null,
        unavailability?.id ?? null,
        planned?.id ?? null,
        claimedLabel,
      ]),
    ).toEqual([
      ['place-1', 'OCCUPIED', 'stay-1', null, null, null, null],
      ['place-2', 'OCCUPIED_ABSENT', 'stay-2', 'away-1', null, null, null],
      ['place-3', 'UNAVAILABLE', null, null, 'out-1', null, null],
      ['place-4', 'FREE', null, null, null, 'stay-5', null],
      ['stay-3', 'OCCUPIED', 'stay-3', null, null, null, '1'],
    ]);
    expect(plannedStays(detail).map(({ id }) => id)).toEqual(['stay-5', 'stay-4']);
  });

  test('a child on a place that is out of use keeps both', () => {
    const [slot] = slotsOf(
      aDetail({
        places: [aPlace(1, { state: 'OCCUPIED', stayId: 'stay-1', unavailabilityId: 'out-1' })],
        unavailabilities: [anUnavailability({ placeId: 'place-1' })],
      }),
    );
    expect([slot?.stay?.id, slot?.unavailability?.id]).toEqual(['stay-1', 'out-1']);
  });
});

test.each([
  ['2026-05-05', '2026-05-06', false],
  ['2026-05-06', '2026-05-07', true],
  ['2026-05-06', null, true],
  ['2026-05-07', null, false],
])('a period from %s until %s covers today: %s', (from, until, covers) => {
  expect(coversDay({ from, until }, today)).toBe(covers);
});

test.each([
  [null, null, null],
  [null, today, null],
  [null, '2026-05-05', 'expectedEnd'],
  [today, null, 'decision'],
  ['2026-05-07', null, null],
])('a decision until %s and an end expected on %s: %s', (decisionUntil, expectedEndOn, overdue) => {
  expect(overdueOf(aStay({ decisionUntil, expectedEndOn }), today)).toBe(overdue);
});
