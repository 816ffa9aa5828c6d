import type { Actor } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { badRequest, conflict } from '../platform/errors.ts';
import type { ChangeState, Done } from './contract.ts';
import { type Directable, missing } from './directable.ts';
import { choices } from './request-state.ts';
import { ownRequest, tell } from './waiting-list.queries.ts';

/** What is known of a request that directing it asks for. */
export async function directableOf(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<Directable> {
  const [row] = await tx.rows<Directable>(
    `select r.file_kind as "fileKind", to_char(p.born_month, 'YYYY-MM') as "bornMonth", p.unborn, p.sex,
            r.minor_able as "minorAble", r.consent_representative as "consentRepresentative",
            r.consent_minor as "consentMinor", r.valid_until as "validUntil",
            (select count(*)::int from waiting_list.entry e where e.request_id = r.id) as wishes
       from waiting_list.request r join waiting_list.person p on p.id = r.person_id where r.id = $1`,
    [requestId],
  );
  return row!;
}

const needsReason = new Set(['CANCELLED', 'CLOSED', 'NOT_DIRECTABLE', 'ON_HOLD_CLIENT']);

/**
 * A request passes to another state, by hand. What the dialogue about a place does is not to be chosen. Throws
 * `request-not-found`, `request-of-other-region`, `state-does-not-follow`, `reason-required`, `not-directable` with
 * what is missing.
 */
export async function changeState(
  tx: Writer,
  actor: Actor,
  { requestId, to, reason }: ChangeState & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (!choices(request.state).includes(to))
    throw conflict('state-does-not-follow', { from: request.state, to });
  if (needsReason.has(to) && !reason?.trim()) throw badRequest('reason-required');
  if (to === 'DIRECTABLE' || to === 'WAITING' || to === 'HELPED_OTHERWISE') {
    const lacks = missing(await directableOf(tx, requestId), request.today);
    if (lacks.length > 0) throw badRequest('not-directable', { missing: lacks });
  }
  const eventId = await tell(tx, actor, 'request.state', {
    subjectId: requestId,
    reason: reason?.trim() ?? null,
    details: { from: request.state, to },
  });
  await tx.rows(`update waiting_list.request set state = $2, state_reason = $3 where id = $1`, [
    requestId,
    to,
    reason?.trim() ?? null,
  ]);
  return { id: requestId, eventId };
}
