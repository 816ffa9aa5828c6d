import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallSource, callLazily, listSource } from './call-lazily.ts';
import { type CallCandidate, callOrder } from './call-order.ts';

const laneNames = ['longest-waiting', 'crisis-outflow', 'sibling'];
const someList = fc
  .array(
    fc.record({
      lanes: fc.subarray(laneNames),
      exempt: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      fits: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((list) => list.map((each, n) => ({ id: `c${n + 1}`, rank: n + 1, ...each })));
const someShares = fc.array(
  fc.record({
    lane: fc.constantFrom(...laneNames, 'nobody'),
    percent: fc.constantFrom(0, 5, 12.5, 20, 33, 50, 80, 100),
  }),
  { maxLength: 4 },
);

const all = async <T>(each: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const one of each) list.push(one);
  return list;
};

/** The list in pages that come later, as a database gives them; counts what was taken. */
function inPages<T extends CallCandidate>(list: readonly T[], length: number) {
  const taken = { items: 0 };
  async function* pages(among: readonly T[]) {
    for (let at = 0; at < among.length; at += length) {
      const page = among.slice(at, at + length);
      taken.items += page.length;
      yield await Promise.resolve(page);
    }
  }
  const whole = listSource(list);
  const source: CallSource<T> = {
    exempt: () => pages([...(whole.exempt() as Iterable<readonly T[]>)][0]!),
    inAll: (lanes) => pages([...(whole.inAll(lanes) as Iterable<readonly T[]>)][0]!),
  };
  return { source, taken };
}

test('any list, in pages of any length, is called as the whole list is', async () => {
  await fc.assert(
    fc.asyncProperty(
      someList,
      someShares,
      fc.integer({ min: 1, max: 7 }),
      async (list, shares, length) => {
        const { source } = inPages(list, length);
        const accepts = (each: (typeof list)[number]) =>
          length % 2 === 0 ? each.fits : Promise.resolve(each.fits);
        const calls = await all(callLazily(source, shares, accepts));
        const whole = callOrder(
          list.filter(({ fits }) => fits),
          shares,
        );
        expect(calls.map(({ called }) => called.id)).toEqual(whole.map(({ id }) => id));
        for (const { called, because } of calls) {
          expect(because === 'EXEMPT').toBe(called.exempt);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a share is one of all calls, those before included', async () => {
  const list = ['a', 'b', 'c', 'd'].map((id, n) => ({
    id,
    rank: n,
    exempt: false,
    lanes: n >= 2 ? ['long'] : [],
  }));
  const first = async (calls: number, inLane: number) => {
    const before = { calls, inLane: { long: inLane } };
    const made = await all(
      callLazily(listSource(list), [{ lane: 'long', percent: 20 }], undefined, before),
    );
    return made.map(({ called, because }) => `${called.id} ${because}`);
  };
  expect(await first(0, 0)).toEqual(['c SHARE', 'a RANK', 'b RANK', 'd RANK']);
  expect(await first(10, 3)).toEqual(['a RANK', 'b RANK', 'c RANK', 'd RANK']);
  expect(await first(14, 3)).toEqual(['a RANK', 'c SHARE', 'b RANK', 'd RANK']);
});

test('the first twenty of a hundred thousand take a few pages', async () => {
  const list = Array.from({ length: 100_000 }, (_, n) => ({
    id: `c${n}`,
    rank: n + 1,
    lanes: n % 7 === 0 ? ['longest-waiting'] : [],
    exempt: n < 2,
  }));
  const { source, taken } = inPages(list, 50);
  const calls: string[] = [];
  for await (const { called } of callLazily(
    source,
    [{ lane: 'longest-waiting', percent: 20 }],
    ({ rank }) => rank % 3 === 0,
  )) {
    if (calls.push(called.id) === 20) break;
  }
  const whole = callOrder(
    list.filter(({ rank }) => rank % 3 === 0),
    [{ lane: 'longest-waiting', percent: 20 }],
  );
  expect(calls).toEqual(whole.slice(0, 20).map(({ id }) => id));
  expect(taken.items).toBeLessThan(400);
});
