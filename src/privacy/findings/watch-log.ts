import type { Database } from '../../platform/db/database.ts';
import { addWorkingDays } from '../../region/index.ts';
import { findLooks, findRises } from './watch-rules.ts';
import { filesOfDay, keepFindings, risesOfDay } from './watch.queries.ts';

/** Working days in which a finding is answered. */
const days = 5;

/**
 * Holds one day of the log, and what moved on the list before proposals of that day, against the rules (threats 2 and 12).
 * What is found is a question for the privacy officer; nothing follows from it by itself. Safe to repeat.
 * @param day ISO day in Brussels; yesterday when absent
 * @returns how many findings are new
 */
export const watchLog = (db: Database, day?: string): Promise<number> =>
  db.as('vp_jobs', async (tx) => {
    const [asked] = await tx.rows<{ day: string; today: string }>(
      `select coalesce($1::date, platform.today() - 1)::text as day, platform.today()::text as today`,
      [day ?? null],
    );
    const found = [
      ...findLooks(await filesOfDay(tx, asked!.day)),
      ...findRises(await risesOfDay(tx, asked!.day)),
    ];
    return keepFindings(tx, { ...asked!, by: addWorkingDays(asked!.today, days) }, found);
  });
