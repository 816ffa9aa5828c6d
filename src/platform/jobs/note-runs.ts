import type { Database } from '../db/database.ts';
import type { NightlyJob } from './nightly-job.ts';

/** What is kept of a run beside its moment: counts and codes. */
export type RunFacts = Readonly<Record<string, number | string | null>>;

/** Puts down that something was done, or failed, in the one row of its name; for whoever keeps the machine. */
export async function noteRun(
  db: Database,
  name: string,
  done: boolean,
  facts: RunFacts | null = null,
): Promise<void> {
  await db.as(
    'vp_jobs',
    (tx) =>
      tx.prepared(
        'note run',
        `insert into platform.run as r (name, done_at, failed_at, facts)
         values ($1, case when $2 then clock_timestamp() end, case when not $2 then clock_timestamp() end, coalesce($3::jsonb, '{}'))
         on conflict (name) do update set done_at = coalesce(excluded.done_at, r.done_at),
           failed_at = coalesce(excluded.failed_at, r.failed_at), facts = coalesce($3::jsonb, r.facts)`,
        [name, done, facts === null ? null : JSON.stringify(facts)],
      ),
    { isolation: 'read committed' },
  );
}

/** The same jobs, each of which puts down when it was last done and when it last failed. */
export const noteRuns = (jobs: readonly NightlyJob[]): NightlyJob[] =>
  jobs.map((job) => ({
    ...job,
    async run(db) {
      try {
        await job.run(db);
      } catch (error) {
        await noteRun(db, job.name, false).catch(() => null);
        throw error;
      }
      await noteRun(db, job.name, true);
    },
  }));
