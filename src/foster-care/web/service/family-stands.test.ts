import { expect, test } from 'vitest';
import type { BoardFamily } from './board-order.ts';
import { familyStands, inStand } from './family-stands.ts';

const stands = (part: Partial<BoardFamily>): string[] => {
  const family = { state: 'APPROVED', places: 2, openToday: 2, takenToday: 0, ...part };
  return familyStands.filter((stand) => inStand(family as BoardFamily, stand));
};

test('a family is free as far as it is open, has room and has nobody', () => {
  expect(stands({})).toEqual(['all', 'free']);
  expect(stands({ takenToday: 1 })).toEqual(['all', 'free', 'taken']);
  expect(stands({ takenToday: 2 })).toEqual(['all', 'taken']);
  // It said three once and has two places now.
  expect(stands({ openToday: 3, takenToday: 2 })).toEqual(['all', 'taken']);
  expect(stands({ openToday: 0 })).toEqual(['all', 'closed']);
  expect(stands({ openToday: 0, takenToday: 1 })).toEqual(['all', 'taken', 'closed']);
});

test('a family on pause is neither free nor without a day', () => {
  expect(stands({ state: 'PAUSED' })).toEqual(['all', 'paused']);
  expect(stands({ state: 'PAUSED', openToday: 0, takenToday: 1 })).toEqual([
    'all',
    'taken',
    'paused',
  ]);
});
