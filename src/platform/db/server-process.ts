import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { StartProblem } from '../errors.ts';
import type { RunAs } from './server-binaries.ts';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
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
export async function stopOrphan(cluster: string): Promise<void> {
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

const isFull = (log: string) => /No space left on device/.test(log);

function explain(log: string): string {
  if (isFull(log)) return 'the disk is full. Make room and start again.';
  const telling = log.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line));
  return (telling.at(-1) ?? log.trim().split('\n').at(-1) ?? 'no reason given')
    .replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
    .trim();
}

export interface ServerProcess {
  child: ChildProcess;
  /** Why the server can do no more, in words; null while all is well. */
  trouble(): string | null;
}

/** Runs the server on a data directory. @returns when it answers */
export async function runServer(options: {
  native: string;
  cluster: string;
  settings: Record<string, string>;
  password: string;
  runAs: RunAs | null;
}): Promise<ServerProcess> {
  const child = spawn(
    join(options.native, 'bin/postgres'),
    [
      '-D',
      options.cluster,
      ...Object.entries(options.settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', detached: true, ...options.runAs },
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  });
  await untilReady(child, Number(options.settings.port), options.password, () => said);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    trouble: () => (isFull(said) || hasEnded() ? explain(said) : null),
  };
}

export function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.ref();
    // SIGINT is PostgreSQL's "fast" stop: sessions are ended, everything acknowledged is kept.
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGQUIT'), 15_000).unref();
  });
}
