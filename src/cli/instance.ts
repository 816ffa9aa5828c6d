import pg from 'pg';
import { isOwnSchema, queueSchema } from '../platform/db/own-schemas.ts';
import { StartProblem } from '../platform/errors.ts';

/** What kind of installation a database holds. */
export interface Instance {
  /** Number of the installation. */
  id: string;
  mode: 'live' | 'demo' | 'test';
  timeZone: string;
  /** True when nobody has put anything in. */
  empty: boolean;
}

/** Runs work on one connection of the owner. */
async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url, application_name: 'vrijplaats owner' });
  owner.on('error', () => {});
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}

/** Reads the installation's record. */
export async function readInstance(url: string): Promise<Instance> {
  return asOwner(url, async (owner) => {
    const { rows } = await owner.query<{
      id: string;
      mode: Instance['mode'];
      zone: string;
      empty: boolean;
    }>(
      `select id, mode, time_zone as zone, not exists (select from auth.organisation) as empty from platform.instance`,
    );
    const [row] = rows;
    if (!row)
      throw new StartProblem('The database is damaged: its record of the installation is missing.');
    return { id: row.id, mode: row.mode, timeZone: row.zone, empty: row.empty };
  });
}

/** From now on this database holds a demo. */
export async function markDemo(url: string): Promise<void> {
  await asOwner(url, (owner) =>
    owner.query(`update platform.instance set mode = 'demo' where mode <> 'demo'`),
  );
}

/**
 * Takes everything out of a demo's database, so that it can be made anew; also when a newer or an older
 * program made it. Never touches other data.
 * @throws StartProblem for a database that holds other data
 */
export async function resetDemo(url: string): Promise<void> {
  const isMade = await asOwner(
    url,
    async (owner) =>
      (await owner.query(`select to_regclass('platform.instance') is not null as there`)).rows[0]
        .there as boolean,
  );
  if (!isMade) return;
  const instance = await readInstance(url);
  if (instance.mode !== 'demo' && !instance.empty) throw liveDataProblem();
  await asOwner(url, async (owner) => {
    await owner.query('begin');
    const { rows } = await owner.query<{ name: string }>(
      `select quote_ident(nspname) as name from pg_namespace where nspname = '${queueSchema}' or ${isOwnSchema('nspname')}`,
    );
    if (rows.length > 0)
      await owner.query(`drop schema ${rows.map(({ name }) => name).join(', ')} cascade`);
    await owner.query('drop table if exists public.pgmigrations, public.wall_in_force');
    await owner.query('commit');
  });
}

export const liveDataProblem = () =>
  new StartProblem(
    'This database holds data that are not the demo’s. Give the demo a data folder of its own with VRIJPLAATS_DATA.',
  );
