import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { newPseudonym } from '../waiting-list/index.ts';
import { refuseStep } from './change-request.ts';
import type { Done, HandedToList, HandToList, NoResponse, Withdraw } from './contract.ts';
import { ownMinor, tell } from './crisis.queries.ts';

/** Nobody could help: why, and where the child is now. Throws `crisis-step-not-allowed`. */
export async function noResponse(
  tx: Writer,
  actor: Actor,
  { minorId, reason, fallback }: NoResponse & { minorId: string },
): Promise<Done> {
  const minor = await ownMinor(tx, minorId);
  refuseStep(minor.state, 'NO_RESPONSE');
  const eventId = await tell(tx, actor, 'minor.no-response', {
    subjectId: minor.requestId,
    details: { reason, fallback },
  });
  await tx.rows(
    `update crisis.minor set state = 'NO_RESPONSE', reason = $2, fallback = $3 where id = $1`,
    [minorId, reason, fallback],
  );
  return { id: minorId, eventId };
}

/** Withdrawn by the client or who called; a place that was promised is free again. Throws `crisis-step-not-allowed`. */
export async function withdrawMinor(
  tx: Writer,
  actor: Actor,
  { minorId, reason }: Withdraw & { minorId: string },
): Promise<Done> {
  const minor = await ownMinor(tx, minorId);
  refuseStep(minor.state, 'WITHDRAWN');
  const eventId = await tell(tx, actor, 'minor.withdraw', { subjectId: minor.requestId });
  await tx.rows(`update crisis.minor set state = 'WITHDRAWN', reason = $2 where id = $1`, [
    minorId,
    reason ?? null,
  ]);
  await tx.rows(
    `update crisis.deployment set state = 'FALLEN' where minor_id = $1 and state = 'PLACED'`,
    [minorId],
  );
  return { id: minorId, eventId };
}

/**
 * Really a long-term need: the child goes to the waiting list of the region with what is known of it, as a draft for the
 * access team; nothing is typed again. Throws `handed-already`, `born-month-missing`.
 */
export async function handToWaitingList(
  tx: Writer,
  actor: Actor,
  { minorId, modules, fileKind, bornMonth }: HandToList & { minorId: string },
): Promise<HandedToList> {
  const minor = await ownMinor(tx, minorId);
  const eventId = await tell(tx, actor, 'minor.to-waiting-list', {
    subjectId: minor.requestId,
    details: { modules, fileKind },
  });
  const [made] = await tx.rows<{ id: string }>(
    `select crisis.hand_to_waiting_list($1, $2, $3, $4::date, $5) as id`,
    [minorId, modules, fileKind, bornMonth ? `${bornMonth}-01` : null, newPseudonym()],
  );
  return { waitingRequestId: made!.id, eventId };
}
