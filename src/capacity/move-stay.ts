import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { checkPlace, findStay, insertedId, type StayRef } from './capacity.queries.ts';
import type { Done } from './start-stay.ts';

interface Places {
  fromPlace: string | null;
  toPlace: string | null;
  /** Another child was on the new place earlier in this stay. */
  taken: boolean;
}

async function placesOf(tx: Writer, stay: StayRef, placeId: string): Promise<Places> {
  const [found] = await tx.rows<Places>(
    `select (select label from capacity.place where id = s.place_id) as "fromPlace",
            (select label from capacity.place where id = $2) as "toPlace",
            exists (select 1 from capacity.stay o
                     where o.place_id = $2 and o.id <> s.id and o.period && s.period) as taken
       from capacity.stay s where s.id = $1`,
    [stay.id, placeId],
  );
  return found ?? { fromPlace: null, toPlace: null, taken: false };
}

/**
 * Another child was on the new place before: the days until the move stay as they were, in a row of
 * their own with the absences of those days; the stay itself, with its id and key, goes on from `on`.
 */
async function splitStay(tx: Writer, stay: StayRef, placeId: string, on: string): Promise<void> {
  const before = await insertedId(
    tx,
    `with past as (select * from capacity.stay where id = $1),
          goes_on as (update capacity.stay set place_id = $2, claimed_place_id = null,
                             period = daterange($3, upper(period)) where id = $1 returning id)
     insert into capacity.stay (unit_id, module_code, provider_id, place_id, claimed_place_id, person_ref, period,
                                expected_end_on, decision_until, file_kind, needs, time_out_of, also_elsewhere)
     select unit_id, module_code, provider_id, place_id, claimed_place_id, person_ref, daterange(lower(period), $3),
            expected_end_on, decision_until, file_kind, needs, time_out_of, also_elsewhere
       from past where exists (select 1 from goes_on) returning id`,
    [stay.id, placeId, on],
  );
  // Taken out and put in again, not moved over: so that undo can take the row before away.
  await tx.rows(
    `with gone as (delete from capacity.absence where stay_id = $1 and upper(period) <= $3::date
                   returning unit_id, module_code, provider_id, kind, period, external_key)
     insert into capacity.absence (stay_id, unit_id, module_code, provider_id, kind, period, external_key)
     select $2, unit_id, module_code, provider_id, kind, period, external_key from gone`,
    [stay.id, before, on],
  );
  await tx.rows(
    `insert into capacity.absence (stay_id, unit_id, module_code, provider_id, kind, period)
     select $2, unit_id, module_code, provider_id, kind, daterange(lower(period), $3::date)
       from capacity.absence where stay_id = $1 and lower(period) < $3::date`,
    [stay.id, before, on],
  );
  await tx.rows(
    `update capacity.absence set period = daterange($2::date, upper(period))
      where stay_id = $1 and lower(period) < $2::date`,
    [stay.id, on],
  );
}

/**
 * A stay gets another place of the same unit and module from a day on. Where nobody else was on that
 * place during the stay, the record is corrected for its whole period; else the days before the move
 * keep the old place. Throws `stay-ended`, `place-never-twice`, `place-promised`, `place-out-of-use`.
 */
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
  const { taken, ...places } = await placesOf(tx, stay, input.placeId);
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'stay.move',
    organisationId: stay.providerId,
    subjectId: stay.unitId,
    details: { module: stay.module, on: input.on, ...places },
    undoable: true,
  });
  if (taken && input.on > stay.from) await splitStay(tx, stay, input.placeId, input.on);
  else {
    await tx.rows(`update capacity.stay set place_id = $2, claimed_place_id = null where id = $1`, [
      stay.id,
      input.placeId,
    ]);
  }
  return { eventId, id: stay.id, unitId: stay.unitId, undoable: true };
}
