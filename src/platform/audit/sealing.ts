import { setTimeout } from 'node:timers/promises';
import type { Database } from '../db/database.ts';

const atOnce = 5_000;

/** Gives every entry that waits its number. @returns how many */
export async function sealAll(db: Database): Promise<number> {
  for (let all = 0; ; ) {
    const [row] = await db.as(
      'vp_jobs',
      (tx) => tx.rows<{ done: number }>('select audit.seal($1) as done', [atOnce]),
      { isolation: 'read committed' },
    );
    all += row!.done;
    if (row!.done < atOnce) return all;
  }
}

/**
 * Seals what was written since, again and again. Several programs may do so: the database lets one.
 * @param options.check says whether sealing may go on; a refusal is told once and asked again
 */
export function startSealing(options: {
  db: Database;
  check: () => Promise<void>;
  everyMs?: number;
  log: { error(fields: object, message: string): void };
}): { stop(): Promise<void> } {
  const { db, check, log, everyMs = 1_000 } = options;
  const stop = new AbortController();
  let isChecked = false;
  let told = 0;
  const turn = async () => {
    try {
      if (!isChecked) await check();
      isChecked = true;
      await sealAll(db);
      told = 0;
    } catch (error) {
      if (!stop.signal.aborted && told++ % 60 === 0)
        log.error({ err: error }, 'the log of looks is not sealed');
    }
  };
  const running = (async () => {
    while (!stop.signal.aborted) {
      await turn();
      // Ends early when it is asked to stop.
      await setTimeout(everyMs, null, { ref: false, signal: stop.signal }).catch(() => null);
    }
  })();
  return {
    async stop() {
      stop.abort();
      await running;
    },
  };
}
