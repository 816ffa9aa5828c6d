/**
 * Figures of crisis foster care, held against a recount from the raw rows in plain code: what is on the screen, for all
 * regions and for one, now and a year before.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { careKinds, endReasons, unfilledReasons } from '../foster-care/codes.ts';
import {
  beginFixtures,
  makeFamily,
  makeService,
  makeWindow,
  makeYear,
} from '../foster-care/fixtures.ts';
import type { CrisisFigures, Measure } from '../insight/crisis/contract.ts';
import { countCrisis } from '../insight/index.ts';
import type { Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { allRoutes, tags, words } from './slices.ts';

const regions = ['WVL', 'OVL'] as const;
const requests = 260;
const minute = 60_000;

let t: TestDatabase;
let server: TestServer;
let supervisor: SignedIn;
let today: string;
let families: { id: string; serviceId: string }[];
let services: string[];

/** How one request went, in numbers that say nothing by themselves. */
const way = fc.record({
  daysAgo: fc.integer({ min: 1, max: 760 }),
  minuteOfDay: fc.integer({ min: 0, max: 1439 }),
  region: fc.constantFrom(...regions),
  kind: fc.constantFrom(...careKinds),
  end: fc.constantFrom(
    'ENDED',
    'ENDED',
    'UNFILLED',
    'UNFILLED',
    'RESPONSES',
    'STARTED',
    'AFTER_NO',
  ),
  unfilled: fc.constantFrom(...unfilledReasons),
  answers: fc.array(
    fc.record({
      says: fc.constantFrom('CAN', 'CANNOT', 'CALL_ME'),
      after: fc.integer({ min: 1, max: 3000 }),
    }),
    { maxLength: 4 },
  ),
  km: fc.integer({ min: 5, max: 900 }),
  family: fc.integer({ min: 0, max: 7 }),
});
type Way = typeof way extends fc.Arbitrary<infer T> ? T : never;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  const [row] = await t.owner<{ day: string }>('select platform.today()::text as day');
  today = row!.day;
  services = [];
  for (const _ of regions) services.push(await makeOrganisation(t, 'foster-care-service'));
  families = [];
  const people: string[] = [];
  for (let n = 0; n < 8; n++)
    people.push((await signIn(t, 'FF', { organisationId: services[n % 2]! })).personId);
  const ways = fc.sample(way, { numRuns: requests, seed: 11 });
  await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    await tx.rows(`select set_config('vp.bulk', 'on', true)`);
    for (const [n, id] of services.entries()) await makeService(tx, { id, region: regions[n]! });
    for (const [n, personId] of people.entries()) {
      const serviceId = services[n % 2]!;
      const municipality = n % 3 ? 'M-WVL' : 'M-OVL';
      const id = await makeFamily(tx, { serviceId, personId, municipality });
      families.push({ id, serviceId });
      if (n < 6)
        await makeWindow(tx, id, {
          weekdays: n % 2 ? [1, 2, 5] : [6, 7],
          hourFrom: n,
          hourUntil: 20,
        });
      // A second span on the same hours: a family is counted once.
      if (n < 2) await makeWindow(tx, id, { hourFrom: 17, hourUntil: 21 });
    }
    await makeYear(tx, { serviceId: services[0]! });
    for (const each of ways) await write(tx, each);
  });
  await t.db.as('vp_jobs', (tx) => countCrisis(tx));
  server = await startTestServer(t, { routes: allRoutes, tags, words });
  const team = await makeOrganisation(t, 'access-team');
  supervisor = await signIn(t, 'AS', { organisationId: team });
}, 60_000);
afterAll(async () => {
  await server?.close();
  await t?.close();
});

const isMatched = ({ end }: Way) => end === 'ENDED' || end === 'STARTED';

