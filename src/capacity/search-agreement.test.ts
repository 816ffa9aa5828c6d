import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { addDays, dayIn } from '../platform/period.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { COMMITTED_AREAS, loadRegions, municipalitiesOn } from '../region/index.ts';
import type { Photo, SearchAnswer, SearchQuery } from './contract.ts';
import { makeProvider } from './fixtures.ts';
import { photoJson } from './photo.query.ts';
import { searchJson } from './search.query.ts';
import { filterUnits } from './unit-filter.ts';

const UNITS = 60;
const today = dayIn(new Date());
const towns = municipalitiesOn(COMMITTED_AREAS, today);
const modules = ['STAY_U12', 'STAY_O12', 'CRISIS_STAY'] as const;
const stops = ['GIRLS', 'BOYS', 'UNDER_6', 'UNDER_12', 'OVER_12'] as const;

let t: TestDatabase;
let reader: SignedIn;

/** A unit somewhere, with a few children, a place out of use, a stop, a start to come. */
async function makeRandomUnit(tx: Writer, random: ReturnType<typeof seededRandom>, n: number) {
  const [siteId, unitId] = [randomUUID(), randomUUID()];
  const town = random.pick(towns);
  const providerId = await makeProvider(tx, { name: `Huize ${n} (verzonnen)` });
  const module = random.pick(modules);
  const ageMin = random.below(14);
  await tx.rows(
    `insert into capacity.site (id, provider_id, code, name, municipality_code, region_code, zone_code, lat, lon)
     select $1, $2, 'S', 'Vestiging', code, region_code, zone_code, lat, lon from region.municipality where code = $3`,
    [siteId, providerId, town.id],
  );
  await tx.rows(
    `insert into capacity.care_unit (id, site_id, provider_id, code, name, age_min, age_max, gender_mix)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      unitId,
      siteId,
      providerId,
      `U-${n}`,
      `Leefgroep ${n}`,
      ageMin,
      ageMin + random.below(10),
      random.pick(['MIXED', 'MIXED', 'GIRLS', 'BOYS']),
    ],
  );
  const base = [unitId, module, providerId];
  await tx.rows(
    'insert into capacity.offered_module (unit_id, module_code, provider_id) values ($1, $2, $3)',
    base,
  );
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'import',
    organisationId: providerId,
    subjectId: unitId,
  });
  await tx.rows(
    `insert into capacity.recognition (unit_id, module_code, provider_id, places, period) values ($1, $2, $3, 6, daterange('2020-01-01', null))`,
    base,
  );
  for (let i = random.below(8); i > 0; i--) {
    const from = addDays(today, random.below(60) - 40);
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period) values ($1, $2, $3, $4, daterange($5, $6))`,
      [
        ...base,
        `P-${n}-${i}`,
        from,
        random.below(2) === 0 ? null : addDays(from, 1 + random.below(90)),
      ],
    );
  }
  for (const onlyFor of random.below(2) === 0 ? [random.pick(stops), null] : []) {
    await tx.rows(
      `insert into capacity.unavailability (unit_id, module_code, provider_id, places, only_for, reason_code, period, expected_end_on, review_on)
       values ($1, $2, $3, $4, $5, 'GROUP_LOAD', daterange($6, $7), $7, $7)`,
      [
        ...base,
        onlyFor === null ? 1 : 0,
        onlyFor,
        addDays(today, random.below(20) - 15),
        addDays(today, 10 + random.below(20)),
      ],
    );
  }
}

beforeAll(async () => {
  t = await testDatabase();
  const random = seededRandom(20_261_123);
  await t.db.as('vp_jobs', async (tx) => {
    await loadRegions(tx);
    await tx.rows(
      `insert into capacity.module_type (code, name_nl, residential, term, age_min, age_max, source) values
         ('STAY_U12', 'Verblijf -12', true, 'LONG', 0, 12, 'test'), ('STAY_O12', 'Verblijf +12', true, 'LONG', 12, 18, 'test'),
         ('CRISIS_STAY', 'Crisisverblijf', true, 'SHORT', 0, 18, 'test')`,
    );
    for (let n = 0; n < UNITS; n++) await makeRandomUnit(tx, random, n);
  });
  reader = await signIn(t, 'AT');
}, 120_000);
afterAll(() => t?.close());

