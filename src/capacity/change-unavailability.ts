import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import { refuse } from './capacity.queries.ts';
import type { UnavailabilityReason } from './codes.ts';
import { unavailabilityLimits } from './rule-settings.query.ts';
import { checkUnavailability, reviewDay } from './rules.ts';
import type { Done } from './start-stay.ts';

interface Found {
  id: string;
  unitId: string;
  providerId: string;
  module: string;
  reason: UnavailabilityReason;
  explanation: string | null;
  from: string;
  until: string;
  today: string;
}

async function find(tx: Writer, id: string): Promise<Found> {
  const [found] = await tx.rows<Found>(
    `select id, unit_id as "unitId", provider_id as "providerId", module_code as module, reason_code as reason, explanation,
            lower(period) as "from", upper(period) as until, platform.today() as today
       from capacity.unavailability where id = $1`,
    [id],
  );
  if (!found) throw notFound('unavailability-not-found');
  return found;
}

const eventOf = (found: Found, kind: string, details: Record<string, unknown>) => ({
  slice: 'capacity',
  kind,
  organisationId: found.providerId,
  subjectId: found.unitId,
  details: { module: found.module, reason: found.reason, ...details },
  undoable: true,
});

/** Places are in use again from a day on. On or before the first day: the report is taken out. */
export async function endUnavailability(
  tx: Writer,
  actor: Actor,
  input: { unavailabilityId: string; on: string },
): Promise<Done> {
  const found = await find(tx, input.unavailabilityId);
  if (input.on > found.until) throw badRequest('unavailability-ended', { on: found.until });
  const eventId = await recordEvent(
    tx,
    actor,
    eventOf(found, 'unavailability.end', { on: input.on }),
  );
  if (input.on <= found.from) {
    await tx.rows('delete from capacity.unavailability where id = $1', [found.id]);
  } else {
    await tx.rows(
      'update capacity.unavailability set period = daterange(lower(period), $2::date) where id = $1',
      [found.id, input.on],
    );
  }
  return { eventId, id: found.id, unitId: found.unitId, undoable: true };
}

/** The places stay out of use longer: at most so long from today as the setting says, then asked again. */
export async function extendUnavailability(
  tx: Writer,
  actor: Actor,
  input: { unavailabilityId: string; expectedEndOn: string; reviewOn?: string | undefined },
): Promise<Done> {
  const found = await find(tx, input.unavailabilityId);
  const from = found.from > found.today ? found.from : found.today;
  const limits = await unavailabilityLimits(tx, found.unitId);
  refuse(checkUnavailability({ ...found, from, expectedEndOn: input.expectedEndOn }, limits));
  if (input.expectedEndOn < found.until)
    throw badRequest('earlier-than-before', { until: found.until });
  const eventId = await recordEvent(
    tx,
    actor,
    eventOf(found, 'unavailability.extend', { expectedEndOn: input.expectedEndOn }),
  );
  await tx.rows(
    `update capacity.unavailability set period = daterange(lower(period), $2::date), expected_end_on = $2, review_on = $3 where id = $1`,
    [found.id, input.expectedEndOn, input.reviewOn ?? reviewDay(from, input.expectedEndOn, limits)],
  );
  return { eventId, id: found.id, unitId: found.unitId, undoable: true };
}
