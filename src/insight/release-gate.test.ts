import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes, words } from '../cli/slices.ts';
import { fillDemo } from '../demo/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { ReleasedFigures, Releases } from './contract.ts';
import { attackGate, type Gate, primaryOnly, readGate } from './gate-attack.fixtures.ts';
import { makeDueReleases } from './make-release.ts';
import { keyOf, tableCodes } from './published-tables.ts';

let t: TestDatabase;
let server: TestServer;
let gate: Gate;
let made: { month: string }[][];
const tokens: Partial<Record<ApplicationRole, string>> = {};

beforeAll(async () => {
  t = await testDatabase();
  await fillDemo({ db: t.db, clock: systemClock, issuer: 'test', years: 0.4 });
  // Two at once: each month is released once.
  made = await Promise.all([makeDueReleases(t.db), makeDueReleases(t.db).catch(() => [])]);
  gate = await readGate(t.db);
  server = await startTestServer(t, { routes: allRoutes, words });
  for (const role of ['AN', 'RB', 'JJ', 'AT', 'AS', 'AD'] as const)
    tokens[role] = (await signIn(t, role, { areaCode: 'WVL' })).token;
}, 240_000);
afterAll(async () => {
  await server.close();
  await t.close();
});

const ask = (role: ApplicationRole, path: string) =>
  fetch(`${server.url}${path}`, { headers: { cookie: `__Host-vp=${tokens[role]}` } });
const json = async <T>(role: ApplicationRole, path: string) =>
  (await (await ask(role, path)).json()) as T;

describe('the job', () => {
  test('releases each month once, also when two run, and never again', async () => {
    const months = made.flat().map((each) => each.month);
    expect(new Set(months).size).toBe(months.length);
    expect(gate.releases.length).toBeGreaterThan(2);
    const days = await t.owner<{ ok: boolean }>(
      `select bool_and(released_on = month + 14) as ok from insight.release`,
    );
    expect(days[0]!.ok).toBe(true);
    expect(await makeDueReleases(t.db)).toEqual([]);
  });
  test.each(['release', 'release_cell'])('%s is frozen', async (table) => {
    await expect(t.owner(`delete from insight.${table}`)).rejects.toThrow(/never changed/);
  });
  test('what is shown is the recount of that day, as it was known at the release', async () => {
    for (const { month, cells, truth } of gate.releases) {
      const values = new Map(truth.cells.map((cell) => [cell.key, cell.value]));
      for (const cell of cells)
        if (cell.value !== null) expect(cell.value).toBe(values.get(keyOf(cell)));
      const [sum] = await t.owner<{ recognised: number; free: number }>(
        `select sum(f.recognised)::int as recognised, sum(f.free)::int as free from insight.release r
          cross join lateral capacity.photo_as_known(r.month, r.known_at) f where r.month = $1 group by r.id`,
        [month],
      );
      expect(values.get('total|*|*|recognised')).toBe(sum!.recognised);
      expect(values.get('total|*|*|free')).toBe(sum!.free);
    }
  });
});

describe('the attacker', () => {
  test('recovers nothing from the real tables, and does from primary suppression alone', () => {
    const aim = { sequences: 200, seed: 7 };
    expect(attackGate(gate.releases, gate.thresholds, aim).recovered).toEqual([]);
    const control = attackGate(primaryOnly(gate), gate.thresholds, aim);
    expect(control.recovered.length).toBeGreaterThan(20);
  });
  test('nor over HTTP as an analyst, table by table and row by row', async () => {
    const overHttp = [];
    for (const release of gate.releases) {
      const cells = [];
      for (const table of tableCodes) {
        const path = `/api/insight/figures?month=${release.month}&table=${table}`;
        const answer = await json<ReleasedFigures>('AN', path);
        for (const each of answer.tables)
          for (const cell of each.cells) cells.push({ ...cell, table: each.table });
      }
      // Drilling down shows the same cells again, never another value.
      const row = await json<ReleasedFigures>(
        'AN',
        `/api/insight/figures?month=${release.month}&row=WVL`,
      );
      const known = new Map(cells.map((cell) => [keyOf(cell), cell.value]));
      for (const { table, cells: own } of row.tables)
        for (const cell of own) expect(cell.value).toBe(known.get(keyOf({ ...cell, table })));
      expect(cells.length).toBe(release.cells.length);
      overHttp.push({ ...release, cells });
    }
    const aim = { sequences: 100, seed: 11 };
    expect(attackGate(overHttp, gate.thresholds, aim).recovered).toEqual([]);
  });
});

describe('who asks', () => {
  test('a board member is told the own region; a magistrate reads what is published', async () => {
    expect((await json<Releases>('RB', '/api/insight/releases')).ownRegion).toBe('WVL');
    const figures = (role: ApplicationRole) => json<ReleasedFigures>(role, '/api/insight/figures');
    expect(await figures('JJ')).toEqual(await figures('AN'));
  });
  test.each([
    ['AD', '/api/insight/figures', 403],
    ['JJ', '/api/insight/figures/file', 403],
    ['AN', '/api/insight/unavailability/now', 403],
    ['AT', '/api/insight/unavailability/now/file', 403],
    ['AN', '/api/insight/figures?month=2001-01-01', 404],
    ['AN', '/api/insight/figures?table=unit', 400],
  ] as const)('%s at %s: %d', async (role, path, status) => {
    expect((await ask(role, path)).status).toBe(status);
  });
});

describe('the monthly report', () => {
  test('as PDF is tagged, in one language, with its letter embedded', async () => {
    const answer = await ask('AN', '/api/insight/unavailability/file?format=pdf');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    for (const part of [
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (nl-BE)',
      '/FontFile2',
      'pdfuaid',
    ])
      expect(text).toContain(part);
    for (const tag of [
      '/S /Document',
      '/S /H1',
      '/S /H2',
      '/S /P',
      '/S /Table',
      '/S /TR',
      '/S /TH',
      '/S /TD',
    ])
      expect(text).toContain(tag);
    expect(text).toMatch(/\/Scope \/Column/);
  });
  test('as CSV and XLSX says where it comes from and what is not shown', async () => {
    const csv = await (await ask('AN', '/api/insight/unavailability/file?format=csv')).text();
    expect(csv).toMatch(/Per reden;Personeelstekort;Plaatsen;\d+/);
    expect(csv).toContain('te klein om te tonen');
    expect(csv).toContain('Bron: Vrijplaats');
    expect(csv).toContain('Verzonnen gegevens');
    for (const path of ['unavailability/file', 'figures/file']) {
      const answer = await ask('AN', `/api/insight/${path}?format=xlsx`);
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    }
    const all = await (await ask('RB', '/api/insight/figures/file?format=csv')).text();
    expect(all.split('\r\n').length).toBeGreaterThan(600);
  });
  test('live, adds up to the figures of the live picture', async () => {
    const report = await json<{
      unavailable: number;
      recognised: number;
      byReason: { places: number }[];
      units: { places: number }[];
    }>('AT', '/api/insight/unavailability/now');
    const [sum] = await t.owner<{ recognised: number; unavailable: number }>(
      `select sum(recognised)::int as recognised, sum(unavailable)::int as unavailable from capacity.photo(platform.today())`,
    );
    expect({ recognised: report.recognised, unavailable: report.unavailable }).toEqual(sum);
    const places = (rows: { places: number }[]) => rows.reduce((n, row) => n + row.places, 0);
    expect(places(report.byReason)).toBe(report.unavailable);
    expect(places(report.units)).toBe(report.unavailable);
  });
});
