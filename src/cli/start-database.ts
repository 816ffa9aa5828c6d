import { mkdirSync } from 'node:fs';
import pg from 'pg';
import { policiesSql } from '../access/policies.ts';
import type { Config } from '../platform/config.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { StartProblem } from '../platform/errors.ts';
import { installJobs } from '../platform/jobs/worker.ts';
import { openVault } from '../platform/vault/open-vault.ts';
import { sealClear } from '../platform/vault/seal-clear.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { clearRows } from './clear-rows.ts';
import { lockData } from './lock.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';

/** A database that runs and that this process may use as its owner. */
export interface RunningDatabase {
  ownerUrl: string;
  roleSecret: string;
  vault: Vault;
  /** Why a server of our own can do no more, in words; null while all is well, or while nobody can know. */
  trouble(): string | null;
  stop(): Promise<void>;
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  } catch (cause) {
    throw new StartProblem(
      `The data folder ${dataDir} cannot be made (${(cause as Error).message}). Choose another with VRIJPLAATS_DATA.`,
      { cause },
    );
  }
}

/** True when the server's own answer says what kind of trouble this is, in a sentence for people. */
function connectionProblem(error: unknown): StartProblem {
  const { code, message } = error as { code?: string; message: string };
  const why: Record<string, string> = {
    ECONNREFUSED: 'no PostgreSQL answers there',
    ENOTFOUND: 'its host is not known',
    ETIMEDOUT: 'it does not answer',
    '28P01': 'its password is not accepted',
    '28000': 'its user is not accepted',
    '3D000': 'its database does not exist',
  };
  return new StartProblem(
    `The database of DATABASE_URL cannot be used: ${why[code ?? ''] ?? message}.`,
    { cause: error },
  );
}

async function checkExternal(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version, rolcreaterole, rolsuper
         from pg_roles where rolname = current_user`,
    );
    const [about] = rows as { version: number; rolcreaterole: boolean; rolsuper: boolean }[];
    if (about && about.version < 150_000) {
      throw new StartProblem('The database of DATABASE_URL is older than PostgreSQL 15.');
    }
    if (about?.rolsuper) {
      throw new StartProblem(
        'The user of DATABASE_URL is a superuser, whom no row-level security binds. Use an ordinary owner with CREATEROLE.',
      );
    }
    if (about && !about.rolcreaterole) {
      throw new StartProblem('The user of DATABASE_URL needs the right CREATEROLE.');
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw connectionProblem(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The vault that belongs to a database of this configuration. @throws StartProblem */
export const vaultOf = (config: Config, ownerUrl: string): Promise<Vault> =>
  openVault({ ownerUrl, keysUrl: config.vault.databaseUrl, keyFile: config.vault.keyFile });

/**
 * The database of the configuration, running: the one of DATABASE_URL, or our own, which this
 * process then holds alone and other commands find through the server file.
 * @throws StartProblem with one clear sentence
 */
export async function startDatabase(
  config: Config,
  options: {
    /** Done when this process may have the data, before the server is started. */
    first?: () => Promise<void>;
  } = {},
): Promise<RunningDatabase> {
  if (config.databaseUrl) {
    await options.first?.();
    await checkExternal(config.databaseUrl);
    makeDataDir(config.dataDir);
    const vault = await vaultOf(config, config.databaseUrl);
    return {
      ownerUrl: config.databaseUrl,
      roleSecret: config.databaseRoleSecret!,
      vault,
      trouble: () => null,
      stop: () => vault.close(),
    };
  }
  makeDataDir(config.dataDir);
  const lock = lockData(config.dataDir, config.publicUrl);
  try {
    await options.first?.();
    const server = await startEmbedded({ dataDir: config.dataDir });
    const vault = await vaultOf(config, server.ownerUrl).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    writeServerFile(config.dataDir, {
      pid: process.pid,
      ownerUrl: server.ownerUrl,
      roleSecret: server.roleSecret,
    });
    return {
      ownerUrl: server.ownerUrl,
      roleSecret: server.roleSecret,
      vault,
      trouble: server.trouble,
      async stop() {
        removeServerFile(config.dataDir);
        await vault.close();
        await server.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Brings the database up to this program: logins, migrations, wall, queue, and nothing left in the clear. */
export async function prepareDatabase(database: RunningDatabase): Promise<string[]> {
  const { applied } = await migrate({
    url: database.ownerUrl,
    roleSecret: database.roleSecret,
    policies: policiesSql(),
  });
  await installJobs(database.ownerUrl);
  await sealClear(database.ownerUrl, database.vault, clearRows);
  return applied;
}

const connectionLost = /terminated|ECONNRESET|EPIPE|57P0/;

/**
 * A sentence for people when the database itself is why the start failed; else the error as it is.
 * @param waitMs how long the server may take to say of what it ended, after its connections have
 */
export async function explainFault(
  error: unknown,
  database: Pick<RunningDatabase, 'trouble'>,
  waitMs = 2_000,
): Promise<unknown> {
  if (error instanceof StartProblem) return error;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (code === '53100')
    return new StartProblem('PostgreSQL stopped: the disk is full. Make room and start again.', {
      cause: error,
    });
  if (!connectionLost.test(`${code} ${message}`)) return error;
  for (let waited = 0; waited < waitMs && database.trouble() === null; waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const why = database.trouble();
  return why === null ? error : new StartProblem(`PostgreSQL stopped: ${why}`, { cause: error });
}
