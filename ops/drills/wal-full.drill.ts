import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capacityRoutes } from '../../src/capacity/index.ts';
import { openLogRoom } from '../../src/platform/db/log-room.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
} from '../../src/platform/testing/database.ts';
import { serverPid } from '../cluster/programs.ts';
import { ownFolder, type SingleServer, startSingle } from '../cluster/single.ts';
import { type ClusterApp, startApp } from './cluster-app.ts';
import { addUp, type Asked, drillFolder, keptRounds, sum } from './kept-rounds.ts';
import { compareLedger } from './ledger-check.ts';
import { ownerOf } from './people.ts';
import { startWriters } from './writers.ts';

/** A file to import, as the program answered it: before, and with 85 hundredths of the volume taken. */
interface Imports {
  before: string;
  nearlyFull: string;
  /** Saves that were answered with success while the import was refused. */
  savedMeanwhile: number;
}

interface Round extends Imports {
  seed: number;
  /** Whether an answer waits until the log of changes stands on disk. */
  durable: boolean;
  acknowledged: number;
  lost: number;
  twice: number;
  refused: Record<string, number>;
  faults: Record<string, number>;
  /** True when the server said that the volume is full. */
  full: boolean;
  /** From when there was room again until the first saved write, ms. */
  backAfterMs: number;
}

const people = 12;
const volumeMegabytes = 300;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A volume of its own for the log of changes, in memory; only root may make one. */
function mountVolume(path: string, megabytes: number): () => void {
  ownFolder(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'vrijplaats-drill', path]);
  ownFolder(path);
  return () => void execFileSync('umount', ['--lazy', path]);
}

/** Takes all room but so much. @returns gives it back */
function takeRoom(volume: string, leave: number): () => void {
  const { bavail, bsize } = statfsSync(volume);
  const file = join(volume, 'ballast');
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return () => rmSync(file);
}

async function until(ask: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  for (const ends = performance.now() + withinMs; performance.now() < ends; await wait(50))
    if (await ask()) return true;
  return false;
}

const answers = (server: SingleServer) =>
  server.connect().then(
    (client) => client.end().then(() => true),
    () => false,
  );

/** The server mends itself, or has given up meanwhile and is started again, as its supervisor would. */
async function bringBack(server: SingleServer): Promise<void> {
  const isBack = await until(async () => {
    if (await answers(server)) return true;
    if (serverPid(server.dataDir) === null) await server.start().catch(() => {});
    return answers(server);
  }, 60_000);
  if (!isBack) throw new Error('The server did not come back when there was room again.');
}

/** Sends a small file. @returns the code of the refusal, or the status */
async function sendFile({ server }: ClusterApp, provider: SignedIn): Promise<string> {
  const body = new FormData();
  body.set('file', new Blob([`unit;place\n${randomUUID()};1\n`]), 'drill.csv');
  const answer = await server.as(provider, '/api/capacity/imports', {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID() },
    body,
  });
  const { code } = (await answer.json()) as { code?: string };
  return code ?? String(answer.status);
}

/** Writes into the log of changes until so much of its volume is taken. */
async function fillLog(server: SingleServer, share: number): Promise<void> {
  const client = await server.connect();
  const bytes = 'select sum(size)::float8 as taken from pg_ls_waldir()';
  while ((await client.query(bytes)).rows[0].taken < share * volumeMegabytes * 1_000_000)
    await client.query(`select pg_logical_emit_message(false, 'drill', repeat('x', 2000000))`);
  await client.end();
}

async function importsGiveWay(
  server: SingleServer,
  app: ClusterApp,
  saved: () => number,
): Promise<Imports> {
  const { owner, close } = ownerOf(server.url);
  const t = { owner } as TestDatabase;
  const organisationId = await makeOrganisation(t, 'provider');
  const provider = await signIn(t, 'PC', { organisationId });
  await close();
  const before = await sendFile(app, provider);
  await fillLog(server, 0.87);
  await wait(2_500);
  const savedBefore = saved();
  const nearlyFull = await sendFile(app, provider);
  await wait(1_000);
  return { before, nearlyFull, savedMeanwhile: saved() - savedBefore };
}

