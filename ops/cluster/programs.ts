import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { StartProblem } from '../../src/platform/errors.ts';

/** Debian's packages that the cluster is made of, and a program of each. */
const packages = {
  'postgresql-15': '/usr/lib/postgresql/15/bin/postgres',
  patroni: '/usr/bin/patroni',
  'etcd-server': '/usr/bin/etcd',
  haproxy: '/usr/sbin/haproxy',
  pgbouncer: '/usr/sbin/pgbouncer',
  'python3-etcd': '/usr/lib/python3/dist-packages/etcd/client.py',
} as const;

/** @throws StartProblem that names what to install */
export function requirePackages(): void {
  const missing = Object.entries(packages)
    .filter(([, program]) => !existsSync(program))
    .map(([name]) => name);
  if (missing.length === 0) return;
  throw new StartProblem(
    `Not installed: ${missing.join(', ')}. apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
}

/** PostgreSQL and PgBouncer refuse to run as root; then Debian's account for databases runs everything. */
export function account(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

/** A program that we started; it ends with us only when we say so. */
export interface Program {
  readonly name: string;
  readonly child: ChildProcess;
  /** Ends it, at last by force. */
  stop(): Promise<void>;
}

export function startProgram(
  name: string,
  command: readonly [string, ...string[]],
  options: { log: string; env?: Record<string, string> },
): Program {
  const out = openSync(options.log, 'a');
  const [program, ...args] = command;
  const child = spawn(program, args, {
    stdio: ['ignore', out, out],
    env: { ...process.env, ...options.env },
    ...account(),
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.once('error', () => {});
  return {
    name,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** So many ports of this machine that are free now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<{ port: number; close(): void }>((resolve, reject) => {
          const probe = createServer();
          probe.once('error', reject);
          probe.listen(0, '127.0.0.1', () => {
            const address = probe.address();
            resolve({
              port: typeof address === 'object' && address ? address.port : 0,
              close: () => probe.close(),
            });
          });
        }),
    ),
  );
  for (const server of servers) server.close();
  return servers.map(({ port }) => port);
}

/** Process id of the server in a data folder, as PostgreSQL itself wrote it; null when none runs. */
export function serverPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(`${dataDir}/postmaster.pid`, 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** A server's own processes, the first before its children. */
export function processesOf(pid: number): number[] {
  try {
    const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
    return [pid, ...children.trim().split('\n').map(Number)];
  } catch {
    return [pid];
  }
}

/** What a process calls itself; '' when it ended meanwhile. */
export function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
