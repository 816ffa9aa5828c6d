import { expect, test, vi } from 'vitest';
import { watchClocks } from './clock-watch.ts';
import type { Database } from './db/database.ts';

/** A database whose clock runs with ours, set by so much. */
function databaseWithClock() {
  let set = 0;
  const db = {
    as: async (_login: string, work: (tx: unknown) => Promise<unknown>) =>
      work({ rows: async () => [{ ms: performance.timeOrigin + performance.now() + set }] }),
  } as unknown as Database;
  return { db, setBy: (ms: number) => (set += ms) };
}

test('tells once that the clock of the database was set, and says nothing while it runs', async () => {
  const { db, setBy } = databaseWithClock();
  const told: object[] = [];
  const watch = watchClocks({ db, everyMs: 5, log: { error: (fields) => told.push(fields) } });
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(told).toEqual([]);
  setBy(-3_600_000);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  setBy(25 * 3_600_000);
  await vi.waitFor(() => expect(told).toHaveLength(2));
  await watch.stop();
  expect(told).toEqual([
    { whose: 'database', seconds: -3_600 },
    { whose: 'database', seconds: 90_000 },
  ]);
  expect(watch.jumps()).toEqual({ program: 0, database: 2 });
});