/** One request, its card, who was shown it and answered, and whom the child went to; one in six after a family said no. */
async function write(tx: Writer, each: Way): Promise<void> {
  const at = Date.parse(`${addDays(today, -each.daysAgo)}T00:00:00Z`) + each.minuteOfDay * minute;
  const iso = (after: number) => new Date(at + after * minute).toISOString();
  const [id, cardId] = [randomUUID(), randomUUID()];
  const serviceId = services[regions.indexOf(each.region)]!;
  const isUnfilled = each.end === 'UNFILLED' || each.end === 'AFTER_NO';
  await tx.rows(
    `insert into foster_care.request (id, service_id, region_code, registrar_kind, municipality_code, youngest, oldest, children, kind, length, start_on, start_hour,
        start_week, school, pets, access, contact, reach_km, state, unfilled_reason, received_at)
     values ($1, $2, $3, 'ORGANISATION', $4, 4, 4, 1, $5, 'WEEK', $6, 15, 'THIS_WEEK', 'NONE', 'FINE', 'NONE', 'NONE', 75, $7, $8, $9)`,
    [
      id,
      serviceId,
      each.region,
      `M-${each.region}`,
      each.kind,
      addDays(today, -each.daysAgo),
      isUnfilled ? 'UNFILLED' : each.end,
      isUnfilled ? each.unfilled : null,
      iso(0),
    ],
  );
  await tx.rows(
    `insert into foster_care.card (id, request_id, service_id, request_region, level, siblings, published_at, closed_at)
     values ($1, $2, $3, $4, 14, false, $5, $5)`,
    [cardId, id, serviceId, each.region, iso(0)],
  );
  for (const [n, { says, after }] of each.answers.entries())
    await tx.rows(
      `insert into foster_care.shown_card (card_id, family_id, service_id, family_service_id, siblings, published_at, km, fits, answer, answered_at)
       values ($1, $2, $3, $4, false, $5, 10, false, $6, $7)`,
      [cardId, families[n]!.id, serviceId, families[n]!.serviceId, iso(0), says, iso(after)],
    );
  const family = families[each.family]!;
  const match = (state: string, km: number) =>
    tx.rows(
      `insert into foster_care.match (request_id, service_id, family_id, family_service_id, period, places, km, state, proposed_at, family_yes_at, service_yes_at,
          refused_by, refusal_reason, started_on, ended_on, end_reason)
       values ($1, $2, $3, $4, daterange($5::date, $5::date + 7), 1, $6, $7::text, $8, $8, $8,
          case when $7 = 'REFUSED' then 'FAMILY' end, case when $7 = 'REFUSED' then 'NOT_NOW' end, $5, case when $7 = 'ENDED' then $5::date + 3 end, $9)`,
      [
        id,
        serviceId,
        family.id,
        family.serviceId,
        addDays(today, -each.daysAgo),
        km / 10,
        state,
        iso(state === 'REFUSED' ? 5 : 60),
        state === 'ENDED' ? endReasons[each.km % endReasons.length] : null,
      ],
    );
  if (each.end === 'AFTER_NO' || each.km % 6 === 0) await match('REFUSED', 999);
  if (isMatched(each)) await match(each.end, each.km);
}

interface RawRequest {
  readonly id: string;
  readonly region: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly at: Date;
}
interface RawMatch {
  readonly requestId: string;
  readonly state: string;
  readonly km: string;
  readonly place: string;
}
interface RawAnswer {
  readonly requestId: string;
  readonly at: Date;
}

const rowsOf = async () => ({
  requests: await t.owner<RawRequest>(
    'select id, region_code as region, kind, state, unfilled_reason as reason, received_at as at from foster_care.request',
  ),
  matches: await t.owner<RawMatch>(
    'select m.request_id as "requestId", m.state, m.km, f.municipality_code as place from foster_care.match m join foster_care.family f on f.id = m.family_id',
  ),
  answers: await t.owner<RawAnswer>(
    `select c.request_id as "requestId", s.answered_at as at from foster_care.shown_card s join foster_care.card c on c.id = s.card_id where s.answer = 'CAN'`,
  ),
});

const monthOf = (at: Date): string =>
  `${at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' }).slice(0, 7)}-01`;
const atShare = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : sorted[Math.ceil(share * sorted.length) - 1]!;
const rising = (values: readonly number[]) => values.toSorted((a, b) => a - b);

type Kept = Pick<Measure, 'asked' | 'found' | 'none' | 'across'> & Partial<Measure>;

/** Every row of foster care for a span of months (`YYYY-MM-01`, half-open), counted anew. */
async function again(from: string, until: string, region: string | null) {
  const raw = await rowsOf();
  const counts = new Map<string, Kept>();
  const [minutes, km]: [number[], number[]] = [[], []];
  for (const request of raw.requests) {
    const month = monthOf(request.at);
    if (month < from || month >= until || (region !== null && request.region !== region)) continue;
    const match = raw.matches.find(
      (each) =>
        each.requestId === request.id && ['CONFIRMED', 'STARTED', 'ENDED'].includes(each.state),
    );
    const isNone = !match && request.state === 'UNFILLED';
    const yes = rising(
      raw.answers.flatMap(({ requestId, at }) => (requestId === request.id ? [Number(at)] : [])),
    )[0];
    if (yes !== undefined) minutes.push((yes - Number(request.at)) / minute);
    if (match) km.push(Number(match.km));
    for (const name of [
      'all *',
      `kind ${request.kind}`,
      ...(isNone && request.reason ? [`unfilled ${request.reason}`] : []),
    ]) {
      const kept = counts.get(name) ?? { asked: 0, found: 0, none: 0, across: 0 };
      counts.set(name, {
        asked: kept.asked + 1,
        found: kept.found + (match ? 1 : 0),
        none: kept.none + (isNone ? 1 : 0),
        across: kept.across + (match && match.place !== `M-${request.region}` ? 1 : 0),
      });
    }
  }
  const all = counts.get('all *');
  const sorted = rising(minutes);
  if (all)
    counts.set('all *', {
      ...all,
      timed: sorted.length,
      late: sorted.filter((each) => each > 24 * 60).length,
      medianMinutes: atShare(sorted, 0.5),
      p90Minutes: atShare(sorted, 0.9),
      medianKm: atShare(rising(km), 0.5),
    });
  return Object.fromEntries(counts);
}

