import type { Database } from '../platform/db/database.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';
import { unitsJson } from './unit-row.ts';

/**
 * The permission class of the live stream: readers of one class get the same frame. Null: this role
 * gets no stream at all, not even that there is one to refuse.
 */
export function streamClass(session: {
  role: ApplicationRole;
  organisationId: string | null;
}): string | null {
  if (session.role === 'AT' || session.role === 'AS' || session.role === 'CR') return 'all';
  if ((session.role === 'PI' || session.role === 'PC') && session.organisationId) {
    return `org:${session.organisationId}`;
  }
  return null;
}

/** The rows of the changed units, for everybody (`all`) and split by provider, as JSON texts. */
export async function changedUnits(
  db: Database,
  units: readonly string[],
  today: string,
): Promise<Map<string, string>> {
  const all = await db.as(
    'vp_jobs',
    (tx) => unitsJson(tx, { day: today, knownAt: null, today }, units),
    { isolation: 'read committed' },
  );
  const byClass = new Map<string, unknown[]>();
  for (const row of JSON.parse(all) as { providerId: string }[]) {
    const key = `org:${row.providerId}`;
    byClass.set(key, [...(byClass.get(key) ?? []), row]);
  }
  const frames = new Map([...byClass].map(([key, rows]) => [key, JSON.stringify(rows)]));
  frames.set('all', all);
  return frames;
}

/** The classes that see any of these units. */
export async function classesOfUnits(
  db: Database,
  units: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<{ provider: string }>(
        'select distinct provider_id as provider from capacity.care_unit where id = any ($1::uuid[])',
        [units],
      ),
    { isolation: 'read committed' },
  );
  return new Set(['all', ...rows.map(({ provider }) => `org:${provider}`)]);
}
