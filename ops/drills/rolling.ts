import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, type Program, startProgram } from '../cluster/programs.ts';
import { own, ownFolder, type SingleServer } from '../cluster/single.ts';
import { webProxyFile } from '../web-proxy.ts';
import { addUp, spread, sum } from './kept-rounds.ts';
import { compareLedger } from './ledger-check.ts';
import { asAt, ownerOf, signInPeople } from './people.ts';
import { type ServeProcess, startServe } from './serve-process.ts';
import { startWriters } from './writers.ts';

/** How a process goes: asked to, or killed, which is the control. */
export type Leaving = 'asked' | 'killed';

export interface Round {
  seed: number;
  leaving: Leaving;
  /** Version of the program before and after, where they differ. */
  from: string;
  saved: number;
  looked: number;
  failed: Record<string, number>;
  lost: number;
  twice: number;
  /** The longest that somebody had to wait for an answer, ms. */
  slowestMs: number;
  /** From the question to stop until the process had ended, ms. */
  stopMs: number[];
}

const people = 16;
const wait = (ms: number) => new Promise<void>((resolve_) => setTimeout(resolve_, ms));

/** Two processes of the program behind a proxy. */
export interface Pair {
  url: string;
  processes: ServeProcess[];
  /** Starts the n-th anew, in its place. */
  renew(n: number, root?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startPair(server: SingleServer, dir: string, root?: string): Promise<Pair> {
  ownFolder(dir);
  const [proxyPort = 0, ...ports] = await freePorts(3);
  const url = `http://localhost:${proxyPort}`;
  const start = (n: number, from?: string) =>
    startServe({
      database: server,
      // They share the key and the folder of the log of looks, as two processes of one installation do.
      dir: join(dir, 'program'),
      port: ports[n]!,
      publicUrl: url,
      env: { STOP_NOTICE_SECONDS: '2' },
      ...(from !== undefined && { root: from }),
    });
  const processes = [await start(0, root), await start(1, root)];
  const config = join(dir, 'haproxy.cfg');
  writeFileSync(
    config,
    webProxyFile({
      port: proxyPort,
      certificate: null,
      processes: ports.map((port, n) => ({ name: `p${n}`, port })),
    }),
  );
  own(config);
  const proxy: Program = startProgram('haproxy', ['/usr/sbin/haproxy', '-db', '-f', config], {
    log: join(dir, 'haproxy.log'),
  });
  for (let n = 0; ; n += 1) {
    const isUp = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    if (n > 100) throw new Error(`The proxy does not answer: see ${dir}/haproxy.log.`);
    await wait(100);
  }
  return {
    url,
    processes,
    async renew(n, from) {
      processes[n] = await start(n, from);
    },
    async stop() {
      await proxy.stop();
      await Promise.all(processes.map((each) => each.kill()));
    },
  };
}

/** Both processes are replaced, one after the other, while people save and look. */
export async function rollingRound(
  server: SingleServer,
  pair: Pair,
  round: Pick<Round, 'seed' | 'leaving' | 'from'>,
): Promise<Round> {
  const { owner, close } = ownerOf(server.url);
  const signed = await signInPeople(owner, people);
  const as = asAt(pair.url);
  const writers = startWriters({ as }, signed.slice(0, people / 2), 120);
  const looks = startLooks(as, signed.slice(people / 2));
  const stopMs: number[] = [];
  await wait(1_500);
  for (const n of [0, 1]) {
    const leaving = pair.processes[n]!;
    if (round.leaving === 'asked') stopMs.push((await leaving.stop()).ms);
    else await leaving.kill();
    await pair.renew(n);
    await untilUsed(pair, n);
  }
  await wait(1_000);
  await writers.stop();
  const { looked, failed, slowest } = await looks.stop();
  const { lost, twice } = await compareLedger(writers.ledger, await server.connect());
  await close();
  for (const [what, count] of writers.ledger.refused)
    failed[`save ${what}`] = (failed[`save ${what}`] ?? 0) + count;
  return {
    ...round,
    saved: writers.ledger.acknowledged.length,
    looked,
    failed,
    lost,
    twice,
    slowestMs: Math.round(Math.max(slowest, ...writers.ledger.acknowledged.map(({ ms }) => ms))),
    stopMs,
  };
}

/** Until the proxy gives it work: a second of its own checks. */
async function untilUsed(pair: Pair, n: number): Promise<void> {
  const { port } = pair.processes[n]!;
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await fetch(`http://127.0.0.1:${port}/ready`)).ok) break;
    await wait(100);
  }
  await wait(1_000);
}

/** People who only look, each at the same screen. */
function startLooks(as: ReturnType<typeof asAt>, who: Parameters<ReturnType<typeof asAt>>[0][]) {
  const stopping = new AbortController();
  const failed: Record<string, number> = {};
  let looked = 0;
  let slowest = 0;
  const running = who.map(async (each) => {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      const said = await as(each, '/api/saved-searches').then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.ok ? null : String(answer.status);
        },
        (error: Error) => error.name,
      );
      slowest = Math.max(slowest, performance.now() - began);
      looked += 1;
      if (said !== null) failed[`look ${said}`] = (failed[`look ${said}`] ?? 0) + 1;
      await wait(120);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      return { looked, failed, slowest };
    },
  };
}

/** Figures and verdict over the rounds of rolling and of upgrades. */
export function judgeRolling(all: readonly Round[]) {
  const asked = all.filter(({ leaving }) => leaving === 'asked');
  const failed = addUp(asked.map((round) => round.failed));
  const control = addUp(
    all.filter(({ leaving }) => leaving === 'killed').map((round) => round.failed),
  );
  const stops = asked.flatMap(({ stopMs }) => stopMs);
  const bad = sum(Object.values(failed)) + sum(asked.map(({ lost, twice }) => lost + twice));
  const controlFailed = sum(Object.values(control));
  return {
    ok: bad === 0 && controlFailed > 0 && spread(stops).worst <= 10_000,
    rounds: asked.length,
    stops: stops.length,
    requests: sum(asked.map(({ saved, looked }) => saved + looked)),
    failed,
    lost: sum(asked.map(({ lost }) => lost)),
    twice: sum(asked.map(({ twice }) => twice)),
    slowestMs: spread(asked.map(({ slowestMs }) => slowestMs)),
    stopMs: spread(stops),
    control: { failed: control, void: controlFailed === 0 },
  };
}
