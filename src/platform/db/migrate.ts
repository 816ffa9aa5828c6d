import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { projectRoot } from '../config.ts';
import { StartProblem } from '../errors.ts';
import { ensureLogins } from './roles.ts';

const migrationsDir = join(projectRoot, 'db/migrations');

/** Names of the migrations that this program knows, in order. */
export function knownMigrations(): string[] {
  return readdirSync(migrationsDir)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .sort();
}

async function refuseNewerDatabase(client: pg.Client): Promise<string[]> {
  const table = await client.query(
    `select to_regclass('public.pgmigrations') is not null as there`,
  );
  if (!table.rows[0].there) return [];
  const done = (await client.query('select name from public.pgmigrations order by id')).rows.map(
    (row) => row.name as string,
  );
  const known = new Set(knownMigrations());
  const unknown = done.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new StartProblem(
      `The database is newer than this program (it knows "${unknown.at(-1)}"). Start the newer version of Vrijplaats, or choose another data folder with VRIJPLAATS_DATA.`,
    );
  }
  return done;
}

/** A lock is asked for no longer than this: who works on the database meanwhile is held up no longer either. */
const lockPatienceMs = 300;
const mostTries = 200;
const standsInTheWay = new Set(['40P01', '55P03']);

/**
 * Does a change of the schema beside people who work: where their locks and ours are in each other's way, we give way
 * and begin again. The work must be whole or not done, as a transaction is.
 */
async function givingWay<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(`set lock_timeout = ${lockPatienceMs}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      await client.query('rollback');
      const { code = '' } = error as { code?: string };
      if (!standsInTheWay.has(code) || attempt >= mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 250));
    }
  }
}

/**
 * Brings a database up to date: login roles, migrations, then the grants and policies
 * that `policies` holds (generated from the data classes). Safe to repeat and to run twice at once.
 */
export async function migrate(options: {
  url: string;
  roleSecret: string;
  policies: string;
  log?: (message: string) => void;
}): Promise<{ applied: string[] }> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'vrijplaats migrate',
  });
  await client.connect();
  try {
    const before = await refuseNewerDatabase(client);
    const applied: string[] = [];
    if (before.length < knownMigrations().length) {
      await givingWay(client, () => ensureLogins(client, options.roleSecret));
      const ran = await givingWay(client, () =>
        runner({
          dbClient: client,
          dir: migrationsDir,
          migrationsTable: 'pgmigrations',
          direction: 'up',
          singleTransaction: true,
          log: () => {},
          verbose: false,
        }),
      );
      applied.push(...ran.map((migration) => migration.name));
    } else {
      await givingWay(client, () => ensureLogins(client, options.roleSecret));
    }
    await givingWay(client, () => applyPolicies(client, options.policies));
    return { applied };
  } finally {
    await client.end();
  }
}

/** Applies the generated grants and policies when they differ from the ones in force. */
export async function applyPolicies(client: pg.Client, policies: string): Promise<void> {
  await client.query('begin');
  await client.query(`select pg_advisory_xact_lock(hashtext('vrijplaats policies'))`);
  await client.query(
    `create table if not exists public.policies_in_force (singleton boolean primary key default true, text_hash text not null)`,
  );
  const inForce = await client.query(
    `select 1 from public.policies_in_force where text_hash = md5($1)`,
    [policies],
  );
  if (inForce.rowCount === 0) {
    await client.query(policies);
    await client.query(
      `insert into public.policies_in_force (text_hash) values (md5($1)) on conflict (singleton) do update set text_hash = excluded.text_hash`,
      [policies],
    );
  }
  await client.query('commit');
}
