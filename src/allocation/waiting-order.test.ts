import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { callOrder } from './call-order.ts';
import { callWaiting, orderOfWaiting } from './waiting-order.ts';

const columnsOf = (list: readonly { band: number; since: number; tie: number }[]) => ({
  band: Uint8Array.from(list, ({ band }) => band),
  sinceOn: Int32Array.from(list, ({ since }) => since),
  tie: Float64Array.from(list, ({ tie }) => tie),
});

const someKeys = (maxLength: number, days: number) =>
  fc.uniqueArray(
    fc.record({
      band: fc.integer({ min: 0, max: 4 }),
      since: fc.integer({ min: -days, max: days }),
      tie: fc.integer({ min: 0, max: 2 ** 52 - 1 }),
    }),
    { selector: ({ band, since, tie }) => `${band} ${since} ${tie}`, maxLength },
  );

test('any list has one order, whatever order it is given in', () => {
  fc.assert(
    fc.property(
      fc.oneof(someKeys(40, 3), someKeys(200, 0), someKeys(20, 2_000_000_000)),
      (list) => {
        const order = orderOfWaiting(columnsOf(list));
        const sorted = [...list.keys()].toSorted(
          (a, b) =>
            list[a]!.band - list[b]!.band ||
            list[a]!.since - list[b]!.since ||
            list[a]!.tie - list[b]!.tie,
        );
        expect([...order]).toEqual(sorted);
        const other = list.toReversed();
        expect([...orderOfWaiting(columnsOf(other))].map((at) => other[at])).toEqual(
          sorted.map((at) => list[at]),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('many who wait since the same day', () => {
  const list = Array.from({ length: 5_000 }, (_, n) => ({
    band: 0,
    since: 0,
    tie: (n * 7_919) % 5_003,
  }));
  const order = orderOfWaiting(columnsOf(list));
  const ties = [...order].map((at) => list[at]!.tie);
  expect(ties).toEqual(ties.toSorted((a, b) => a - b));
});

const laneNames = ['long', 'crisis', 'sibling'];

test('any list is called as the list of objects is', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          lanes: fc.subarray(laneNames),
          exempt: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
        }),
        { maxLength: 40 },
      ),
      fc.array(
        fc.record({
          lane: fc.constantFrom(...laneNames),
          percent: fc.constantFrom(0, 5, 12.5, 20, 33, 50, 80, 100),
        }),
        { maxLength: 4 },
      ),
      (list, shares) => {
        const masks = Uint32Array.from(list, ({ lanes }) =>
          shares.reduce((mask, { lane }, n) => mask | (lanes.includes(lane) ? 1 << n : 0), 0),
        );
        const calls = callWaiting(
          Int32Array.from(list.keys()),
          masks,
          Uint8Array.from(list, ({ exempt }) => Number(exempt)),
          shares,
        );
        const whole = list.map((each, n) => ({ id: String(n), rank: n + 1, ...each }));
        expect([...calls].map(String)).toEqual(callOrder(whole, shares).map(({ id }) => id));
      },
    ),
    { numRuns: 500 },
  );
});
