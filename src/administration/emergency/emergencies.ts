import type { Reader, Writer } from '../../platform/db/database.ts';
import type { Emergencies, ReviewEmergency } from './contract.ts';

const readingJson = `jsonb_build_object('id', a.id, 'by', a.person_name, 'role', a.role_code, 'region', a.region_code, 'kind', a.kind,
  'reason', a.reason, 'words', a.words, 'openedAt', a.opened_at, 'endsAt', a.ends_at, 'isOpen', a.ends_at > transaction_timestamp(),
  'reviewBy', a.review_by, 'verdict', a.verdict, 'reviewWords', a.review_words, 'reviewedBy', a.reviewed_by_name,
  'reviewedAt', a.reviewed_at, 'isMine', a.person_id = (select auth.my_person()))`;

/** Readings in an emergency, of every slice: what waits for review, the oldest first, and what was reviewed lately. One query. */
export async function emergencies(tx: Pick<Reader, 'rows'>): Promise<Emergencies> {
  const [row] = await tx.rows<{ list: Emergencies }>(
    `select jsonb_build_object('today', platform.today(),
       'waiting', (select coalesce(jsonb_agg(${readingJson} order by a.opened_at, a.id), '[]')
          from auth.emergency_access a where a.verdict is null),
       'reviewed', (select coalesce(jsonb_agg(${readingJson} order by a.reviewed_at desc, a.id), '[]')
          from (select * from auth.emergency_access r where r.reviewed_at > transaction_timestamp() - interval '90 days'
                 order by r.reviewed_at desc limit 200) a)) as list`,
  );
  return row!.list;
}

/**
 * A second pair of eyes confirms a reading or questions it, once; never who read. Throws `emergency-review-by-another`,
 * `emergency-reviewed-once`, `emergency-question-says-what`, `not-found`.
 */
export async function reviewEmergency(
  tx: Writer,
  { accessId, verdict, words }: ReviewEmergency & { accessId: string },
): Promise<{ id: string }> {
  await tx.rows('select auth.review_emergency($1, $2, $3)', [accessId, verdict, words ?? null]);
  return { id: accessId };
}
