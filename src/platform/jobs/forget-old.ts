import type { Database } from '../db/database.ts';

const most = 5_000;

/**
 * Forgets what is no longer needed: ended sessions after a year, log-in attempts after a day, idempotency
 * keys after thirty days. In batches, each a transaction of its own, so that nobody waits for it.
 * @param batch how many of each kind at once
 * @returns how many rows went
 */
export async function forgetOld(db: Database, batch = most): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const gone = await db.as('vp_jobs', async (tx) => {
      const [row] = await tx.rows<{ gone: number }>('select platform.forget_old($1) as gone', [
        batch,
      ]);
      return row!.gone;
    });
    if (gone === 0) return forgotten;
    forgotten += gone;
  }
}
