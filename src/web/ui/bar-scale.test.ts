import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barOf, scaleOf, stepsBetween } from './bar-scale.ts';

test.each([
  [[4, 2, 0], 4, { from: 0, size: 100 }],
  [[4, 2, 0], 2, { from: 0, size: 50 }],
  [[3, -1], -1, { from: 0, size: 25 }],
  [[3, -1], 3, { from: 25, size: 75 }],
  [[0, 0], 0, { from: 0, size: 0 }],
])('in %j a bar of %d lies at %j', (values, value, bar) => {
  expect(barOf(value, scaleOf(values))).toEqual(bar);
});

test('every bar stays on the line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 }),
      (values) => {
        const scale = scaleOf(values);
        for (const value of values) {
          const { from, size } = barOf(value, scale);
          expect(from).toBeGreaterThanOrEqual(-1e-9);
          expect(from + size).toBeLessThanOrEqual(100 + 1e-9);
        }
      },
    ),
  );
});

test.each([
  [0, 10, [0, 5, 10]],
  [0, 4600, [0, 2000, 4000]],
  [270, 310, [270, 280, 290, 300, 310]],
  [3, 3, [3]],
])('steps between %d and %d', (least, greatest, steps) => {
  expect(stepsBetween(least, greatest)).toEqual(steps);
});
