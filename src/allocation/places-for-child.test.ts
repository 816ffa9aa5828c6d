import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askFit } from './eligibility.ts';
import { aChild, anOffer, aQuestion, someNearChild, someNearOffer, START } from './fit.fixtures.ts';
import { type ChildFacts, type OfferFacts, proposedFitRules } from './fit-facts.ts';
import { compareSoft, greatCircleRouter, type SoftFacts, softFacts } from './nearness.ts';
import { offerKey, type PlacesAsked, placesForChild } from './places-for-child.ts';

const rules = proposedFitRules;
const router = greatCircleRouter();
const asked = (
  child: ChildFacts,
  offers: readonly OfferFacts[],
  changes: Partial<PlacesAsked> = {},
): PlacesAsked => ({
  ...aQuestion(child),
  offers,
  router,
  answers: new Map(),
  mostNearMisses: 10,
  mostSplits: 5,
  ...changes,
});
const unitsOf = (list: readonly { readonly unitId: string }[]) => list.map(({ unitId }) => unitId);

describe('what speaks for a place', () => {
  const soft = (changes: Partial<SoftFacts> = {}): SoftFacts => ({
    preference: null,
    sibling: null,
    siblingKm: null,
    continuity: null,
    homeKm: 20,
    schoolKm: null,
    networkKm: null,
    ...changes,
  });
  test('is compared one after another, never added up', () => {
    const list = [
      soft({ preference: 1, homeKm: 90 }),
      soft({ preference: 2, sibling: 'HERE', continuity: 'UNIT', homeKm: 1 }),
      soft({ sibling: 'HERE', homeKm: 90 }),
      soft({ sibling: 'NEAR', continuity: 'UNIT' }),
      soft({ continuity: 'UNIT', homeKm: 90 }),
      soft({ continuity: 'PROVIDER' }),
      soft({ homeKm: 11, schoolKm: 2 }),
      soft({ homeKm: 10, schoolKm: 30 }),
      soft({ homeKm: 15 }),
    ];
    const shuffled = [4, 8, 0, 6, 2, 7, 1, 5, 3].map((n) => list[n]!);
    expect(shuffled.toSorted((a, b) => compareSoft(a, b, rules))).toEqual(list);
  });

  test('is read off the facts', () => {
    const child = aChild({
      wants: [{ moduleCode: 'STAY_O12', firstUnitId: 'u9', secondUnitId: 'u1' }],
      siblings: {
        groupId: 's',
        wish: 'PREFERRED',
        requestIds: [],
        stays: [{ unitId: 'u5', point: { lat: 51.02, lon: 3.8 } }],
      },
      knownProviderIds: ['p1'],
    });
    expect(softFacts(child, anOffer(), rules, router)).toEqual({
      preference: 2,
      sibling: 'NEAR',
      siblingKm: 2.9,
      continuity: 'PROVIDER',
      homeKm: 10.3,
      schoolKm: null,
      networkKm: null,
    });
  });
});

test('units that fit, then those that nearly do by the nearest change; what nothing mends is counted', () => {
  const answer = placesForChild(
    asked(aChild(), [
      anOffer({ unitId: 'far', point: { lat: 51.2, lon: 5 } }),
      anOffer({ unitId: 'boys', genderMix: 'BOYS' }),
      anOffer({ unitId: 'frame', frames: ['COURT'] }),
      anOffer({ unitId: 'older', ageMin: 15 }),
      anOffer({ unitId: 'near' }),
      anOffer({ unitId: 'full', offerable: 0, nextPlaceOn: '2026-12-20' }),
    ]),
  );
  expect(unitsOf(answer.fits)).toEqual(['near', 'far']);
  expect(answer.nearMisses.map(({ unitId, nearest }) => [unitId, nearest.from])).toEqual([
    ['full', '2026-12-20'],
    ['older', '2027-03-01'],
    ['frame', null],
  ]);
  expect(answer.excludedBy).toEqual({ AGE: 1, GROUP: 1, FRAME: 1, PLACE: 1 });
  expect(answer.splits).toEqual([]);
});

const siblings = { groupId: 's', wish: 'REQUIRED' as const, requestIds: [], stays: [] };
const member = (n: number, changes: Partial<ChildFacts> = {}) =>
  aChild({ requestId: `r${n}`, siblings, ...changes });

