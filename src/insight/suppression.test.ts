import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Attacker, type Released } from './attack.fixtures.ts';
import { keyOf, sumsOf, tableCodes, tablesOf, type Tables } from './published-tables.ts';
import { monthAfter, randomMonth } from './random-month.fixtures.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import { isExposed, unsafeBy } from './primary.ts';
import type { Memory, Past } from './past.ts';
import { primaryKeys, suppress } from './suppression.ts';

const thresholds = { usual: 5, sensitive: 9, organisations: 3 };
const january = '2026-01-01';
const everything = (months: readonly string[]) =>
  new Set(months.flatMap((month) => tableCodes.map((table) => `${month}|${table}`)));
const released = (
  month: string,
  truth: Tables,
  hidden: ReadonlySet<string>,
  memory: Memory = 'all',
): Released => ({
  month,
  truth,
  memory,
  cells: truth.cells.map((cell) => ({ ...cell, value: hidden.has(cell.key) ? null : cell.value })),
});
const behind = (...values: number[]) => new Map(values.map((value, n) => [`p${n}`, value]));

describe('primary suppression', () => {
  const cell = (value: number, more: object = {}) => ({
    figure: 'free' as const,
    value,
    threshold: 5,
    contributions: behind(1, 1, 1),
    ...more,
  });
  test.each([
    ['five of three organisations', cell(5), 100, 'small'],
    ['six of three organisations', cell(6), 100, null],
    ['nine in a zone', cell(9, { threshold: 9 }), 100, 'small'],
    ['ten in a zone', cell(10, { threshold: 9 }), 100, null],
    ['forty of two organisations', cell(40, { contributions: behind(20, 20) }), 100, 'few'],
    ['none of many', cell(0), 100, 'group'],
    ['all of them', cell(40), 40, 'group'],
    ['recognised places, which are public', cell(2, { figure: 'recognised' }), 2, null],
  ] as const)('%s', (_name, given, size, expected) => {
    expect(unsafeBy(given, size, thresholds)).toBe(expected);
  });
  test('a value is found when its range is one number, or lies within what is small', () => {
    expect(isExposed({ value: 3, threshold: 5 }, 'small', 1, 5)).toBe(true);
    expect(isExposed({ value: 3, threshold: 5 }, 'small', 0, 5)).toBe(false);
    expect(isExposed({ value: 3, threshold: 5 }, 'small', 2, 6)).toBe(false);
    expect(isExposed({ value: 0, threshold: 5 }, 'group', 0, 1)).toBe(false);
    expect(isExposed({ value: 80, threshold: 5 }, null, 80, 80)).toBe(true);
  });
});

const seed = fc.integer({ min: 1, max: 1_000_000 });
const sizes = fc.record({
  providers: fc.integer({ min: 3, max: 12 }),
  units: fc.integer({ min: 6, max: 40 }),
});

test('every sum holds, and every table but the public count is bound by one', () => {
  fc.assert(
    fc.property(seed, sizes, (number, size) => {
      const { cells, sums } = tablesOf(randomMonth(seededRandom(number).next, size), thresholds);
      for (const { total, parts } of sums)
        expect(parts.reduce((sum, n) => sum + cells[n]!.value, 0)).toBe(cells[total]!.value);
      const bound = new Set(sums.flatMap(({ total, parts }) => [total, ...parts]));
      expect(cells.flatMap((cell, n) => (bound.has(n) ? [] : [keyOf(cell)]))).toEqual([]);
      expect(sumsOf(cells)).toEqual(sums);
    }),
    { numRuns: 30 },
  );
});

test('nobody can work out what one month does not show', () => {
  fc.assert(
    fc.property(seed, sizes, (number, size) => {
      const truth = tablesOf(randomMonth(seededRandom(number).next, size), thresholds);
      const { hidden } = suppress(truth, thresholds);
      expect(primaryKeys(truth, thresholds).isSubsetOf(hidden)).toBe(true);
      const attacker = new Attacker([released(january, truth, hidden)], thresholds);
      expect(attacker.attack(everything([january]))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

/** Months one after another, each released knowing all before it. */
function releasesOf(
  seed: number,
  size: { providers: number; units: number },
  months: number,
  remembered: (past: Past) => Past = (past) => past,
) {
  const chance = seededRandom(seed).next;
  const releases: Released[] = [];
  let figures = randomMonth(chance, size);
  let past: Past | undefined;
  for (let n = 1; n <= months; n++) {
    if (n > 1) figures = monthAfter(chance, figures);
    const truth = tablesOf(figures, thresholds);
    const made = suppress(truth, thresholds, past);
    releases.push(released(`2026-0${n}-01`, truth, made.hidden, made.memory));
    past = remembered(made.past);
  }
  return releases;
}

test.each([2, 3, 5])('nor from %d months together, when much did not change', (months) => {
  fc.assert(
    fc.property(seed, sizes, (number, size) => {
      const releases = releasesOf(number, size, months);
      const attacker = new Attacker(releases, thresholds);
      expect(attacker.attack(everything(releases.map(({ month }) => month)))).toEqual([]);
    }),
    { numRuns: Math.floor(24 / months), endOnFailure: true },
  );
});

test('a gate that forgets what it proved of earlier months gives values away', () => {
  const forget = (past: Past): Past => ({ ...past, guarded: [], past: undefined });
  let leaks = 0;
  for (let number = 1; number <= 12; number++) {
    const releases = releasesOf(number, { providers: 10, units: 40 }, 4, forget);
    const attacker = new Attacker(releases, thresholds);
    leaks += attacker.attack(everything(releases.map(({ month }) => month))).length;
  }
  expect(leaks).toBeGreaterThan(0);
});

test('primary suppression alone gives values away: the attacker can attack', () => {
  let leaks = 0;
  for (let number = 1; number <= 10; number++) {
    const truth = tablesOf(
      randomMonth(seededRandom(number).next, { providers: 10, units: 40 }),
      thresholds,
    );
    const hidden = primaryKeys(truth, thresholds);
    const found = new Attacker([released(january, truth, hidden)], thresholds).attack(
      everything([january]),
    );
    for (const { value, low, high } of found) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    if (found.some(({ low, high }) => low === high)) leaks += 1;
  }
  expect(leaks).toBe(10);
});
