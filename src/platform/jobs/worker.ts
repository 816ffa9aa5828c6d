import { Logger, parseCronItems, run, runMigrations } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Database } from '../db/database.ts';
import { loginPassword } from '../db/roles.ts';
import { keepAlive } from './free-lost-jobs.ts';
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
      -- Only what is missing: workers of another process may be at these tables now.
      for t in select c.relname from pg_class c where c.relnamespace = '${schema}'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'vp_jobs_all') loop
        execute format('alter table ${schema}.%I enable row level security', t);
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

/** Begins with each worker that the queue names; `stop` ends them all. */
function whenNamed(
  events: EventEmitter,
  begin: (worker: string) => { stop(): Promise<void> },
): { stop(): Promise<void> } {
  const begun: { stop(): Promise<void> }[] = [];
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) =>
    begun.push(begin(worker.workerId)),
  );
  return {
    async stop() {
      await Promise.all(begun.map((each) => each.stop()));
    },
  };
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
  /** How often the jobs of workers that are gone are looked for, in milliseconds; the usual where absent. */
  freeEveryMs?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { db, jobs, timeZone, log } = options;
  const connectionString = jobsUrl(options.url, options.roleSecret);
  const pool = jobsPool(connectionString);
  const events = new EventEmitter();
  const alive = whenNamed(events, (worker) =>
    keepAlive({
      worker,
      log,
      ...(options.freeEveryMs !== undefined && { everyMs: options.freeEveryMs }),
      async connect() {
        const client = new pg.Client({
          connectionString,
          application_name: 'vrijplaats worker lives',
          keepAlive: true,
        });
        client.on('error', () => {});
        await client.connect();
        return client;
      },
    }),
  );
  const runner = await run({
    pgPool: pool,
    events,
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
      await alive.stop();
      await pool.end();
    },
  };
}
