import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../access/policies.ts';
import { makeReference } from '../capacity/fixtures.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openVault } from '../platform/vault/open-vault.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { makeRequest, makeRules } from '../waiting-list/fixtures.ts';
import { eraseChild } from '../waiting-list/index.ts';
import { namedPeople } from '../waiting-list/named-people.query.ts';
import { insertNote } from '../waiting-list/note.ts';
import { canariesOf, searchDisk, searchTables, tracesOf } from './protected-data.ts';

interface Child {
  personId: string;
  traces: string[];
}

async function makeChildren(db: Database, first: number, count: number): Promise<Child[]> {
  const children: Child[] = [];
  for (let n = first; n < first + count; n++) {
    const { given, family, number, words } = canariesOf(n);
    const made = await db.as('vp_jobs', async (tx) => {
      const child = await makeRequest(tx, {
        state: 'CANCELLED',
        name: [given, family],
        fileNumber: number,
      });
      const of = { requestId: child.requestId, personId: child.personId, region: 'WVL' };
      await insertNote(tx, { ...of, kind: 'OTHER', words });
      return child;
    });
    children.push({ personId: made.personId, traces: tracesOf(canariesOf(n)) });
  }
  return children;
}

/** How many names the program can still read in a database. */
async function readable(url: string, roleSecret: string, vault: Vault): Promise<string[]> {
  const db = openDatabase({ url, roleSecret, vault, poolSize: 2 });
  try {
    return (await db.as('vp_jobs', namedPeople)).map(({ identity }) => identity.familyName);
  } finally {
    await db.close();
  }
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/**
 * So many children are put on the list, a backup is taken, all but one are erased; then the tables, the restored
 * backup and the files of the stopped server are searched. The one that was kept, and a trace that is planted, must
 * be found, or the search proves nothing.
 */
export async function eraseMany({ count, seed }: { count: number; seed: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'vrijplaats-erasure-'));
  chmodSync(folder, 0o711);
  const server = await startEmbedded({ dataDir: folder, settings: { fsync: 'off' } });
  const { ownerUrl, roleSecret } = server;
  const vault = await openVault({ ownerUrl, keyFile: join(folder, 'vault-key') });
  let stopped = false;
  try {
    await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
    const db = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 4 });
    await db.as('vp_jobs', async (tx) => {
      await makeReference(tx);
      await makeRules(tx);
    });
    const reasons = new pg.Client({ connectionString: ownerUrl });
    await reasons.connect();
    const [kept, ...children] = (await makeChildren(db, seed, count + 1)) as [Child, ...Child[]];
    // Somebody wrote a name where it does not belong.
    await reasons.query(
      `update platform.event e set reason = n.reason from unnest($1::uuid[], $2::text[]) as n (id, reason)
         join waiting_list.request r on r.person_id = n.id where e.subject_id = r.id`,
      [children.map(({ personId }) => personId), children.map((child) => child.traces[0])],
    );
    await reasons.end();
    const traces = children.flatMap((child) => child.traces);
    await db.close();
    const [server1, backup] = [new URL(ownerUrl), new URL(ownerUrl)];
    server1.pathname = '/postgres';
    backup.pathname = '/restored';
    await onServer(server1.toString(), 'create database restored template vrijplaats');
    const before = await readable(backup.toString(), roleSecret, vault);

    const again = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 4 });
    const began = performance.now();
    for (const { personId } of children)
      await eraseChild(again, vault, { personId, reason: 'drill' });
    const msEach = Math.round((performance.now() - began) / Math.max(1, count));
    await again.close();

    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const live = await searchTables(owner, traces);
    await owner.query(
      `insert into platform.event (slice, kind, at, reason) values ('drill', 'planted', now(), $1)`,
      [traces[0]],
    );
    const planted = (await searchTables(owner, traces)).hits.length;
    await owner.end();
    const copy = new pg.Client({ connectionString: backup.toString() });
    await copy.connect();
    const inBackup = (await searchTables(copy, traces)).hits;
    await copy.end();
    const fresh = await openVault({ ownerUrl, keyFile: join(folder, 'vault-key') });
    const after = await readable(backup.toString(), roleSecret, fresh);
    const living = await readable(ownerUrl, roleSecret, fresh);
    await fresh.close();
    await vault.close();
    await server.stop();
    stopped = true;
    const names = children.map((child) => child.traces[1]!);
    const disk = await searchDisk([join(folder, 'cluster')], names.slice(0, 50));
    const sealedInBackup = inBackup.filter((hit) => !hit.endsWith('platform.event')).length;
    return {
      ok:
        live.hits.length === 0 &&
        sealedInBackup === 0 &&
        disk.hits.length === 0 &&
        before.length === count + 1 &&
        after.join() === kept.traces[1] &&
        living.join() === kept.traces[1] &&
        planted > 0,
      erased: count,
      msEach,
      tables: live.tables,
      tracesInTables: live.hits.length,
      readableInBackup: { before: before.length, after: after.length - 1 },
      sealedTracesInBackup: sealedInBackup,
      // Reasons of events stand in the clear: in a backup until it is thrown away.
      clearReasonsInBackup: inBackup.length - sealedInBackup,
      disk: { files: disk.files, traces: disk.hits.length },
      control: { kept: after.length, planted },
    };
  } finally {
    if (!stopped) {
      await vault.close().catch(() => {});
      await server.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