test('a group that fits nowhere together: fewest units, most together, nearest to one another', () => {
  const [first, ...companions] = [1, 2, 3].map((n) => member(n));
  const answer = placesForChild(
    asked(
      first!,
      [
        anOffer({ unitId: 'a', offerable: 1 }),
        anOffer({ unitId: 'b', offerable: 2, point: { lat: 51.2, lon: 4.4 } }),
        anOffer({ unitId: 'c', offerable: 1, point: { lat: 51.2, lon: 4.41 } }),
      ],
      { companions },
    ),
  );
  expect(answer.fits).toEqual([]);
  expect(answer.splits.map(({ parts }) => unitsOf(parts))).toEqual([
    ['b', 'c'],
    ['b', 'a'],
  ]);
  expect(answer.splits[0]!.parts[0]!.requestIds).toEqual(['r1', 'r2']);
});

test('any child and units: who fits is there, best first, and nothing else', () => {
  fc.assert(
    fc.property(
      someNearChild,
      fc.uniqueArray(someNearOffer, { selector: offerKey, maxLength: 6 }),
      (child, offers) => {
        const question = asked({ ...child, siblings: null }, offers);
        const { fits, nearMisses } = placesForChild(question);
        const asker = askFit(question);
        expect(fits.map(offerKey).toSorted()).toEqual(
          offers
            .filter((offer) => asker.explain(offer).fits)
            .map(offerKey)
            .toSorted(),
        );
        for (const [n, { soft }] of fits.entries()) {
          if (n > 0) expect(compareSoft(fits[n - 1]!.soft, soft, rules)).toBeLessThanOrEqual(0);
        }
        for (const { verdicts } of nearMisses) expect(verdicts.length).toBeGreaterThan(0);
        expect(placesForChild({ ...question, offers: offers.toReversed() })).toEqual(
          placesForChild(question),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('any group that is split: each member once, where it fits and there is room, in two units if two will do', () => {
  let split = 0;
  const some = fc.record({
    sexes: fc.array(fc.constantFrom('F', 'M' as const), { minLength: 2, maxLength: 4 }),
    units: fc.array(
      fc.record({
        genderMix: fc.constantFrom('MIXED', 'GIRLS', 'BOYS' as const),
        offerable: fc.integer({ min: 1, max: 3 }),
        lon: fc.integer({ min: 30, max: 50 }),
      }),
      { maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(some, ({ sexes, units }) => {
      const members = sexes.map((sex, n) => member(n, { sex }));
      const offers = units.map(({ genderMix, offerable, lon }, n) =>
        anOffer({ unitId: `u${n}`, genderMix, offerable, point: { lat: 51, lon: lon / 10 } }),
      );
      const [child, ...companions] = members;
      const { fits, splits } = placesForChild(asked(child!, offers, { companions }));
      if (fits.length > 0) expect(splits).toEqual([]);
      for (const { parts } of splits) {
        split++;
        expect(parts.flatMap(({ requestIds }) => requestIds).toSorted()).toEqual(
          members.map(({ requestId }) => requestId),
        );
        for (const { unitId, requestIds } of parts) {
          const offer = offers.find((each) => each.unitId === unitId)!;
          expect(requestIds.length).toBeLessThanOrEqual(offer.offerable);
          for (const id of requestIds) {
            const one = members.find(({ requestId }) => requestId === id)!;
            const alone = askFit({
              ...aQuestion({ ...one, siblings: null }),
              period: { from: START, until: null },
            });
            expect(alone.explain(offer).fits).toBe(true);
          }
        }
      }
      const takes = (offer: OfferFacts, sex: 'F' | 'M') =>
        offer.genderMix === 'MIXED' || (offer.genderMix === 'GIRLS') === (sex === 'F');
      const inTwo = offers.some((a) =>
        offers.some((b) => {
          if (a === b) return false;
          return Array.from({ length: 2 ** sexes.length }, (_, mask) => mask).some((mask) => {
            const own = sexes.filter((_, n) => mask & (1 << n));
            const rest = sexes.filter((_, n) => !(mask & (1 << n)));
            return (
              own.length <= a.offerable &&
              rest.length <= b.offerable &&
              own.every((sex) => takes(a, sex)) &&
              rest.every((sex) => takes(b, sex))
            );
          });
        }),
      );
      if (fits.length === 0) expect(splits[0]?.parts.length === 2).toBe(inTwo);
    }),
    { numRuns: 300 },
  );
  expect(split).toBeGreaterThan(50);
});
