import * as fc from 'fast-check';
import {
  type ChildFacts,
  type Consent,
  type OfferFacts,
  proposedFitRules,
  securityLevels,
} from './fit-facts.ts';
import type { FitQuestion } from './eligibility.ts';

/** An invented child of 14 near Ghent, whom everything about {@link anOffer} fits. */
export const aChild = (changes: Partial<ChildFacts> = {}): ChildFacts => ({
  requestId: 'r1',
  personId: 'person-1',
  bornMonth: '2012-03',
  unborn: false,
  sex: 'F',
  regionCode: 'OVL',
  home: { lat: 51.05, lon: 3.72 },
  school: null,
  network: [],
  fileKind: 'VOLUNTARY',
  validUntil: '2028-01-01',
  startFrom: '2026-11-01',
  securityNeed: 'OPEN',
  indications: [],
  needs: [],
  consentRepresentative: 'GIVEN',
  consentMinor: 'GIVEN',
  minorAble: null,
  wants: [{ moduleCode: 'STAY_O12', firstUnitId: null, secondUnitId: null }],
  apartFrom: [],
  siblings: null,
  knownUnitIds: [],
  knownProviderIds: [],
  ...changes,
});

/** An invented unit with a place for {@link aChild}. */
export const anOffer = (changes: Partial<OfferFacts> = {}): OfferFacts => ({
  unitId: 'u1',
  providerId: 'p1',
  moduleCode: 'STAY_O12',
  regionCode: 'OVL',
  point: { lat: 51.0, lon: 3.8 },
  ageMin: 12,
  ageMax: 17,
  genderMix: 'MIXED',
  securityLevel: 'OPEN',
  asksIndications: [],
  frames: null,
  stops: [],
  placeFeatures: [[]],
  guests: [],
  offerable: 1,
  nextPlaceOn: null,
  ...changes,
});

export const START = '2026-12-01';

export const aQuestion = (
  child: ChildFacts = aChild(),
  changes: Partial<FitQuestion> = {},
): FitQuestion => ({
  child,
  period: { from: START, until: null },
  companions: [],
  rules: proposedFitRules,
  ...changes,
});

const day = fc
  .integer({ min: 0, max: 400 })
  .map((days) => new Date(Date.UTC(2026, 9, 1 + days)).toISOString().slice(0, 10));
const consent = fc.constantFrom<Consent>('GIVEN', 'GIVEN', 'NOT_NEEDED', 'ASKED', 'REFUSED');
const point = fc.record({
  lat: fc.integer({ min: 5070, max: 5140 }).map((n) => n / 100),
  lon: fc.integer({ min: 260, max: 580 }).map((n) => n / 100),
});
const modules = ['STAY_U12', 'STAY_O12', 'STAY_0_25'];
const units = ['u1', 'u2', 'u3', 'u4'];
const fileKind = fc.constantFrom('VOLUNTARY', 'OCJ_MANO', 'COURT', 'COURT_URGENT' as const);
const month = fc
  .tuple(fc.integer({ min: 2006, max: 2027 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, each]) => `${year}-${String(each).padStart(2, '0')}`);

