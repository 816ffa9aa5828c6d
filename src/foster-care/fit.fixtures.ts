import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Database, Writer } from '../platform/db/database.ts';
import { addDays, type Period } from '../platform/period.ts';
import { type Card, type CardFacts, safestCard } from './card.ts';
import * as codes from './codes.ts';
import { type FamilyFacts, fits, missesOf, type OpenCard } from './fit.ts';
import { beginFixtures, makeRequest } from './fixtures.ts';

/** One invented Flanders of families and requests, the same for the same seed, in the database and as values. */
interface FitWorld {
  families: { id: string; facts: FamilyFacts }[];
  requests: { id: string; cardId: string; open: Omit<OpenCard, 'publishedAt'> }[];
}

interface Town {
  code: string;
  region: string;
  lat: number;
  lon: number;
}
const regions = ['WVL', 'OVL'] as const;
const point = fc.record({
  lat: fc.integer({ min: 5070, max: 5140 }).map((n) => n / 100),
  lon: fc.integer({ min: 260, max: 420 }).map((n) => n / 100),
});
const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const weekdays = fc.oneof({ weight: 4, arbitrary: fc.constant([1, 2, 3, 4, 5, 6, 7]) }, someDays);

const windowOf = (today: string) =>
  fc
    .record({
      from: fc.integer({ min: -10, max: 12 }),
      days: fc.option(fc.integer({ min: 3, max: 60 }), { nil: null, freq: 2 }),
      weekdays,
      onHolidays: fc.boolean(),
      hours: fc.constantFrom([8, 21], [8, 21], [0, 24], [16, 21], [9, 12]),
      places: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ from, days, hours, ...rest }) => ({
      ...rest,
      period: {
        from: addDays(today, from),
        until: days === null ? null : addDays(today, from + days),
      },
      hourFrom: hours[0],
      hourUntil: hours[1],
    }));

const familyOf = (today: string, towns: readonly Town[]) =>
  fc
    .record({
      state: fc.constantFrom(
        'APPROVED' as const,
        'APPROVED' as const,
        'APPROVED' as const,
        'PAUSED' as const,
      ),
      town: fc.constantFrom(...towns),
      kinds: fc.subarray([...codes.careKinds], { minLength: 1 }),
      ages: fc.tuple(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 17 })),
      places: fc.integer({ min: 1, max: 5 }),
      siblingsTogether: fc.boolean(),
      hasPets: fc.boolean(),
      schoolReachKm: fc.option(fc.integer({ min: 0, max: 60 })),
      access: fc.constantFrom(...codes.accessNeeds),
      windows: fc.array(windowOf(today), { minLength: 1, maxLength: 3 }),
      taken: fc.option(
        fc.record({
          from: fc.integer({ min: -5, max: 20 }),
          days: fc.integer({ min: 1, max: 20 }),
        }),
        { freq: 3 },
      ),
    })
    .map(({ ages: [a, b], town, taken, ...rest }) => ({
      town,
      facts: {
        ...rest,
        point: { lat: town.lat, lon: town.lon },
        ageFrom: Math.min(a, b),
        ageTo: Math.max(a, b),
        taken: taken
          ? [
              {
                places: 1,
                period: {
                  from: addDays(today, taken.from),
                  until: addDays(today, taken.from + taken.days),
                },
              },
            ]
          : [],
      } satisfies FamilyFacts,
    }));

const requestOf = (today: string, towns: readonly Town[]) =>
  fc
    .record({
      town: fc.constantFrom(...towns),
      school: fc.constantFrom(...codes.schoolNeeds),
      schoolTown: fc.option(fc.constantFrom(...towns)),
      ages: fc.tuple(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 17 })),
      children: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 5 })),
      kind: fc.constantFrom(...codes.careKinds),
      length: fc.constantFrom(...codes.stayLengths),
      start: fc.integer({ min: 0, max: 14 }),
      startHour: fc.integer({ min: 0, max: 23 }),
      startWeek: fc.constantFrom(...codes.startWeeks),
      pets: fc.constantFrom(...codes.petNeeds),
      access: fc.constantFrom(...codes.accessNeeds),
      contact: fc.constantFrom(...codes.contactFrequencies),
      reachKm: fc.integer({ min: 10, max: 200 }),
    })
    .map(({ ages: [a, b], start, town, ...rest }) => ({
      ...rest,
      town,
      startOn: addDays(today, start),
      region: town.region,
      youngest: rest.children === 1 ? a : Math.min(a, b),
      oldest: rest.children === 1 ? a : Math.max(a, b),
    }));

