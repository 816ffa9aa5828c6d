import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayIn, dayNumber } from '../platform/period.ts';
import { dayOf, dayText, momentOn, monthOf, weekday } from './calendar.ts';

const day = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2060-12-31') });

test('a moment on a day falls on that day in Brussels, summer and winter', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 3 * 3600, max: 86_399 }), (on, second) => {
      const at = momentOn(on, second);
      expect(dayIn(new Date(at * 1000))).toBe(dayText(on));
      expect(dayOf(at)).toBe(on);
    }),
  );
});

test('midnight begins the day', () => {
  fc.assert(
    fc.property(day, (on) => {
      const midnight = momentOn(on, 0);
      expect(dayIn(new Date(midnight * 1000))).toBe(dayText(on));
      expect(dayIn(new Date((midnight - 1) * 1000))).toBe(dayText(on - 1));
      expect([dayOf(midnight), dayOf(midnight - 1)]).toEqual([on, on - 1]);
    }),
  );
});

test('weekdays and months', () => {
  expect(weekday(dayNumber('2026-11-23'))).toBe(1);
  expect(weekday(dayNumber('2026-11-22'))).toBe(0);
  expect(monthOf(dayNumber('2026-11-23'))).toBe(11);
});
