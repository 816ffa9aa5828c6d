import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { makeOrganisation, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { byDistance, type FamilyFacts, fits, missesOf, type OpenCard } from './fit.ts';
import { compareFits } from './fit.fixtures.ts';
import { beginFixtures, makeRequest, makeService } from './fixtures.ts';
import { mayTake } from './request-state.ts';
import {
  accessNeeds,
  careKinds,
  contactFrequencies,
  petNeeds,
  requestStates,
  schoolNeeds,
  startWeeks,
  stayLengths,
} from './codes.ts';

const kortrijk = { lat: 50.83, lon: 3.26 };
const family: FamilyFacts = {
  state: 'APPROVED',
  point: kortrijk,
  kinds: ['CRISIS'],
  ageFrom: 0,
  ageTo: 11,
  places: 2,
  siblingsTogether: true,
  hasPets: false,
  schoolReachKm: 20,
  access: 'GROUND_FLOOR',
  windows: [
    {
      period: { from: '2026-01-01', until: null },
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      onHolidays: true,
      hourFrom: 8,
      hourUntil: 21,
      places: 2,
    },
  ],
  taken: [],
};
const open: OpenCard = {
  card: {
    ages: { from: 3, to: 5 },
    siblings: { together: false, number: 1 },
    kind: 'CRISIS',
    length: 'WEEK',
    startWeek: 'THIS_WEEK',
    region: 'WVL',
    school: 'NONE',
    pets: 'FINE',
    access: 'NONE',
    contact: 'NONE',
  },
  publishedAt: new Date('2026-11-23T10:00:00Z'),
  closedAt: null,
  startOn: '2026-11-24',
  startHour: 15,
  length: 'WEEK',
  point: kortrijk,
  schoolPoint: null,
  reachKm: 75,
};
const at = new Date('2026-11-23T12:00:00Z');
const misses = (
  who: Partial<FamilyFacts>,
  what: Partial<OpenCard> & { on?: Partial<OpenCard['card']> } = {},
) => {
  const { on, ...rest } = what;
  return missesOf(
    fits({ ...family, ...who }, { ...open, ...rest, card: { ...open.card, ...on } }, at),
  );
};
const [always] = family.windows;

describe('which family sees a card', () => {
  test('one that is there, near, and takes this kind and age', () => {
    expect(misses({})).toEqual([]);
  });
  test.each<[string, Partial<FamilyFacts>, Parameters<typeof misses>[1], string[]]>([
    ['paused', { state: 'PAUSED' }, {}, ['FAMILY']],
    ['another kind', { kinds: ['RESPITE'] }, {}, ['KIND']],
    ['too old', { ageFrom: 6 }, {}, ['AGE']],
    ['just within', { ageFrom: 5 }, {}, []],
    [
      'one place for two',
      { places: 1 },
      { on: { siblings: { together: true, number: 2 } } },
      ['PLACES', 'DAYS'],
    ],
    [
      'brothers and sisters, number unknown',
      { places: 1 },
      { on: { siblings: { together: true, number: null } } },
      ['PLACES', 'DAYS'],
    ],
    [
      'siblings apart',
      { siblingsTogether: false },
      { on: { siblings: { together: true, number: 2 } } },
      ['SIBLINGS'],
    ],
    ['a dog', { hasPets: true }, { on: { pets: 'NO_PETS' } }, ['PETS']],
    ['a dog, and the card does not say', { hasPets: true }, { on: { pets: null } }, []],
    ['stairs', { access: 'NONE' }, { on: { access: 'STEP_FREE' } }, ['ACCESS']],
    ['no wheelchair', {}, { on: { access: 'WHEELCHAIR' } }, ['ACCESS']],
    ['own school, brought', {}, { on: { school: 'OWN_SCHOOL' } }, []],
    [
      'own school, far',
      {},
      { on: { school: 'OWN_SCHOOL' }, schoolPoint: { lat: 51.2, lon: 3.22 } },
      ['SCHOOL'],
    ],
    [
      'own school, not at all',
      { schoolReachKm: null },
      { on: { school: 'OWN_SCHOOL' } },
      ['SCHOOL'],
    ],
    ['at nine in the evening', {}, { startHour: 21 }, ['ARRIVAL']],
    ['at eight', {}, { startHour: 20 }, []],
    ['beyond its reach', { point: { lat: 51.2, lon: 5.5 } }, {}, ['REACH']],
    ['weekends alone', { windows: [{ ...always!, weekdays: [6, 7] }] }, {}, ['ARRIVAL', 'DAYS']],
    [
      'until the fourth day',
      { windows: [{ ...always!, period: { from: '2026-01-01', until: '2026-11-28' } }] },
      {},
      ['DAYS'],
    ],
    [
      'not on a holiday',
      { windows: [{ ...always!, onHolidays: false }] },
      { startOn: '2026-12-22' },
      ['DAYS'],
    ],
    [
      'its place given',
      { taken: [{ period: { from: '2026-11-26', until: '2026-11-27' }, places: 2 }] },
      {},
      ['DAYS'],
    ],
    [
      'one of two given',
      { taken: [{ period: { from: '2026-11-26', until: '2026-11-27' }, places: 1 }] },
      {},
      [],
    ],
    ['closed', {}, { closedAt: at }, ['OPEN']],
    ['not yet out', {}, { publishedAt: new Date('2026-11-24T00:00:00Z') }, ['OPEN']],
  ])('%s', (_name, who, what, expected) => {
    expect(misses(who, what)).toEqual(expected);
  });

  test('no province counts: only how far it is, and the nearest comes first', () => {
    const other = { ...open, card: { ...open.card, region: 'OVL' } };
    expect(fits(family, other, at)).toEqual(fits(family, open, at));
    const far = { id: 'a', km: 12 };
    const near = { id: 'b', km: 3 };
    expect(
      [far, near, { id: 'a', km: 3 }].sort(byDistance).map(({ id, km }) => `${id}${km}`),
    ).toEqual(['a3', 'b3', 'a12']);
  });
});

describe('the database and the rule', () => {
  let t: TestDatabase;
  let serviceId: string;
  beforeAll(async () => {
    t = await testDatabase();
    serviceId = await makeOrganisation(t, 'foster-care-service');
    await t.db.as('vp_jobs', async (tx) => {
      await makeReference(tx);
      await makeService(tx, { id: serviceId });
    });
  });
  afterAll(() => t.close());

  test('say the same of random families and cards, and show each to exactly whom it fits', async () => {
    const found = await compareFits(t.db, {
      serviceId,
      families: 40,
      requests: 40,
      seed: 20261123,
    });
    expect(found.wrong).toEqual([]);
    expect(found.pairs).toBeGreaterThan(800);
    expect(found.fitting).toBeGreaterThan(5);
  });

  test('a criterion that one of them forgets is found', async () => {
    const { wrong } = await compareFits(t.db, {
      serviceId,
      families: 20,
      requests: 30,
      seed: 5,
      fault: (all) => all.filter((each) => each !== 'PETS'),
    });
    expect(wrong.length).toBeGreaterThan(0);
  });

  test('as many requests are alike as give the same card, on each rung', async () => {
    const pick = <T>(all: readonly T[], n: number): T => all[n % all.length]!;
    await t.db.as('vp_jobs', async (tx) => {
      await beginFixtures(tx);
      // Each differs from the usual one in one field alone, or in none, so that no field can be forgotten.
      for (let n = 0; n < 48; n++) {
        const of = (field: number) => (n % 11 === field ? n + 1 : 0);
        const youngest = pick([4, 1, 5, 8, 13, 16, 11, 12], of(0));
        await makeRequest(tx, {
          serviceId,
          youngest,
          oldest: youngest,
          region: pick(['WVL', 'OVL'], of(1)),
          kind: pick(careKinds, of(2)),
          length: pick(stayLengths, of(3)),
          startWeek: pick(startWeeks, of(4)),
          school: pick(schoolNeeds, of(5)),
          pets: pick(petNeeds, of(6)),
          access: pick(accessNeeds, of(7)),
          contact: pick(contactFrequencies, of(8)),
          children: pick([1, 2, 3, 4, 5], of(9)),
        });
      }
    });
    const rungs = await t.owner<{ level: number; wrong: number; kinds: number }>(
      `with q as (select r as r, l as level, foster_care.card_at(l, r) as card from foster_care.request r cross join generate_series(0, 14) l
          where r.received_at > platform.now() - interval '1 year')
       select q.level, count(distinct q.card)::int as kinds,
              count(*) filter (where foster_care.alike(q.level, q.r) <> (select count(*) from q o where o.level = q.level and o.card = q.card))::int as wrong
         from q group by 1 order by 1`,
    );
    expect(rungs.map(({ wrong }) => wrong)).toEqual(Array(15).fill(0));
    expect(rungs[0]!.kinds).toBeGreaterThan(15);
    // A card for each request of the year on each rung made publishing five times as slow, twice.
    const [{ makesCards }] = (await t.owner<{ makesCards: boolean }>(
      `select prosrc like '%card_at%' as "makesCards" from pg_proc where oid = 'foster_care.alike(int, foster_care.request)'::regprocedure`,
    )) as [{ makesCards: boolean }];
    expect(makesCards).toBe(false);
  });
});

test('a request is led by its service, answered by families, and published by the program out of hours', () => {
  const next = (from: (typeof requestStates)[number], by: 'SERVICE' | 'FAMILY' | 'PROGRAM') =>
    requestStates.filter((to) => mayTake(from, to, by));
  expect(next('RECEIVED', 'SERVICE')).toEqual(['CHECKED', 'UNFILLED']);
  expect(next('RECEIVED', 'PROGRAM')).toEqual(['PUBLISHED']);
  expect(next('PUBLISHED', 'FAMILY')).toEqual(['RESPONSES', 'MATCHED']);
  expect(next('STARTED', 'SERVICE')).toEqual(['ENDED']);
  for (const over of ['ENDED', 'UNFILLED'] as const)
    for (const by of ['SERVICE', 'FAMILY', 'PROGRAM'] as const) expect(next(over, by)).toEqual([]);
});
