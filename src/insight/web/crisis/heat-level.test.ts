import { expect, test } from 'vitest';
import { levelOf } from './heat-level.ts';

test.each([
  [null, 10, 0],
  [0, 10, 0],
  [1, 100, 1],
  [50, 100, 3],
  [100, 100, 5],
  [3, 0, 0],
])('%s of at most %s lies on ground %s', (value, most, level) => {
  expect(levelOf(value, most)).toBe(level);
});
