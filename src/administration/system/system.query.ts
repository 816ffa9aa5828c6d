import type { Reader } from '../../platform/db/database.ts';
import type { SystemState } from './contract.ts';

const signing = 'sign-roots';
const verifying = 'verify-log';

/** Whether the program does what it should: the log and its roots, jobs, what was put away. One query, no content. */
export async function systemState(tx: Pick<Reader, 'rows'>): Promise<SystemState> {
  const [row] = await tx.rows<{ state: SystemState }>(
    `with runs as materialized (select * from platform.runs())
     select jsonb_build_object('now', clock_timestamp(),
       'log', (select jsonb_build_object('lines', s.lines, 'lastAt', s.last_at, 'unsealed', s.unsealed,
           'signedAt', g.done_at, 'signedTo', g.facts->'last', 'root', g.facts->'root',
           'verifiedAt', greatest(v.done_at, v.failed_at), 'verifiedLines', v.facts->'lines', 'problems', v.facts->'problems')
          from audit.state() s left join runs g on g.name = $1 left join runs v on v.name = $2),
       'jobs', (select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'doneAt', r.done_at, 'failedAt', r.failed_at) order by r.name), '[]')
          from runs r where r.name <> $2),
       'backup', (select jsonb_build_object('archiving', b.archiving, 'putAwayAt', b.put_away_at, 'failedAt', b.failed_at)
          from platform.put_away() b)) as state`,
    [signing, verifying],
  );
  return row!.state;
}
