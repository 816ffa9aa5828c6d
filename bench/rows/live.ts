import { type ChildProcess, fork } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import { startBare } from '../bare.ts';
import type { Measure } from '../measure.ts';
import { median } from '../measure.ts';
import { startServer } from '../server.ts';
import { type BenchWorld, clientOf, makeCallers, openWorld } from '../world.ts';

const clients = Number(process.env['BENCH_CLIENTS'] ?? 2000);
const changes = 30;
/** The server gives each session at most eight. */
const streamsPerSession = 8;

type Told = { kind: 'open'; n: number } | { kind: 'seen'; at: number };

/** The reading side, in a process of its own: opens the streams and tells when each change has reached them all. */
async function readStreams(
  origin: string,
  path: string,
  cookies: string[],
  count: number,
): Promise<void> {
  const { hostname, port } = new URL(origin);
  let opened = 0;
  const tell = (message: Told) => process.send?.(message);
  const open = (cookie: string) =>
    new Promise<void>((resolve, reject) => {
      request(
        { hostname, port, path, headers: { cookie, accept: 'text/event-stream' }, agent: false },
        (response) => {
          if (response.statusCode !== 200)
            reject(new Error(`stream answered ${response.statusCode}`));
          opened += 1;
          response.on('data', (chunk: Buffer) => {
            const at = performance.timeOrigin + performance.now();
            if (chunk.includes('"units"') || chunk.includes('bare')) tell({ kind: 'seen', at });
          });
          resolve();
        },
      )
        .on('error', reject)
        .end();
    });
  for (let i = 0; i < count; i += 50) {
    const next = Array.from({ length: Math.min(50, count - i) }, (_, j) =>
      open(cookies[Math.floor((i + j) / streamsPerSession) % cookies.length]!),
    );
    await Promise.all(next);
  }
  tell({ kind: 'open', n: opened });
}

interface Readers {
  child: ChildProcess;
  /** Milliseconds until each stream had it, for one change. */
  after(change: () => Promise<number>): Promise<number[]>;
}

async function startReaders(origin: string, path: string, cookies: string[]): Promise<Readers> {
  const child = fork(fileURLToPath(import.meta.url), [], {
    env: { ...process.env, BENCH_STREAMS: JSON.stringify({ origin, path, cookies, clients }) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let seen: number[] = [];
  let full: (() => void) | null = null;
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the readers ended with ${code}`)));
    child.on('message', (message: Told) => {
      if (message.kind === 'open') return resolve();
      seen.push(message.at);
      if (seen.length >= clients) full?.();
    });
  });
  return {
    child,
    async after(change) {
      seen = [];
      const all = new Promise<void>((resolve, reject) => {
        full = resolve;
        setTimeout(
          () => reject(new Error(`only ${seen.length} of ${clients} streams were told`)),
          20_000,
        ).unref();
      });
      const committedAt = await change();
      await all;
      return seen.map((at) => at - committedAt);
    },
  };
}

const p99 = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)]!;
const now = () => performance.timeOrigin + performance.now();

/** Confirms a unit. @returns when its commit was sent */
async function confirmOne(world: BenchWorld, unitId: string, providerId: string): Promise<number> {
  return world.db.as('vp_jobs', async (tx) => {
    await tx.rows(
      `with e as (insert into platform.event (slice, kind, at, organisation_id, subject_id) values ('capacity', 'unit.confirm', now(), $2, $1) returning id)
       insert into capacity.confirmation (unit_id, provider_id, event_id) select $1, $2, id from e`,
      [unitId, providerId],
    );
    return now();
  });
}

/** From commit to 2,000 open event streams, against commit + NOTIFY + one bare write each. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const server = await startServer(world);
  const bare = await startBare(world);
  const plain = await clientOf(world.superuserUrl);
  const callers = await makeCallers(world, 'AT', Math.ceil(clients / streamsPerSession));
  const cookies = callers.map(({ token }) => `${sessionCookie}=${token}`);
  const [unit] = (
    await plain.query(
      'select unit_id, provider_id from capacity.unit_live order by unit_id limit 1',
    )
  ).rows;
  const ours = await startReaders(server.origin, '/api/live', cookies);
  const theirs = await startReaders(bare.origin, '/', ['']);
  try {
    const mine: number[] = [];
    const reference: number[] = [];
    const ratios: number[] = [];
    for (let i = 0; i < changes; i++) {
      const a = await ours.after(() => confirmOne(world, unit.unit_id, unit.provider_id));
      const b = await theirs.after(() => bare.change());
      if (i < 3) continue;
      mine.push(p99(a));
      reference.push(p99(b));
      ratios.push(p99(a) / Math.max(p99(b), 0.1));
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const ratio = median(ratios);
    const digits = (value: number) => Number(value.toPrecision(4));
    return [
      {
        row: 'live',
        what: `p99 over ${clients} streams, median of ${ratios.length} changes; worst ${digits(Math.max(...mine))} ms`,
        scale,
        ours: digits(median(mine)),
        reference: digits(median(reference)),
        unit: 'ms',
        ratio: digits(ratio),
        min: digits(Math.min(...ratios)),
        max: digits(Math.max(...ratios)),
        target: '≤ 4 and ≤ 1000 ms',
        met: ratio <= 4 && Math.max(...mine) <= 1000,
      },
    ];
  } finally {
    for (const readers of [ours, theirs]) {
      readers.child.removeAllListeners('exit');
      readers.child.kill('SIGTERM');
    }
    server.stop();
    await bare.stop();
    await plain.end();
    await world.close();
  }
}

const given = process.env['BENCH_STREAMS'];
if (given && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin, path, cookies, clients: count } = JSON.parse(given);
  await readStreams(origin, path, cookies, count);
}
