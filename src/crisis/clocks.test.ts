import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysAfter,
  endOfDay,
  extendedEnd,
  extensionsOf,
  hoursAfter,
  maxEndOf,
  type Terms,
  terms,
} from './clocks.ts';
import { helpKinds } from './codes.ts';

const usual = Object.fromEntries(
  Object.entries(terms).map(([name, { otherwise }]) => [name, otherwise]),
) as Terms;
const at = (text: string) => new Date(text);
const shown = (moment: Date) => moment.toLocaleString('sv-SE', { timeZone: 'Europe/Brussels' });
const moments = fc.date({
  min: at('2015-01-01T00:00:00Z'),
  max: at('2045-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('terms run by the clock of Brussels', () => {
  test.each([
    // The night in which the clock goes forward: seven days are an hour short, 72 hours are 72 hours.
    ['2026-03-25T20:00:00+01:00', 7, '2026-04-01T20:00:00+02:00'],
    ['2026-10-21T20:00:00+02:00', 7, '2026-10-28T20:00:00+01:00'],
    // A time that the clock skips, and one that it shows twice.
    ['2026-03-28T02:30:00+01:00', 1, '2026-03-29T03:30:00+02:00'],
    ['2026-10-24T02:30:00+02:00', 1, '2026-10-25T02:30:00+02:00'],
    // Christmas, New Year and the weekend are days as any other.
    ['2026-12-24T23:00:00+01:00', 7, '2026-12-31T23:00:00+01:00'],
    ['2028-02-28T09:00:00+01:00', 1, '2028-02-29T09:00:00+01:00'],
  ])('%s and %i days is %s', (from, days, until) => {
    expect(daysAfter(at(from), days)).toEqual(at(until));
  });

  test('hours are counted: 72 over the night of the clock end an hour later on it', () => {
    expect(shown(hoursAfter(at('2026-03-28T01:00:00+01:00'), 72))).toBe('2026-03-31 02:00:00');
  });

  test.each([
    ['2026-03-29T00:30:00+01:00', '2026-03-30T00:00:00+02:00'],
    ['2026-10-25T00:30:00+02:00', '2026-10-26T00:00:00+01:00'],
    ['2026-07-14T23:59:59.999+02:00', '2026-07-15T00:00:00+02:00'],
    ['2026-07-15T00:00:00+02:00', '2026-07-16T00:00:00+02:00'],
  ])('the day of %s ends at %s', (moment, end) => {
    expect(endOfDay(at(moment))).toEqual(at(end));
  });

  test('so many days later the clock shows the same, but for an hour that it skips', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 60 }), (from, days) => {
        const until = daysAfter(from, days);
        const hours = (until.getTime() - from.getTime()) / 3_600_000;
        expect(Math.abs(hours - days * 24)).toBeLessThanOrEqual(1);
        if (shown(until).slice(11) !== shown(from).slice(11))
          expect(shown(hoursAfter(until, -1)).slice(11, 13)).toBe('01');
      }),
      { numRuns: 500 },
    );
  });

  test('later stays later, and days add up but for the skipped hour', () => {
    fc.assert(
      fc.property(moments, fc.nat(30), fc.nat(30), (from, a, b) => {
        expect(daysAfter(from, a + 1).getTime()).toBeGreaterThan(daysAfter(from, a).getTime());
        const apart = daysAfter(daysAfter(from, a), b).getTime() - daysAfter(from, a + b).getTime();
        expect(Math.abs(apart)).toBeLessThanOrEqual(3_600_000);
      }),
      { numRuns: 300 },
    );
  });

  test('the end of a day is after it, within 25 hours, at midnight', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const end = endOfDay(moment);
        const hours = (end.getTime() - moment.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(25);
        expect(shown(end).slice(11)).toBe('00:00:00');
      }),
      { numRuns: 300 },
    );
  });
});

describe('how long help may last', () => {
  test('intervention 3 days, guidance 28 and twice 7, stay 7 and once 7', () => {
    const start = at('2026-06-01T10:00:00Z');
    const longest = helpKinds.map((kind) => {
      let help = { kind, maxEndAt: maxEndOf(kind, start, usual), extensions: 0 };
      for (;;) {
        const maxEndAt = extendedEnd(help, usual);
        if (maxEndAt === null) return [kind, (help.maxEndAt.getTime() - start.getTime()) / 864e5];
        help = { kind, maxEndAt, extensions: help.extensions + 1 };
      }
    });
    expect(longest).toEqual([
      ['INTERVENTION', 3],
      ['GUIDANCE', 42],
      ['STAY', 14],
    ]);
    expect(helpKinds.map((kind) => extensionsOf(kind, usual))).toEqual([0, 2, 1]);
  });
  test('every term says where it comes from', () => {
    expect(Object.values(terms).filter(({ source }) => source.length < 5)).toEqual([]);
  });
});
