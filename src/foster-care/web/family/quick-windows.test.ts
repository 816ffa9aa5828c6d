import { expect, test } from 'vitest';
import { thisWeekend, tonight } from './quick-windows.ts';

test.each([
  ['a Monday', '2026-11-23', '2026-11-27', '2026-12-01'],
  ['a Friday', '2026-11-27', '2026-11-27', '2026-12-01'],
  ['a Saturday', '2026-11-28', '2026-11-28', '2026-12-01'],
  ['a Sunday', '2026-11-29', '2026-11-29', '2026-12-02'],
])('this weekend, said on %s', (_, day, from, until) => {
  expect(thisWeekend(day, 2)).toMatchObject({ from, until, places: 2 });
});

test('tonight is this evening, and the days of the shortest stay', () => {
  expect(tonight('2026-12-30', 1)).toMatchObject({
    from: '2026-12-30',
    until: '2027-01-02',
    hourFrom: 17,
    hourUntil: 24,
  });
});