async function fullRound(server: SingleServer, app: ClusterApp, volume: string) {
  const writers = startWriters(app.server, app.people);
  const { ledger } = writers;
  await until(() => ledger.acknowledged.length > 100, 20_000);
  const imports = await importsGiveWay(server, app, () => ledger.acknowledged.length);
  const giveBack = takeRoom(volume, 2_500_000);
  const stopped = await until(async () => !(await answers(server)), 60_000);
  await wait(2_000);
  giveBack();
  const roomAt = performance.now();
  await bringBack(server);
  await until(() => ledger.acknowledged.some(({ at }) => at > roomAt), 60_000);
  const back = ledger.acknowledged.find(({ at }) => at > roomAt)?.at ?? Infinity;
  await writers.stop();
  const { lost, twice } = await compareLedger(ledger, await server.connect());
  return {
    ...imports,
    acknowledged: ledger.acknowledged.length,
    lost,
    twice,
    refused: Object.fromEntries(ledger.refused),
    faults: app.faults(),
    full: stopped,
    backAfterMs: Math.round(back - roomAt),
  };
}

async function oneRound(seed: number, durable: boolean): Promise<Round> {
  const dir = join(drillFolder(), `wal-full-${process.pid}`);
  ownFolder(dir);
  const volume = join(dir, 'wal');
  const unmount = mountVolume(volume, volumeMegabytes);
  try {
    const server = await startSingle({
      dir: join(dir, 'server'),
      // Small segments fill a small volume in a moment; none is used again.
      initdb: [`--waldir=${join(volume, 'pg_wal')}`, '--wal-segsize=1'],
      settings: {
        wal_keep_size: '1GB',
        max_wal_size: '4GB',
        ...(!durable && { synchronous_commit: 'off', wal_writer_delay: '2s' }),
      },
    });
    try {
      const logRoom = openLogRoom(server.url, volumeMegabytes * 1_000_000);
      const app = await startApp(server, people, { logRoom, routes: capacityRoutes });
      try {
        return { seed, durable, ...(await fullRound(server, app, volume)) };
      } finally {
        await app.close();
        await logRoom.close().catch(() => {});
      }
    } finally {
      server.kill();
    }
  } finally {
    await wait(300);
    unmount();
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * The volume of the log of changes runs full under load: the server stops; with room again it recovers, and
 * nothing that was acknowledged is lost. Before that, from 85 hundredths on, imports are refused while people save. A control that answers before the log stands on disk must lose some.
 */
export async function run(asked: Asked) {
  if (process.getuid?.() !== 0)
    throw new Error('Only root can make a volume of its own: run as root.');
  const kept = keptRounds<Round>('wal-full', asked);
  const wanted = asked.given.count ?? 3;
  for (let n = 0; n < wanted; n += 1) kept.keep(await oneRound(kept.next, true));
  kept.keep(await oneRound(kept.next, false));
  const of = (durable: boolean) => kept.all.filter((round) => round.durable === durable);
  const figures = (rounds: readonly Round[]) => ({
    rounds: rounds.length,
    full: rounds.filter(({ full }) => full).length,
    acknowledged: sum(rounds.map(({ acknowledged }) => acknowledged)),
    lost: sum(rounds.map(({ lost }) => lost)),
    twice: sum(rounds.map(({ twice }) => twice)),
  });
  const gaveWay = ({ before, nearlyFull, savedMeanwhile }: Round) =>
    before !== 'log-nearly-full' && nearlyFull === 'log-nearly-full' && savedMeanwhile > 0;
  const ours = figures(of(true));
  const control = figures(of(false));
  return {
    ok:
      ours.lost + ours.twice === 0 &&
      ours.full === ours.rounds &&
      kept.all.every(gaveWay) &&
      control.lost > 0,
    ...ours,
    imports: {
      takenBefore: kept.all.filter(({ before }) => before === '202').length,
      refusedNearlyFull: kept.all.filter(gaveWay).length,
      savedMeanwhile: sum(kept.all.map(({ savedMeanwhile }) => savedMeanwhile)),
    },
    backMs: of(true).map(({ backAfterMs }) => backAfterMs),
    unexplained: addUp(of(true).map(({ faults }) => faults)),
    control: { ...control, void: control.lost === 0 },
  };
}
