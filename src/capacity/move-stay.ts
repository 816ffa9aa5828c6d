import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { checkPlace, findStay } from './capacity.queries.ts';
import type { Done } from './start-stay.ts';

/** A stay gets another place of the same unit and module: the record is corrected for its whole period. */
export async function moveStay(
  tx: Writer,
  actor: Actor,
  input: { stayId: string; placeId: string; on: string },
): Promise<Done> {
  const stay = await findStay(tx, input.stayId);
  if (stay.until !== null && input.on >= stay.until)
    throw badRequest('stay-ended', { on: stay.until });
  await checkPlace(tx, {
    placeId: input.placeId,
    unitId: stay.unitId,
    module: stay.module,
    from: stay.from > input.on ? stay.from : input.on,
  });
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'stay.move',
    organisationId: stay.providerId,
    subjectId: stay.unitId,
    details: { module: stay.module, on: input.on },
    undoable: true,
  });
  await tx.rows(`update capacity.stay set place_id = $2, claimed_place_id = null where id = $1`, [
    stay.id,
    input.placeId,
  ]);
  return { eventId, id: stay.id, unitId: stay.unitId, undoable: true };
}