async function addFamily(
  tx: Writer,
  serviceId: string,
  { town, facts }: { town: Town; facts: FamilyFacts },
): Promise<string> {
  const id = randomUUID();
  await tx.rows(
    `with p as (insert into auth.person (id, issuer, subject, name, invented) values ($1::uuid, 'test', $1::text, 'x', true) returning id)
     insert into foster_care.family (id, service_id, person_id, state, contact_name, phone, municipality_code, kinds, age_from, age_to, places,
        siblings_together, has_pets, school_reach_km, access, invented)
     select $1, $2, p.id, $3, 'Gezin (verzonnen)', '0470 00 00 00', $4, $5, $6, $7, $8, $9, $10, $11, $12, true from p`,
    [
      id,
      serviceId,
      facts.state,
      town.code,
      facts.kinds,
      facts.ageFrom,
      facts.ageTo,
      facts.places,
      facts.siblingsTogether,
      facts.hasPets,
      facts.schoolReachKm,
      facts.access,
    ],
  );
  for (const each of facts.windows)
    await tx.rows(
      `insert into foster_care.availability (family_id, service_id, person_id, period, weekdays, on_holidays, hour_from, hour_until, places)
       values ($1, $2, $1, daterange($3::date, $4::date), $5, $6, $7, $8, $9)`,
      [
        id,
        serviceId,
        each.period.from,
        each.period.until,
        each.weekdays,
        each.onHolidays,
        each.hourFrom,
        each.hourUntil,
        each.places,
      ],
    );
  for (const { period } of facts.taken) await giveAway(tx, serviceId, { id, town, period });
  return id;
}

/** A place that another request has already. */
async function giveAway(
  tx: Writer,
  serviceId: string,
  { id, town, period }: { id: string; town: Town; period: Period },
) {
  const requestId = await makeRequest(tx, {
    serviceId,
    municipality: town.code,
    region: town.region,
    receivedAt: '2020-01-01T10:00:00Z',
  });
  await tx.rows(
    `with m as (insert into foster_care.match (request_id, service_id, family_id, family_service_id, person_id, period, places, km)
        values ($1, $2, $3, $2, $3, daterange($4::date, $5::date), 1, 0) returning id, family_id, family_service_id, period)
     insert into foster_care.match_place (match_id, family_id, family_service_id, place_no, period) select id, family_id, family_service_id, 1, period from m`,
    [requestId, serviceId, id, period.from, period.until],
  );
}

/** What the ladder makes of each request of the year, in the database as in the rule: `null` where nothing is published. */
async function addRequests(
  tx: Writer,
  serviceId: string,
  made: readonly (CardFacts & {
    town: Town;
    schoolTown: Town | null;
    startOn: string;
    startHour: number;
    reachKm: number;
  })[],
): Promise<{ requests: FitWorld['requests']; wrong: string[] }> {
  const wrong: string[] = [];
  const ids: string[] = [];
  for (const each of made)
    ids.push(
      await makeRequest(tx, {
        ...each,
        serviceId,
        municipality: each.town.code,
        schoolMunicipality: each.schoolTown?.code ?? null,
      }),
    );
  const requests: FitWorld['requests'] = [];
  for (const [n, each] of made.entries()) {
    const safest = safestCard(each, made);
    if (!safest) continue;
    const [row] = await tx.rows<{ id: string; card: Card }>(
      `with k as (insert into foster_care.card (request_id, service_id, request_region, level, siblings)
          values ($1, $2, $3, $4, false) returning *)
       select k.id, jsonb_build_object('ages', case when k.age_from is not null then jsonb_build_object('from', k.age_from, 'to', k.age_to) end,
          'siblings', jsonb_build_object('together', k.siblings, 'number', k.number), 'kind', k.kind, 'length', k.length, 'startWeek', k.start_week,
          'region', k.region, 'school', k.school, 'pets', k.pets, 'access', k.access, 'contact', k.contact) as card from k`,
      [ids[n], serviceId, each.region, safest.level],
    );
    if (!same(row!.card, safest.card)) wrong.push(`card of ${ids[n]} at rung ${safest.level}`);
    requests.push({
      id: ids[n]!,
      cardId: row!.id,
      open: {
        card: safest.card,
        closedAt: null,
        startOn: each.startOn,
        startHour: each.startHour,
        length: each.length,
        point: each.town,
        schoolPoint: each.schoolTown,
        reachKm: each.reachKm,
      },
    });
  }
  return { requests, wrong };
}

