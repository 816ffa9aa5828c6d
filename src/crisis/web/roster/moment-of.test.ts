import { expect, test } from 'vitest';
import { halfHours, momentOf, turnOf } from './moment-of.ts';

test.each([
  ['2026-11-24', '03:00', '2026-11-24T02:00:00.000Z'],
  ['2026-07-01', '03:00', '2026-07-01T01:00:00.000Z'],
  // Shown twice in autumn: the first; skipped in spring: an hour later.
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
])('%s %s by the clock of Brussels', (day, time, instant) => {
  expect(momentOf(day, time)).toBe(instant);
});

test('a night runs into the next day, also over the change of the clock', () => {
  expect(turnOf('2026-10-24', '20:00', '08:00')).toEqual({
    from: '2026-10-24T18:00:00.000Z',
    until: '2026-10-25T07:00:00.000Z',
  });
  expect(turnOf('2026-11-24', '08:00', '20:00').until).toBe('2026-11-24T19:00:00.000Z');
  expect(halfHours.at(-1)).toBe('23:30');
});
