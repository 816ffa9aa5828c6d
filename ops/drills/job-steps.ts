import type { Database } from '../../src/platform/db/database.ts';
import type { NightlyJob } from '../../src/platform/jobs/nightly-job.ts';

/**
 * The steps of a job between which it may be killed. The job takes what is due, has an effect for each, and marks
 * it as done; `safe` in one transaction, as ours do; `naive` in two, which is the control.
 */
export const steps = ['before', 'taken', 'effect', 'marked', 'committed'] as const;
export type Step = (typeof steps)[number];
export type Manner = 'safe' | 'naive';

export const drillTask = 'drill-effect';

/** Tables of the drill, made by the owner. */
export const drillTables = `
  create schema if not exists drill;
  create table if not exists drill.item (id bigint generated always as identity primary key, done_at timestamptz);
  create table if not exists drill.effect (id bigint generated always as identity primary key, item_id bigint not null, at timestamptz not null default clock_timestamp());
  grant usage on schema drill to vp_jobs;
  grant select, insert, update on all tables in schema drill to vp_jobs;
  grant usage on all sequences in schema drill to vp_jobs`;

type Tx = { rows<Row extends object>(text: string, values?: unknown[]): Promise<Row[]> };

const take = (tx: Tx) =>
  tx.rows<{ id: number }>('select id from drill.item where done_at is null order by id for update');
const act = (tx: Tx, ids: number[]) =>
  tx.rows('insert into drill.effect (item_id) select unnest($1::bigint[])', [ids]);
const mark = (tx: Tx, ids: number[]) =>
  tx.rows('update drill.item set done_at = clock_timestamp() where id = any($1)', [ids]);

/** @param reached is told which step was reached; it may never come back */
export function drillJob(manner: Manner, reached: (step: Step) => void): NightlyJob {
  const safe = async (db: Database) => {
    await db.as('vp_jobs', async (tx) => {
      const ids = (await take(tx)).map(({ id }) => id);
      reached('taken');
      await act(tx, ids);
      reached('effect');
      await mark(tx, ids);
      reached('marked');
    });
  };
  const naive = async (db: Database) => {
    const ids = await db.as('vp_jobs', async (tx) => {
      const found = (await take(tx)).map(({ id }) => id);
      reached('taken');
      await act(tx, found);
      return found;
    });
    reached('effect');
    await db.as('vp_jobs', (tx) => mark(tx, ids));
    reached('marked');
  };
  return {
    name: drillTask,
    at: '00:05',
    catchUpDays: 0,
    async run(db) {
      reached('before');
      await (manner === 'safe' ? safe : naive)(db);
      reached('committed');
    },
  };
}
