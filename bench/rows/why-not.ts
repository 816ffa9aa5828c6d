import { askFit } from '../../src/allocation/eligibility.ts';
import {
  type ChildFacts,
  type OfferFacts,
  proposedFitRules,
  securityLevels,
} from '../../src/allocation/fit-facts.ts';
import { greatCircleRouter } from '../../src/allocation/nearness.ts';
import { placesForChild } from '../../src/allocation/places-for-child.ts';
import { type SeededRandom, seededRandom } from '../../src/platform/testing/seeded-random.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';

const start = '2026-12-01';
const unitsAtScaleOne = 592;
const modules = ['STAY_U12', 'STAY_O12', 'STAY_0_25', 'SECURE_STAY', 'GES_PLUS', 'CKG_LONG'];

function anyOffer(random: SeededRandom, n: number): OfferFacts {
  const moduleCode = random.pick(modules);
  const ageMin = random.below(13);
  const guest = (g: number) => ({
    id: `stay-${n}-${g}`,
    requestId: g === 0 ? `r${random.below(3000)}` : null,
    period: { from: '2025-01-01', until: null },
    apartFrom: [],
  });
  return {
    unitId: `u${n}`,
    providerId: `p${n % 150}`,
    moduleCode,
    regionCode: 'OVL',
    point: { lat: 50.8 + random.next() * 0.6, lon: 2.7 + random.next() * 3 },
    ageMin,
    ageMax: ageMin + 4 + random.below(8),
    genderMix: random.pick(['MIXED', 'MIXED', 'GIRLS', 'BOYS']),
    securityLevel: moduleCode === 'SECURE_STAY' ? 'INFRASTRUCTURAL' : 'OPEN',
    asksIndications: moduleCode === 'GES_PLUS' ? ['GES_PLUS'] : [],
    frames: moduleCode === 'SECURE_STAY' ? ['COURT', 'COURT_URGENT'] : null,
    stops:
      random.below(20) === 0
        ? [{ onlyFor: 'GIRLS', period: { from: '2026-10-01', until: '2027-02-01' } }]
        : [],
    placeFeatures: random.below(4) === 0 ? [[], ['adapted']] : [[]],
    guests: Array.from({ length: 8 }, (_, g) => guest(g)),
    offerable: random.below(10) === 0 ? 1 : 0,
    nextPlaceOn: random.below(3) === 0 ? '2027-01-15' : null,
  };
}

function anyChild(random: SeededRandom, n: number): ChildFacts {
  return {
    requestId: `r${n}`,
    personId: `person-${n}`,
    bornMonth: `${2008 + random.below(18)}-0${1 + random.below(9)}`,
    unborn: false,
    sex: random.pick(['F', 'M']),
    regionCode: 'OVL',
    home: { lat: 51, lon: 3.7 },
    school: null,
    network: [],
    fileKind: random.pick(['VOLUNTARY', 'OCJ_MANO', 'COURT']),
    validUntil: '2028-01-01',
    startFrom: '2026-01-01',
    securityNeed: random.below(20) === 0 ? 'INFRASTRUCTURAL' : 'OPEN',
    indications: [],
    needs: random.below(10) === 0 ? ['adapted'] : [],
    consentRepresentative: 'GIVEN',
    consentMinor: 'GIVEN',
    minorAble: null,
    wants: [{ moduleCode: random.pick(modules), firstUnitId: null, secondUnitId: null }],
    apartFrom: random.below(10) === 0 ? [{ kind: 'REQUEST', id: 'r7' }] : [],
    siblings: null,
    knownUnitIds: [],
    knownProviderIds: [],
  };
}

/** Counts the units on which each criterion holds: the same tests, and nothing told. */
function countOnly(child: ChildFacts, offers: readonly OfferFacts[]): number {
  const age =
    2026 - Number(child.bornMonth.slice(0, 4)) - (child.bornMonth.slice(5) > '12' ? 1 : 0);
  const needed = securityLevels.indexOf(child.securityNeed);
  const wanted = new Set(child.wants.map(({ moduleCode }) => moduleCode));
  const against = new Set(child.apartFrom.map(({ id }) => id));
  let holds = 0;
  for (const offer of offers) {
    if (wanted.has(offer.moduleCode)) holds++;
    if (age >= offer.ageMin && age <= offer.ageMax) holds++;
    if (offer.genderMix === 'MIXED' || (offer.genderMix === 'GIRLS') === (child.sex === 'F'))
      holds++;
    if (securityLevels.indexOf(offer.securityLevel) === needed) holds++;
    if (offer.asksIndications.every((each) => child.indications.includes(each))) holds++;
    if (offer.frames === null || offer.frames.includes(child.fileKind)) holds++;
    if (
      !offer.guests.some(
        ({ id, requestId, apartFrom }) =>
          against.has(id) ||
          (requestId !== null && against.has(requestId)) ||
          apartFrom.includes(child.requestId),
      )
    )
      holds++;
    if (!offer.stops.some(({ period }) => period.from <= start && start < (period.until ?? '9')))
      holds++;
    if (offer.placeFeatures.some((has) => child.needs.every((each) => has.includes(each)))) holds++;
    if (offer.offerable > 0) holds++;
  }
  return holds;
}

/** One child against all units, every criterion explained with what would change it, against a pass that only counts. */
export async function run(scale: number): Promise<Measure[]> {
  const random = seededRandom(scale);
  const offers = Array.from({ length: unitsAtScaleOne * scale }, (_, n) => anyOffer(random, n));
  const children = Array.from({ length: 50 }, (_, n) => anyChild(random, n));
  const router = greatCircleRouter();
  const period = { from: start, until: null };
  const question = (child: ChildFacts) => ({
    child,
    period,
    companions: [],
    rules: proposedFitRules,
  });
  let sum = 0;
  const timed = (work: (child: ChildFacts) => number) => {
    let at = 0;
    return millisecondsEach(() => {
      sum += work(children[at++ % children.length]!);
      return Promise.resolve();
    });
  };
  const counting = () => timed((child) => countOnly(child, offers));
  const line = (what: string, target: number, work: (child: ChildFacts) => number) =>
    compare({
      row: 'why-not',
      scale,
      what: `${offers.length} units: ${what}`,
      unit: 'ms',
      better: 'times-longer',
      target,
      ours: () => timed(work),
      reference: counting,
    });
  const lines = [
    await line('every criterion with its reason and its change', 5, (child) => {
      const asker = askFit(question(child));
      let fits = 0;
      for (const offer of offers) if (asker.explain(offer).fits) fits++;
      return fits;
    }),
    await line(
      'the answer of the screen: ordered, with distances and near misses by day',
      50,
      (child) => {
        const answer = placesForChild({
          ...question(child),
          offers,
          router,
          answers: new Map(),
          mostNearMisses: 20,
          mostSplits: 5,
        });
        return answer.fits.length;
      },
    ),
  ];
  if (Number.isNaN(sum)) throw new Error('nothing was counted');
  return lines;
}
