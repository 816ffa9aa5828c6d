import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fairnessRows, type FairnessCell } from './fairness.ts';
import { quantileOf } from './quantile.ts';
import { asOne, differs, rateRatio, smallestShown, type Stratum } from './rate-ratio.ts';

describe('quantiles', () => {
  test('at least the share is at most the value, and no smaller value of the list has that', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0.25, 0.5, 0.75, 1),
        (values, share) => {
          const found = quantileOf(values, share)!;
          const within = (limit: number) => values.filter((each) => each <= limit).length;
          expect(values).toContain(found);
          expect(within(found)).toBeGreaterThanOrEqual(share * values.length);
          for (const smaller of values.filter((each) => each < found))
            expect(within(smaller)).toBeLessThan(share * values.length);
        },
      ),
      { numRuns: 300 },
    );
    expect(quantileOf([], 0.5)).toBe(null);
    expect([0.5, 0.75].map((share) => quantileOf([4, 1, 3, 2], share))).toEqual([2, 3]);
  });
});

const stratum = fc.record({
  starts: fc.integer({ min: 1, max: 60 }),
  days: fc.integer({ min: 100, max: 20_000 }),
  otherStarts: fc.integer({ min: 1, max: 60 }),
  otherDays: fc.integer({ min: 100, max: 20_000 }),
});
const strata = fc.array(stratum, { minLength: 1, maxLength: 5 });
const turned = ({ starts, days, otherStarts, otherDays }: Stratum): Stratum => ({
  starts: otherStarts,
  days: otherDays,
  otherStarts: starts,
  otherDays: days,
});

describe('the rate ratio of Mantel and Haenszel', () => {
  test('one stratum: the plain ratio of two rates, and the plain variance of its logarithm', () => {
    fc.assert(
      fc.property(stratum, (one) => {
        const { ratio, low, high } = rateRatio([one])!;
        expect(ratio).toBeCloseTo(one.starts / one.days / (one.otherStarts / one.otherDays), 9);
        const spread = Math.exp(1.959964 * Math.sqrt(1 / one.starts + 1 / one.otherStarts));
        expect(high / ratio).toBeCloseTo(spread, 6);
        expect(ratio / low).toBeCloseTo(spread, 6);
      }),
      { numRuns: 200 },
    );
  });

  test('turning the groups round turns the ratio round; splitting a stratum evenly changes nothing', () => {
    fc.assert(
      fc.property(strata, (list) => {
        const plain = rateRatio(list)!;
        const round = rateRatio(list.map(turned))!;
        expect(round.ratio).toBeCloseTo(1 / plain.ratio, 6);
        expect(round.low).toBeCloseTo(1 / plain.high, 6);
        const halves = list.flatMap((one) => {
          const half = {
            starts: one.starts / 2,
            days: one.days / 2,
            otherStarts: one.otherStarts / 2,
            otherDays: one.otherDays / 2,
          };
          return [half, half];
        });
        expect(rateRatio(halves)!.ratio).toBeCloseTo(plain.ratio, 6);
        expect(smallestShown(halves)).toBeCloseTo(smallestShown(list)!, 6);
      }),
      { numRuns: 200 },
    );
  });

  test('the same ratio in every band is found whatever the bands are like, though the raw one may lie', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            days: fc.integer({ min: 500, max: 5000 }),
            otherDays: fc.integer({ min: 500, max: 5000 }),
            rate: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
          }),
          { minLength: 2, maxLength: 5 },
        ),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (bands, ratio) => {
          const list = bands.map(({ days, otherDays, rate }) => ({
            starts: days * rate * ratio,
            days,
            otherStarts: otherDays * rate,
            otherDays,
          }));
          expect(rateRatio(list)!.ratio).toBeCloseTo(ratio, 6);
        },
      ),
      { numRuns: 200 },
    );
    // Simpson's: in each band equal, raw one and a half times as often.
    const bands = [
      { starts: 90, days: 900, otherStarts: 10, otherDays: 100 },
      { starts: 1, days: 100, otherStarts: 9, otherDays: 900 },
    ];
    expect(rateRatio(bands)!.ratio).toBeCloseTo(1, 9);
    expect(rateRatio([asOne(bands)])!.ratio).toBeGreaterThan(4);
  });

  test('a worked example of the textbook kind', () => {
    // Two bands; by hand: own = 30*2000/3000 + 8*500/1500, other = 20*1000/3000 + 2*1000/1500.
    const list = [
      { starts: 30, days: 1000, otherStarts: 20, otherDays: 2000 },
      { starts: 8, days: 1000, otherStarts: 2, otherDays: 500 },
    ];
    expect(rateRatio(list)!.ratio).toBeCloseTo((20 + 8 / 3) / (20 / 3 + 4 / 3), 9);
    const variance =
      ((50 * 1000 * 2000) / 9e6 + (10 * 1000 * 500) / 2.25e6) / ((20 + 8 / 3) * (20 / 3 + 4 / 3));
    expect(rateRatio(list)!.low).toBeCloseTo(
      rateRatio(list)!.ratio / Math.exp(1.959964 * Math.sqrt(variance)),
      6,
    );
  });

  test('nothing to go by is not the same as equal', () => {
    expect(rateRatio([])).toBe(null);
    expect(rateRatio([{ starts: 0, days: 100, otherStarts: 3, otherDays: 100 }])).toBe(null);
    expect(rateRatio([{ starts: 3, days: 100, otherStarts: 3, otherDays: 0 }])).toBe(null);
    expect(smallestShown([{ starts: 3, days: 100, otherStarts: 0, otherDays: 0 }])).toBe(null);
  });
});

