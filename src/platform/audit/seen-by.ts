import type { Database } from '../db/database.ts';

/** A line of one account, as it stands in the log; its number is null until it is sealed. */
export interface SeenLine {
  number: number | null;
  line: string;
}

/** What one account read and wrote from one moment until another, first first. */
export async function seenBy(
  db: Database,
  asked: { account: string; from: string; until: string },
): Promise<SeenLine[]> {
  return db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<SeenLine>(
        `select l.number, e.line from audit.entry e left join audit.line l on l.entry_id = e.id
          where e.account = $1 and e.at >= $2 and e.at < $3 order by e.at, e.id`,
        [asked.account, asked.from, asked.until],
      ),
    { isolation: 'read committed' },
  );
}
