import { expect, test } from 'vitest';
import { asksToLeave } from './leave.ts';

test.each([
  [[], 0, false],
  [[0], 100, false],
  [[0, 500], 900, true],
  [[0, 500], 2_400, false],
  [[0, 500, 1_900], 2_400, true],
])('Escape at %j and now at %i: %s', (earlier, now, leaves) => {
  expect(asksToLeave(earlier, now)).toBe(leaves);
});
