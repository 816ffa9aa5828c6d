import { describe, expect, test } from 'vitest';
import type { Act } from './acts.ts';
import { aDetail, aRow, aStay, someFigures } from './fixtures.ts';
import { predict } from './predict.ts';

const day = '2026-05-06';
const start: Act = {
  name: 'start',
  unitId: 'unit-1',
  module: 'STAY_O12',
  placeId: 'place-4',
  from: day,
};
const parts = (detail: ReturnType<typeof aDetail>) => {
  const [row] = detail.modules;
  const {
    recognised,
    occupied,
    absent,
    notConverted,
    unavailable,
    held,
    free,
    offerable,
    overOccupied,
  } = row?.figures ?? someFigures();
  expect(occupied + notConverted + unavailable + held + free).toBe(recognised);
  expect(offerable).toBeLessThanOrEqual(free);
  return { occupied, absent, unavailable, free, offerable, overOccupied };
};
const stateOf = (detail: ReturnType<typeof aDetail>, n: number) =>
  detail.places.find((place) => place.id === `place-${n}`)?.state;

describe('a unit after an act', () => {
  const before = { occupied: 2, absent: 1, unavailable: 1, free: 1, offerable: 1, overOccupied: 0 };
  test.each<[string, Act, Partial<typeof before>, number, string]>([
    ['start', start, { occupied: 3, free: 0, offerable: 0 }, 4, 'OCCUPIED'],
    [
      'away',
      { name: 'away', stayId: 'stay-1', from: day, until: null, kind: 'HOME' },
      { absent: 2 },
      1,
      'OCCUPIED_ABSENT',
    ],
    ['back', { name: 'back', absenceId: 'away-1', on: day }, { absent: 0 }, 2, 'OCCUPIED'],
    [
      'leave',
      { name: 'leave', stayId: 'stay-1', on: day, reason: 'HOME' },
      { occupied: 1, free: 2, offerable: 2 },
      1,
      'FREE',
    ],
    [
      'leave while away',
      { name: 'leave', stayId: 'stay-2', on: day, reason: 'HOME' },
      { occupied: 1, absent: 0, free: 2, offerable: 2 },
      2,
      'FREE',
    ],
    ['move', { name: 'move', stayId: 'stay-1', placeId: 'place-4', on: day }, {}, 4, 'OCCUPIED'],
    [
      'out of use',
      {
        name: 'outOfUse',
        unitId: 'unit-1',
        module: 'STAY_O12',
        placeId: 'place-4',
        reason: 'BUILDING',
        from: day,
        expectedEndOn: '2026-06-01',
      },
      { unavailable: 2, free: 0, offerable: 0 },
      4,
      'UNAVAILABLE',
    ],
    [
      'in use',
      { name: 'inUse', unavailabilityId: 'out-1', on: day },
      { unavailable: 0, free: 2, offerable: 2 },
      3,
      'FREE',
    ],
  ])('%s', (_, act, change, place, state) => {
    const after = predict(aDetail(), act);
    expect(parts(after)).toEqual({ ...before, ...change });
    expect(stateOf(after, place)).toBe(state);
    // The answer may be on the screen already while its act still waits: it must not count twice.
    expect(parts(predict(after, act))).toEqual(parts(after));
  });

  test('what begins later, and a partial stop, change no figure of today', () => {
    const later: Act[] = [
      { ...start, from: '2026-05-07' },
      { name: 'leave', stayId: 'stay-1', on: '2026-06-01', reason: 'HOME' },
      {
        name: 'outOfUse',
        unitId: 'unit-1',
        module: 'STAY_O12',
        placeId: null,
        places: 0,
        onlyFor: 'GIRLS',
        reason: 'GROUP_LOAD',
        from: day,
        expectedEndOn: '2026-06-01',
      },
    ];
    for (const act of later) expect(parts(predict(aDetail(), act))).toEqual(before);
  });

  test('a child above capacity comes and goes without touching the places', () => {
    const full = aDetail({
      modules: [aRow({ figures: someFigures({ occupied: 4, free: 0, offerable: 0 }) })],
      stays: [1, 2, 3, 4].map((n) => aStay({ id: `stay-${n}`, placeId: `place-${n}` })),
      unavailabilities: [],
    });
    const over = predict(full, { ...start, placeId: null, overCapacityReason: 'crisis' });
    expect(parts(over)).toMatchObject({ occupied: 4, overOccupied: 1 });
    const gone = predict(over, { name: 'leave', stayId: 'stay-1', on: day, reason: 'HOME' });
    expect(parts(gone)).toMatchObject({ occupied: 4, overOccupied: 0 });
  });
});
