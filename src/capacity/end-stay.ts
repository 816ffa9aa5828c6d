import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { findStay } from './capacity.queries.ts';
import type { EndReason } from './codes.ts';
import type { Done } from './start-stay.ts';

/**
 * A stay ends on a day (the first day not stayed), with a reason. Absences that would outlast it end
 * with it. A planned stay that never began is taken back by undo, not ended. Throws `ends-before-start`.
 */
export async function endStay(
  tx: Writer,
  actor: Actor,
  input: { stayId: string; on: string; reason: EndReason },
): Promise<Done> {
  const stay = await findStay(tx, input.stayId);
  if (input.on <= stay.from) throw badRequest('ends-before-start', { from: stay.from });
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'stay.end',
    organisationId: stay.providerId,
    subjectId: stay.unitId,
    details: { module: stay.module, on: input.on },
    undoable: true,
  });
  await tx.rows('delete from capacity.absence where stay_id = $1 and lower(period) >= $2::date', [
    stay.id,
    input.on,
  ]);
  await tx.rows(
    `update capacity.absence set period = period * daterange(null, $2::date)
      where stay_id = $1 and period && daterange($2::date, null)`,
    [stay.id, input.on],
  );
  await tx.rows(
    `update capacity.stay set period = daterange(lower(period), $2::date), end_reason = $3 where id = $1`,
    [stay.id, input.on, input.reason],
  );
  return { eventId, id: stay.id, unitId: stay.unitId, undoable: true };
}
