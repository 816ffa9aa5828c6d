import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Measure } from './measure.ts';

/** `npm run bench -- ROW [--scale N]`: runs one row (or `all`) and prints one line of JSON for each measure. */
const rows = readdirSync(new URL('./rows/', import.meta.url))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .sort();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scale: { type: 'string', default: '1' } },
});
const wanted = positionals[0] === 'all' ? rows : positionals;
if (wanted.length === 0 || wanted.some((row) => !rows.includes(row))) {
  console.error(`Usage: npm run bench -- ROW [--scale N]\nRows: ${rows.join(', ')}, all`);
  process.exit(2);
}
for (const row of wanted) {
  const bench = (await import(`./rows/${row}.ts`)) as {
    run(scale: number): Promise<Measure[]>;
  };
  for (const measure of await bench.run(Number(values.scale))) console.log(JSON.stringify(measure));
}
process.exit(0);
