import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from './errors.ts';

export interface WebBuildOptions {
  /** The folder that holds package.json. */
  readonly root: string;
  /** Says in one sentence what is done; not called when nothing is. */
  readonly log: (sentence: string) => void;
  /** A build that takes longer is ended. */
  readonly timeoutMs?: number;
}

/** What a finished build remembers of what it was made from. */
interface Stamp {
  /** Paths from the root, with the hash of each file's content. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Beside the folder, not in it: everything in the folder is served. */
const stampOf = (root: string) => join(root, 'dist/web.stamp.json');
const TIMEOUT_MS = 120_000;

/** Whatever else the browser's code reads is found by the build itself and stands in the stamp. */
const ALWAYS = [
  'package-lock.json',
  'src/web/**/*.{ts,tsx,css,json,html,js,svg,webmanifest}',
  'src/*/web/**/*.{ts,tsx,css,json,svg}',
  'src/*/contract.ts',
];

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('src/web/gallery');

async function hashOf(root: string, path: string): Promise<string> {
  const content = await readFile(join(root, path)).catch(() => Buffer.alloc(0));
  return createHash('sha256').update(content).digest('base64url');
}

/** Every source of the browser's code with its hash, those that `more` names among them. */
async function hashSources(root: string, more: Iterable<string>): Promise<Record<string, string>> {
  const paths = new Set(more);
  for (const pattern of ALWAYS) {
    for await (const path of glob(pattern, { cwd: root })) paths.add(path.replaceAll('\\', '/'));
  }
  const kept = [...paths].filter((path) => !isTest(path)).sort();
  const hashes = await Promise.all(
    kept.map(async (path) => [path, await hashOf(root, path)] as const),
  );
  return Object.fromEntries(hashes);
}

async function readStamp(root: string): Promise<Stamp | null> {
  try {
    const stamp = JSON.parse(await readFile(stampOf(root), 'utf8')) as Partial<Stamp>;
    return stamp.sources ? { sources: stamp.sources } : null;
  } catch {
    return null;
  }
}

/** True when `dist/web` was made from what the sources hold now. */
export async function isWebFresh(root: string): Promise<boolean> {
  const stamp = await readStamp(root);
  if (!stamp || !existsSync(join(root, 'dist/web/index.html'))) return false;
  const now = await hashSources(root, Object.keys(stamp.sources));
  const names = Object.keys(now);
  return (
    names.length === Object.keys(stamp.sources).length &&
    names.every((name) => now[name] === stamp.sources[name])
  );
}

/** What the building process answers: the files it read, or why it could not. */
export type BuildAnswer = { readonly sources: readonly string[] } | { readonly fault: string };

/** Builds in a process of its own: its memory is given back, and it can be ended. */
function buildApart(root: string, outDir: string, timeoutMs: number): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('./web-build-process.ts', import.meta.url));
  const child = fork(script, [root, outDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A test's own setting would bring the libraries' parts for developers along, a fifth more bytes.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new StartProblem(`The screens could not be built: ${why}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`it took longer than ${Math.round(timeoutMs / 1000)} seconds.`);
    }, timeoutMs);
    let answer: BuildAnswer | null = null;
    child.on('message', (message) => {
      answer = message as BuildAnswer;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      if (answer && 'sources' in answer) resolve(answer.sources);
      else fail(answer?.fault ?? `the builder ended with code ${code}.`);
    });
  });
}

/**
 * Makes sure that `dist/web` holds the screens of these sources: builds when it is missing or was
 * made from other content, and returns at once when it is fresh. A build that fails or is broken
 * off leaves the one before in its place.
 *
 * @returns the folder to serve and whether it was built now
 * @throws StartProblem when it cannot be built
 */
export async function ensureWebBuilt(
  options: WebBuildOptions,
): Promise<{ webRoot: string; built: boolean }> {
  const { root, log, timeoutMs = TIMEOUT_MS } = options;
  const webRoot = join(root, 'dist/web');
  if (await isWebFresh(root)) return { webRoot, built: false };
  log('Building the screens.');
  const next = join(root, `dist/web-next-${process.pid}`);
  try {
    await mkdir(next, { recursive: true });
    // Hashed before the build: a change while it runs makes the next start build again.
    const before = await hashSources(root, []);
    const read = await buildApart(root, next, timeoutMs);
    const sources = { ...(await hashSources(root, read)), ...before };
    // Without a stamp the folder counts as old: that is right at any point where we may be stopped.
    await rm(stampOf(root), { force: true });
    await replaceFolder(webRoot, next);
    await writeFile(stampOf(root), JSON.stringify({ sources } satisfies Stamp));
    return { webRoot, built: true };
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

/** Puts `next` where `current` stands; of two that do so at once the later one wins. */
async function replaceFolder(current: string, next: string): Promise<void> {
  const old = `${next}-old`;
  try {
    for (let tried = 0; ; tried += 1) {
      await rename(current, old).catch(() => {});
      try {
        await rename(next, current);
        return;
      } catch (error) {
        if (tried >= 5) throw error;
        await rm(old, { recursive: true, force: true });
      }
    }
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}
