import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type pg from 'pg';
import { drillTask, type Manner, type Step } from './job-steps.ts';

/** Where the workers find their queue. */
interface Database {
  url: string;
  roleSecret: string;
}

export interface KillRound {
  seed: number;
  manner: Manner;
  killAt: Step;
  items: number;
  lost: number;
  twice: number;
  /** `usual`: as the program looks for lost jobs by itself; `soon`: more often, so that a drill gets on. */
  pace: Pace;
  /** From the kill until another worker had done the work, ms. */
  retakenMs: number;
}

type Pace = 'soon' | 'usual';
const itemsEach = 20;
const everyMs: Record<Pace, string> = { soon: '300', usual: '' };

/** A worker in a process of its own. */
function startWorker(server: Database, env: Record<string, string>) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'job-worker.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: server.url,
        DATABASE_ROLE_SECRET: server.roleSecret,
        ...env,
      },
    },
  );
  let said = '';
  const waiting: { word: string; tell: () => void }[] = [];
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const { word, tell } of waiting) if (said.includes(word)) tell();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ended,
    heard: (word: string) =>
      said.includes(word)
        ? Promise.resolve()
        : new Promise<void>((tell) => waiting.push({ word, tell })),
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Items and a job for them; a worker that dies at a step; a second that must finish the work, once. */
export async function killRound(
  server: Database,
  owner: pg.Client,
  round: Pick<KillRound, 'seed' | 'manner' | 'killAt' | 'pace'>,
): Promise<KillRound> {
  await owner.query('truncate drill.item, drill.effect');
  await owner.query('delete from graphile_worker._private_jobs');
  await owner.query(`insert into drill.item select from generate_series(1, ${itemsEach})`);
  await owner.query('select graphile_worker.add_job($1, $2)', [drillTask, '{}']);
  const first = startWorker(server, { DRILL_MANNER: round.manner, DRILL_KILL_AT: round.killAt });
  await first.ended;
  const killedAt = performance.now();
  const second = startWorker(server, {
    DRILL_MANNER: round.manner,
    DRILL_FREE_EVERY: everyMs[round.pace],
  });
  try {
    // The queue looks again by itself twice a minute; the drill wakes it.
    const wake = setInterval(
      () =>
        round.pace === 'soon' &&
        void owner.query(`select graphile_worker.add_job('drill-wake', '{}', job_key := 'wake')`),
      500,
    );
    await second.heard('done').finally(() => clearInterval(wake));
    const retakenMs = Math.round(performance.now() - killedAt);
    const { rows } = await owner.query<{ lost: number; twice: number }>(
      `select count(*) filter (where effects = 0)::int as lost, count(*) filter (where effects > 1)::int as twice
         from (select i.id, count(e.id) as effects from drill.item i left join drill.effect e on e.item_id = i.id group by i.id) as each`,
    );
    return { ...round, items: itemsEach, ...rows[0]!, retakenMs };
  } finally {
    await second.kill();
  }
}
