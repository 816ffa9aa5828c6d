import type pg from 'pg';

/** A lock is asked for no longer than this: who works on the database meanwhile is held up no longer either. */
const lockPatienceMs = 300;
const mostTries = 200;

/** A deadlock, a lock that did not come, or a login that another database of the same server changes just now. */
const standsInTheWay = ({ code = '', message = '' }: { code?: string; message?: string }) =>
  ['40P01', '55P03'].includes(code) ||
  (code === 'XX000' && message === 'tuple concurrently updated');

/**
 * Does a change of the schema beside people who work: where their locks and ours are in each other's way, we give way
 * and begin again. The work must be whole or not done, as a transaction is.
 */
export async function givingWay<T>(
  client: pg.Client,
  work: () => Promise<T>,
  patienceMs: number = lockPatienceMs,
): Promise<T> {
  await client.query(`set lock_timeout = ${patienceMs}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      await client.query('rollback');
      if (!standsInTheWay(error as Error) || attempt >= mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 250));
    }
  }
}
