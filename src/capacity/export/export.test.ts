import { buffer, text as asText } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../../platform/testing/server.ts';
import type { ImportState, UnitRow } from '../contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { accessFor, actorOf, csv, send as sendIn } from '../import/import.fixtures.ts';
import { applyImport } from '../import/apply-import.ts';
import { capacityRoutes } from '../index.ts';
import { live, type Step } from '../random-history.fixtures.ts';
import { exportKinds, type ExportKind, exportColumns, openFacts } from './facts.query.ts';
import type { ExportFormat } from './file-name.ts';
import { writeExport } from './write-export.ts';

let t: TestDatabase;
let server: TestServer;
let provider: string;
let pc: SignedIn;
let at: SignedIn;
let units: MadeUnit[];

beforeAll(async () => {
  t = await testDatabase();
  units = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    provider = await makeProvider(tx);
    return [
      await makeUnit(tx, { providerId: provider }),
      await makeUnit(tx, { providerId: provider, places: 3 }),
    ];
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  at = await signIn(t, 'AS', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'WVL',
  });
  server = await startTestServer(t, { routes: capacityRoutes });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const importable = ['recognition', 'stay', 'absence', 'unavailability'] as const;

async function exported(kinds: readonly ExportKind[], format: ExportFormat): Promise<Buffer> {
  const about = {
    what: 'all',
    format,
    at: null,
    knownAt: null,
    madeAt: new Date(),
    confidential: true,
    language: 'nl',
  } as const;
  return t.db.read(pc, async (tx) => {
    const selection = { at: null, knownAt: null, own: true };
    const tables = [];
    for (const kind of kinds) {
      const rows = await openFacts(tx, kind, selection);
      tables.push({ sheet: kind, key: kind, columns: exportColumns(kind, true), rows });
    }
    return buffer(writeExport(about, tables));
  });
}

const sendBack = (content: Buffer, format: ExportFormat) =>
  sendIn(accessFor(t, pc), actorOf(pc), content, { fileName: `export.${format}` });

const someStep: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(
    'start',
    'start',
    'start-over',
    'end',
    'away',
    'back',
    'move',
    'out',
    'stop',
    'in',
    'longer',
    'undo',
    'recognise',
  ),
  a: fc.double({ min: 0, max: 0.999, noNaN: true }),
  b: fc.double({ min: 0, max: 0.999, noNaN: true }),
  c: fc.double({ min: 0, max: 0.999, noNaN: true }),
  days: fc.nat(6),
});

test('what is exported comes back in without one change, in every format, after any history', async () => {
  let facts = 0;
  let day = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 10, maxLength: 40 }), async (steps) => {
      day += 1;
      await live({ t, pc, units }, steps, `2026-0${1 + (day % 8)}-01`);
      for (const kind of importable) {
        const state = await sendBack(await exported([kind], 'csv'), 'csv');
        expect(state.problems).toEqual([]);
        expect(state.counts).toMatchObject({ added: 0, changed: 0, removed: 0 });
        facts += state.counts.same;
      }
      for (const format of ['xlsx', 'json'] as const) {
        const state = await sendBack(await exported(importable, format), format);
        expect(state.problems).toEqual([]);
        expect(state.counts).toMatchObject({ added: 0, changed: 0, removed: 0, problems: 0 });
      }
    }),
    { numRuns: Number(process.env['ROUND_TRIPS'] ?? 6) },
  );
  // Random histories differ in size; that facts were compared at all is what matters here.
  expect(facts).toBeGreaterThan(10);
}, 600_000);

