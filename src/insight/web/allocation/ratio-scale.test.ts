import { expect, test } from 'vitest';
import { placeOf } from './ratio-scale.ts';

test('equal is in the middle, twice as often as far from it as half as often, the rest at the edge', () => {
  expect(placeOf(1)).toBe(50);
  expect(placeOf(2) - 50).toBeCloseTo(50 - placeOf(0.5), 9);
  expect([placeOf(0), placeOf(0.01), placeOf(400)]).toEqual([0, 0, 100]);
});
