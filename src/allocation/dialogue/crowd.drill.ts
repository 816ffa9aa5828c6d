import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { makeOrganisation, signIn, type TestDatabase } from '../../platform/testing/database.ts';
import { policiesSql } from '../../access/policies.ts';
import { brokenPromises, makeCrowdWorld, workAtOnce } from './crowd.fixtures.ts';

const people = 200;

/** Two hundred people at once at the same units and children, `count` acts each (20 where nothing is said). */
export async function run({ count, seed }: { count: number; seed: number }): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-crowd-'));
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const { ownerUrl, roleSecret } = server;
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  // The server is stopped under it at the end.
  pool.on('error', () => {});
  const db = openDatabase({ url: ownerUrl, roleSecret, poolSize: 24 });
  try {
    await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
    const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query(text, values)).rows as Row[];
    await owner(`update platform.instance set mode = 'test'`);
    const t = { db, owner } as unknown as TestDatabase;
    const made = await makeCrowdWorld(db, {
      providers: 10,
      unitsEach: 3,
      places: 4,
      children: 400,
      region: 'WVL',
    });
    const team = await makeOrganisation(t, 'access-team');
    const access = [];
    for (let n = 0; n < people / 2; n++)
      access.push(await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' }));
    const intakes = [];
    for (let n = 0; n < people / 2; n++)
      intakes.push(await signIn(t, 'PI', { organisationId: made.providers[n % 10]! }));
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
    const managers = [];
    for (const providerId of made.providers)
      managers.push({ ...(await signIn(t, 'PC', { organisationId: providerId })), providerId });
    const crowd = { db, owner, access, intakes, managers, ...made, today, region: 'WVL' };
    const began = performance.now();
    const done = await workAtOnce(crowd, { actsEach: count === 100_000 ? 20 : count, seed });
    const seconds = (performance.now() - began) / 1000;
    const broken = await brokenPromises(crowd, done);
    for (const each of broken) console.log(`BROKEN ${each}`);
    console.log(
      `${people} people, ${done.acts} acts in ${Math.round(seconds)} s (${Math.round(done.acts / seconds)} a second): ${done.done} done, refused ${JSON.stringify(done.refused)}; ${done.messages.length} messages kept; ${broken.length} promises broken`,
    );
    return broken.length === 0 && done.done > people;
  } finally {
    await db.close();
    await pool.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
