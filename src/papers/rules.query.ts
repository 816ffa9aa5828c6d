import type { Database } from '../platform/db/database.ts';

/** Rules of the order that hold or held: published, whoever asks. */
export interface PublicRules {
  version: string;
  title: string;
  source: string;
  /** ISO days; until null = still. */
  from: string;
  until: string | null;
  bands: { code: string; conditions: number; secondWorker: string; reviewDays: number }[];
  lanes: { code: string; percent: number }[];
  seed: string;
}

/**
 * All rules that were approved, the last first. Who has no account reads them too: it is the jobs' login that asks, by a
 * statement that nobody can put anything into.
 */
export const publicRules = (db: Database): Promise<PublicRules[]> =>
  db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<PublicRules>(
        `select s.version, s.title, s.source, lower(s.in_force)::text as "from", upper(s.in_force)::text as until,
           s.content ->> 'seed' as seed,
           (select jsonb_agg(jsonb_build_object('code', b ->> 'code', 'conditions', jsonb_array_length(b -> 'when'),
              'secondWorker', b ->> 'secondWorker', 'reviewDays', (b ->> 'reviewDays')::int) order by n)
              from jsonb_array_elements(s.content -> 'bands') with ordinality as x (b, n)) as bands,
           (select coalesce(jsonb_agg(jsonb_build_object('code', l ->> 'code', 'percent', (l ->> 'percent')::numeric)), '[]')
              from jsonb_array_elements(s.content -> 'lanes') as l) as lanes
         from waiting_list.rule_set s where s.approved_at is not null and s.in_force is not null
         order by lower(s.in_force) desc, s.version desc`,
      ),
    { isolation: 'read committed' },
  );
