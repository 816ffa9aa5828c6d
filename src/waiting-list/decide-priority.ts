import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import type { DecidePriority, Done } from './contract.ts';
import { ownRequest, tell } from './waiting-list.queries.ts';

/**
 * Priority is asked of the direction team or the commission; meanwhile it counts as pending. Throws
 * `priority-open-once`.
 */
export async function askPriority(
  tx: Writer,
  actor: Actor,
  { requestId, track }: { requestId: string; track: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  const eventId = await tell(tx, actor, 'priority.ask', {
    subjectId: requestId,
    details: { track },
  });
  const [made] = await tx.rows<{ id: string }>(
    `insert into waiting_list.priority_request (request_id, region_code, track) values ($1, $2, $3) returning id`,
    [requestId, request.region, track],
  );
  return { id: made!.id, eventId };
}

/**
 * What was decided on the request for priority that is open on this track. Throws `priority-not-asked`,
 * `priority-has-an-end` (granted without a last day).
 */
export async function decidePriority(
  tx: Writer,
  actor: Actor,
  { requestId, track, state, validUntil }: DecidePriority & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (state === 'GRANTED' && validUntil === undefined) throw badRequest('priority-has-an-end');
  const eventId = await tell(tx, actor, 'priority.decide', {
    subjectId: requestId,
    details: { track, state, validUntil: validUntil ?? null },
  });
  const [changed] = await tx.rows<{ id: string }>(
    `update waiting_list.priority_request set state = $3, valid_until = coalesce($4::date, valid_until),
            decided_on = case when $3 = 'INCOMPLETE' then null else $5::date end
      where request_id = $1 and track = $2
        and state in ('SUBMITTED', 'INCOMPLETE', case when $3 = 'LAPSED' then 'GRANTED' end) returning id`,
    [requestId, track, state, validUntil ?? null, request.today],
  );
  if (!changed) throw notFound('priority-not-asked');
  return { id: changed.id, eventId };
}
