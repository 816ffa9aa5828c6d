import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../platform/errors.ts';

interface Holder {
  pid: number;
  /** When the process began, in the system's own measure; tells a reused number apart. */
  began: string;
  url: string;
}

/** Field 22 of /proc/PID/stat; '' where there is no /proc. */
function beginOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function lives(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const began = beginOf(holder.pid);
  return began === '' || holder.began === '' || began === holder.began;
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

export interface DataLock {
  release(): void;
}

/**
 * Takes the data folder for this process alone. A lock that a killed process left behind is taken over.
 * @throws StartProblem that names who has it and where it can be found
 */
export function lockData(dataDir: string, url: string): DataLock {
  const file = join(dataDir, 'vrijplaats.lock');
  const mine = `${file}.${process.pid}`;
  const me: Holder = { pid: process.pid, began: beginOf(process.pid), url };
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        // A link is made whole or not at all, and never over another.
        linkSync(mine, file);
        return { release: () => release(file) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = read(file);
      if (holder && lives(holder)) {
        throw new StartProblem(`Vrijplaats already runs at ${holder.url} (process ${holder.pid}).`);
      }
      takeAway(file, holder);
    }
    throw new StartProblem(`The lock ${file} cannot be taken; remove it if no Vrijplaats runs.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead holder's lock aside; what another start put there in the meantime is put back. */
function takeAway(file: string, dead: Holder | null): void {
  const aside = `${file}.dead-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved && moved.pid !== dead?.pid && lives(moved)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third start has it now: the moved one sees that when it looks.
    }
  }
  rmSync(aside, { force: true });
}

function release(file: string): void {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true });
}
