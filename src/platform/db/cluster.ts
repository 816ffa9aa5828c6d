import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../errors.ts';
import type { RunAs } from './server-binaries.ts';

/** Passwords of the server's own accounts, made once for each data folder. */
export interface Secrets {
  superuser: string;
  owner: string;
  roles: string;
}

const needFreeBytes = 300 * 1024 * 1024;

export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secret = () => randomBytes(32).toString('hex');
  const made = { superuser: secret(), owner: secret(), roles: secret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** @param measure what the file system says of a folder */
export function refuseFullDisk(
  dataDir: string,
  measure: (folder: string) => { bavail: number; bsize: number } = statfsSync,
): void {
  const disk = measure(dataDir);
  const free = disk.bavail * disk.bsize;
  if (free < needFreeBytes) {
    throw new StartProblem(
      `The disk of ${dataDir} has ${Math.round(free / 1e6)} MB left; Vrijplaats needs at least ${Math.round(needFreeBytes / 1e6)} MB. Make room or choose another folder with VRIJPLAATS_DATA.`,
    );
  }
}

/** Makes the data directory whole, or not at all. */
export function initialise(
  native: string,
  cluster: string,
  secrets: Secrets,
  runAs: RunAs | null,
): void {
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

export function refuseDamage(cluster: string): void {
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
