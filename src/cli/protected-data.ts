import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Invented strings that stand nowhere else: whoever meets one has met what should be hidden. */
export interface Canaries {
  /** In each of the others. */
  mark: string;
  given: string;
  family: string;
  number: string;
  words: string;
}

const letters = 'bcdfghjklmnpqrstvwxz';
const spelled = (n: number) =>
  Array.from(String(n).padStart(6, '0'), (digit) => letters[Number(digit)]!).join('a');

/** @param n tells one child's from another's */
export const canariesOf = (n: number): Canaries => ({
  mark: spelled(n),
  given: `Kanarie${spelled(n)}qa`,
  family: `Sijs${spelled(n)}qe (verzonnen)`,
  number: `KNR-${spelled(n)}-qi`,
  words: `woorden van ${spelled(n)}qo, verzonnen`,
});
/** What is looked for of one child. */
export const tracesOf = ({ given, family, number, words }: Canaries): string[] => [
  given,
  family,
  number,
  words,
];

/** Which of these strings stand in the bytes of a stream. */
async function stringsIn(path: string, strings: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const longest = Math.max(...strings.map((each) => Buffer.byteLength(each)));
  let before = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 4 << 20 })) {
    const here = Buffer.concat([before, piece as Buffer]);
    // The first letters tell whether a closer look is needed.
    for (const each of strings) if (here.includes(each)) found.add(each);
    before = here.subarray(-longest);
  }
  return [...found];
}

/**
 * Files under a folder that hold one of these strings, with which.
 * @param since only files written after this moment, in milliseconds
 */
export async function searchDisk(
  folders: readonly string[],
  strings: readonly string[],
  since = 0,
): Promise<{ files: number; hits: string[] }> {
  let files = 0;
  const hits: string[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const look = async () =>
        (await stat(path)).mtimeMs < since ? null : stringsIn(path, strings);
      const found = await look().catch((error: NodeJS.ErrnoException) => {
        // A server that runs takes files away.
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (found === null) continue;
      files += 1;
      hits.push(...found.map((each) => `${each} in ${path}`));
    }
  return { files, hits };
}

/** Every row of every table of a database as text: what a dump would hold. */
export async function searchTables(
  owner: Pick<pg.Client, 'query'>,
  strings: readonly string[],
): Promise<{ tables: number; hits: string[] }> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
  );
  const hits: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ each: string }>(
      `select each from unnest($1::text[]) each where exists (select from ${name} t where strpos(t::text, each) > 0)`,
      [strings],
    );
    hits.push(...rows.map(({ each }) => `${each} in ${name}`));
  }
  return { tables: tables.length, hits };
}
