/**
 * Figures of crisis, held against the recount from the raw rows: on the screen (over HTTP), in the files, and what is
 * released; for all regions and one, for longer and shorter periods.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countCrisis, releaseCrisis } from '../insight/index.ts';
import type { CrisisFigures, CrisisReleases } from '../insight/crisis/contract.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { readWholeFile } from '../platform/testing/read-whole-file.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { writeCrisisPast } from './crisis-agreement.fixtures.ts';
import {
  type Asked,
  countsOf,
  crisisAgain,
  differences,
  rawCrisis,
} from './crisis-recount.fixtures.ts';
import { allRoutes, tags, words } from './slices.ts';

let t: TestDatabase;
let server: TestServer;
let supervisor: SignedIn;
let desk: SignedIn;
let board: SignedIn;
let analyst: SignedIn;

const count = () => t.db.as('vp_jobs', (tx) => countCrisis(tx));

beforeAll(async () => {
  t = await testDatabase();
  await t.owner(
    `insert into region.region (code, name_nl, name_fr, name_en) values ('WVL', 'West-Vlaanderen', 'F', 'W'), ('OVL', 'Oost-Vlaanderen', 'F', 'E') on conflict do nothing;
     insert into region.zone (code, region_code, name) select 'Z-' || r || '-' || n, r, 'Zone ' || n || ' (verzonnen)' from unnest(array['WVL', 'OVL']) r, generate_series(1, 3) n`,
  );
  const today = (await t.owner<{ day: string }>('select platform.today()::text as day'))[0]!.day;
  await writeCrisisPast(t, {
    regions: ['WVL', 'OVL'],
    calls: 700,
    seed: 7,
    until: today,
    days: 800,
  });
  await count();
  await t.db.as('vp_jobs', (tx) => releaseCrisis(tx));
  server = await startTestServer(t, { routes: allRoutes, tags, words });
  const team = await makeOrganisation(t, 'access-team');
  supervisor = await signIn(t, 'AS', { organisationId: team });
  desk = await signIn(t, 'CR', { organisationId: team, areaCode: 'WVL' });
  board = await signIn(t, 'RB', { organisationId: team, areaCode: 'WVL' });
  analyst = await signIn(t, 'AN', { organisationId: team });
}, 60_000);
afterAll(async () => {
  await server.close();
  await t.close();
});

/** A change of the facts, under an event of its own. */
const change = (sql: string) =>
  t.owner(
    `insert into platform.event (id, slice, kind, at) values (gen_random_uuid(), 'crisis', 'later', platform.now());
     select set_config('vp.event', (select id::text from platform.event where kind = 'later' order by at desc limit 1), true);
     ${sql}`,
  );

async function get<T>(path: string, who: SignedIn): Promise<T> {
  const answer = await server.as(who, `/api/insight/crisis/${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

async function compare(
  query: { months: number; region: string | null; last?: string },
  who = supervisor,
) {
  const asked = new URLSearchParams({ months: String(query.months) });
  if (query.region !== null) asked.set('region', query.region);
  if (query.last !== undefined) asked.set('last', query.last);
  const figures = await get<CrisisFigures>(`figures?${asked}`, who);
  const raw = await rawCrisis(t);
  const span: Asked = { from: figures.from, until: figures.until, region: figures.region };
  expect(differences(countsOf(figures), crisisAgain(raw, span)), 'now').toEqual([]);
  const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const past = { ...span, from: yearBefore(span.from), until: yearBefore(span.until) };
  expect(differences(countsOf(figures, 'before'), crisisAgain(raw, past)), 'before').toEqual([]);
  return figures;
}

describe('figures of crisis', () => {
  test.each([
    { months: 12, region: null },
    { months: 24, region: 'WVL' },
    { months: 3, region: 'OVL' },
    { months: 1, region: null, last: '2026-03-01' },
  ])('on the screen are the recount: %o', async (query) => {
    const { until } = await compare(query);
    const [{ first } = { first: '' }] = await t.owner<{ first: string }>(
      `select date_trunc('month', platform.today())::date::text as first`,
    );
    // Without a choice up to and with the last whole month.
    if (!('last' in query)) expect(until).toBe(first);
  });

  test('the past has something of everything, or agreeing would prove little', async () => {
    const { rows } = await get<CrisisFigures>('figures?months=24', supervisor);
    const divisions = new Set(rows.map(({ subject, division }) => `${subject} ${division}`));
    for (const name of [
      'CALL repeat',
      'CHILD given',
      'CHILD reason',
      'CHILD fallback',
      'CHILD zone',
      'CHILD problem',
      'PARTNER partner',
      'OUTFLOW next',
      'CHILD region',
    ])
      expect(divisions).toContain(name);
    const all = rows.find((row) => row.subject === 'CHILD' && row.division === 'all')!.now!;
    expect(Math.min(all.found, all.none, all.late, all.timed - all.late)).toBeGreaterThan(20);
    expect(rows.find((row) => row.subject === 'PARTNER')!.now!.silent).toBeGreaterThan(20);
  });

  test('a desk is told its own region, whatever it asks', async () => {
    const figures = await compare({ months: 12, region: 'OVL' }, desk);
    expect(figures.region).toBe('WVL');
    expect(figures.rows.filter((row) => row.division === 'region').map(({ key }) => key)).toEqual(
      expect.arrayContaining(['WVL']),
    );
    expect(figures.rows.some((row) => row.division === 'region' && row.key === 'OVL')).toBe(false);
  });

  test.each(['csv', 'xlsx', 'pdf'])('in a file are those of the screen: %s', async (format) => {
    const answer = await server.as(
      desk,
      `/api/insight/crisis/figures/file?months=12&format=${format}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-classification')).toBe('internal');
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (format === 'pdf') {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.includes('pdfuaid')).toBe(true);
      return;
    }
    const { tables } = await readWholeFile(bytes, `figures.${format}`);
    const lines = tables.flatMap((table) => table.rows.map((row) => row.map(String).join('|')));
    const { rows } = await get<CrisisFigures>('figures?months=12', desk);
    const partners = rows.filter(
      ({ subject, division }) => subject === 'PARTNER' && division === 'partner',
    );
    expect(partners.length).toBeGreaterThan(2);
    for (const { name, now } of partners)
      if (format === 'xlsx')
        expect(
          lines.some((line) =>
            line.startsWith(`${name}|${now!.asked}|${now!.found}|${now!.none}|${now!.silent}|`),
          ),
          name!,
        ).toBe(true);
      else
        for (const value of [now!.asked, now!.found, now!.silent])
          expect(
            lines.some((line) => line.includes(`|${name}|`) && line.endsWith(`|${value}`)),
            name!,
          ).toBe(true);
  });
});