test('places and children held twice come back without a change, whole or in part', async () => {
  const [row] = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [units[1]!.unitId],
  );
  const stay = (key: string, person: string, from: string, until: string | null) => ({
    key,
    unit: row!.code,
    place: '1',
    person_ref: person,
    from,
    until,
  });
  const messy = csv([
    stay('M1', 'DUBBEL-1', '2024-01-01', '2024-06-01'),
    stay('M2', 'DUBBEL-2', '2024-03-01', '2024-09-01'),
    stay('M3', 'DUBBEL-1', '2024-04-01', '2024-10-01'),
  ]);
  const access = accessFor(t, pc);
  const checked = await sendIn(access, actorOf(pc), messy, {});
  expect(checked.counts).toMatchObject({ added: 3, findings: 3 });
  await applyImport(access, actorOf(pc), checked.id);
  const whole = (await exported(['stay'], 'csv')).toString();
  expect((await sendBack(Buffer.from(whole), 'csv')).counts).toMatchObject({
    changed: 0,
    added: 0,
    problems: 0,
  });
  const [header, ...lines] = whole.trim().split('\r\n');
  for (const line of lines.filter((each) => each.includes('DUBBEL'))) {
    const part = await sendBack(Buffer.from(`${header}\r\n${line}\r\n`), 'csv');
    expect(part.counts).toMatchObject({ changed: 0, same: 1, problems: 0 });
  }
});

test('over HTTP: own facts with pseudonyms for the provider, none for the access team', async () => {
  const mine = await server.as(pc, '/api/capacity/export/stay?format=csv');
  expect(mine.status).toBe(200);
  expect(mine.headers.get('content-disposition')).toMatch(
    /vrijplaats-verblijven-\d{4}-\d\d-\d\d-vertrouwelijk\.csv/,
  );
  expect(await mine.text()).toContain('person_ref');
  const theirs = await server.as(at, '/api/capacity/export/stay?format=csv');
  expect(theirs.headers.get('content-disposition')).toContain('-intern.csv');
  const seen = await theirs.text();
  expect(seen.split('\r\n')[0]).not.toMatch(/person_ref|file_kind|end_reason/);
  expect(seen).not.toContain('DUBBEL-1');
  for (const kind of exportKinds) {
    const facts = await server.as(
      at,
      `/api/capacity/export/${kind}?format=json&known=2099-01-01T00:00:00Z`,
    );
    expect([kind, facts.status, Array.isArray(await facts.json())]).toEqual([kind, 200, true]);
  }
  expect((await server.as(at, '/api/capacity/export/all?format=xlsx')).status).toBe(200);
  expect((await server.as(at, '/api/capacity/export/all?format=csv')).status).toBe(400);
  const magistrate = await signIn(t, 'JJ', { organisationId: await makeOrganisation(t, 'court') });
  expect((await server.as(magistrate, '/api/capacity/export/units')).status).toBe(403);
});

test('the units of the export are the units of the photo, and the filters those of the screen', async () => {
  const photo = (await (await server.as(at, '/api/capacity/photo?at=2026-05-06')).json()) as {
    units: UnitRow[];
  };
  const answer = await server.as(at, '/api/capacity/export/units?format=json&at=2026-05-06');
  const rows = (await answer.json()) as Record<string, unknown>[];
  expect(rows.map((row) => [row['leefgroep'], row['vrij'], row['bezet'], row['erkend']])).toEqual(
    photo.units.map((row) => [
      row.unitName,
      row.figures.free,
      row.figures.occupied,
      row.figures.recognised,
    ]),
  );
  const none = await server.as(at, '/api/capacity/export/units?format=json&region=OVL');
  expect(await none.json()).toEqual([]);
  const near = await server.as(at, '/api/capacity/export/units?format=json&near=M-WVL&withinKm=5');
  expect((await near.json()) as unknown[]).toHaveLength(2);
});

test('as known before: a fact that came later is not in it', async () => {
  const before = await server.as(
    pc,
    '/api/capacity/export/stay?format=json&known=2020-01-01T00:00:00Z',
  );
  expect(await before.json()).toEqual([]);
  const on = await server.as(pc, '/api/capacity/export/stay?format=json&at=2024-05-01');
  expect(((await on.json()) as { key: string }[]).map((row) => row.key)).toEqual([
    'M1',
    'M2',
    'M3',
  ]);
});

