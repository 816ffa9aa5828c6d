import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../platform/period.ts';
import { longestWindowDays } from '../../unit-calendar-contract.ts';
import {
  columnsOf,
  groupsOf,
  mondayOf,
  runsIn,
  stepFrom,
  VIEWS,
  windowOf,
} from './calendar-view.ts';

const aDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1980-01-01', days));
const view = fc.constantFrom(...VIEWS);

describe('the window of a view', () => {
  test.each([
    ['days', '2026-11-25', '2026-11-23', '2026-12-21'],
    ['weeks', '2026-11-22', '2026-11-16', '2027-02-15'],
    ['months', '2026-11-25', '2026-11-01', '2027-05-01'],
  ] as const)('%s from %s', (shown, day, from, until) => {
    expect(windowOf(shown, day)).toEqual({ from, until });
  });

  test('holds the day, is never longer than may be asked, and its columns are all its days', () => {
    fc.assert(
      fc.property(view, aDay, (shown, day) => {
        const window = windowOf(shown, day);
        const length = daysBetween(window.from, window.until);
        expect(window.from <= day && day < window.until).toBe(true);
        expect(length).toBeLessThanOrEqual(longestWindowDays);
        const columns = columnsOf(shown, window);
        expect(columns[0]!.from).toBe(0);
        expect(columns.at(-1)!.until).toBe(length);
        for (const [at, column] of columns.entries()) {
          expect(column.day).toBe(addDays(window.from, column.from));
          if (at > 0) expect(column.from).toBe(columns[at - 1]!.until);
        }
        const spans = groupsOf(shown, columns).reduce((sum, { span }) => sum + span, 0);
        expect(spans).toBe(columns.length);
      }),
    );
  });

  test('a step forward and one back lead to where one was, and windows overlap', () => {
    fc.assert(
      fc.property(view, aDay, (shown, day) => {
        const { from, until } = windowOf(shown, day);
        const next = windowOf(shown, stepFrom(shown, from, 1));
        expect(next.from > from && next.from < until).toBe(true);
        expect(windowOf(shown, stepFrom(shown, next.from, -1)).from).toBe(from);
      }),
    );
  });

  test('a week begins on Monday, before 1970 too', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('1969-12-31')).toBe('1969-12-29');
  });
});

test('runs join days of one state, and split what is another fact', () => {
  const [a, b] = [
    { state: 'occupied', count: 1, fact: { kind: 'stay', id: 'a' } } as const,
    { state: 'occupied', count: 1, fact: { kind: 'stay', id: 'b' } } as const,
  ];
  expect(runsIn([null, a, a, b, null], 0, 5)).toEqual([
    { cell: null, from: 0, until: 1 },
    { cell: a, from: 1, until: 3 },
    { cell: b, from: 3, until: 4 },
    { cell: null, from: 4, until: 5 },
  ]);
  expect(runsIn([a, a, b], 1, 2)).toEqual([{ cell: a, from: 1, until: 2 }]);
});
