import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/**
 * What is dear to make and the same for many test files: made by the first that asks, once in a run.
 * The others wait and get the same value; who finds that making failed, tries again. Nothing is kept
 * from one run to the next, so that no file can be tested against what another version made.
 *
 * @param key a word for a file name; what moves with the day has the day in it
 * @param make gives a value that JSON can hold; the folder is empty and lasts as long as the run
 */
export async function madeOnce<Value>(
  key: string,
  make: (folder: string) => Promise<Value>,
): Promise<Value> {
  const { ownerUrl, runFolder } = inject('database');
  const kept = join(runFolder, `${key}.json`);
  if (!existsSync(kept)) {
    const gate = new pg.Client({ connectionString: ownerUrl.replace(/\/[^/]+$/, '/postgres') });
    await gate.connect();
    try {
      await gate.query('select pg_advisory_lock(hashtext($1))', [key]);
      if (!existsSync(kept)) {
        const folder = join(runFolder, key);
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder);
        await writeFile(`${kept}.half`, JSON.stringify(await make(folder)));
        await rename(`${kept}.half`, kept);
      }
    } finally {
      await gate.end();
    }
  }
  return JSON.parse(await readFile(kept, 'utf8')) as Value;
}