test('who reads slowly, or not at all, keeps no connection to the database', async () => {
  const { unitId, module, providerId } = units[1]!;
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'capacity',
      kind: 'import',
      organisationId: providerId,
      subjectId: unitId,
    });
    // A stop counts in no figure: nothing is left to be worked out.
    await tx.rows(`select set_config('vp.bulk', 'on', true)`);
    await tx.rows(
      `insert into capacity.unavailability (unit_id, module_code, provider_id, places, only_for, reason_code, explanation,
           period, expected_end_on, review_on)
       select $1, $2, $3, 0, 'BOYS', 'OTHER', repeat('x', 500), '[2026-01-01,2026-02-01)', '2026-02-01', '2026-01-20'
         from generate_series(1, 3000)`,
      [unitId, module, providerId],
    );
  });
  // Straight from the server, without a network whose buffers would hold it all.
  const answer = await server.app.inject({
    url: '/api/capacity/export/unavailability?format=json',
    headers: { cookie: `__Host-vp=${pc.token}` },
    payloadAsStream: true,
  });
  expect(answer.statusCode).toBe(200);
  // What a reader holds; the server's own tidying up takes other locks.
  const busy = () =>
    t.owner<{ mode: string }>(
      `select mode from pg_locks where relation = 'capacity.unavailability'::regclass and mode = 'AccessShareLock' and pid <> pg_backend_pid()`,
    );
  expect(await busy()).toEqual([]);
  const rows = JSON.parse(await asText(answer.stream())) as unknown[];
  expect(rows.length).toBeGreaterThanOrEqual(3000);
  const left = await server.app.inject({
    url: '/api/capacity/export/unavailability?format=json',
    headers: { cookie: `__Host-vp=${pc.token}` },
    payloadAsStream: true,
  });
  left.stream().destroy();
  expect(await busy()).toEqual([]);
});

test('a file over HTTP: sent, followed, applied, undone; problems as a file', async () => {
  const form = (content: string) => {
    const data = new FormData();
    data.set('file', new Blob([content]), 'verblijven.csv');
    return data;
  };
  const [row] = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = $1',
    [units[0]!.unitId],
  );
  const file = csv([{ key: 'H1', unit: row!.code, person_ref: '=1+1', from: '2026-01-01' }]);
  const post = (path: string, init: RequestInit = {}) =>
    server.as(pc, path, { method: 'POST', ...init });
  const key = { 'idempotency-key': 'upload-key-1' };
  const sent = await post('/api/capacity/imports', { body: form(file), headers: key });
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as ImportState;
  const again = await post('/api/capacity/imports', { body: form(file), headers: key });
  expect(((await again.json()) as ImportState).id).toBe(id);
  const state = await settled(id);
  expect(state).toMatchObject({ state: 'CHECKED', counts: { added: 1, problems: 0 } });
  const applied = await post(`/api/capacity/imports/${id}/apply`);
  const done = (await applied.json()) as ImportState;
  expect(done).toMatchObject({ state: 'APPLIED' });
  const out = await asText((await server.as(pc, '/api/capacity/export/stay')).body as never);
  expect(out).toContain(`'=1+1`);
  const undone = await post(`/api/capacity/events/${done.eventId}/undo`, {
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(undone.status).toBe(200);
  expect(await settled(id)).toMatchObject({ undone: true });

  const wrong = await post('/api/capacity/imports', {
    body: form(csv([{ key: 'H2', unit: 'NIETS', person_ref: 'X', from: 'gisteren' }])),
  });
  const refused = await settled(((await wrong.json()) as ImportState).id);
  expect(refused).toMatchObject({ state: 'REFUSED', counts: { problems: 1 } });
  const problems = await server.as(pc, `/api/capacity/imports/${refused.id}/problems`);
  expect(await problems.text()).toContain('“gisteren” is geen dag.');
  const list = (await (await server.as(pc, '/api/capacity/imports')).json()) as {
    imports: ImportState[];
  };
  expect(list.imports[0]!.id).toBe(refused.id);
  expect((await server.as(at, '/api/capacity/imports')).status).toBe(200);
  const strangers = await signIn(t, 'PC', {
    organisationId: await t.db.as('vp_jobs', (tx) => makeProvider(tx)),
  });
  expect((await server.as(strangers, `/api/capacity/imports/${id}`)).status).toBe(404);
  expect((await post('/api/capacity/imports', { body: new FormData() })).status).toBe(400);
});

async function settled(id: string): Promise<ImportState> {
  for (let tries = 0; tries < 100; tries++) {
    const state = (await (
      await server.as(pc, `/api/capacity/imports/${id}`)
    ).json()) as ImportState;
    if (state.state !== 'STAGING') return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('still staging');
}
