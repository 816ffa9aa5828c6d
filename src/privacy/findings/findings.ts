import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import type { AnswerFinding, Finding, Findings } from '../contract.ts';

const slice = 'privacy';

const findingJson = `jsonb_build_object('id', f.id, 'kind', f.kind, 'day', f.on_day, 'account', f.account, 'name', f.account_name,
  'role', f.role_code, 'subjectKind', f.subject_kind, 'subjectId', f.subject_id, 'facts', f.facts, 'foundAt', f.found_at,
  'handleBy', f.handle_by, 'isMine', f.account = (select auth.my_person()),
  'steps', (select coalesce(jsonb_agg(jsonb_build_object('verdict', s.verdict, 'words', s.words, 'by', s.by_name, 'at', s.at) order by s.at), '[]')
     from privacy.finding_step s where s.finding_id = f.id))`;
const isAnswered = `exists (select 1 from privacy.finding_step s where s.finding_id = f.id and s.verdict in ('EXPLAINED', 'BREACH'))`;

/** What asks for an answer, the first due first, and what was answered lately. */
export async function findings(tx: Pick<Reader, 'rows'>): Promise<Findings> {
  const [row] = await tx.rows<{ list: Findings }>(
    `select jsonb_build_object('today', platform.today(),
       'open', (select coalesce(jsonb_agg(${findingJson} order by f.handle_by, f.found_at, f.id), '[]')
          from (select * from privacy.finding f where not ${isAnswered} order by f.handle_by, f.found_at limit 500) f),
       'answered', (select coalesce(jsonb_agg(${findingJson} order by f.found_at desc, f.id), '[]')
          from (select * from privacy.finding f where ${isAnswered} order by f.found_at desc limit 100) f)) as list`,
  );
  return row!.list;
}

/**
 * The privacy officer says what a finding was: explained, a breach, or that more is asked; or that the one who looked is told.
 * Nothing follows by itself. Throws `finding-by-another`, `finding-answered-once`, `not-found`.
 */
export async function answerFinding(
  tx: Writer,
  actor: Actor,
  { findingId, verdict, words }: AnswerFinding & { findingId: string },
): Promise<{ id: Finding['id'] }> {
  await recordEvent(tx, actor, {
    slice,
    kind: 'finding.answer',
    organisationId: null,
    subjectId: findingId,
    details: { verdict },
  });
  await tx.rows('select privacy.answer_finding($1, $2, $3)', [findingId, verdict, words]);
  return { id: findingId };
}
