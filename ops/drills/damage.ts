import { globSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '../../src/platform/testing/seeded-random.ts';
import { runAs } from '../cluster/single.ts';

export const pageSize = 8192;

/** A place in a page that holds something: an empty page has no checksum, and nothing to lose. */
export function pageOf(dataDir: string, random: SeededRandom): { file: string; offset: number } {
  const files = globSync(join(dataDir, 'base/*/*')).filter(
    (file) => /\/\d+(_vm|_fsm)?$/.test(file) && statSync(file).size >= pageSize,
  );
  for (;;) {
    const file = random.pick(files);
    const bytes = readFileSync(file);
    const page = random.below(Math.floor(bytes.length / pageSize)) * pageSize;
    if (bytes.subarray(page, page + pageSize).every((byte) => byte === 0)) continue;
    return { file, offset: page + random.below(pageSize) };
  }
}

/** Changes one byte. @returns puts it back */
export async function flip(file: string, offset: number, by: number): Promise<() => Promise<void>> {
  const change = async () => {
    const handle = await open(file, 'r+');
    try {
      const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, offset);
      buffer[0] = buffer[0]! ^ by;
      await handle.write(buffer, 0, 1, offset);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  await change();
  return change;
}

/** What the weekly check says of a server that stands still. */
export const pagesAreSound = (dataDir: string): boolean =>
  runAs('pg_checksums', ['--check', '-D', dataDir]).ok;
