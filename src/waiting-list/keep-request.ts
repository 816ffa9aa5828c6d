import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import type { Done, LookAgain, SetApart, WriteNote } from './contract.ts';
import { insertNote, wordsOf } from './note.ts';
import { ownRequest, tell } from './waiting-list.queries.ts';

/** With whom, or where, a child may not be: the whole list as it shall be. Throws `apart-from-one`, `apart-from-another`. */
export async function setApart(
  tx: Writer,
  actor: Actor,
  { requestId, apart }: SetApart & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'request.apart', {
    subjectId: requestId,
    details: { count: apart.length },
  });
  await tx.rows(
    `delete from waiting_list.apart a where a.request_id = $1
        and not exists (select 1 from jsonb_to_recordset($2::jsonb) as n("otherRequestId" uuid, "otherRef" text, "unitId" uuid)
          where (n."otherRequestId", n."otherRef", n."unitId") is not distinct from (a.other_request_id, a.other_ref, a.unit_id))`,
    [requestId, JSON.stringify(apart)],
  );
  await tx.rows(
    `insert into waiting_list.apart (request_id, region_code, other_request_id, other_ref, unit_id)
     select distinct $1::uuid, $2, n."otherRequestId", n."otherRef", n."unitId"
       from jsonb_to_recordset($3::jsonb) as n("otherRequestId" uuid, "otherRef" text, "unitId" uuid)
      where not exists (select 1 from waiting_list.apart a where a.request_id = $1
        and (n."otherRequestId", n."otherRef", n."unitId") is not distinct from (a.other_request_id, a.other_ref, a.unit_id))`,
    [requestId, request.region, JSON.stringify(apart)],
  );
  return { id: requestId, eventId };
}

/** Words about a child: one note of each kind, its earlier wording stays in the history. */
export async function writeNote(
  tx: Writer,
  actor: Actor,
  { requestId, kind, words }: WriteNote & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'request.note', {
    subjectId: requestId,
    details: { kind },
  });
  const { personId, region } = request;
  const [known] = await tx.rows<{ id: string }>(
    `select id from waiting_list.note where request_id = $1 and kind = $2`,
    [requestId, kind],
  );
  if (!known)
    return { id: await insertNote(tx, { requestId, personId, region, kind, words }), eventId };
  await tx.rows(`update waiting_list.note set words = $2 where id = $1`, [
    known.id,
    await tx.seal(personId, wordsOf(known.id), words.trim()),
  ]);
  return { id: known.id, eventId };
}

/** Somebody looked at a request again, says what they found, and when to look next. Throws `review-in-past`. */
export async function lookAgain(
  tx: Writer,
  actor: Actor,
  { requestId, reviewOn, reason }: LookAgain & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (reviewOn !== null && reviewOn <= request.today) throw badRequest('review-in-past');
  const eventId = await tell(tx, actor, 'request.look-again', {
    subjectId: requestId,
    reason: reason.trim(),
    details: { reviewOn },
  });
  await tx.rows(`update waiting_list.request set review_on = $2 where id = $1`, [
    requestId,
    reviewOn,
  ]);
  return { id: requestId, eventId };
}

/**
 * Who asks becomes the first or the second worker of a request, or leaves it (R61, R207: at each moment it is clear
 * whose it is). Throws `two-owners-are-two`.
 */
export async function takeOwner(
  tx: Writer,
  actor: Actor,
  { requestId, as }: { requestId: string; as: 'FIRST' | 'SECOND' | 'NONE' },
): Promise<Done> {
  await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'request.owner', { subjectId: requestId, details: { as } });
  await tx.rows(
    `update waiting_list.request r set
       owner_id = case when $2 = 'FIRST' then me.id when r.owner_id = me.id then null else r.owner_id end,
       second_owner_id = case when $2 = 'SECOND' then me.id when r.second_owner_id = me.id then null else r.second_owner_id end
      from (select auth.my_person() as id) me where r.id = $1`,
    [requestId, as],
  );
  return { id: requestId, eventId };
}
