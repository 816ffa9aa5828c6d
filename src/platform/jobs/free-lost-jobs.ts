import type pg from 'pg';

/** Each worker that lives holds a lock under its name; who holds none is gone. */
const lockOf = `hashtext('vrijplaats worker'), hashtext($1)`;

/**
 * Gives the jobs of workers that were killed back to the queue. The queue itself waits four hours, as it cannot
 * know who is gone; here the database knows: a lock goes with the connection of who held it.
 */
export async function freeLostJobs(client: pg.ClientBase, mine: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct locked_by as name from graphile_worker._private_jobs
      where locked_by is not null and locked_by <> $1`,
    [mine],
  );
  const freed: string[] = [];
  for (const { name } of rows) {
    const { rows: got } = await client.query<{ gone: boolean }>(
      `select pg_try_advisory_lock(${lockOf}) as gone`,
      [name],
    );
    if (!got[0]!.gone) continue;
    await client.query('select graphile_worker.force_unlock_workers(array[$1])', [name]);
    await client.query(`select pg_advisory_unlock(${lockOf})`, [name]);
    freed.push(name);
  }
  return freed;
}

/**
 * Says that a worker lives, for as long as the connection holds, and frees the jobs of those that do not.
 * @param connect makes a connection of its own, which this ends
 */
export function keepAlive(options: {
  worker: string;
  connect: () => Promise<pg.Client>;
  everyMs?: number;
  log: { error(fields: object, message: string): void };
}): { stop(): Promise<void> } {
  const { worker, connect, log, everyMs = 15_000 } = options;
  let client: pg.Client | null = null;
  const lose = async () => {
    const lost = client;
    client = null;
    await lost?.end().catch(() => {});
  };
  const turn = async () => {
    try {
      if (!client) {
        client = await connect();
        await client.query(`select pg_advisory_lock(${lockOf})`, [worker]);
        // Who lost the connection as well takes the lock again first: nobody is taken for dead in the same turn.
        return;
      }
      const freed = await freeLostJobs(client, worker);
      if (freed.length > 0) log.error({ workers: freed }, 'jobs of a worker that is gone are free');
    } catch {
      await lose();
    }
  };
  let turns = turn();
  const timer = setInterval(() => (turns = turns.then(turn)), everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await turns;
      await lose();
    },
  };
}
