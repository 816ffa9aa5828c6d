import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import type { Done } from './start-stay.ts';

/** A child is back on a day. Back on the first day: the absence is taken out. */
export async function endAbsence(
  tx: Writer,
  actor: Actor,
  input: { absenceId: string; on: string },
): Promise<Done> {
  const [absence] = await tx.rows<{
    id: string;
    unitId: string;
    providerId: string;
    module: string;
    from: string;
    until: string | null;
  }>(
    `select id, unit_id as "unitId", provider_id as "providerId", module_code as module,
            lower(period) as "from", upper(period) as until
       from capacity.absence where id = $1`,
    [input.absenceId],
  );
  if (!absence) throw notFound('absence-not-found');
  if (input.on < absence.from) throw badRequest('ends-before-start', { from: absence.from });
  if (absence.until !== null && input.on > absence.until) {
    throw badRequest('absence-ended', { on: absence.until });
  }
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'absence.end',
    organisationId: absence.providerId,
    subjectId: absence.unitId,
    details: { module: absence.module, on: input.on },
    undoable: true,
  });
  if (input.on === absence.from) {
    await tx.rows('delete from capacity.absence where id = $1', [absence.id]);
  } else {
    await tx.rows(
      'update capacity.absence set period = daterange(lower(period), $2::date) where id = $1',
      [absence.id, input.on],
    );
  }
  return { eventId, id: absence.id, unitId: absence.unitId, undoable: true };
}
