import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallCandidate, type CallShare, callOrder } from './call-order.ts';

const ids = (candidates: readonly CallCandidate[]) => candidates.map(({ id }) => id);
const one = (rank: number, lanes: string[] = [], exempt = false): CallCandidate => ({
  id: `c${rank}`,
  rank,
  lanes,
  exempt,
});

/** The definition, word for word, with everything looked up anew at each call. */
function byTheBook(candidates: readonly CallCandidate[], shares: readonly CallShare[]): string[] {
  const sorted = candidates.toSorted((a, b) => a.rank - b.rank);
  const exempt = sorted.filter((each) => each.exempt);
  const left = sorted.filter((each) => !each.exempt);
  const called: CallCandidate[] = [];
  while (left.length > 0) {
    const inLane = (lane: string) => (each: CallCandidate) => each.lanes.includes(lane);
    const binding = shares.filter(
      ({ lane, percent }) =>
        left.some(inLane(lane)) &&
        called.filter(inLane(lane)).length * 100 < percent * (called.length + 1),
    );
    const next =
      binding.length === 0
        ? left[0]!
        : (left.find((each) => binding.every(({ lane }) => each.lanes.includes(lane))) ??
          left.find(inLane(binding[0]!.lane))!);
    left.splice(left.indexOf(next), 1);
    called.push(next);
  }
  return ids([...exempt, ...called]);
}

const laneNames = ['longest-waiting', 'crisis-outflow', 'sibling'];
const someCandidates = fc
  .uniqueArray(
    fc.record({
      rank: fc.integer({ min: 1, max: 60 }),
      lanes: fc.subarray(laneNames),
      exempt: fc.boolean(),
    }),
    { selector: ({ rank }) => rank, maxLength: 24 },
  )
  .map((list) => list.map(({ rank, lanes, exempt }) => one(rank, lanes, exempt)));
const someShares = fc.array(
  fc.record({
    lane: fc.constantFrom(...laneNames, 'nobody'),
    percent: fc.constantFrom(0, 5, 12.5, 20, 33, 50, 80, 100),
  }),
  { maxLength: 4 },
);

describe('without shares', () => {
  test('rank decides, and who is exempt goes first', () => {
    expect(ids(callOrder([one(3), one(1), one(2, [], true)], []))).toEqual(['c2', 'c1', 'c3']);
  });
});

describe('a share', () => {
  const shares = [{ lane: 'long', percent: 20 }];
  test('calls its best member first, then each fifth', () => {
    const list = Array.from({ length: 12 }, (_, n) => one(n + 1, n >= 9 ? ['long'] : []));
    expect(ids(callOrder(list, shares))).toEqual(
      'c10 c1 c2 c3 c4 c11 c5 c6 c7 c8 c12 c9'.split(' '),
    );
  });

  test('does not come before who is in immediate danger, who count for none', () => {
    const list = [one(1), one(2, ['long']), one(3, [], true), one(4, ['long'], true)];
    expect(ids(callOrder(list, shares))).toEqual(['c3', 'c4', 'c2', 'c1']);
  });

  test('of nothing binds nobody; of all calls its members first', () => {
    const list = [one(1), one(2, ['long']), one(3, ['long'])];
    expect(ids(callOrder(list, [{ lane: 'long', percent: 0 }]))).toEqual(['c1', 'c2', 'c3']);
    expect(ids(callOrder(list, [{ lane: 'long', percent: 100 }]))).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('several shares that bind', () => {
  const shares = [
    { lane: 'a', percent: 10 },
    { lane: 'b', percent: 10 },
  ];
  test('call who is in all of them', () => {
    const list = [one(1), one(2, ['a']), one(3, ['b']), one(4, ['a', 'b'])];
    expect(ids(callOrder(list, shares))).toEqual(['c4', 'c1', 'c2', 'c3']);
  });

  test('else the first in the list decides', () => {
    const list = [one(1), one(2, ['b']), one(3, ['a'])];
    expect(ids(callOrder(list, shares))).toEqual(['c3', 'c2', 'c1']);
  });
});

test('any list is called as the definition says, whole, and in whatever order it was given', () => {
  fc.assert(
    fc.property(someCandidates, someShares, fc.infiniteStream(fc.nat()), (list, shares, random) => {
      const order = ids(callOrder(list, shares));
      expect(order).toEqual(byTheBook(list, shares));
      expect(order.toSorted()).toEqual(ids(list).toSorted());
      const keys = new Map(list.map((each) => [each, random.next().value as number]));
      const shuffled = list.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
      expect(ids(callOrder(shuffled, shares))).toEqual(order);
    }),
    { numRuns: 500 },
  );
});

test('at every point a single share holds while members remain, and before it only who is exempt', () => {
  fc.assert(
    fc.property(someCandidates, fc.integer({ min: 0, max: 100 }), (list, percent) => {
      const order = callOrder(list, [{ lane: 'sibling', percent }]);
      const exempt = list.filter((each) => each.exempt).length;
      expect(order.slice(0, exempt).every((each) => each.exempt)).toBe(true);
      const rest = order.slice(exempt);
      const isMember = (each: CallCandidate) => each.lanes.includes('sibling');
      for (let calls = 1; calls <= rest.length; calls++) {
        if (!rest.slice(calls).some(isMember)) break;
        expect(rest.slice(0, calls).filter(isMember).length * 100).toBeGreaterThanOrEqual(
          percent * calls,
        );
      }
    }),
  );
});

test('ranks too great to be packed into one number are sorted all the same', () => {
  const list = [one(Number.MAX_SAFE_INTEGER), one(Number.MAX_SAFE_INTEGER - 1), one(7)];
  expect(ids(callOrder(list, []))).toEqual(ids([list[2]!, list[1]!, list[0]!]));
});
