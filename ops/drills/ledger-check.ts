import type pg from 'pg';
import type { Ledger } from './writers.ts';

/** What the writers of a drill keep is found by this page. */
export const drillPage = '/oefening';

/** Every name that stands, as often as it stands. */
export async function keptNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from saved_search.search where page = $1',
    [drillPage],
  );
  return rows.map(({ name }) => name);
}

/** Looks up all that was acknowledged; ends the client. */
export async function compareLedger(
  ledger: Pick<Ledger, 'acknowledged'>,
  client: pg.Client,
): Promise<{ lost: number; twice: number }> {
  const found = await keptNames(client);
  await client.end();
  const there = new Set(found);
  return {
    lost: ledger.acknowledged.filter(({ name }) => !there.has(name)).length,
    twice: found.length - there.size,
  };
}