describe('many comparisons', () => {
  test('the more are looked at, the further a ratio must lie, as the textbook’s quantiles say', () => {
    const strata = [{ starts: 100, days: 1000, otherStarts: 100, otherDays: 1000 }];
    const z = (comparisons: number) =>
      Math.log(smallestShown(strata, comparisons)!) * Math.sqrt(50) - 0.841621;
    expect([1, 2, 5, 20].map((n) => z(n).toFixed(3))).toEqual(['1.960', '2.241', '2.576', '3.023']);
  });

  test('of many equal groups hardly one is ever said to differ; one by one they would be', () => {
    const draw = drawing(3);
    const groups = 20;
    let [once, together] = [0, 0];
    for (let n = 0; n < 150; n++) {
      const found = Array.from({ length: groups }, () => {
        let starts = 0;
        for (let each = 0; each < 80; each++) if (draw() < 0.5) starts++;
        return rateRatio([{ starts, days: 1000, otherStarts: 80 - starts, otherDays: 1000 }])!;
      });
      if (found.some((one) => differs(one))) once++;
      if (found.some((one) => differs(one, groups))) together++;
    }
    expect(once).toBeGreaterThan(60);
    expect(together).toBeLessThan(20);
  });
});

describe('what could have been shown', () => {
  test('more starts show smaller differences; a difference of that size would be shown', () => {
    fc.assert(
      fc.property(strata, (list) => {
        const more = list.map((one) => ({
          ...one,
          starts: one.starts * 4,
          otherStarts: one.otherStarts * 4,
        }));
        expect(Math.log(smallestShown(list)!)).toBeCloseTo(2 * Math.log(smallestShown(more)!), 6);
      }),
      { numRuns: 200 },
    );
  });

  test('a planted difference of that size is found in about four of five draws', () => {
    const draw = drawing(7);
    const plain = { starts: 100, days: 10_000, otherStarts: 100, otherDays: 10_000 };
    const ratio = smallestShown([plain])!;
    let found = 0;
    const draws = 400;
    for (let n = 0; n < draws; n++) {
      const total = 200;
      const share = ratio / (1 + ratio);
      let starts = 0;
      for (let each = 0; each < total; each++) if (draw() < share) starts++;
      const drawn = rateRatio([{ ...plain, starts, otherStarts: total - starts }]);
      if (drawn && differs(drawn)) found++;
    }
    expect(found / draws).toBeGreaterThan(0.72);
    expect(found / draws).toBeLessThan(0.88);
  });
});

/** A small generator of numbers from 0 to 1, the same in every run (Lehmer). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('each group stands against all others of its own division', () => {
  const cells: FairnessCell[] = [
    { dimension: 'sex', group: 'F', band: 1, days: 1000, starts: 10 },
    { dimension: 'sex', group: 'M', band: 1, days: 2000, starts: 10 },
    { dimension: 'sex', group: 'F', band: 2, days: 1000, starts: 5 },
    { dimension: 'sex', group: 'M', band: 2, days: 1000, starts: 5 },
    { dimension: 'region', group: 'WVL', band: 1, days: 5000, starts: 30 },
  ];
  const rows = fairnessRows(cells);
  // One region is no division: nothing to compare.
  expect(rows.map(({ dimension, group }) => `${dimension} ${group}`)).toEqual(['sex F', 'sex M']);
  expect(rows[0]).toMatchObject({ days: 2000, starts: 15, rate: 7.5 });
  expect(rows[0]!.raw!.ratio).toBeCloseTo(1.5, 9);
  expect(rows[0]!.adjusted!.ratio).toBeCloseTo(
    ((10 * 2000) / 3000 + 2.5) / ((10 * 1000) / 3000 + 2.5),
    9,
  );
});
