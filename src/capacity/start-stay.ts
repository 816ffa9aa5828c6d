import { randomBytes } from 'node:crypto';
import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { conflict } from '../platform/errors.ts';
import {
  checkPlace,
  findUnit,
  firstFreePlace,
  freeOn,
  insertedId,
  refuse,
} from './capacity.queries.ts';
import type { StartStay } from './contract.ts';
import { checkStart } from './rules.ts';

export interface Done {
  eventId: string;
  id: string | null;
  unitId: string;
  undoable: boolean;
}

/**
 * A child begins a stay. Without a place the first free one is taken; where none is left the start is
 * refused (`unit-full`) unless a reason for going over capacity is given: then the stay counts for the
 * unit and shows as over capacity. Throws `place-never-twice`, `child-never-twice`, `place-promised`,
 * `place-out-of-use`.
 */
export async function startStay(tx: Writer, actor: Actor, input: StartStay): Promise<Done> {
  const unit = await findUnit(tx, input.unitId);
  const expectedEndOn = input.expectedEndOn ?? null;
  refuse(checkStart({ from: input.from, today: unit.today, expectedEndOn }));
  const needs = input.needs ?? [];
  let placeId = input.placeId ?? null;
  if (placeId !== null) {
    await checkPlace(tx, { placeId, unitId: unit.unitId, module: input.module, from: input.from });
  } else {
    const free = await freeOn(tx, unit.unitId, input.module, input.from);
    if (free !== 0) {
      placeId = await firstFreePlace(tx, {
        unitId: unit.unitId,
        module: input.module,
        from: input.from,
        needs,
      });
    }
    if (placeId === null && !input.overCapacityReason) throw conflict('unit-full', { free });
  }
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'stay.start',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
    reason: input.overCapacityReason ?? null,
    details: { module: input.module, from: input.from, overCapacity: placeId === null },
    undoable: true,
  });
  const id = await insertedId(
    tx,
    `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period, expected_end_on, file_kind, needs, time_out_of)
     values ($1, $2, $3, $4, $5, daterange($6, null), $7, $8, $9, $10) returning id`,
    [
      unit.unitId,
      input.module,
      unit.providerId,
      placeId,
      input.personRef ?? `NIEUW-${randomBytes(5).toString('hex').toUpperCase()}`,
      input.from,
      expectedEndOn,
      input.fileKind ?? null,
      needs,
      input.timeOutOf ?? null,
    ],
  );
  return { eventId, id, unitId: unit.unitId, undoable: true };
}