describe('what is released', () => {
  test('adds up to the recount of its quarter, and no number is of too few', async () => {
    const { quarters } = await get<CrisisReleases>('releases?region=WVL', analyst);
    expect(quarters.length).toBeGreaterThan(5);
    const raw = await rawCrisis(t);
    for (const quarter of quarters.slice(0, 6)) {
      const path = `releases?region=WVL&quarter=${quarter}`;
      const { release } = await get<CrisisReleases>(path, board);
      const [year = 0, month = 1] = quarter.split('-').map(Number);
      const until = new Date(Date.UTC(year, month + 2, 1)).toISOString().slice(0, 10);
      const again = crisisAgain(raw, { from: quarter, until, region: 'WVL' });
      const all = again['CHILD all *'] ?? {};
      for (const { table, groups } of release!.tables) {
        const smallest = ['zone', 'fallback'].includes(table) ? 10 : 6;
        for (const { found, none } of groups)
          expect(Math.min(found, none ?? found)).toBeGreaterThanOrEqual(smallest);
        const sum = (of: 'found' | 'none') => groups.reduce((n, one) => n + (one[of] ?? 0), 0);
        if (['all', 'wanted', 'age', 'zone'].includes(table))
          expect([sum('found'), sum('none')], table).toEqual([all['found'], all['none']]);
        if (table === 'kind' || table === 'repeat')
          expect(sum('found'), table).toBe(again['CALL all *']!['asked']);
        if (table === 'reason' || table === 'fallback')
          expect(sum('found'), table).toBe(all['none']);
      }
    }
  });

  test('stays as it was, whatever becomes known later', async () => {
    const before = await get<CrisisReleases>('releases?region=OVL', board);
    await change(`update crisis.request set zone_code = 'Z-OVL-1' where region_code = 'OVL'`);
    await count();
    await t.db.as('vp_jobs', (tx) => releaseCrisis(tx));
    expect(await get<CrisisReleases>('releases?region=OVL', board)).toEqual(before);
  });

  test('analysts and boards read no count that is not released', async () => {
    for (const who of [board, analyst])
      expect((await server.as(who, '/api/insight/crisis/figures')).status).toBe(403);
  });
});

test('the count of the night is the same when it is made twice, and counts anew what changed', async () => {
  expect((await count()).length).toBeGreaterThan(0);
  const few = await count();
  await compare({ months: 24, region: null });
  // Long ago, and not looked at since: only what changed is counted.
  await t.owner(`update insight.crisis_counted set counted_at = now() + interval '2 hours'`);
  expect((await count()).length).toBe(1);
  expect(few.length).toBeGreaterThanOrEqual(1);
  await t.owner(`update insight.crisis_counted set counted_at = now() - interval '2 days'`);
  await change(
    `update crisis.minor set state = 'NO_RESPONSE', reason = 'FULL', fallback = 'HOME'
      where id = (select m.id from crisis.minor m join crisis.request r on r.id = m.request_id
        where m.state = 'DISPATCHING' and r.received_at < now() - interval '3 months' order by m.id limit 1)`,
  );
  await count();
  await compare({ months: 24, region: null });
});

/** Each a small lie in what the slice publishes. */
const lies: [string, string][] = [
  [
    'who found nobody is left out where it was the hospital that took over',
    `create or replace view crisis.figures_child with (security_invoker = true) as
       select m.id as minor_id, m.request_id, m.region_code, m.zone_code, case when m.fallback = 'HOSPITAL' then 'WITHDRAWN' else m.state end as state,
         m.reason, m.fallback, m.known_from, 'UNKNOWN'::text as age from crisis.minor m`,
  ],
  [
    'an answer came an hour earlier',
    `create or replace view crisis.figures_ask with (security_invoker = true) as
       select a.id as attempt_id, a.minor_id, a.request_id, a.region_code, a.partner_id, a.kind, a.state, a.reason, a.asked_at, a.due_at,
         a.answered_at - interval '1 hour' as answered_at, a.known_from from crisis.attempt a`,
  ],
];
test.each(lies)('the comparison finds a planted fault: %s', async (_name, plant) => {
  const query = { months: 12, region: null };
  await compare(query);
  const views = await t.owner<{ name: string; sql: string }>(
    `select n.nspname || '.' || c.relname as name, pg_get_viewdef(c.oid) as sql from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname = 'crisis' and c.relname in ('figures_child', 'figures_ask')`,
  );
  await t.owner(plant);
  await t.owner('delete from insight.crisis_counted');
  await count();
  await expect(compare(query)).rejects.toThrow(/now/);
  for (const { name, sql } of views)
    await t.owner(`create or replace view ${name} with (security_invoker = true) as ${sql}`);
  await t.owner('delete from insight.crisis_counted');
  await count();
  await compare(query);
});
