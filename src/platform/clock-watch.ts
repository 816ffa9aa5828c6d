import { jumpBetween, type Reading } from './clock-jump.ts';
import type { Database } from './db/database.ts';

/** Whose clock was set, and how often since the start. */
export type ClockJumps = Readonly<Record<'program' | 'database', number>>;

export interface ClockWatch {
  jumps(): ClockJumps;
  stop(): Promise<void>;
}

type Log = { error(fields: object, message: string): void };

async function readDatabase(db: Database): Promise<{ reading: Reading; slackMs: number } | null> {
  const began = performance.now();
  try {
    const [row] = await db.as(
      'vp_nobody',
      (tx) =>
        tx.rows<{ ms: number }>(
          `select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
        ),
      { isolation: 'read committed' },
    );
    const steadyMs = performance.now();
    return { reading: { wallMs: row!.ms, steadyMs }, slackMs: steadyMs - began };
  } catch {
    // Away for a while: the next reading is held against the last one that there was.
    return null;
  }
}

/**
 * Looks whether a clock was set, ours or the database's, and tells it in the log. What happened is ordered by
 * number and never by time, and deadlines ask the database: so a jump spoils no order, but a deadline may come
 * too early or too late, and somebody has to know.
 */
export function watchClocks(options: { db: Database; log: Log; everyMs?: number }): ClockWatch {
  const { db, log, everyMs = 5_000 } = options;
  const counts = { program: 0, database: 0 };
  const last = new Map<keyof ClockJumps, { reading: Reading; slackMs: number }>();
  const note = (whose: keyof ClockJumps, now: { reading: Reading; slackMs: number }) => {
    const before = last.get(whose);
    last.set(whose, now);
    const ms = before ? jumpBetween(before.reading, now.reading, before.slackMs + now.slackMs) : 0;
    if (ms === 0) return;
    counts[whose] += 1;
    log.error({ whose, seconds: Math.round(ms / 1000) }, 'a clock was set');
  };
  let turn = Promise.resolve();
  const look = async () => {
    note('program', { reading: { wallMs: Date.now(), steadyMs: performance.now() }, slackMs: 0 });
    const seen = await readDatabase(db);
    if (seen) note('database', seen);
  };
  const timer = setInterval(() => (turn = turn.then(look)), everyMs);
  timer.unref();
  turn = turn.then(look);
  return {
    jumps: () => ({ ...counts }),
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
