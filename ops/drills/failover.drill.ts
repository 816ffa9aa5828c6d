import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '../cluster/cluster.ts';
import { startApp } from './cluster-app.ts';
import { failoverRound, type Round, strikes } from './failover.ts';
import { addUp, type Asked, drillFolder, keptRounds, spread, sum } from './kept-rounds.ts';

const people = 12;
/** Of so many rounds one more is done without waiting for a second server. */
const controlEvery = 4;

type Kept = Round & { seed: number; synchronous: 'strict' | 'off' };

/** What the programs of the last piece told stays, for who looks into a slow round. */
function keepLogs(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const file of readdirSync(from).filter((name) => name.endsWith('.log')))
    copyFileSync(join(from, file), join(to, file));
}

/** Rounds on one cluster, each kept as soon as it ended. */
async function rounds(
  synchronous: Kept['synchronous'],
  count: number,
  kept: { readonly next: number; keep(round: Kept): void },
): Promise<void> {
  if (count === 0) return;
  const dir = join(drillFolder(), `failover-${process.pid}-${synchronous}`);
  const cluster = await startCluster({ dir, synchronous });
  try {
    const app = await startApp(cluster, people);
    try {
      for (let n = 0; n < count; n += 1) {
        const seed = kept.next;
        // The three strikes take turns; the control dies with its server, as that is when it must lose.
        const strike = synchronous === 'off' ? 'server' : strikes[seed % strikes.length]!;
        const round = await failoverRound(cluster, app, strike, {
          loadMs: 1_500 + (seed % 7) * 300,
          held: synchronous === 'off' || seed % 2 === 0,
        });
        kept.keep({ seed, synchronous, ...round });
      }
    } finally {
      await app.close();
    }
  } finally {
    await cluster.stop();
    keepLogs(dir, join(drillFolder(), `failover-${synchronous}-logs`));
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Rounds of losing the primary under load (row *failover*), and a control that acknowledges without waiting
 * for a second server: it must lose something, or the drill proves nothing.
 */
export async function run(asked: Asked) {
  const strict = keptRounds<Kept>('failover', asked);
  const control = keptRounds<Kept>('failover-control', asked);
  const wanted = asked.given.count ?? 12;
  await rounds('strict', wanted, strict);
  await rounds('off', Math.max(1, Math.floor(wanted / controlEvery)), control);
  return judge(strict.all, control.all);
}

/** Figures and verdict over all rounds that were kept. */
function judge(strict: readonly Round[], control: readonly Round[]) {
  const total = (of: (round: Round) => number) => sum(strict.map(of));
  const controlLost = sum(control.map(({ lost }) => lost));
  const figures = {
    rounds: strict.length,
    acknowledged: total((round) => round.acknowledged),
    lost: total((round) => round.lost),
    twice: total((round) => round.twice),
    stale: total((round) => round.stale),
    // What the program could not explain to whoever asked.
    unexpected: total(({ refused }) => refused['unexpected'] ?? 0),
    refused: addUp(strict.map(({ refused }) => refused)),
    backMs: spread(strict.map(({ backAfterMs }) => backAfterMs)),
    // As it falls; and where the standbys were held up before, so that they differ.
    backMsPlain: spread(strict.filter(({ held }) => !held).map(({ backAfterMs }) => backAfterMs)),
    backMsHeld: spread(strict.filter(({ held }) => held).map(({ backAfterMs }) => backAfterMs)),
    backMsOf: Object.fromEntries(
      strikes.map((strike) => [
        strike,
        spread(
          strict.filter((round) => round.strike === strike).map(({ backAfterMs }) => backAfterMs),
        ),
      ]),
    ),
  };
  return {
    // Without a loss in the control the rounds prove nothing.
    ok: figures.lost + figures.twice + figures.stale + figures.unexpected === 0 && controlLost > 0,
    ...figures,
    control: {
      rounds: control.length,
      acknowledged: sum(control.map((round) => round.acknowledged)),
      lost: controlLost,
      void: controlLost === 0,
    },
  };
}
