import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftOf, type DriftRule, pastOf } from './drift.ts';

const both: DriftRule = { least: 2, direction: 'both' };
const up: DriftRule = { least: 2, direction: 'up' };
const still = (value: number, weeks = 20) => Array.from({ length: weeks }, () => value);

describe('the past', () => {
  test.each([
    [[1, 2, 3, 4, 5], { median: 3, low: 2, high: 4, spread: 1.4826 }],
    [[8, 8, 8, 8], { median: 8, low: 8, high: 8, spread: 0 }],
    [[7], { median: 7, low: 7, high: 7, spread: 0 }],
    // One odd week does not widen it.
    [[8, 8, 8, 0, 8], { median: 8, low: 8, high: 8, spread: 0 }],
  ])('of %j', (values, past) => {
    expect(pastOf(values)).toEqual(past);
  });

  test('without values is none', () => {
    expect(() => pastOf([])).toThrow(RangeError);
  });
});

describe('drift', () => {
  test.each<[string, number[], number, DriftRule, number | null]>([
    ['as usual', still(8), 8, both, null],
    ['exactly as far as allowed', still(8), 6, both, null],
    ['only just now', still(8), 4, both, null],
    ['down for three photos', [...still(8), 5, 5, 5], 5, both, 3],
    ['up for two photos', [...still(2), 6, 6], 6, both, 2],
    ['one photo is not yet a drift', [...still(8), 5], 5, both, null],
    ['on its way: halfway counts', [...still(8), 7, 6, 5], 5, both, 3],
    ['back to usual', [...still(8), 4, 4, 4], 8, both, null],
    ['down where only up is told', [...still(8), 4, 4, 4], 4, up, null],
    ['up where only up is told', [...still(0), 3, 3], 3, up, 2],
    ['too short a past', still(8, 5), 2, both, null],
    [
      'a restless past allows more',
      [...Array.from({ length: 20 }, (_, n) => n % 7), 8, 8],
      8,
      both,
      null,
    ],
  ])('%s', (_, past, now, rule, weeks) => {
    expect(driftOf(past, now, rule)?.weeks ?? null).toBe(weeks);
  });

  test('the same shift of past and present changes nothing but the figures', () => {
    const week = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(
        fc.array(week, { minLength: 12, maxLength: 52 }),
        week,
        fc.integer({ min: -9, max: 9 }),
        (past, now, shift) => {
          const here = driftOf(past, now, both);
          const there = driftOf(
            past.map((value) => value + shift),
            now + shift,
            both,
          );
          expect(there?.weeks ?? null).toBe(here?.weeks ?? null);
          expect((there?.median ?? shift) - shift).toBe(here?.median ?? 0);
        },
      ),
    );
  });
});
