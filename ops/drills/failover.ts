import type { Cluster } from '../cluster/cluster.ts';
import type { Member } from '../cluster/plan.ts';
import type { ClusterApp } from './cluster-app.ts';
import { compareLedger } from './ledger-check.ts';
import { type Ledger, startWriters } from './writers.ts';

/**
 * How a primary is struck: its server killed; the whole machine killed; the whole machine paused, and let go
 * again when another took over.
 */
export const strikes = ['server', 'machine', 'paused'] as const;
export type Strike = (typeof strikes)[number];

export interface Round {
  strike: Strike;
  /** Whether what goes out to the standbys was held up before: they then differ, and one must be wound back. */
  held: boolean;
  acknowledged: number;
  /** Writes whose writer gave up; they may stand or not. */
  unknown: number;
  /** Acknowledged writes that the new primary does not have. */
  lost: number;
  /** Writes that stand more than once, or were counted for two. */
  twice: number;
  /** From the strike until Patroni names another primary, ms. */
  promotedAfterMs: number;
  /** From the strike to the first write that somebody saw saved after it, ms. */
  backAfterMs: number;
  refused: Record<string, number>;
  /** Errors that the program could not explain: must be none. */
  faults: Record<string, number>;
  /** Of a paused primary: what it acknowledged after it woke up. Must be 0. */
  stale: number;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * What goes out to the standbys stops for a moment before the strike, so that an answer which did not wait for
 * one of them is lost with the primary: without this the control would lose something by luck alone.
 */
async function holdReplication(cluster: Cluster, primary: Member): Promise<void> {
  cluster.holdReplication(primary);
  await wait(200);
}

/** A write on a server that was paused while another took over: it must not be acknowledged. */
async function writeOnOld(cluster: Cluster, old: Member): Promise<number> {
  const write = async () => {
    const client = await cluster.connect(old);
    try {
      await client.query('create table public.stale (n int)');
      return 1;
    } finally {
      // A commit that waits for a second server is not waited for.
      client.end().catch(() => {});
    }
  };
  return Promise.race([write().catch(() => 0), wait(3_000).then(() => 0)]);
}

async function until<T>(ask: () => Promise<T | null>, withinMs: number): Promise<T> {
  for (const ends = performance.now() + withinMs; performance.now() < ends; await wait(50)) {
    const found = await ask();
    if (found !== null) return found;
  }
  throw new Error(`Nothing came within ${withinMs / 1000} s.`);
}

/** When another member was named, from the strike, ms. */
async function promotion(cluster: Cluster, old: Member, struckAt: number): Promise<number> {
  await until(async () => {
    const now = await cluster.primary();
    return now && now.name !== old.name ? now : null;
  }, 90_000);
  return performance.now() - struckAt;
}

/** One round: people save, the primary is struck, another takes over, and all that was acknowledged is looked up. */
export async function failoverRound(
  cluster: Cluster,
  app: ClusterApp,
  strike: Strike,
  settings: { loadMs: number; held: boolean },
): Promise<Round> {
  const primary = await cluster.whole();
  const writers = startWriters(app.server, app.people);
  const { ledger } = writers;
  await wait(settings.loadMs);
  if (settings.held) await holdReplication(cluster, primary);
  const struckAt = performance.now();
  cluster.strike(
    primary,
    strike === 'paused' ? 'SIGSTOP' : 'SIGKILL',
    strike === 'server' ? 'server' : 'machine',
  );
  const promoted = promotion(cluster, primary, struckAt);
  const promotedAfterMs = await promoted;
  // An answer that was on its way at the strike is no sign of life: it was saved before.
  const isNew = ({ at, ms }: Ledger['acknowledged'][number]) =>
    at - ms > struckAt || at > struckAt + promotedAfterMs;
  const backAfterMs =
    (await until(async () => ledger.acknowledged.find(isNew)?.at ?? null, 90_000)) - struckAt;
  const stale = strike === 'paused' ? await wake(cluster, primary) : 0;
  await wait(1_000);
  await writers.stop();
  if (strike === 'machine') cluster.revive(primary);
  const now = await cluster.whole();
  const { lost, twice } = await compareLedger(ledger, await cluster.connect(now));
  return {
    strike,
    held: settings.held,
    acknowledged: ledger.acknowledged.length,
    unknown: ledger.unknown.size,
    lost,
    twice,
    promotedAfterMs: Math.round(promotedAfterMs),
    backAfterMs: Math.round(backAfterMs),
    refused: Object.fromEntries(ledger.refused),
    faults: app.faults(),
    stale,
  };
}

/** The paused machine goes on as if nothing had happened; @returns what it acknowledged meanwhile */
async function wake(cluster: Cluster, old: Member): Promise<number> {
  cluster.strike(old, 'SIGCONT', 'server');
  const stale = await writeOnOld(cluster, old);
  cluster.strike(old, 'SIGCONT', 'machine');
  return stale;
}
