import { createHmac } from 'node:crypto';
import { conflict } from '../errors.ts';
import { cellsIn, taken } from './cells.ts';
import type { Keyring } from './keyring.ts';
import { fileOf, openText, type Spot, SealBroken, sealText } from './sealed-text.ts';

/** Seals what must not be read from a disk, and opens it for who may read the row. */
export interface Vault {
  /** Seals a text with the key of a file, which is made first where there is none. @throws Failure file-erased */
  seal(file: string, spot: Spot, plain: string): Promise<string>;
  /** For many rows: all keys at once. */
  sealer(files: readonly string[]): Promise<(file: string, spot: Spot, plain: string) => string>;
  /**
   * Opens every sealed cell of these rows in place; null where the file was erased.
   * @throws SealBroken
   */
  open<Rows>(rows: Rows): Promise<Rows>;
  /** A keyed hash of a value, for a column that is asked for equality: same value and kind, same mark. */
  marker(): Promise<(kind: string, value: string) => string>;
  /** Destroys the keys of files for good: their sealed texts can never be opened again, in no copy. */
  erase(files: readonly string[], reason: string): Promise<number>;
  readonly keyring: Keyring;
  close(): Promise<void>;
}

/** Other processes may go on reading an erased file for so long. */
const keptMs = 5_000;
const mostKept = 20_000;
/** The key of marks stands in the keyring under this number. */
const ofMarks = '00000000-0000-0000-0000-000000000000';

type Kept = { key: Buffer; until: number };

/** @param now milliseconds, for how long keys are kept in mind */
export function vaultOver(keyring: Keyring, now: () => number = () => performance.now()): Vault {
  const kept = new Map<string, Kept>();
  let marks: Promise<Buffer> | undefined;

  async function keysOf(files: readonly string[], make: boolean): Promise<Map<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    const missing = new Set<string>();
    const time = now();
    for (const file of files) {
      const known = kept.get(file);
      if (known && known.until > time) keys.set(file, known.key);
      else missing.add(file);
    }
    if (missing.size === 0) return keys;
    const asked = [...missing];
    const found = await (make ? keyring.fetchOrMake(asked) : keyring.fetch(asked));
    if (kept.size + found.size > mostKept) kept.clear();
    for (const [file, key] of found) {
      keys.set(file, key);
      if (found.size <= mostKept) kept.set(file, { key, until: now() + keptMs });
    }
    return keys;
  }

  async function sealer(files: readonly string[]) {
    const keys = await keysOf(files, true);
    return (file: string, spot: Spot, plain: string) => {
      const key = keys.get(file);
      if (!key) throw conflict('file-erased');
      return sealText(key, file, spot, plain);
    };
  }

  return {
    keyring,
    sealer,
    async seal(file, spot, plain) {
      return (await sealer([file]))(file, spot, plain);
    },
    async open(rows) {
      const cells = cellsIn(rows);
      const files = cells.map((cell) => fileOf(cell.text));
      const keys = await keysOf([...new Set(files.filter((file) => file !== null))], false);
      const opened = new Map<string, string>();
      for (const [at, cell] of cells.entries()) {
        const file = files[at];
        if (file === null || file === undefined) throw new SealBroken(cell);
        const key = keys.get(file);
        if (!key) {
          cell.put(null);
          continue;
        }
        const id = `${cell.column} ${cell.row} ${cell.text}`;
        const plain = opened.get(id) ?? openText(key, cell, cell.text);
        opened.set(id, plain);
        cell.put(taken(plain, cell.take));
      }
      return rows;
    },
    async marker() {
      marks ??= keyring.fetchOrMake([ofMarks]).then((found) => found.get(ofMarks)!);
      marks.catch(() => (marks = undefined));
      const key = await marks;
      return (kind, value) =>
        createHmac('sha256', key)
          .update(`${kind}\n${value}`)
          .digest()
          .toString('base64url')
          .slice(0, 22);
    },
    async erase(files, reason) {
      const gone = await keyring.destroy(files, reason);
      for (const file of files) kept.delete(file);
      return gone;
    },
    close: () => keyring.close(),
  };
}
