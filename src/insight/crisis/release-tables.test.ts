import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSmall, tablesThatGoOut } from './release-tables.ts';

const row = (key: string, found: number, none: number) => ({ key, found, none });

test('a row with too few joins the next smallest; what is large enough stays by itself', () => {
  expect(
    mergeSmall({ smallest: 6, rows: [row('a', 50, 20), row('b', 3, 9), row('c', 30, 8)] }),
  ).toEqual([
    { keys: ['a'], found: 50, none: 20 },
    { keys: ['b', 'c'], found: 33, none: 17 },
  ]);
});

test('zero is too few as well: else it would be said of a whole group that nobody, or everybody, was helped', () => {
  expect(
    mergeSmall({ smallest: 6, rows: [row('a', 50, 20), row('b', 9, 0), row('c', 30, 8)] }),
  ).toEqual([
    { keys: ['a'], found: 50, none: 20 },
    { keys: ['b', 'c'], found: 39, none: 8 },
  ]);
});

test('one row that is left says nothing, or that all are alike: only a whole goes out as one row', () => {
  expect(mergeSmall({ smallest: 6, rows: [row('a', 50, 20), row('b', 9, 0)] })).toBe(null);
  expect(mergeSmall({ smallest: 6, rows: [{ key: 'POLICE_CELL', found: 12 }] })).toBe(null);
  expect(
    mergeSmall({
      smallest: 6,
      rows: [
        { key: 'YES', found: 0 },
        { key: 'NO', found: 56 },
      ],
    }),
  ).toBe(null);
  expect(mergeSmall({ smallest: 6, rows: [row('*', 50, 20)] })).toEqual([
    { keys: ['*'], found: 50, none: 20 },
  ]);
});

test('a table whose rows together are too few does not go out', () => {
  expect(mergeSmall({ smallest: 6, rows: [row('a', 50, 2), row('b', 9, 3)] })).toBe(null);
  expect(mergeSmall({ smallest: 6, rows: [] })).toBe(null);
  expect(
    tablesThatGoOut([
      { table: 'zone', smallest: 10, rows: [row('a', 50, 2)] },
      { table: 'all', smallest: 6, rows: [row('*', 50, 12)] },
    ]).map(({ table }) => table),
  ).toEqual(['all']);
});

const table = fc.record({
  smallest: fc.integer({ min: 3, max: 12 }),
  rows: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 12,
    })
    .map((list) => list.map(([found, none], n) => row(`k${n}`, found, none))),
});
const single = fc.record({
  smallest: fc.integer({ min: 3, max: 12 }),
  rows: fc
    .array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
    .map((list) => list.map((found, n) => ({ key: `k${n}`, found }))),
});

describe('whatever the numbers', () => {
  test('each number that is shown is large enough, each row is in one group, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.oneof(table, single), (asked) => {
        const groups = mergeSmall(asked);
        if (groups === null) return;
        const rows = asked.rows as readonly { key: string; found: number; none?: number }[];
        for (const { found, none } of groups)
          expect(Math.min(found, none ?? found)).toBeGreaterThanOrEqual(asked.smallest);
        const there = rows.filter(({ found, none }) => none === undefined || found + none > 0);
        expect(groups.length).toBeGreaterThan(1);
        expect(groups.flatMap(({ keys }) => keys).toSorted()).toEqual(
          there.map(({ key }) => key).toSorted(),
        );
        const sum = (list: readonly { found: number; none?: number }[]) =>
          list.reduce((all, { found, none = 0 }) => all + found + 1000 * none, 0);
        expect(sum(groups)).toBe(sum(rows));
      }),
      { numRuns: 300 },
    );
  });

  test('no more is put together than one group', () => {
    fc.assert(
      fc.property(table, (asked) => {
        const groups = mergeSmall(asked) ?? [];
        expect(groups.filter(({ keys }) => keys.length > 1).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});
