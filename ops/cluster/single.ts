import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { makeDatabase } from './make-database.ts';
import { account, freePorts, processesOf, serverPid } from './programs.ts';

export const binDir = '/usr/lib/postgresql/15/bin';

/** One PostgreSQL of Debian's in a folder of its own, that a drill may strike. */
export interface SingleServer {
  readonly dir: string;
  readonly dataDir: string;
  readonly port: number;
  /** DATABASE_URL and DATABASE_ROLE_SECRET of the program. */
  readonly url: string;
  readonly roleSecret: string;
  /** Password of `postgres`, the superuser. */
  readonly superuserPassword: string;
  /** Starts it again. @returns when it answers */
  start(withinMs?: number): Promise<void>;
  /** Kills all its processes. */
  kill(): void;
  /** An orderly stop, with everything written. */
  stop(): Promise<void>;
  /** As superuser; the caller ends the client. */
  connect(database?: string): Promise<pg.Client>;
  /** Runs one of PostgreSQL's own programs, or another, as the account of the server. */
  run(
    program: string,
    args: readonly string[],
    env?: Record<string, string>,
  ): { ok: boolean; said: string };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs a program as the account of the database; its name alone is one of PostgreSQL's own. */
export function runAs(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): { ok: boolean; said: string } {
  const path = program.includes('/') ? program : join(binDir, program);
  try {
    const said = execFileSync(path, args, {
      encoding: 'utf8',
      cwd: '/',
      stdio: 'pipe',
      env: { ...process.env, ...env },
      maxBuffer: 256 * 1024 * 1024,
      ...account(),
    });
    return { ok: true, said };
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return { ok: false, said: `${stdout ?? ''}${stderr ?? ''}` };
  }
}

/** An empty folder of the server's account. */
export function ownFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  own(path);
  return path;
}

/** Gives a file or folder to the server's account. */
export function own(path: string): void {
  const as = account();
  if (as) chownSync(path, as.uid, as.gid);
}

const dataDirOf = (dir: string) => join(dir, 'data');

/** Makes the files of a server with checksums. @returns its data folder */
export function initSingle(
  dir: string,
  superuserPassword: string,
  more: readonly string[] = [],
): string {
  ownFolder(dir);
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  own(passwordFile);
  const dataDir = dataDirOf(dir);
  const made = runAs('initdb', [
    `--pgdata=${dataDir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...more,
  ]);
  rmSync(passwordFile);
  if (!made.ok) throw new Error(made.said);
  return dataDir;
}

/**
 * Makes and starts a server with checksums, with the owner and the database of the program.
 * @param options.settings of postgresql.conf
 * @param options.initdb more arguments of initdb
 * @param options.env more variables of the server's own environment
 */
export async function startSingle(options: {
  dir: string;
  settings?: Record<string, string>;
  initdb?: readonly string[];
  env?: Record<string, string>;
}): Promise<SingleServer> {
  const { dir } = options;
  const [port = 0] = await freePorts(1);
  const secrets = { superuser: secret(), owner: secret(), roles: secret() };
  const dataDir = dataDirOf(dir);
  initSingle(dir, secrets.superuser, options.initdb);
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    jit: 'off',
    ...options.settings,
  };
  const urlOf = (database: string) =>
    `postgres://postgres:${secrets.superuser}@127.0.0.1:${port}/${database}`;
  const connect = async (database = 'vrijplaats') => {
    const client = new pg.Client({
      connectionString: urlOf(database),
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const start = async (withinMs = 60_000) => {
    const log = openSync(join(dir, 'server.log'), 'a');
    const child = spawn(
      join(binDir, 'postgres'),
      ['-D', dataDir, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      {
        stdio: ['ignore', log, log],
        cwd: '/',
        env: { ...process.env, ...options.env },
        ...account(),
      },
    );
    child.unref();
    for (const ends = performance.now() + withinMs; ; await wait(20)) {
      const client = await connect('postgres').catch(() => null);
      await client?.end();
      if (client) return;
      if (performance.now() > ends || child.exitCode !== null)
        throw new Error(`The server did not start: see ${join(dir, 'server.log')}.`);
    }
  };
  const gone = async () => {
    for (let n = 0; serverPid(dataDir) !== null; n += 1) {
      if (n > 600) throw new Error('The server did not stop.');
      await wait(50);
    }
  };
  await start();
  await makeDatabase(urlOf, secrets.owner);
  return {
    dir,
    dataDir,
    port,
    url: `postgres://vp_owner:${secrets.owner}@127.0.0.1:${port}/vrijplaats`,
    roleSecret: secrets.roles,
    superuserPassword: secrets.superuser,
    start,
    kill() {
      const pid = serverPid(dataDir);
      for (const each of pid === null ? [] : processesOf(pid)) {
        try {
          process.kill(each, 'SIGKILL');
        } catch {
          // It ended meanwhile.
        }
      }
    },
    async stop() {
      const pid = serverPid(dataDir);
      if (pid !== null) process.kill(pid, 'SIGINT');
      await gone();
    },
    connect,
    run: runAs,
  };
}

const secret = () => randomBytes(24).toString('hex');
