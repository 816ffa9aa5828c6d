import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../../src/access/policies.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { installJobs } from '../../src/platform/jobs/worker.ts';
import { startSingle } from '../cluster/single.ts';
import { type KillRound as Round, killRound } from './job-kill.ts';
import { drillTables, type Manner, steps } from './job-steps.ts';
import { type Asked, drillFolder, keptRounds, spread, sum } from './kept-rounds.ts';

async function rounds(count: number, kept: { readonly next: number; keep(round: Round): void }) {
  const dir = join(drillFolder(), `job-kill-${process.pid}`);
  const server = await startSingle({ dir });
  try {
    await migrate({ url: server.url, roleSecret: server.roleSecret, policies: policiesSql() });
    await installJobs(server.url);
    const owner = new pg.Client({ connectionString: server.url });
    await owner.connect();
    try {
      await owner.query(drillTables);
      for (let n = 0; n < count; n += 1) {
        const seed = kept.next;
        const killAt = steps[seed % steps.length]!;
        kept.keep(await killRound(server, owner, { seed, manner: 'safe', killAt, pace: 'soon' }));
      }
      kept.keep(
        await killRound(server, owner, {
          seed: kept.next,
          manner: 'safe',
          killAt: 'effect',
          pace: 'usual',
        }),
      );
      kept.keep(
        await killRound(server, owner, {
          seed: kept.next,
          manner: 'naive',
          killAt: 'effect',
          pace: 'soon',
        }),
      );
    } finally {
      await owner.end();
    }
  } finally {
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * A worker is killed between any two steps of a job; another takes the job up: nothing lost, nothing twice. A
 * control whose effect and mark are two transactions must have effects twice.
 */
export async function run(asked: Asked) {
  const kept = keptRounds<Round>('job-kill', asked);
  await rounds(asked.given.count ?? 25, kept);
  const of = (manner: Manner) => kept.all.filter((round) => round.manner === manner);
  const figures = (list: readonly Round[]) => ({
    kills: list.length,
    items: sum(list.map(({ items }) => items)),
    lost: sum(list.map(({ lost }) => lost)),
    twice: sum(list.map(({ twice }) => twice)),
  });
  const ours = figures(of('safe'));
  const control = figures(of('naive'));
  return {
    ok:
      ours.lost + ours.twice === 0 &&
      control.twice > 0 &&
      of('safe').every(({ retakenMs }) => retakenMs <= 60_000),
    ...ours,
    retakenMs: spread(
      of('safe')
        .filter(({ pace }) => pace === 'usual')
        .map(({ retakenMs }) => retakenMs),
    ),
    control: { ...control, void: control.twice === 0 },
  };
}
