import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { searchStatement } from '../../src/capacity/search.query.ts';
import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import { compare, type Measure } from '../measure.ts';
import { startServer } from '../server.ts';
import { clientOf, openWorld } from '../world.ts';

const connections = 32;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);

const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
};

/** The statement with its values written in, as pgbench wants it: one line, no parameters. */
const inlined = (text: string, values: unknown[]) =>
  text
    .replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]))
    .replaceAll(/\s+/g, ' ');

async function pgbench(ownerUrl: string, file: string): Promise<number> {
  const url = new URL(ownerUrl);
  const { stdout } = await promisify(execFile)(
    process.env['PGBENCH'] ?? 'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(connections),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-f',
      file,
      '-h',
      url.hostname,
      '-p',
      url.port,
      '-U',
      url.username,
      url.pathname.slice(1),
    ],
    { env: { ...process.env, PGPASSWORD: url.password } },
  );
  return Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? /tps = ([\d.]+)/.exec(stdout)?.[1]);
}

/** Free places by module, age, region, distance, day; 50 rows; over HTTP as an access worker, 32 connections. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const folder = mkdtempSync(join(tmpdir(), 'vrijplaats-bench-'));
  const server = await startServer(world);
  const client = await clientOf(world.superuserUrl);
  try {
    const [day] = (await client.query('select platform.today() as today')).rows;
    const [at] = (
      await client.query(
        `select code from region.municipality where name = 'Gent' and valid @> current_date`,
      )
    ).rows;
    const query = {
      module: ['STAY_O12', 'STAY_0_25'],
      age: 14,
      near: at.code as string,
      withinKm: 100,
    };
    const { text, values } = searchStatement(query, day.today);
    const file = join(folder, 'search.sql');
    writeFileSync(file, `${inlined(text, values)};\n`);
    const { token } = await world.caller('AT');
    const url = `${server.origin}/api/capacity/search?module=STAY_O12&module=STAY_0_25&age=14&near=${query.near}&withinKm=100`;
    const headers = { cookie: `${sessionCookie}=${token}` };
    const answer = await fetch(url, { headers });
    const found = (await answer.json()) as { units: unknown[] };
    if (answer.status !== 200 || found.units.length === 0)
      throw new Error(`the search answers ${answer.status}`);
    const line = await compare({
      row: 'search',
      what: `${found.units.length} rows as AT over HTTP; reference: pgbench of the same SQL as the owner`,
      scale,
      unit: 'per second',
      better: 'share',
      target: 0.5,
      rounds: 5,
      async ours() {
        const result = await autocannon({ url, headers, connections, duration: seconds });
        if (result.non2xx > 0 || result.errors > 0)
          throw new Error(`${result.non2xx} answers were not 200`);
        return result.requests.average;
      },
      reference: () => pgbench(world.ownerUrl, file),
    });
    return [line];
  } finally {
    server.stop();
    await client.end();
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  }
}
