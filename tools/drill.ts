import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run drill -- NAME [--count N] [--seed N] [--fresh]`: the whole of a heavy check of which the suite runs a
 * sample. Each try has the seed after the one before, so it can be run in pieces: `--seed 20001 --count 5000`.
 * The drills of `ops` keep their rounds and go on by themselves where the piece before ended, until `--fresh`.
 */
const drills = new Map(
  globSync(['{src,ops}/**/*.drill.ts', 'e2e/*.drill.ts']).map((file) => [
    basename(file).replace(/\.drill\.ts$/, ''),
    file,
  ]),
);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    seed: { type: 'string' },
    fresh: { type: 'boolean' },
  },
});
const [name] = positionals;
const file = name === undefined ? undefined : drills.get(name);
if (!file) {
  console.error(
    `Usage: npm run drill -- NAME [--count N] [--seed N] [--fresh]\nDrills: ${[...drills.keys()].sort().join(', ')}`,
  );
  process.exit(2);
}
const drill = (await import(pathToFileURL(file).href)) as {
  run(options: {
    count: number;
    seed: number;
    /** As they were given: a drill may have a usual number of its own. */
    given: { count?: number; seed?: number };
    fresh: boolean;
  }): Promise<boolean | { ok: boolean }>;
};
const verdict = await drill.run({
  count: Number(values.count ?? 100_000),
  seed: Number(values.seed ?? 1),
  given: {
    ...(values.count !== undefined && { count: Number(values.count) }),
    ...(values.seed !== undefined && { seed: Number(values.seed) }),
  },
  fresh: values.fresh ?? false,
});
const ok = typeof verdict === 'boolean' ? verdict : verdict.ok;
console.log(JSON.stringify(typeof verdict === 'boolean' ? { ok } : verdict));
process.exit(ok ? 0 : 1);
