import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit } from './commit.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';

let server: EmbeddedServer;
let dataDir: string;

/** A server whose commits wait for a second one that never comes, where a transaction asks for that. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-test-commit-'));
  server = await startEmbedded({
    dataDir,
    settings: { synchronous_standby_names: 'nobody', synchronous_commit: 'local' },
  });
  const client = await connect();
  await client.query('create table done (n int)');
  await client.end();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: server.superuserPassword,
    database: 'vrijplaats',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function begun(n: number, waits: boolean): Promise<pg.Client> {
  const client = await connect();
  await client.query('begin');
  if (waits) await client.query('set local synchronous_commit = on');
  await client.query('insert into done (n) values ($1)', [n]);
  return client;
}
const isThere = async (n: number) => {
  const client = await connect();
  const { rowCount } = await client.query('select 1 from done where n = $1', [n]);
  await client.end();
  return rowCount === 1;
};

test('what is confirmed is a success', async () => {
  const client = await begun(1, false);
  await commit(client, 5_000);
  expect(await isThere(1)).toBe(true);
  await client.end();
});

test('a wait for the second server that somebody breaks off is no success, though the row stands', async () => {
  const client = await begun(2, true);
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const other = await connect();
  const breaks = setInterval(
    () => void other.query('select pg_cancel_backend($1)', [rows[0].pid]).catch(() => {}),
    50,
  );
  await expect(commit(client, 20_000)).rejects.toMatchObject({ code: 'outcome-unknown' });
  clearInterval(breaks);
  // The planted fault: the driver alone takes the same commit for a success.
  const careless = await begun(3, true);
  const pid = (await careless.query('select pg_backend_pid() as pid').catch(() => null))?.rows[0]
    .pid;
  const again = setInterval(() => void other.query('select pg_cancel_backend($1)', [pid]), 50);
  await careless.query('commit');
  clearInterval(again);
  expect(await isThere(2)).toBe(true);
  await Promise.all([client.end(), careless.end(), other.end()]);
});

test('nobody waits longer than they can: the outcome is unknown, and the connection is given up', async () => {
  const client = await begun(4, true);
  await expect(commit(client, 200)).rejects.toMatchObject({ code: 'outcome-unknown' });
  const other = await connect();
  await other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`,
  );
  await other.end();
  await client.end();
});
