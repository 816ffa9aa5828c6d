import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, conflict } from '../platform/errors.ts';
import { findStay, type StayRef } from './capacity.queries.ts';
import type { EndReason } from './codes.ts';
import type { Done } from './start-stay.ts';

interface End {
  on: string;
  reason: EndReason | null;
}

/** The end that stands in the register, and the event that wrote it there; null while the stay goes on. */
async function endOf(tx: Writer, stay: StayRef): Promise<(End & { eventId: string }) | null> {
  if (stay.until === null) return null;
  const [row] = await tx.rows<{ reason: EndReason | null; eventId: string }>(
    'select end_reason as reason, event_id as "eventId" from capacity.stay where id = $1',
    [stay.id],
  );
  return row ? { on: stay.until, ...row } : null;
}

const isSame = (one: End, other: End | undefined) =>
  one.on === other?.on && one.reason === other.reason;

/**
 * A stay ends on a day (the first day not stayed), with a reason. Absences that would outlast it end
 * with it. A planned stay that never began is taken back by undo, not ended. An end that stands already is
 * replaced only by who says which one (`insteadOf`); who says the same again changes nothing.
 * Throws `ends-before-start`, `stay-ended-otherwise`.
 */
export async function endStay(
  tx: Writer,
  actor: Actor,
  input: {
    stayId: string;
    on: string;
    reason: EndReason;
    insteadOf?: End | undefined;
  },
): Promise<Done> {
  const stay = await findStay(tx, input.stayId);
  if (input.on <= stay.from) throw badRequest('ends-before-start', { from: stay.from });
  const end = await endOf(tx, stay);
  if (end && isSame(end, input)) {
    return { eventId: end.eventId, id: stay.id, unitId: stay.unitId, undoable: false };
  }
  if (end && !isSame(end, input.insteadOf)) {
    throw conflict('stay-ended-otherwise', { on: end.on, reason: end.reason });
  }
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
