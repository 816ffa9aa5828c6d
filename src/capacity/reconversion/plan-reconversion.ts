import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, notFound } from '../../platform/errors.ts';
import { findUnit, insertedId } from '../capacity.queries.ts';
import type { Done } from '../start-stay.ts';
import type { PlanReconversion } from './contract.ts';
import { rawOn } from './reconversion.queries.ts';
import { tellOfReconversion } from './tell.ts';

/** A plan is made at most this far ahead, in days. */
const furthestDays = 1096;

/**
 * A provider proposes that places of a module become places of another from a day on (R7). No figure
 * changes yet. Throws `same-module`, `module-type-closed`, `too-few-recognised`, `effective-in-past`, `effective-too-far`.
 */
export async function planReconversion(
  tx: Writer,
  actor: Actor,
  input: PlanReconversion,
): Promise<Done> {
  const unit = await findUnit(tx, input.unitId);
  if (input.module === input.toModule) throw badRequest('same-module');
  const [known] = await tx.rows<{
    offered: boolean;
    target: boolean;
    open: boolean;
    soon: boolean;
    far: boolean;
  }>(
    `select exists (select 1 from capacity.offered_module
                     where unit_id = $1 and module_code = $2 and withdrawn_at is null) as offered,
            exists (select 1 from capacity.module_type where code = $3) as target,
            exists (select 1 from capacity.module_type where code = $3 and valid @> $4::date) as open,
            $4::date < platform.today() as soon, $4::date > platform.today() + $5::int as far`,
    [unit.unitId, input.module, input.toModule, input.effectiveOn, furthestDays],
  );
  if (!known?.offered || !known.target) throw notFound('module-not-offered');
  if (!known.open) throw badRequest('module-type-closed');
  if (known.soon) throw badRequest('effective-in-past');
  if (known.far) throw badRequest('effective-too-far');
  const { recognised } = await rawOn(tx, unit.unitId, input.module, input.effectiveOn);
  const [planned] = await tx.rows<{ places: number }>(
    `select coalesce(sum(places), 0)::int as places from capacity.reconversion
      where unit_id = $1 and module_code = $2 and state in ('PLANNED', 'APPROVED', 'EFFECTIVE')`,
    [unit.unitId, input.module],
  );
  const left = Math.max(0, recognised - (planned?.places ?? 0));
  if (input.places > left) throw badRequest('too-few-recognised', { left });
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'reconversion.plan',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
    reason: input.reason.trim(),
    details: {
      module: input.module,
      places: input.places,
      toModule: input.toModule,
      toPlaces: input.toPlaces,
      from: input.effectiveOn,
    },
  });
  const id = await insertedId(
    tx,
    `insert into capacity.reconversion (unit_id, module_code, provider_id, places, to_module_code, to_places, state, effective_on)
     values ($1, $2, $3, $4, $5, $6, 'PLANNED', $7) returning id`,
    [
      unit.unitId,
      input.module,
      unit.providerId,
      input.places,
      input.toModule,
      input.toPlaces,
      input.effectiveOn,
    ],
  );
  await tellOfReconversion(tx, 'planned', {
    id,
    eventId,
    unitId: unit.unitId,
    providerId: unit.providerId,
    places: input.places,
    days: { from: input.effectiveOn },
  });
  return { eventId, id, unitId: unit.unitId, undoable: false };
}
