import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { findUnit, insertedId } from './capacity.queries.ts';
import type { Done } from './start-stay.ts';

/** "Nog juist": the provider confirms that the figures of a unit are true now. */
export async function confirmUnit(
  tx: Writer,
  actor: Actor,
  input: { unitId: string },
): Promise<Done> {
  const unit = await findUnit(tx, input.unitId);
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'unit.confirm',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
    undoable: true,
  });
  const id = await insertedId(
    tx,
    'insert into capacity.confirmation (unit_id, provider_id) values ($1, $2) returning id',
    [unit.unitId, unit.providerId],
  );
  return { eventId, id, unitId: unit.unitId, undoable: true };
}
