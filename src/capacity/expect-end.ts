import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { findStay } from './capacity.queries.ts';
import type { Done } from './start-stay.ts';

/**
 * Moves the day on which a stay is expected to end, or says that no end is expected. It changes no
 * figure: the stay itself goes on until an end is registered. Throws `ends-before-start`, `stay-ended`.
 */
export async function expectEnd(
  tx: Writer,
  actor: Actor,
  input: { stayId: string; expectedEndOn: string | null },
): Promise<Done> {
  const stay = await findStay(tx, input.stayId);
  if (stay.until !== null) throw badRequest('stay-ended', { on: stay.until });
  if (input.expectedEndOn !== null && input.expectedEndOn <= stay.from) {
    throw badRequest('ends-before-start', { from: stay.from });
  }
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'stay.expect',
    organisationId: stay.providerId,
    subjectId: stay.unitId,
    details: { module: stay.module, expectedEndOn: input.expectedEndOn },
    undoable: true,
  });
  await tx.rows('update capacity.stay set expected_end_on = $2 where id = $1', [
    stay.id,
    input.expectedEndOn,
  ]);
  return { eventId, id: stay.id, unitId: stay.unitId, undoable: true };
}
