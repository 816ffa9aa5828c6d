import pg from 'pg';
import { Failure } from '../errors.ts';

/** From this part of the log's volume on nothing large is begun: what is left is for small, urgent writes. */
const fullFrom = 0.85;
const askEveryMs = 2_000;

/** Whether the volume of the log of changes (`pg_wal`) has room for a write of many rows. */
export interface LogRoom {
  /** @throws Failure unavailable log-nearly-full */
  require(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Looks how full `pg_wal` is, at most every two seconds. Refuses nobody where the size of the volume is not told, or
 * where the owner may not see what is in it (role `pg_monitor`).
 * @param volumeBytes size of the volume; null = not told
 */
export function openLogRoom(ownerUrl: string, volumeBytes: number | null): LogRoom {
  if (volumeBytes === null) return { require: async () => {}, close: async () => {} };
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    application_name: 'vrijplaats log room',
    connectionTimeoutMillis: 2_000,
    query_timeout: 3_000,
  });
  pool.on('error', () => {});
  const look = () =>
    pool
      .query<{ bytes: string }>('select coalesce(sum(size), 0) as bytes from pg_ls_waldir()')
      .then(({ rows }) => Number(rows[0]!.bytes) / volumeBytes)
      .catch(() => 0);
  let asked: { at: number; share: Promise<number> } | null = null;
  return {
    async require() {
      if (!asked || performance.now() - asked.at > askEveryMs)
        asked = { at: performance.now(), share: look() };
      if ((await asked.share) >= fullFrom)
        throw new Failure('unavailable', 'log-nearly-full', { seconds: 60 });
    },
    close: () => pool.end(),
  };
}
