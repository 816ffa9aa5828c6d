import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { Database } from '../db/database.ts';
import { loginPassword } from '../db/roles.ts';
import { cronPattern, everyMinute, isDue, type NightlyJob } from './nightly-job.ts';

const schema = 'graphile_worker';

/**
 * Puts the queue into the database as its owner and lets the jobs login use it; the application
 * itself owns nothing. Safe to repeat. See docs/decisions/0005-nightly-jobs.md.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: silent });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query(`select pg_advisory_xact_lock(hashtext('vrijplaats jobs'))`);
    await owner.query(
      `grant usage on schema ${schema} to vp_jobs;
       grant select, insert, update, delete on all tables in schema ${schema} to vp_jobs;
       grant usage, select on all sequences in schema ${schema} to vp_jobs;
       grant execute on all functions in schema ${schema} to vp_jobs`,
    );
    await owner.query(`do $$ declare t text; begin
      for t in select c.relname from pg_class c where c.relnamespace = '${schema}'::regnamespace and c.relkind = 'r' loop
        execute format('alter table ${schema}.%I enable row level security', t);
        execute format('drop policy if exists vp_jobs_all on ${schema}.%I', t);
        execute format('create policy vp_jobs_all on ${schema}.%I to vp_jobs using (true) with check (true)', t);
      end loop; end $$`);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
}

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const silent = new Logger(() => () => {});

const loggerOf = (log: Log) =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error({}, message);
  });

function jobsUrl(url: string, roleSecret: string): string {
  const own = new URL(url);
  own.username = 'vp_jobs';
  own.password = loginPassword(roleSecret, 'vp_jobs');
  return own.toString();
}

/**
 * The worker's connections. Ours, not the library's: its pool stops listening before its connections are
 * closed, and one that the database ends in that moment would end the whole process.
 */
function jobsPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 4, application_name: 'vrijplaats jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Starts the worker that does the nightly jobs on their time, also those missed while it was down. */
export async function startJobs(options: {
  /** Connection of the owner: only its server and database are used. */
  url: string;
  roleSecret: string;
  db: Database;
  jobs: readonly NightlyJob[];
  timeZone: string;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const { db, jobs, timeZone, log } = options;
  const pool = jobsPool(jobsUrl(options.url, options.roleSecret));
  const runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 30_000,
    logger: loggerOf(log),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (payload: unknown) => {
          const due = (payload as { _cron?: { ts?: string } })._cron?.ts;
          if (due && !isDue(job, new Date(due), timeZone)) return;
          await job.run(db);
          if (job.at !== everyMinute) log.info({ job: job.name }, 'job done');
        },
      ]),
    ),
    parsedCronItems: parseCronItems(
      jobs.map((job) => ({
        task: job.name,
        match: cronPattern(job),
        identifier: job.name,
        options: { backfillPeriod: job.catchUpDays * 86_400_000, maxAttempts: 10 },
      })),
    ),
  });
  return {
    async stop() {
      await runner.stop().catch(() => {});
      await pool.end();
    },
  };
}
