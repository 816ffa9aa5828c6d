import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { type Clients, closeClients, openClients } from './matrix-check.ts';
import { type OpenOwner, ownerOf } from './matrix-owner.ts';
import { makeMatrixWorld, type MatrixWorld, type Walled } from './matrix-world.fixtures.ts';
import { policiesSql } from './policies.ts';

export interface DrillTools {
  t: Walled;
  world: MatrixWorld;
  owner: OpenOwner;
  clients: Clients;
}

/** A server of its own with the matrix world, for a drill; gone afterwards. */
export async function withWall<T>(work: (tools: DrillTools) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-drill-'));
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const { ownerUrl, roleSecret } = server;
  try {
    await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
    const db = openDatabase({ url: ownerUrl, roleSecret, poolSize: 24 });
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 });
    const t: Walled = {
      db,
      ownerUrl,
      roleSecret,
      owner: async (text, values = []) => (await pool.query(text, values)).rows,
    };
    await t.owner(`update platform.instance set mode = 'test'`);
    const world = await makeMatrixWorld(t);
    const owner = await ownerOf(ownerUrl);
    const clients = await openClients(t);
    try {
      return await work({ t, world, owner, clients });
    } finally {
      await closeClients(clients);
      await owner.end();
      await db.close();
      await pool.end();
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
