import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, conflict } from '../platform/errors.ts';
import { hoursAfter } from './clocks.ts';
import type { AddNote, CloseConsult, Done, LinkRepeat, Mark, StartDispatch } from './contract.ts';
import { ownRequest, tell, termsOf, writeNote } from './crisis.queries.ts';
import { type CrisisState, isClosed, mayStep } from './request-state.ts';

/** @throws Failure crisis-step-not-allowed */
export function refuseStep(from: CrisisState, to: CrisisState): void {
  if (!mayStep(from, to)) throw conflict('crisis-step-not-allowed', { from, to });
}

/** A consult is closed, in principle the same day (background 5.2). Throws `crisis-step-not-allowed`. */
export async function closeConsult(
  tx: Writer,
  actor: Actor,
  { requestId, words }: CloseConsult & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  refuseStep(request.state, 'CONSULT_CLOSED');
  const eventId = await tell(tx, actor, 'consult.close', { subjectId: requestId });
  if (words) await writeNote(tx, { region: request.region, requestId, kind: 'CONSULT', words });
  await moveAll(tx, request, 'CONSULT_CLOSED');
  return { id: requestId, eventId };
}

/** All minors take the step, and the request itself where it has none. */
async function moveAll(
  tx: Writer,
  request: { id: string; minors: number },
  to: CrisisState,
): Promise<void> {
  if (request.minors > 0)
    await tx.rows(
      `update crisis.minor set state = $2 where request_id = $1 and closed_at is null and state <> $2`,
      [request.id, to],
    );
  else await tx.rows(`update crisis.request set state = $2 where id = $1`, [request.id, to]);
}

/**
 * A consult needs a search after all. Throws `crisis-step-not-allowed`, `dispatch-has-a-minor`, `search-needs-agreement`.
 */
export async function startDispatch(
  tx: Writer,
  actor: Actor,
  { requestId, wanted, agreement }: StartDispatch & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  refuseStep(request.state, 'DISPATCHING');
  if (request.minors === 0) throw badRequest('dispatch-has-a-minor');
  if (agreement === 'NO') throw badRequest('search-needs-agreement');
  const eventId = await tell(tx, actor, 'dispatch.start', {
    subjectId: requestId,
    details: { wanted, agreement },
  });
  await tx.rows(`update crisis.request set kind = 'DISPATCH', wanted = $2 where id = $1`, [
    requestId,
    wanted,
  ]);
  await writeAgreement(tx, request, agreement);
  await moveAll(tx, request, 'DISPATCHING');
  return { id: requestId, eventId };
}

/** Unclear starts the clock once; said to be unclear again, it runs on. */
async function writeAgreement(
  tx: Writer,
  request: { id: string; region: string; now: Date },
  agreement: string,
): Promise<void> {
  const { agreement: hours } = await termsOf(tx, request.region);
  await tx.rows(
    `update crisis.request set agreement = $2,
            agreement_due_at = case when $2 = 'UNCLEAR' then coalesce(agreement_due_at, $3) else agreement_due_at end
      where id = $1`,
    [request.id, agreement, hoursAfter(request.now, hours)],
  );
}

/** What the client and the parents say, or a judge orders. Throws `crisis-is-closed`. */
export async function setAgreement(
  tx: Writer,
  actor: Actor,
  { requestId, agreement }: { requestId: string; agreement: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (isClosed(request.state)) throw conflict('crisis-is-closed');
  const eventId = await tell(tx, actor, 'request.agreement', {
    subjectId: requestId,
    details: { agreement },
  });
  await writeAgreement(tx, request, agreement);
  return { id: requestId, eventId };
}

/** The same case as an earlier request. Throws `repeat-of-an-earlier`, `crisis-not-found`. */
export async function linkRepeat(
  tx: Writer,
  actor: Actor,
  { requestId, repeatOf }: LinkRepeat & { requestId: string },
): Promise<Done> {
  await ownRequest(tx, requestId);
  await ownRequest(tx, repeatOf);
  const eventId = await tell(tx, actor, 'request.link', {
    subjectId: requestId,
    details: { repeatOf },
  });
  await tx.rows(`update crisis.request set repeat_of = $2 where id = $1`, [requestId, repeatOf]);
  return { id: requestId, eventId };
}

/** A long-term need, accelerated allocation, how unsafe: marks that change while the case runs. */
export async function markRequest(
  tx: Writer,
  actor: Actor,
  { requestId, ...mark }: Mark & { requestId: string },
): Promise<Done> {
  await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'request.mark', { subjectId: requestId, details: mark });
  await tx.rows(
    `update crisis.request set long_term = coalesce($2, long_term), accelerated = coalesce($3, accelerated),
            unsafety = coalesce($4, unsafety) where id = $1`,
    [requestId, mark.longTerm ?? null, mark.accelerated ?? null, mark.unsafety ?? null],
  );
  return { id: requestId, eventId };
}

/** Words about a case, for the desk of its region alone. */
export async function addNote(
  tx: Writer,
  actor: Actor,
  { requestId, words }: AddNote & { requestId: string },
): Promise<Done> {
  const { region } = await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'note.add', { subjectId: requestId });
  await writeNote(tx, { region, requestId, kind: 'CASE', words });
  return { id: requestId, eventId };
}
