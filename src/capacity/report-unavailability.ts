import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import { findUnit, insertedId, refuse } from './capacity.queries.ts';
import type { ReportUnavailability } from './contract.ts';
import { unavailabilityLimits } from './rule-settings.query.ts';
import { checkUnavailability, reviewDay } from './rules.ts';
import type { Done } from './start-stay.ts';

/**
 * Places go out of use, with a reason, an expected end and a day of review (R3, R14). A partial stop
 * (`onlyFor`) takes no place. A child who is on the place stays counted as occupied.
 */
export async function reportUnavailability(
  tx: Writer,
  actor: Actor,
  input: ReportUnavailability,
): Promise<Done> {
  const unit = await findUnit(tx, input.unitId);
  const placeId = input.placeId ?? null;
  const places = input.onlyFor ? 0 : (input.places ?? 1);
  const explanation = input.explanation?.trim() || null;
  const limits = await unavailabilityLimits(tx, unit.unitId);
  refuse(checkUnavailability({ ...input, explanation }, limits));
  if (placeId !== null && (input.onlyFor || places !== 1)) throw badRequest('one-place-only');
  if (placeId !== null) {
    const known = await tx.rows(
      'select 1 from capacity.place where id = $1 and unit_id = $2 and module_code = $3',
      [placeId, unit.unitId, input.module],
    );
    if (known.length === 0) throw notFound('place-not-found');
  }
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: input.onlyFor ? 'partial-stop.start' : 'unavailability.start',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
    details: {
      module: input.module,
      reason: input.reason,
      places,
      from: input.from,
      expectedEndOn: input.expectedEndOn,
      onlyFor: input.onlyFor ?? null,
    },
    undoable: true,
  });
  const id = await insertedId(
    tx,
    `insert into capacity.unavailability (unit_id, module_code, provider_id, place_id, places, only_for, reason_code,
       explanation, period, expected_end_on, review_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, daterange($9, $10), $10, $11) returning id`,
    [
      unit.unitId,
      input.module,
      unit.providerId,
      placeId,
      places,
      input.onlyFor ?? null,
      input.reason,
      explanation,
      input.from,
      input.expectedEndOn,
      input.reviewOn ?? reviewDay(input.from, input.expectedEndOn, limits),
    ],
  );
  return { eventId, id, unitId: unit.unitId, undoable: true };
}
