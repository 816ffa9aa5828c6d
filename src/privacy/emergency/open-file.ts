import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import { sealedCell } from '../../platform/vault/cells.ts';
import type { Opened, OpenInEmergency } from '../contract.ts';

/**
 * The privacy officer opens a file for an hour: who the children are, and what was said of them (safeguards 8, rule 7). The
 * supervisors and the other privacy officers are told at once, and another reviews it. Throws `not-found`.
 */
export async function openFile(
  tx: Writer,
  actor: Actor,
  input: OpenInEmergency & { kind: 'request' | 'crisis-request'; fileId: string },
): Promise<{ id: string }> {
  await recordEvent(tx, actor, {
    slice: 'privacy',
    kind: 'emergency.open',
    organisationId: null,
    subjectId: input.fileId,
    details: { reason: input.reason },
  });
  const opening = input.kind === 'request' ? 'waiting_list' : 'crisis';
  const [made] = await tx.rows<{ id: string }>(
    `select ${opening}.open_in_emergency($1, $2, $3) as id`,
    [input.fileId, input.reason, input.words],
  );
  return made!;
}

/** Who is done reading closes it before the hour is over. Throws `not-found`. */
export async function closeFile(
  tx: Writer,
  actor: Actor,
  { accessId }: { accessId: string },
): Promise<{ id: string }> {
  await recordEvent(tx, actor, {
    slice: 'privacy',
    kind: 'emergency.close',
    organisationId: null,
    subjectId: accessId,
  });
  await tx.rows('select auth.close_emergency($1)', [accessId]);
  return { id: accessId };
}

const clearWho = `jsonb_build_object('givenName', i.given_name, 'familyName', i.family_name, 'birthDate', i.birth_date)`;
/** Sealed on the list (docs/decisions/0041-sealed-columns.md); the handle opens what the wall lets through. */
const sealedWho = `case when i.sealed is not null then ${sealedCell('waiting_list.identity.sealed', 'i.id', 'i.sealed', { givenName: 'given_name', familyName: 'family_name', birthDate: 'birth_date' })} else ${clearWho} end`;
const sealedWords = `case when w.words like 's1.%' then ${sealedCell('waiting_list.note.words', 'w.id', 'w.words')} else to_jsonb(w.words) end`;

/** What one has open now, with what the wall shows of it while it is open. */
export async function openedFiles(tx: Pick<Reader, 'rows'>): Promise<Opened> {
  const rows = await tx.rows<{ row: Opened['rows'][number] }>(
    `select jsonb_build_object('id', a.id, 'kind', a.kind, 'fileId', a.subject_id, 'endsAt', a.ends_at,
       'children', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'who', c.who) order by c.id), '[]')
          from (select i.id, ${sealedWho} as who from waiting_list.identity i where i.id = any (a.subjects)
                union all select i.id, ${clearWho} from crisis.identity i where i.id = any (a.subjects)) c),
       'words', (select coalesce(jsonb_agg(n.words order by n.id), '[]')
          from (select w.id, ${sealedWords} as words from waiting_list.note w where w.request_id = any (a.subjects)
                union all select k.id, to_jsonb(k.words) from crisis.note k where k.request_id = any (a.subjects)) n)) as row
       from auth.emergency_access a
      where a.person_id = (select auth.my_person()) and a.role_code = 'PO' and a.ends_at > transaction_timestamp()
      order by a.ends_at limit 20`,
  );
  return { rows: rows.map(({ row }) => row) };
}
