import type { Database } from '../db/database.ts';
import type { SeenLine } from './seen-by.ts';

/**
 * The lines about one file, last first; it is known by its ids: a person, its requests, its cases. A line stands here within
 * some seconds of its look. A function with the owner's rights asks `audit.looks_at` for the same.
 * @param asked.before ISO moment: only what came earlier, for the next page
 */
export const looksAt = (
  db: Database,
  asked: { ids: readonly string[]; before?: string; most: number },
): Promise<SeenLine[]> =>
  db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<SeenLine>('select number, line from audit.looks_at($1, $2, $3)', [
        asked.ids,
        asked.before ?? null,
        asked.most,
      ]),
    { isolation: 'read committed' },
  );