/** What the screen says, of the same rows and figures. */
function saidOf({ rows }: CrisisFigures, side: 'now' | 'before') {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const measure = row[side];
      if (
        row.subject !== 'FOSTER' ||
        !['all', 'kind', 'unfilled'].includes(row.division) ||
        !measure
      )
        return [];
      const { asked, found, none, across, ...more } = measure;
      const { timed, late, medianMinutes, p90Minutes, medianKm } = more;
      const whole =
        row.division === 'all' ? { timed, late, medianMinutes, p90Minutes, medianKm } : {};
      return [[`${row.division} ${row.key}`, { asked, found, none, across, ...whole }]];
    }),
  );
}

const figuresOf = async (query: string): Promise<CrisisFigures> => {
  const answer = await server.as(supervisor, `/api/insight/crisis/figures?${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as CrisisFigures;
};

describe('figures of crisis foster care', () => {
  test.each(['months=12', 'months=24', 'months=6&region=WVL', 'months=12&region=OVL'])(
    'on the screen are the recount: %s',
    async (query) => {
      const figures = await figuresOf(query);
      const { from, until, region } = figures;
      expect(saidOf(figures, 'now')).toEqual(await again(from, until, region));
      const before = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
      expect(saidOf(figures, 'before')).toEqual(await again(before(from), before(until), region));
    },
  );

  test('an answer that comes after its month was counted is counted with it', async () => {
    // A family asked to be called first, so that the request itself does not change with the yes.
    const [late] = await t.owner<{ id: string; family: string }>(
      `select c.id, s.family_id as family from foster_care.card c join foster_care.shown_card s on s.card_id = c.id
         join foster_care.request r on r.id = c.request_id
        where s.answer = 'CALL_ME' and r.received_at between platform.now() - interval '85 days' and date_trunc('month', platform.now())
          and not exists (select 1 from foster_care.shown_card o where o.card_id = c.id and o.answer = 'CAN') limit 1`,
    );
    // As if all were counted just after it was written, and the yes came a few minutes later.
    await t.owner(
      `update insight.crisis_counted set counted_at = platform.now() + interval '62 minutes'`,
    );
    await t.owner(
      `update foster_care.shown_card s set answer = 'CAN',
          answered_at = r.received_at + make_interval(mins => (extract(epoch from platform.now() - r.received_at) / 60)::int + 5)
         from foster_care.card c join foster_care.request r on r.id = c.request_id
        where c.id = s.card_id and s.card_id = $1 and s.family_id = $2`,
      [late!.id, late!.family],
    );
    await t.db.as('vp_jobs', (tx) => countCrisis(tx));
    const figures = await figuresOf('months=12');
    expect(saidOf(figures, 'now')).toEqual(await again(figures.from, figures.until, null));
  });

  test('the past has something of everything, or agreeing would prove little', async () => {
    const said = saidOf(await figuresOf('months=24'), 'now');
    const all = said['all *']! as Measure;
    expect(
      Math.min(
        all.found,
        all.none,
        all.across,
        all.late,
        all.timed - all.late,
        all.asked - all.found - all.none,
      ),
    ).toBeGreaterThan(10);
    expect(Object.keys(said)).toHaveLength(1 + careKinds.length + unfilledReasons.length);
  });

  test('who can take a child in, hour by hour, is each family once', async () => {
    const { rows } = await figuresOf('months=12');
    const said = Object.fromEntries(
      rows.flatMap(({ subject, division, key, now }) =>
        subject === 'FAMILY' && division === 'hour' && now ? [[key, now.asked]] : [],
      ),
    );
    const windows = await t.owner<{ family: string; days: number[]; from: number; until: number }>(
      `select family_id as family, weekdays as days, hour_from as "from", hour_until as until from foster_care.availability`,
    );
    const counted: Record<string, number> = {};
    for (const day of [1, 2, 3, 4, 5, 6, 7])
      for (let hour = 0; hour < 24; hour++) {
        const there = windows.filter(
          (each) => each.days.includes(day) && each.from <= hour && hour < each.until,
        );
        const count = new Set(there.map(({ family }) => family)).size;
        if (count > 0) counted[String(day * 100 + hour)] = count;
      }
    expect(said).toEqual(counted);
    expect(windows.length).toBeGreaterThan(new Set(windows.map(({ family }) => family)).size);
  });
});
