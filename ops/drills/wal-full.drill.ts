import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverPid } from '../cluster/programs.ts';
import { ownFolder, type SingleServer, startSingle } from '../cluster/single.ts';
import { type ClusterApp, startApp } from './cluster-app.ts';
import { addUp, type Asked, drillFolder, keptRounds, sum } from './kept-rounds.ts';
import { compareLedger } from './ledger-check.ts';
import { startWriters } from './writers.ts';

interface Round {
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

async function fullRound(server: SingleServer, app: ClusterApp, volume: string) {
  const writers = startWriters(app.server, app.people);
  const { ledger } = writers;
  await until(() => ledger.acknowledged.length > 100, 20_000);
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
  const unmount = mountVolume(volume, 300);
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
      const app = await startApp(server, people);
      try {
        return { seed, durable, ...(await fullRound(server, app, volume)) };
      } finally {
        await app.close();
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
 * nothing that was acknowledged is lost. A control that answers before the log stands on disk must lose some.
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
  const ours = figures(of(true));
  const control = figures(of(false));
  return {
    ok: ours.lost + ours.twice === 0 && ours.full === ours.rounds && control.lost > 0,
    ...ours,
    backMs: of(true).map(({ backAfterMs }) => backAfterMs),
    unexplained: addUp(of(true).map(({ faults }) => faults)),
    control: { ...control, void: control.lost === 0 },
  };
}
