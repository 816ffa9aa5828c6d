import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../access/policies.ts';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { makeOrganisation, type TestDatabase } from '../platform/testing/database.ts';
import { compareFits } from './fit.fixtures.ts';
import { makeService } from './fixtures.ts';

const families = 250;
const requests = 60;

/** So many random families (10,000 where nothing is said), round after round, against the rule: who sees which card. */
export async function run({
  count,
  seed,
}: {
  count: number;
  seed: number;
}): Promise<{ ok: boolean; families: number; pairs: number; fitting: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-foster-'));
  const server = await startEmbedded({
    dataDir,
    // Each round is taken back: statistics made in between would say that the tables are empty.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
    },
  });
  const { ownerUrl, roleSecret } = server;
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // The server is stopped under it at the end.
  pool.on('error', () => {});
  const db = openDatabase({ url: ownerUrl, roleSecret, poolSize: 4 });
  const total = { families: 0, pairs: 0, fitting: 0 };
  try {
    await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
    const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query(text, values)).rows as Row[];
    await owner(`update platform.instance set mode = 'test'`);
    const serviceId = await makeOrganisation(
      { db, owner } as unknown as TestDatabase,
      'foster-care-service',
    );
    await db.as('vp_jobs', async (tx) => {
      await tx.rows(
        `insert into region.region (code, name_nl, name_fr, name_en) values ('WVL', 'x', 'x', 'x'), ('OVL', 'x', 'x', 'x')`,
      );
      await makeService(tx, { id: serviceId });
    });
    const wanted = count === 100_000 ? 10_000 : count;
    for (let n = 0; total.families < wanted; n++) {
      const found = await compareFits(db, { serviceId, families, requests, seed: seed + n });
      total.families += families;
      total.pairs += found.pairs;
      total.fitting += found.fitting;
      if (found.wrong.length > 0) {
        console.log(JSON.stringify({ seed: seed + n, wrong: found.wrong }, null, 2));
        return { ok: false, ...total };
      }
    }
    return { ok: true, ...total };
  } finally {
    await db.close();
    await pool.end().catch(() => {});
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
