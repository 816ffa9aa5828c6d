import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { anyPort } from '../../src/cli/web-server.ts';
import { projectRoot } from '../../src/platform/config.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { compare, type Measure } from '../measure.ts';

const until = async (origin: string, deadline: number) => {
  for (;;) {
    const answered = await fetch(`${origin}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered && (await fetch(origin)).ok) return;
    if (Date.now() > deadline) throw new Error('the program did not answer in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => child.once('exit', () => resolve()));

/** Starts the real program, waits for the first answered page, stops it. @returns milliseconds until the page */
async function startOnce(dataDir: string): Promise<number> {
  const port = await anyPort('localhost');
  const began = performance.now();
  const child = spawn(join(projectRoot, 'bin/vrijplaats'), ['demo'], {
    env: { ...process.env, VRIJPLAATS_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: 'ignore',
  });
  await until(`http://localhost:${port}`, Date.now() + 300_000);
  const took = performance.now() - began;
  child.kill('SIGINT');
  await ended(child);
  return took;
}

async function databaseAlone(dataDir: string): Promise<number> {
  const began = performance.now();
  const server = await startEmbedded({ dataDir });
  const took = performance.now() - began;
  await server.stop();
  return took;
}

/** First start with the demo; then the second start to the first answered page against embedded PostgreSQL alone. */
export async function run(): Promise<Measure[]> {
  const dataDir = mkdtempSync('/var/tmp/vrijplaats-start-');
  try {
    const first = await startOnce(dataDir);
    const again = await compare({
      row: 'start',
      what: 'second start to the first answered page; target: 2 × the database alone plus 2 s',
      scale: 1,
      unit: 'ms',
      better: 'times-longer',
      target: 2,
      rounds: 5,
      ours: () => startOnce(dataDir),
      reference: () => databaseAlone(dataDir),
    });
    again.met = again.ours <= 2 * again.reference + 2000;
    again.target = '≤ 2 × reference + 2000 ms';
    return [
      {
        row: 'start',
        what: 'first start with the demo, to the first answered page',
        scale: 1,
        ours: Math.round(first),
        reference: 60_000,
        unit: 'ms',
        ratio: Number((first / 60_000).toPrecision(3)),
        min: Number((first / 60_000).toPrecision(3)),
        max: Number((first / 60_000).toPrecision(3)),
        target: '≤ 60 s',
        met: first <= 60_000,
      },
      again,
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
