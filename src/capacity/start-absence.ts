import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { findStay, insertedId } from './capacity.queries.ts';
import type { AbsenceKind } from './codes.ts';
import type { Done } from './start-stay.ts';

/** A child is away; the place stays occupied. Throws `absence-outside-stay`, `away-once`. */
export async function startAbsence(
  tx: Writer,
  actor: Actor,
  input: { stayId: string; from: string; until?: string | null; kind: AbsenceKind },
): Promise<Done> {
  const stay = await findStay(tx, input.stayId);
  const until = input.until ?? stay.until;
  const outside =
    input.from < stay.from ||
    (stay.until !== null && (input.from >= stay.until || (until !== null && until > stay.until)));
  if (outside) throw badRequest('absence-outside-stay', { from: stay.from, until: stay.until });
  if (until !== null && until <= input.from) {
    throw badRequest('ends-before-start', { from: input.from });
  }
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'absence.start',
    organisationId: stay.providerId,
    subjectId: stay.unitId,
    details: { module: stay.module, from: input.from },
    undoable: true,
  });
  const id = await insertedId(
    tx,
    `insert into capacity.absence (stay_id, unit_id, module_code, provider_id, kind, period)
     values ($1, $2, $3, $4, $5, daterange($6, $7)) returning id`,
    [stay.id, stay.unitId, stay.module, stay.providerId, input.kind, input.from, until],
  );
  return { eventId, id, unitId: stay.unitId, undoable: true };
}