/** Any child, most of whom fit some unit of {@link someOffer}. */
export const someChild = (requestId = 'r1'): fc.Arbitrary<ChildFacts> =>
  fc.record({
    requestId: fc.constant(requestId),
    personId: fc.constant(`person-${requestId}`),
    bornMonth: month,
    unborn: fc.boolean(),
    sex: fc.constantFrom('F', 'M', 'X' as const),
    regionCode: fc.constantFrom('OVL', 'WVL'),
    home: fc.option(point),
    school: fc.option(point),
    network: fc.array(point, { maxLength: 2 }),
    fileKind,
    validUntil: fc.option(day),
    startFrom: day,
    securityNeed: fc.constantFrom('OPEN', 'OPEN', ...securityLevels),
    indications: fc.subarray(['GES_PLUS', 'SECURE']),
    needs: fc.subarray(['adapted', 'single'], { maxLength: 1 }),
    consentRepresentative: consent,
    consentMinor: consent,
    minorAble: fc.constantFrom(null, null, true, false),
    wants: fc.subarray(modules, { minLength: 1 }).map((codes) =>
      codes.map((moduleCode) => ({
        moduleCode,
        firstUnitId: 'u1',
        secondUnitId: moduleCode === 'STAY_O12' ? 'u2' : null,
      })),
    ),
    apartFrom: fc.array(
      fc.record({
        kind: fc.constantFrom('REQUEST', 'PERSON', 'UNIT' as const),
        id: fc.constantFrom('g1', 'g2', 'r7', ...units),
      }),
      { maxLength: 2 },
    ),
    siblings: fc.option(
      fc.record({
        groupId: fc.constant('s1'),
        wish: fc.constantFrom('REQUIRED', 'PREFERRED', 'APART' as const),
        requestIds: fc.constant(['r7']),
        stays: fc.array(fc.record({ unitId: fc.constantFrom(...units), point }), { maxLength: 1 }),
      }),
    ),
    knownUnitIds: fc.subarray(units, { maxLength: 1 }),
    knownProviderIds: fc.subarray(['p1', 'p2'], { maxLength: 1 }),
  });

const period = fc.tuple(day, fc.option(fc.integer({ min: 1, max: 200 }))).map(([from, length]) => ({
  from,
  until:
    length === null
      ? null
      : new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10),
}));

/** Any unit. */
export const someOffer = (unitId?: string): fc.Arbitrary<OfferFacts> =>
  fc.record({
    unitId: unitId === undefined ? fc.constantFrom(...units) : fc.constant(unitId),
    providerId: fc.constantFrom('p1', 'p2', 'p3'),
    moduleCode: fc.constantFrom(...modules),
    regionCode: fc.constantFrom('OVL', 'WVL'),
    point,
    ageMin: fc.integer({ min: 0, max: 12 }),
    ageMax: fc.integer({ min: 12, max: 25 }),
    genderMix: fc.constantFrom('MIXED', 'MIXED', 'GIRLS', 'BOYS' as const),
    securityLevel: fc.constantFrom('OPEN', 'OPEN', ...securityLevels),
    asksIndications: fc.subarray(['GES_PLUS', 'SECURE'], { maxLength: 1 }),
    frames: fc.option(fc.subarray(['VOLUNTARY', 'OCJ_MANO', 'COURT'] as const, { minLength: 1 })),
    stops: fc.array(
      fc.record({
        onlyFor: fc.constantFrom('GIRLS', 'BOYS', 'UNDER_6', 'UNDER_12', 'OVER_12' as const),
        period,
      }),
      { maxLength: 2 },
    ),
    placeFeatures: fc.subarray([[], ['adapted'], ['adapted', 'single']], { minLength: 1 }),
    guests: fc.array(
      fc.record({
        id: fc.constantFrom('g1', 'g2', 'g3'),
        requestId: fc.option(fc.constantFrom('r7', 'r8')),
        period,
        apartFrom: fc.subarray(['r1', 'r2'], { maxLength: 1 }),
      }),
      { maxLength: 3 },
    ),
    offerable: fc.integer({ min: 0, max: 3 }),
    nextPlaceOn: fc.option(day),
  });

/** The usual one, with a few fields as chance has them: near to fitting. */
const nearly = <T extends object>(usual: T, some: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc
    .tuple(some, fc.subarray(Object.keys(usual) as (keyof T)[], { maxLength: 6 }))
    .map(([any, keys]) => ({
      ...usual,
      ...Object.fromEntries(keys.map((key) => [key, any[key]])),
    }));
export const someNearChild = nearly(aChild(), someChild());
export const someNearOffer = nearly(anOffer(), someOffer());
