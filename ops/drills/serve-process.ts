import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The program as it runs in earnest: `vrijplaats serve` in a process of its own. */
export interface ServeProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** SIGTERM, as who replaces it sends. @returns ms until it had ended, and its exit code */
  stop(): Promise<{ ms: number; code: number | null }>;
  kill(): Promise<void>;
  /** What it told on standard error so far. */
  said(): string;
  /** Runs another command of the program beside it, with the same settings. */
  command(...args: string[]): Promise<{ code: number | null; said: string }>;
}

const ownRoot = resolve(import.meta.dirname, '../..');

function collect(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-200_000)));
  return () => said;
}

/**
 * Starts the program over a database. @returns when it says where it is
 * @param options.root checkout of the version to run; this one where absent
 */
export async function startServe(options: {
  database: { url: string; roleSecret: string };
  dir: string;
  port: number;
  publicUrl?: string;
  root?: string;
  env?: Record<string, string>;
}): Promise<ServeProcess> {
  const { database, dir, port, root = ownRoot } = options;
  mkdirSync(dir, { recursive: true });
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: options.publicUrl ?? `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATABASE_ROLE_SECRET: database.roleSecret,
    VRIJPLAATS_DATA: dir,
    AUDIT_FOLDER: join(dir, 'audit'),
    AUDIT_KEY: join(dir, 'audit-key.pem'),
    LOG_LEVEL: 'warn',
    ...options.env,
  };
  const run = (...args: string[]) =>
    spawn(process.execPath, [join(root, 'src/main.ts'), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const child = run('serve');
  const said = collect(child);
  const ended = new Promise<number | null>((tell) => child.once('exit', tell));
  for (const ends = performance.now() + 180_000; !said().includes('Vrijplaats: '); ) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > ends) {
      child.kill('SIGKILL');
      throw new Error(`The program did not start: ${said()}`);
    }
    await new Promise((again) => setTimeout(again, 20));
  }
  return {
    port,
    child,
    said,
    async stop() {
      const began = performance.now();
      child.kill('SIGTERM');
      const code = await ended;
      return { ms: Math.round(performance.now() - began), code };
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async command(...args) {
      const other = run(...args);
      const answer = collect(other);
      const code = await new Promise<number | null>((tell) => other.once('close', tell));
      return { code, said: answer() };
    },
  };
}
