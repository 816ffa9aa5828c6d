import * as fc from 'fast-check';
import { addDays, type Period } from '../platform/period.ts';
import type { FeasibleInput, FeasiblePlace, FeasibleStay } from './feasible.ts';

/** The first of the few days on which small invented instances play. */
export const FIRST_DAY = '2026-05-04';

const FEATURES = ['adapted', 'single', 'ground-floor', 'under-six'];

/** Periods of up to a week inside eight days, some without an end, some before or after. */
export const someDays: fc.Arbitrary<Period> = fc
  .tuple(fc.integer({ min: -2, max: 8 }), fc.option(fc.nat(7), { nil: null, freq: 4 }))
  .map(([start, days]) => {
    const from = addDays(FIRST_DAY, start);
    return { from, until: days === null ? null : addDays(from, days) };
  });

/** Up to three features; one twice now and then. */
export const someFeatures = fc.array(fc.constantFrom(...FEATURES), { maxLength: 3 });

/** A period that mostly covers the whole of the days, so that instances are seldom trivial. */
export const mostDays = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Period>({ from: '2020-01-01', until: null }) },
  { weight: 1, arbitrary: someDays },
);

/** Places `p0`, `p1`, … with periods and features. */
export const somePlaces = (most: number): fc.Arbitrary<FeasiblePlace[]> =>
  fc
    .array(
      fc.record({
        features: someFeatures,
        period: mostDays,
        outOfUse: fc.array(someDays, { maxLength: 2 }),
      }),
      { maxLength: most },
    )
    .map((places) => places.map((place, index) => ({ id: `p${index}`, ...place })));

/** Stays `s0`, `s1`, … with periods and needs. */
export const someStays = (most: number): fc.Arbitrary<FeasibleStay[]> =>
  fc
    .array(fc.record({ period: mostDays, needs: someFeatures }), { maxLength: most })
    .map((stays) => stays.map((stay, index) => ({ id: `s${index}`, ...stay })));

/** Small instances of `vrijplaats feasible`: ten days, at most six places and seven stays. */
export const someInstance: fc.Arbitrary<FeasibleInput> = fc.record({
  days: fc.constant<Period>({ from: FIRST_DAY, until: addDays(FIRST_DAY, 10) }),
  places: somePlaces(6),
  stays: someStays(7),
});
