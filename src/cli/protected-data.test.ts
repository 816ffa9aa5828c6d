import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { identityField } from '../waiting-list/index.ts';
import { eraseChild } from '../waiting-list/index.ts';
import { makeRules } from '../waiting-list/fixtures.ts';
import { canariesOf, searchDisk, searchTables, tracesOf } from './protected-data.ts';
import { allRoutes, words } from './slices.ts';

let t: TestDatabase;
let server: TestServer;
let worker: SignedIn;
let superuser: pg.Client;
let log = '';
const began = Date.now() - 5_000;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  await t.db.as('vp_jobs', (tx) => makeRules(tx));
  worker = await signIn(t, 'AT', { areaCode: 'WVL' });
  const stream = new PassThrough();
  stream.on('data', (piece: Buffer) => (log += piece.toString()));
  server = await startTestServer(t, { routes: allRoutes, words, log: stream });
  const url = new URL(t.ownerUrl);
  url.username = 'postgres';
  url.password = inject('database').superuserPassword;
  superuser = new pg.Client({ connectionString: url.toString() });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
  await t.close();
});

const canaries = canariesOf(4711);
const traces = tracesOf(canaries);
const api = async (method: string, path: string, body?: object) => {
  const answer = await server.as(
    worker,
    `/api/waiting-list${path.startsWith('?') ? '' : '/'}${path}`,
    {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    },
  );
  return { status: answer.status, text: await answer.text() };
};

/** A child comes in, is changed, gets words, is exported, comes in by a file, and some of it goes wrong. */
async function live(): Promise<{ requestId: string; personId: string }> {
  const identity = {
    fileNumber: canaries.number,
    givenName: canaries.given,
    familyName: canaries.family,
    birthDate: '2012-03-04',
  };
  const wish = {
    wishes: [{ module: 'STAY_O12' }],
    fileKind: 'VOLUNTARY',
    registrarKind: 'OCJ',
    registeredOn: '2025-01-01',
  };
  const made = await api('POST', 'requests', {
    ...wish,
    sex: 'F',
    identity,
    supportNeeds: canaries.words,
  });
  expect(made.status).toBe(200);
  const { id: requestId } = JSON.parse(made.text) as { id: string };
  const detail = await api('GET', `requests/${requestId}`);
  // The control of every search below: the program itself shows all of it.
  for (const trace of traces) expect(detail.text).toContain(trace);
  const { personId } = (JSON.parse(detail.text) as { row: { personId: string } }).row;
  const changed = await api('PATCH', `people/${personId}`, {
    identity: { ...identity, birthDate: '2012-03-05' },
  });
  expect(changed.status).toBe(200);
  expect(
    (await api('PUT', `requests/${requestId}/note`, { kind: 'OTHER', words: canaries.words }))
      .status,
  ).toBe(200);
  expect(
    (await api('GET', `?find=${encodeURIComponent(canaries.family)}&sort=name`)).text,
  ).toContain(canaries.given);
  expect((await api('GET', 'export?format=csv')).text).toContain(canaries.family);
  expect((await api('POST', 'requests', { ...wish, identity, sex: 'F' })).status).toBe(409);
  expect((await api('POST', 'requests', { identity, nonsense: canaries.words })).status).toBe(400);
  expect((await api('GET', `requests/${encodeURIComponent(canaries.family)}`)).status).toBe(400);
  const form = new FormData();
  const header =
    'file_number;given_name;family_name;birth_date;file_kind;registrar_kind;registered_on;since;modules';
  const line = `${canaries.number}-2;${canaries.given};${canaries.family};2012-03-04;VOLUNTARY;OCJ;2025-01-01;2025-01-01;STAY_O12`;
  form.append('file', new Blob([`${header}\n${line}\n`]), 'lijst.csv');
  const sent = await server.as(worker, '/api/waiting-list/imports', { method: 'POST', body: form });
  expect(sent.status).toBe(200);
  expect(await sent.text()).toContain(canaries.family);
  return { requestId, personId };
}

let child: { requestId: string; personId: string };

test('a stolen disk, a dump and the log show nothing of a child that the program shows', async () => {
  child = await live();
  await superuser.query('checkpoint');
  const { rows } = await superuser.query<{ folder: string; oid: string }>(
    `select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`,
  );
  const { folder, oid } = rows[0]!;
  const disk = [join(folder, 'base', oid), join(folder, 'pg_wal')];
  const found = await searchDisk(disk, [canaries.mark], began);
  expect(found.hits).toEqual([]);
  expect(found.files).toBeGreaterThan(100);
  expect((await searchTables(superuser, traces)).hits).toEqual([]);
  expect(log.length).toBeGreaterThan(100);
  for (const trace of traces) expect(log).not.toContain(trace);
  // What is planted in the clear is found, on the disk and in the dump.
  await t.owner(
    `insert into platform.event (slice, kind, at, reason) values ('waiting-list', 'planted', now(), $1)`,
    [canaries.words],
  );
  await superuser.query('checkpoint');
  expect((await searchDisk(disk, [canaries.mark], began)).hits.length).toBeGreaterThan(0);
  expect((await searchTables(superuser, traces)).hits).toEqual([
    `${canaries.words} in platform.event`,
  ]);
  await t.owner(`delete from platform.event where kind = 'planted'`).catch(() => {});
});

test('erased is erased: in the program, in the tables, and in a backup from before', async () => {
  const { requestId, personId } = child;
  await expect(eraseChild(t.db, t.vault, { personId, reason: 'test' })).rejects.toMatchObject({
    code: 'file-is-open',
  });
  await api('POST', `requests/${requestId}/state`, { to: 'CANCELLED', reason: canaries.given });
  const readNames = () =>
    t.db.as('vp_jobs', (tx) =>
      tx.rows<{ name: unknown }>(
        `select ${identityField('i', 'family_name')} as name from (select * from jsonb_populate_recordset(null::waiting_list.identity, $1::jsonb)) i`,
        [JSON.stringify(backup)],
      ),
    );
  const backup = await t.owner('select * from waiting_list.identity where id = $1', [personId]);
  expect(await readNames()).toEqual([{ name: canaries.family }]);
  expect(await eraseChild(t.db, t.vault, { personId, reason: 'test' })).toEqual({
    files: 1,
    keys: 1,
  });
  expect(await readNames()).toEqual([{ name: null }]);
  const detail = await api('GET', `requests/${requestId}`);
  expect(detail.status).toBe(200);
  for (const trace of traces) expect(detail.text).not.toContain(trace);
  expect((await api('GET', 'export?format=csv')).text).not.toContain(canaries.family);
  expect(
    (await searchTables(superuser, traces)).hits.filter((hit) => !hit.endsWith('platform.event')),
  ).toEqual([]);
  expect(
    await t.owner(
      `select reason from platform.event where subject_id = any ($1) and reason is not null`,
      [[requestId, personId]],
    ),
  ).toEqual([]);
  // Again it finds nothing to do, and nobody can write into the file any more.
  expect(await eraseChild(t.db, t.vault, { personId, reason: 'test' })).toEqual({
    files: 1,
    keys: 0,
  });
  const again = await api('PATCH', `people/${personId}`, {
    identity: { fileNumber: null, givenName: 'Weer', familyName: 'Terug', birthDate: null },
  });
  expect(again).toMatchObject({ status: 409 });
  expect(again.text).toContain('file-erased');
  await expect(
    eraseChild(t.db, t.vault, { personId: randomUUID(), reason: 'test' }),
  ).rejects.toMatchObject({ code: 'file-unknown' });
});