const inOrder = (value: unknown): unknown =>
  value && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, inOrder(each)]),
      )
    : value;
const same = (a: unknown, b: unknown) => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

/**
 * Random families and requests: the database makes the same cards as the rule, says of each pair the same, and shows each
 * card to exactly those whom it fits. All of it is taken back afterwards.
 * @param fault a change of the rule that must be found: what the rule says of a pair is turned into this
 * @returns how many pairs were looked at, how many fit, and what differs (at most ten)
 */
export async function compareFits(
  db: Database,
  options: {
    serviceId: string;
    families: number;
    requests: number;
    seed: number;
    fault?: (misses: string[]) => string[];
  },
): Promise<{ pairs: number; fitting: number; wrong: string[] }> {
  const { serviceId, seed, fault = (misses) => misses } = options;
  let result = { pairs: 0, fitting: 0, wrong: [] as string[] };
  const takeBack = new Error('take back');
  await db
    .as('vp_jobs', async (tx) => {
      const [now] = await tx.rows<{ day: string }>('select platform.today() as day');
      const today = now!.day;
      const points = fc.sample(point, { numRuns: 30, seed });
      const towns = points.map((each, n) => ({
        ...each,
        code: `F-${seed}-${n}`,
        region: regions[n % 2]!,
      }));
      await tx.rows(`select set_config('vp.bulk', 'on', true)`);
      await beginFixtures(tx);
      for (const { code, region, lat, lon } of towns)
        await tx.rows(
          `insert into region.municipality (code, name, region_code, lat, lon, source) values ($1, $1, $2, $3, $4, 'test')`,
          [code, region, lat, lon],
        );
      const families: FitWorld['families'] = [];
      for (const made of fc.sample(familyOf(today, towns), { numRuns: options.families, seed }))
        families.push({ id: await addFamily(tx, serviceId, made), facts: made.facts });
      const kinds = fc.sample(requestOf(today, towns), {
        numRuns: Math.ceil(options.requests / 6),
        seed,
      });
      // Six of each kind, here and there and now and then: so that cards are fine as well as coarse.
      const made = fc
        .sample(requestOf(today, towns), { numRuns: options.requests, seed: seed + 1 })
        .map(({ town, schoolTown, startOn, startHour, reachKm }, n) => {
          const like = kinds[n % kinds.length]!;
          const there = town.region === like.region ? town : like.town;
          return { ...like, town: there, schoolTown, startOn, startHour, reachKm };
        });
      const { requests, wrong } = await addRequests(tx, serviceId, made);
      const at = new Date(Date.now() + 60_000);
      const publishedAt = new Date(Date.now() - 60_000);
      const said = await tx.rows<{ key: string; misses: string[]; km: number }>(
        `select card_id || ' ' || family_id as key, misses, km::float8 as km from foster_care.fit(null, null, $1)`,
        [at],
      );
      const bySql = new Map(said.map((each) => [each.key, each]));
      const shouldSee = new Set<string>();
      for (const request of requests)
        for (const family of families) {
          const key = `${request.cardId} ${family.id}`;
          const fit = fits(family.facts, { ...request.open, publishedAt }, at);
          const misses = fault(missesOf(fit));
          const sql = bySql.get(key);
          if (sql?.misses.join() !== misses.join() || Math.abs(sql.km - fit.km) > 1e-6)
            wrong.push(
              `${key}: rule ${misses.join()} ${fit.km}, database ${sql?.misses.join()} ${sql?.km}`,
            );
          if (misses.length === 0) shouldSee.add(key);
        }
      await tx.rows('select foster_care.show(null, null)');
      const seen = await tx.rows<{ key: string }>(
        `select card_id || ' ' || family_id as key from foster_care.shown_card where fits and person_id is not null and card_id = any ($1)`,
        [requests.map(({ cardId }) => cardId)],
      );
      for (const { key } of seen)
        if (!shouldSee.delete(key)) wrong.push(`${key} is seen by whom it does not fit`);
      for (const key of shouldSee) wrong.push(`${key} is not seen`);
      result = {
        pairs: requests.length * families.length,
        fitting: seen.length,
        wrong: wrong.slice(0, 10),
      };
      throw takeBack;
    })
    .catch((error: unknown) => {
      if (error !== takeBack) throw error;
    });
  return result;
}
