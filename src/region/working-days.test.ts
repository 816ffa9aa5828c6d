import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber } from '../platform/period.ts';
import { addWorkingDays, easterOf, holidaysOf, isWorkingDay } from './working-days.ts';

test('Easter, by the tables that are published', () => {
  expect([2024, 2025, 2026, 2027, 2038].map(easterOf)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ]);
});

test('the ten holidays of 2026', () => {
  expect(holidaysOf(2026)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-07-21',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]);
});

test.each([
  ['2026-11-23', 1, '2026-11-24'],
  ['2026-11-20', 1, '2026-11-23'],
  ['2026-11-10', 1, '2026-11-12'],
  ['2026-12-24', 2, '2026-12-29'],
  ['2026-04-03', 3, '2026-04-09'],
  ['2026-11-22', 0, '2026-11-22'],
])('%s and %i working days is %s', (from, days, until) => {
  expect(addWorkingDays(from, days)).toBe(until);
});

test('a term ends on a working day, and holds as many as were asked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2040-01-01') }),
      fc.integer({ min: 1, max: 30 }),
      (at, days) => {
        const from = dayFromNumber(at);
        const until = addWorkingDays(from, days);
        expect(isWorkingDay(until)).toBe(true);
        let count = 0;
        for (let day = addDays(from, 1); day <= until; day = addDays(day, 1))
          if (isWorkingDay(day)) count++;
        expect(count).toBe(days);
      },
    ),
  );
});

test('a negative term is refused', () => {
  expect(() => addWorkingDays('2026-01-01', -1)).toThrow(RangeError);
});