const someQuery: fc.Arbitrary<SearchQuery> = fc.record(
  {
    module: fc.subarray([...modules], { minLength: 1 }),
    age: fc.nat(20),
    gender: fc.constantFrom('GIRL', 'BOY', 'X'),
    term: fc.constantFrom('SHORT', 'LONG'),
    region: fc.subarray(['WVL', 'OVL', 'ANT', 'LIM', 'VBR', 'BRU'], { minLength: 1 }),
    near: fc.constantFrom('44021', '11002', '31005'),
    withinKm: fc.integer({ min: 5, max: 150 }),
    minimum: fc.integer({ min: 1, max: 4 }),
    on: fc.nat(60).map((days) => addDays(today, days)),
  },
  { requiredKeys: [] },
);

type Twist = (photo: Photo) => Photo;

/** What the photo gives and what the search gives, each as sorted keys; `twist` plants a fault. */
async function bothAnswers(query: SearchQuery, twist: Twist = (photo) => photo) {
  const asOf = { day: query.on ?? today, knownAt: null, today };
  const [photo, answer] = await t.db.read(reader, async (tx) => [
    JSON.parse(await photoJson(tx, asOf, new Date())) as Photo,
    JSON.parse(await searchJson(tx, { ...query, limit: 200 }, today)) as SearchAnswer,
  ]);
  const origin = towns.find(({ id }) => id === query.near);
  const found = filterUnits(twist(photo).units, { minimum: 1, ...query, origin });
  const keys = (units: { unitId: string; module: string }[]) =>
    units.map(({ unitId, module }) => `${unitId} ${module}`).sort();
  return { found, answer, here: keys(found.map(({ row }) => row)), there: keys(answer.units) };
}

test('the browser finds in the photo what the search finds in the database', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(someQuery, async (query) => {
      const { found, answer, here, there } = await bothAnswers(query);
      expect(here).toEqual(there);
      for (const { row, distanceKm } of found) {
        const twin = answer.units.find(({ unitId }) => unitId === row.unitId);
        if (distanceKm === null) expect(twin?.distanceKm).toBeNull();
        else expect(twin?.distanceKm).toBeCloseTo(distanceKm, 0);
      }
      hits += found.length;
    }),
    { numRuns: 150 },
  );
  // Nothing agrees with nothing: the stage must give answers.
  expect(hits).toBeGreaterThan(80);
}, 120_000);

const changeRows =
  (change: (row: Photo['units'][number]) => Partial<Photo['units'][number]>): Twist =>
  (photo) => ({ ...photo, units: photo.units.map((row) => ({ ...row, ...change(row) })) });

test.each<[string, SearchQuery, Twist]>([
  ['a stop that is overlooked', { gender: 'GIRL' }, changeRows(() => ({ partialStops: [] }))],
  [
    'an upper age that does not count',
    { age: 10 },
    changeRows(({ ageMax }) => ({ ageMax: ageMax - 1 })),
  ],
  ['every group taken for mixed', { gender: 'X' }, changeRows(() => ({ genderMix: 'MIXED' }))],
  [
    'a site a little off',
    { near: '44021', withinKm: 60 },
    changeRows(({ lon }) => ({ lon: lon + 0.3 })),
  ],
])('%s would be seen', async (_, query, twist) => {
  const seen = [];
  for (const age of query.age === undefined
    ? [undefined]
    : Array.from({ length: 20 }, (_, n) => n)) {
    const { here, there } = await bothAnswers(
      { ...query, ...(age === undefined ? {} : { age }) },
      twist,
    );
    seen.push(JSON.stringify(here) !== JSON.stringify(there));
  }
  expect(seen).toContain(true);
});
