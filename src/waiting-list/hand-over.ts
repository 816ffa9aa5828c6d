import type { Actor } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { badRequest, conflict, forbidden, notFound } from '../platform/errors.ts';
import type { AnswerHandOver, AskHandOver, Done } from './contract.ts';
import { myRegion, ownRequest, tell } from './waiting-list.queries.ts';

/** States in which there is nothing to hand over, or a place is asked for the child. */
const notNow = new Set(['PROPOSED', 'ALLOCATED', 'STARTED', 'CLOSED', 'CANCELLED', 'DECEASED']);

/** Of who waits together, the first for whom a place is asked: a whole group goes, or nobody. */
async function stateOfGroup(tx: Pick<Reader, 'rows'>, personId: string): Promise<string | null> {
  const [found] = await tx.rows<{ state: string }>(
    `select r.state from waiting_list.person p
       join waiting_list.person q on q.id = p.id or q.group_id = p.group_id
       join waiting_list.request r on r.person_id = q.id
      where p.id = $1 and r.state in ('PROPOSED', 'ALLOCATED') limit 1`,
    [personId],
  );
  return found?.state ?? null;
}

/**
 * The access team asks another region to take a child over, with brothers and sisters who wait with it. Nothing moves
 * until the other accepts. Throws `request-not-found`, `request-of-other-region`, `hand-over-to-another`,
 * `hand-over-not-now` with the state, `hand-over-open-once`.
 */
export async function askHandOver(
  tx: Writer,
  actor: Actor,
  { requestId, toRegion, reason }: AskHandOver & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (toRegion === request.region) throw badRequest('hand-over-to-another');
  if (notNow.has(request.state)) throw conflict('hand-over-not-now', { state: request.state });
  const asked = await stateOfGroup(tx, request.personId);
  if (asked) throw conflict('hand-over-with-proposal', { state: asked });
  const eventId = await tell(tx, actor, 'request.hand-over', {
    subjectId: requestId,
    details: { from: request.region, to: toRegion, reason },
  });
  await tx.rows(
    `insert into waiting_list.hand_over (request_id, person_id, region_code, to_region_code, reason_code)
     values ($1, $2, $3, $4, $5)`,
    [requestId, request.personId, request.region, toRegion, reason],
  );
  return { id: requestId, eventId };
}

interface Asked {
  id: string;
  from: string;
  to: string;
  personId: string;
  requestId: string;
}

/** @throws Failure hand-over-not-found */
async function openOne(tx: Writer, handOverId: string): Promise<Asked> {
  const [found] = await tx.rows<Asked & { state: string }>(
    `select id, region_code as "from", to_region_code as "to", person_id as "personId", request_id as "requestId", state
       from waiting_list.hand_over where id = $1`,
    [handOverId],
  );
  if (!found) throw notFound('hand-over-not-found');
  if (found.state !== 'ASKED') throw conflict('hand-over-is-answered', { state: found.state });
  return found;
}

/** The region that asked takes it back. Throws `hand-over-not-found`, `hand-over-is-answered`, `hand-over-of-other-region`. */
export async function withdrawHandOver(
  tx: Writer,
  actor: Actor,
  { handOverId }: { handOverId: string },
): Promise<Done> {
  const asked = await openOne(tx, handOverId);
  if ((await myRegion(tx)) !== asked.from) throw forbidden('hand-over-of-other-region');
  const eventId = await tell(tx, actor, 'request.hand-over-withdraw', {
    subjectId: asked.requestId,
    details: { from: asked.from, to: asked.to },
  });
  await tx.rows(`update waiting_list.hand_over set state = 'WITHDRAWN' where id = $1`, [asked.id]);
  return { id: asked.requestId, eventId };
}

/**
 * The region that is asked answers. Accepted, the child and who waits with it are its own from now, with all that is
 * known of them; since when they wait, the draw and their urgency stand. Throws `hand-over-not-found`,
 * `hand-over-is-answered`, `hand-over-of-other-region`, `hand-over-with-proposal`, `file-number-once`.
 */
export async function answerHandOver(
  tx: Writer,
  actor: Actor,
  { handOverId, accept, reason }: AnswerHandOver & { handOverId: string },
): Promise<Done> {
  const asked = await openOne(tx, handOverId);
  if ((await myRegion(tx)) !== asked.to) throw forbidden('hand-over-of-other-region');
  if (!accept && !reason) throw badRequest('hand-over-refused-says-why');
  const proposed = accept ? await stateOfGroup(tx, asked.personId) : null;
  if (proposed) throw conflict('hand-over-with-proposal', { state: proposed });
  const eventId = await tell(tx, actor, `request.hand-over-${accept ? 'accept' : 'refuse'}`, {
    subjectId: asked.requestId,
    details: { from: asked.from, to: asked.to, ...(reason && { reason }) },
  });
  await tx.rows(`select waiting_list.answer_hand_over($1, $2, $3)`, [
    asked.id,
    accept,
    accept ? null : reason,
  ]);
  return { id: asked.requestId, eventId };
}
