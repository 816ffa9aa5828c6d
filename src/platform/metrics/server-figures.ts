import pg from 'pg';

/** What the database's own server tells its owner. */
export interface ServerFigures {
  standbys: readonly { name: string; state: string; lagBytes: number | null }[];
  /** False where writes are acknowledged by one server alone. */
  synchronous: boolean;
  /** Size of the log of changes; null where the owner may not see it (role pg_monitor). */
  walBytes: number | null;
  /** Segments that could not be archived, since the server's statistics began; null where nothing is archived. */
  archiveFailed: number | null;
  /** Since the last segment was archived, in seconds. */
  archiveAgeSeconds: number | null;
  connections: number;
  /** Jobs that are due and wait, jobs that gave up, and the age of the oldest that is due, in seconds. */
  jobs: { due: number; failed: number; oldestSeconds: number };
  /** Looks without a number yet, and the age of the oldest, in seconds. */
  audit: { unsealed: number; oldestSeconds: number };
}

const statement = `
  select
    coalesce((select json_agg(json_build_object('name', application_name, 'state', coalesce(sync_state, 'unknown'),
      'lagBytes', pg_wal_lsn_diff(case when pg_is_in_recovery() then null else pg_current_wal_lsn() end, replay_lsn)))
      from pg_stat_replication), '[]') as standbys,
    current_setting('synchronous_standby_names') <> '' as synchronous,
    (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
    (select case when current_setting('archive_mode') = 'off' then null else failed_count end from pg_stat_archiver)::int as "archiveFailed",
    (select extract(epoch from clock_timestamp() - last_archived_time)::float8 from pg_stat_archiver) as "archiveAgeSeconds",
    (select json_build_object('due', count(*) filter (where attempts < max_attempts and run_at <= now() and locked_at is null),
        'failed', count(*) filter (where attempts >= max_attempts),
        'oldestSeconds', coalesce(extract(epoch from now() - min(run_at) filter (where attempts < max_attempts and run_at <= now())), 0))
       from graphile_worker._private_jobs) as jobs,
    (select json_build_object('unsealed', count(*), 'oldestSeconds', coalesce(extract(epoch from clock_timestamp() - min(at)), 0))
       from audit.entry where id > coalesce((select entry_id from audit.line order by number desc limit 1), 0)) as audit`;

/** Asks the server as the owner of the database, over one connection that is kept. */
export function openServerFigures(ownerUrl: string): {
  /** Null while the server does not answer. */
  ask(): Promise<ServerFigures | null>;
  close(): Promise<void>;
} {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    application_name: 'vrijplaats metrics',
    connectionTimeoutMillis: 2_000,
    query_timeout: 3_000,
  });
  pool.on('error', () => {});
  return {
    async ask() {
      try {
        const { rows } = await pool.query<ServerFigures>(statement);
        const wal = await pool
          .query<{ bytes: string }>('select coalesce(sum(size), 0) as bytes from pg_ls_waldir()')
          .catch(() => null);
        return { ...rows[0]!, walBytes: wal === null ? null : Number(wal.rows[0]!.bytes) };
      } catch {
        return null;
      }
    },
    close: () => pool.end(),
  };
}
