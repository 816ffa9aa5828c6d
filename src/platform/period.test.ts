import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  containsDay,
  dayFromNumber,
  dayIn,
  dayNumber,
  daysBetween,
  eachDay,
  intersectPeriods,
  isDay,
  isEmptyPeriod,
  isPeriod,
  mergePeriods,
  type Period,
  periodCovers,
  periodDays,
  periodsOverlap,
  subtractPeriods,
} from './period.ts';

const FIRST = dayNumber('0001-01-01');
const LAST = dayNumber('9999-12-31');
const p = (from: string, until: string | null): Period => ({ from, until });

/** Periods inside one fortnight, so that they often touch and overlap. */
const fortnight = [...eachDay(p('2024-02-22', '2024-03-08'))];
const shortPeriod = fc
  .tuple(fc.nat(13), fc.option(fc.nat(6), { nil: null }))
  .map(([start, days]): Period => {
    const from = fortnight[start] as string;
    return { from, until: days === null ? null : addDays(from, days) };
  });
/** Every day on which a short period can lie, and one after. */
const daysInSight = Array.from({ length: 21 }, (_, i) => addDays(fortnight[0] as string, i));
/** The days as a set: the plain meaning that the operations are held against. */
const daysOf = (...periods: Period[]): string[] =>
  daysInSight.filter((day) => periods.some((period) => containsDay(period, day)));

describe('days', () => {
  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    [' 2026-01-01', false],
    ['2026-01-01\n', false],
    ['+2026-01-01', false],
    ['٢٠٢٦-٠١-٠١', false],
    ['', false],
  ])('%j is a day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test('numbers and texts agree with the calendar of the platform, over all years', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (number) => {
        const day = dayFromNumber(number);
        const plain = Temporal.PlainDate.from('1970-01-01').add({ days: number });
        expect(day).toBe(plain.toString());
        expect(dayNumber(day)).toBe(number);
      }),
      { numRuns: 2000 },
    );
  });

  test('a text is a day exactly where the platform reads one', () => {
    const two = fc.integer({ min: 0, max: 40 }).map((n) => String(n).padStart(2, '0'));
    const year = fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, '0'));
    fc.assert(
      fc.property(year, two, two, (y, m, d) => {
        const text = `${y}-${m}-${d}`;
        let read = true;
        try {
          Temporal.PlainDate.from(text, { overflow: 'reject' });
        } catch {
          read = false;
        }
        expect(isDay(text)).toBe(read);
      }),
      { numRuns: 2000 },
    );
  });

  test('days are added and counted over months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2025-01-02', '2025-01-01')).toBe(-1);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
    expect(() => dayFromNumber(0.5)).toThrow(RangeError);
  });
});

describe('periods', () => {
  test('the start counts and the end does not', () => {
    const short = p('2026-05-04', '2026-05-06');
    expect(
      ['2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'].map((d) => containsDay(short, d)),
    ).toEqual([false, true, true, false]);
    expect(periodDays(short)).toBe(2);
    expect(periodDays(p('2026-05-04', null))).toBeNull();
    expect([...eachDay(short)]).toEqual(['2026-05-04', '2026-05-05']);
    expect(periodsOverlap(short, p('2026-05-06', null))).toBe(false);
  });

  test('a period holds no day where it ends as it starts, and is none where it ends before', () => {
    expect(isPeriod(p('2026-05-04', '2026-05-04'))).toBe(true);
    expect(isEmptyPeriod(p('2026-05-04', '2026-05-04'))).toBe(true);
    expect(isPeriod(p('2026-05-04', '2026-05-03'))).toBe(false);
    expect(isPeriod(p('2026-02-30', null))).toBe(false);
    expect(isPeriod(p('2026-02-01', '2026-02-30'))).toBe(false);
  });

  test('overlap, intersection and cover mean what the sets of days mean', () => {
    fc.assert(
      fc.property(shortPeriod, shortPeriod, (a, b) => {
        const both = daysOf(a).filter((day) => containsDay(b, day));
        const cut = intersectPeriods(a, b);
        expect(cut === null ? [] : daysOf(cut)).toEqual(both);
        expect(periodsOverlap(a, b)).toBe(both.length > 0);
        expect(periodCovers(a, b)).toBe(daysOf(b).every((day) => containsDay(a, day)));
      }),
    );
  });

  test('merging keeps the days and leaves sorted periods that do not touch', () => {
    fc.assert(
      fc.property(fc.array(shortPeriod, { maxLength: 6 }), (periods) => {
        const merged = mergePeriods(periods);
        expect(daysOf(...merged)).toEqual(daysOf(...periods));
        for (const [index, period] of merged.entries()) {
          expect(isEmptyPeriod(period)).toBe(false);
          const next = merged[index + 1];
          if (next) expect(period.until !== null && period.until < next.from).toBe(true);
        }
      }),
    );
  });

  test('subtracting leaves the days in none of the others', () => {
    fc.assert(
      fc.property(shortPeriod, fc.array(shortPeriod, { maxLength: 5 }), (period, others) => {
        const left = subtractPeriods(period, others);
        const expected = daysOf(period).filter((day) => !others.some((o) => containsDay(o, day)));
        expect(daysOf(...left)).toEqual(expected);
        expect(mergePeriods(left)).toEqual(left);
      }),
    );
  });
});

describe('the day of a moment', () => {
  test.each([
    ['2026-03-31T21:59:59.999Z', '2026-03-31'],
    ['2026-03-31T22:00:00Z', '2026-04-01'],
    ['2026-12-31T22:59:59Z', '2026-12-31'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
  ])('%s is %s in Brussels', (moment, day) => {
    expect(dayIn(new Date(moment))).toBe(day);
    expect(dayIn(Temporal.Instant.from(moment))).toBe(day);
  });

  test('agrees with the calendar of the platform, and another zone may be asked', () => {
    const moments = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2200-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom('Europe/Brussels', 'UTC', 'Asia/Tokyo'),
        (date, zone) => {
          const plain = Temporal.Instant.fromEpochMilliseconds(date.getTime())
            .toZonedDateTimeISO(zone)
            .toPlainDate();
          expect(dayIn(date, zone)).toBe(plain.toString());
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('an invalid moment or zone is refused', () => {
    expect(() => dayIn(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => dayIn(new Date(0), 'Nowhere/Land')).toThrow(RangeError);
    expect(() => dayIn(new Date('-000100-01-01T00:00:00Z'))).toThrow(RangeError);
  });
});
