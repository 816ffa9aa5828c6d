import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { StartProblem } from '../errors.ts';

/** The keys that wrap the keys of files: the last one wraps, the others only still open. */
export interface MasterKeys {
  current(): string;
  /** Read anew where it is not known yet, as another process may have changed the file. @throws StartProblem */
  key(name: string): Buffer;
  reload(): void;
  /** A new one, which wraps from now on. @returns its name */
  add(): string;
  /** Takes away all but the current one. */
  dropOld(): void;
}

type Line = readonly [name: string, key: Buffer];

function read(file: string): Line[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Line => {
      const [name = '', key = ''] = line.trim().split(/\s+/);
      return [name, Buffer.from(key, 'base64')];
    });
  if (lines.length === 0 || lines.some(([name, key]) => name === '' || key.length !== 32))
    throw new StartProblem(
      `${file} does not hold master keys: on each line a name and 32 bytes in base64.`,
    );
  return lines;
}

function write(file: string, lines: readonly Line[]): void {
  const text = lines.map(([name, key]) => `${name} ${key.toString('base64')}\n`).join('');
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

const fresh = (): Line => [`m-${randomBytes(4).toString('hex')}`, randomBytes(32)];

/**
 * The master keys in a file: a line for each, a name and 32 bytes in base64.
 * @param mayMake whether a missing file is made: only where nothing is sealed yet
 * @throws StartProblem when it is missing or damaged
 */
export function openMasterKeys(file: string, mayMake: boolean): MasterKeys {
  if (!existsSync(file)) {
    if (!mayMake)
      throw new StartProblem(
        `The master key ${file} is missing, and names in this database are sealed with it. Put the copy back that was kept elsewhere, or say with VAULT_KEY where it is.`,
      );
    write(file, [fresh()]);
  }
  let lines = read(file);
  const reload = () => {
    lines = read(file);
  };
  const find = (name: string) => lines.find((line) => line[0] === name)?.[1];
  return {
    reload,
    current: () => lines.at(-1)![0],
    key(name) {
      if (!find(name)) reload();
      const key = find(name);
      if (!key) throw new StartProblem(`${file} lacks the master key "${name}".`);
      return key;
    },
    add() {
      write(file, [...read(file), fresh()]);
      reload();
      return lines.at(-1)![0];
    },
    dropOld() {
      write(file, read(file).slice(-1));
      reload();
    },
  };
}
