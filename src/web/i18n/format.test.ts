import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  formatAge,
  formatBytes,
  formatDay,
  formatDayShort,
  formatMoment,
  formatMomentNear,
  formatMomentShort,
  formatMonth,
  formatMonthShort,
  formatNumber,
  formatShare,
  formatWeekday,
  formatWeekdayLetters,
  weekOf,
} from './format.ts';

const aDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days and moments', () => {
  test('are written out in Dutch', () => {
    expect(formatDay('2026-06-16')).toBe('16 juni 2026');
    expect(formatWeekday('2026-06-16')).toBe('dinsdag 16 juni 2026');
    expect(formatDayShort('2026-06-06')).toBe('06/06/2026');
    expect(formatWeekdayLetters('2026-06-16')).toBe('di');
    expect(formatMonth('2026-06-16')).toBe('juni 2026');
    expect(formatMonthShort('2026-06-16')).toBe('jun');
    expect(formatMoment('2026-06-16T08:06:00+02:00')).toBe('16 juni 2026, 8.06 uur');
    expect(formatMomentShort('2026-06-16T08:06:00+02:00')).toBe('16/06/2026 08:06');
  });

  test('are said as short as they can be, across a turn of the year too', () => {
    const now = '2026-12-28T22:30:00Z';
    expect(formatMomentNear('2026-12-28T08:06:00+01:00', now)).toBe('8.06 uur');
    expect(formatMomentNear('2026-12-28T23:30:00Z', now)).toBe('29 december, 0.30 uur');
    expect(formatMomentNear('2027-01-01T08:06:00+01:00', now)).toBe('1 januari, 8.06 uur');
    expect(formatMomentNear('2025-12-31T08:06:00+01:00', now)).toBe('31 december 2025, 8.06 uur');
  });

  test('are those of Brussels, across midnight and both changes of the clock', () => {
    expect(dayOf('2026-06-15T22:30:00Z')).toBe('2026-06-16');
    expect(dayOf('2026-01-15T22:30:00Z')).toBe('2026-01-15');
    expect(formatMoment('2026-03-29T01:00:00Z')).toBe('29 maart 2026, 3.00 uur');
    expect(formatMoment('2026-10-25T00:59:00Z')).toBe('25 oktober 2026, 2.59 uur');
    expect(formatMoment('2026-06-15T22:00:00Z')).toBe('16 juni 2026, 0.00 uur');
  });

  test('refuse what is no day', () => {
    expect(() => formatDay('16/06/2026')).toThrow(RangeError);
    expect(() => formatDay('2026-13-01')).toThrow(RangeError);
  });

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('weeks', () => {
  test.each([
    ['2026-01-01', 2026, 1],
    ['2027-01-01', 2026, 53],
    ['2024-12-30', 2025, 1],
    ['2026-06-16', 2026, 25],
    ['2021-01-03', 2020, 53],
  ])('%s lies in %i week %i', (day, year, week) => {
    expect(weekOf(day)).toEqual({ year, week });
  });

  test('hold seven days, Monday to Sunday', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const monday = addDays(day, 1 - (new Date(`${day}T12:00Z`).getUTCDay() || 7));
        for (let offset = 0; offset < 7; offset += 1) {
          expect(weekOf(addDays(monday, offset))).toEqual(weekOf(day));
        }
        expect(weekOf(addDays(monday, 7))).not.toEqual(weekOf(day));
      }),
    );
  });
});

describe('ages', () => {
  const now = Date.parse('2026-06-16T10:00:00+02:00');
  test.each([
    ['2026-06-16T09:59:40+02:00', 'zojuist'],
    ['2026-06-16T10:05:00+02:00', 'zojuist'],
    ['2026-06-16T09:59:00+02:00', '1 minuut geleden'],
    ['2026-06-16T09:18:00+02:00', '42 minuten geleden'],
    ['2026-06-16T07:00:00+02:00', '3 uur geleden'],
    ['2026-06-15T23:30:00+02:00', '10 uur geleden'],
    ['2026-06-15T09:00:00+02:00', 'gisteren'],
    ['2026-06-14T23:00:00+02:00', 'eergisteren'],
    ['2026-06-04T23:00:00+02:00', '12 dagen geleden'],
    ['2026-03-01T12:00:00+01:00', '3 maanden geleden'],
    ['2023-06-01T12:00:00+02:00', '3 jaar geleden'],
  ])('%s reads as %s', (moment, words) => {
    expect(formatAge(moment, now)).toBe(words);
  });
});

test('numbers use Belgian separators', () => {
  expect(formatNumber(5145)).toBe('5.145');
  expect(formatShare(0.935)).toBe('93,5 %');
  expect(formatBytes(1_400_000)).toBe('1,4 MB');
  expect(formatBytes(12)).toBe('12 bytes');
});
