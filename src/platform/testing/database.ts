import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Caller, type Database, openDatabase } from '../db/database.ts';
import type { ApplicationRole } from '../db/roles.ts';
import { dayIn } from '../period.ts';
import { openVault } from '../vault/open-vault.ts';
import type { Vault } from '../vault/vault.ts';
import { madeOnce } from './made-once.ts';
import { createHash, randomUUID } from 'node:crypto';

export interface TestDatabase {
  db: Database;
  /** The owner's connection string, for what a test must set up behind the wall. */
  ownerUrl: string;
  roleSecret: string;
  /** One for all databases of a run. */
  vault: Vault;
  /** Runs SQL as the owner (bound by the same row-level security, with a policy of its own). */
  owner<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Leaves it as it stands, for others to clone: see `filledDatabase`. */
  readonly name: string;
  leave(): Promise<void>;
  close(): Promise<void>;
}

let vault: Promise<Vault> | undefined;

/** The vault of a run: all its databases have one keyring. */
function testVault(): Promise<Vault> {
  const { ownerUrl, runFolder } = inject('database');
  vault ??= openVault({ ownerUrl, keyFile: join(runFolder, 'vault-key') });
  return vault;
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Backends take a moment to leave after their pool has ended. */
async function dropWhenLeft(server: string, name: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await onServer(server, `drop database if exists ${name}`);
    } catch (error) {
      if (attempt > 40 || (error as { code?: string }).code !== '55006') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/**
 * A database of its own, cloned from the migrated template. Call in `beforeAll` and `close()` in
 * `afterAll`, or within one test with `testDatabase({ forThisTest: true })`.
 */
export async function testDatabase(
  options: {
    forThisTest?: boolean;
    /** Cloned from another than the empty one: see `filledDatabase`. */
    template?: string;
  } = {},
): Promise<TestDatabase> {
  const { ownerUrl: templateUrl, roleSecret } = inject('database');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const template = options.template ?? 'vrijplaats';
  const server = new URL(templateUrl);
  server.pathname = '/postgres';
  for (let attempt = 0; ; attempt++) {
    try {
      await onServer(
        server.toString(),
        `create database ${name} template ${template} strategy file_copy`,
      );
      break;
    } catch (error) {
      // Two files cloning at once: the template may be in use for a moment.
      if (attempt > 100 || (error as { code?: string }).code !== '55006') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const mine = new URL(templateUrl);
  mine.pathname = `/${name}`;
  const db = openDatabase({
    url: mine.toString(),
    roleSecret,
    vault: await testVault(),
    poolSize: 24,
  });
  const owner = new pg.Pool({ connectionString: mine.toString(), max: 4 });
  owner.on('error', () => {});
  // A clone has the template's contents, but not what was granted on the database itself.
  await owner.query(`revoke temporary on database ${name} from public`);
  const leave = async () => {
    await db.close();
    await owner.end();
  };
  const test: TestDatabase = {
    db,
    name,
    leave,
    ownerUrl: mine.toString(),
    roleSecret,
    vault: await testVault(),
    owner: async (text, values = []) => (await owner.query(text, values)).rows,
    async close() {
      await leave();
      await dropWhenLeft(server.toString(), name);
    },
  };
  if (options.forThisTest) onTestFinished(() => test.close());
  return test;
}

/**
 * A database of its own with a world that was filled once in this run, and what its filling told.
 * @param key names the world; the day is added, as a world ends at its today
 */
export async function filledDatabase<World>(
  key: string,
  fill: (test: TestDatabase) => Promise<World>,
): Promise<{ test: TestDatabase; world: World }> {
  const { template, world } = await madeOnce(`world-${key}-${dayIn(new Date())}`, async () => {
    const test = await testDatabase();
    const filled = await fill(test);
    await test.leave();
    return { template: test.name, world: filled };
  });
  return { test: await testDatabase({ template }), world };
}

/** An organisation that can wear hats. */
export async function makeOrganisation(
  test: TestDatabase,
  kind: string,
  name = `${kind} ${randomBytes(3).toString('hex')} (verzonnen)`,
): Promise<string> {
  const id = randomUUID();
  await test.owner(
    `insert into auth.organisation (id, code, name, kind, invented) values ($1, $2, $3, $4, true)`,
    [id, `ORG-${id.slice(0, 8).toUpperCase()}`, name, kind],
  );
  return id;
}

export interface SignedIn extends Caller {
  personId: string;
  hatId: string;
  organisationId: string | null;
}

/** A person with one hat and a live session, made behind the wall. */
export async function signIn(
  test: TestDatabase,
  role: ApplicationRole,
  options: { organisationId?: string | null; areaCode?: string | null; name?: string } = {},
): Promise<SignedIn> {
  const personId = randomUUID();
  const hatId = randomUUID();
  const token = randomBytes(32).toString('hex');
  const organisationId = options.organisationId ?? null;
  await test.owner(
    `insert into auth.person (id, issuer, subject, name, invented) values ($1, 'test', $2, $3, true)`,
    [personId, personId, options.name ?? `Persoon ${role} (verzonnen)`],
  );
  await test.owner(
    `insert into auth.hat (id, person_id, role_code, organisation_id, area_code, valid) values ($1, $2, $3, $4, $5, daterange('2000-01-01', null))`,
    [hatId, personId, role, organisationId, options.areaCode ?? null],
  );
  await test.owner(
    `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code, idle_limit, idle_ends_at, ends_at)
     values ($1, 'csrf', $2, $3, $4, $5, $6, interval '15 minutes', now() + interval '15 minutes', now() + interval '8 hours')`,
    [
      createHash('sha256').update(Buffer.from(token, 'hex')).digest(),
      personId,
      hatId,
      role,
      organisationId,
      options.areaCode ?? null,
    ],
  );
  return { role, token, personId, hatId, organisationId };
}
