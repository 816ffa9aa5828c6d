import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { projectRoot } from '../config.ts';
import { StartProblem } from '../errors.ts';
import { givingWay } from './giving-way.ts';
import { ensureLogins } from './roles.ts';
import { renewWall, type WallPart } from './wall.ts';

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

/**
 * Brings a database up to date: login roles, migrations, then the grants and policies
 * that `policies` holds (generated from the data classes), where they differ. Safe to repeat and to run twice at once.
 * @returns migrations that were applied, and what grants and policies were said anew of
 */
export async function migrate(options: {
  url: string;
  roleSecret: string;
  policies: readonly WallPart[];
  log?: (message: string) => void;
}): Promise<{ applied: string[]; renewed: string[] }> {
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
    return { applied, renewed: await renewWall(client, options.policies) };
  } finally {
    await client.end();
  }
}
