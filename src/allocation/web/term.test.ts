import { expect, test } from 'vitest';
import { workingDaysLeft } from './term.ts';

test.each([
  ['2026-11-23', '2026-11-26', 3],
  ['2026-11-25', '2026-11-26', 1],
  ['2026-11-26', '2026-11-26', 0],
  ['2026-11-27', '2026-11-26', null],
  // A weekend and Christmas count for nothing.
  ['2026-12-24', '2026-12-28', 1],
  // A last day that is no working day leaves none: today is the last on which somebody works.
  ['2026-11-27', '2026-11-28', 0],
])('on %s with a last day of %s: %s', (today, last, left) => {
  expect(workingDaysLeft(today, last)).toBe(left);
});
