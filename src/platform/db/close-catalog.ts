import type pg from 'pg';

/**
 * Functions of the server that tell how much there is or that something happens, whoever asks: sizes,
 * statistics, locks, transaction and log counters, what other sessions do; and large objects, which any
 * login may make and own.
 */
const functions = `p.proname ~ '^(pg_stat_|pg_stat_get_|pg_relation_size|pg_total_relation_size|pg_table_size|pg_indexes_size|pg_database_size'
  '|pg_tablespace_size|pg_lock_status|pg_blocking_pids|pg_safe_snapshot_blocking_pids|pg_isolation_test_session_is_blocked'
  '|pg_current_wal_|pg_current_snapshot|pg_current_xact_id|pg_snapshot_|pg_export_snapshot|pg_xact_|pg_get_multixact_members|pg_get_multixact_stats'
  '|txid_|pg_last_committed_xact|pg_last_wal|pg_control_|pg_wal_|pg_walfile|pg_notification_queue_usage|pg_available_wal_summaries'
  '|pg_get_wal|pg_prepared_xact|pg_get_process_memory_contexts|lo_|loread$|lowrite$)'`;

const views = `c.relkind = 'v' and c.relname ~ '^(pg_stat_(?!s$)|pg_statio_|pg_locks|pg_prepared_xacts|pg_replication|pg_wait_events|pg_shmem|pg_buffercache|pg_aios)'`;

/** Columns of pg_class that hold counts. */
const counts = [
  'reltuples',
  'relpages',
  'relallvisible',
  'relallfrozen',
  'relfrozenxid',
  'relminmxid',
];

/**
 * Takes from everybody what the server's own catalogue tells about rows they may not see, and leaves it to
 * the owner. Only a superuser can: on a server of somebody else's this is for its administrator (README).
 * Safe to repeat; does nothing when it was done.
 */
export async function closeCatalog(superuser: pg.Client, owner: string): Promise<void> {
  const name = superuser.escapeIdentifier(owner);
  const open = await superuser.query(
    `select has_function_privilege('public', 'pg_stat_get_live_tuples(oid)', 'execute') as yes`,
  );
  if (!open.rows[0].yes) return;
  await superuser.query('begin');
  await superuser.query(`do $do$ declare f record; begin
    for f in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and ${functions}
      and exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
    loop
      execute format('revoke execute on function %s from public', f.name);
      execute format('grant execute on function %s to ${name} with grant option', f.name);
    end loop;
    for f in select c.oid::regclass as name from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace and ${views} loop
      execute format('revoke select on %s from public', f.name);
      execute format('grant select on %s to ${name} with grant option', f.name);
    end loop; end $do$`);
  const columns = await superuser.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = 'pg_class'::regclass and attnum > 0 and not attisdropped and attname <> all ($1)`,
    [counts],
  );
  await superuser.query(`revoke select on pg_class from public`);
  await superuser.query(`grant select (${columns.rows[0]!.names}) on pg_class to public`);
  await superuser.query(`grant select on pg_class to ${name}`);
  await superuser.query('commit');
}
