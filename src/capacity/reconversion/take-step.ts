import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict, forbidden, notFound } from '../../platform/errors.ts';
import type { Done } from '../start-stay.ts';
import { type ReconversionNews, tellOfReconversion } from './tell.ts';
import { type ReconversionState, type StepName, stepRules, waitsFor } from './steps.ts';

export interface Reconversion {
  id: string;
  unitId: string;
  providerId: string;
  module: string;
  places: number;
  toModule: string;
  toPlaces: number;
  state: ReconversionState;
  effectiveOn: string | null;
  eventId: string;
  lastKind: string;
  today: string;
}

/** The reconversion, locked: of two who decide at the same time, the second sees what the first decided. */
export async function lockReconversion(tx: Writer, id: string): Promise<Reconversion> {
  const [found] = await tx.rows<Reconversion>(
    `select r.id, r.unit_id as "unitId", r.provider_id as "providerId", r.module_code as module, r.places,
            r.to_module_code as "toModule", r.to_places as "toPlaces", r.state, r.effective_on as "effectiveOn",
            r.event_id as "eventId", e.kind as "lastKind", platform.today() as today
       from capacity.reconversion r join platform.event e on e.id = r.event_id
      where r.id = $1 for update of r`,
    [id],
  );
  if (!found) throw notFound('reconversion-not-found');
  return found;
}

/** Throws `reconversion-moved-on` when the step does not fit where the reconversion is now. */
export function refuseStep(found: Reconversion, step: StepName): void {
  const rule = stepRules[step];
  const waiting = waitsFor(found.state, found.lastKind);
  if (rule.from !== found.state || (rule.waitsFor !== undefined && rule.waitsFor !== waiting)) {
    throw conflict('reconversion-moved-on', { state: found.state });
  }
}

/** Which step is news for whom waits for it; what one did oneself is none. */
const newsOf: Partial<Record<StepName, ReconversionNews>> = {
  ask: 'asked',
  answer: 'answered',
  approve: 'approved',
  refuse: 'refused',
  register: 'registered',
};

interface Change {
  reason?: string | null | undefined;
  decided?: boolean;
  effectiveOn?: string | undefined;
  registeredOn?: string;
  details?: Record<string, unknown>;
}

/** Records the step and writes the row's new version under it. */
export async function writeStep(
  tx: Writer,
  actor: Actor,
  found: Reconversion,
  step: StepName,
  change: Change,
): Promise<Done> {
  const { to } = stepRules[step];
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: `reconversion.${step === 'takeEffect' ? 'take-effect' : step}`,
    organisationId: found.providerId,
    subjectId: found.unitId,
    reason: change.reason?.trim() || null,
    details: {
      module: found.module,
      places: found.places,
      toModule: found.toModule,
      toPlaces: found.toPlaces,
      ...change.details,
    },
  });
  await tx.rows(
    `update capacity.reconversion
        set state = $2, effective_on = coalesce($3::date, effective_on),
            decided_on = case when $4 then platform.today() else decided_on end,
            registered_on = coalesce($5::date, registered_on)
      where id = $1`,
    [
      found.id,
      to,
      change.effectiveOn ?? null,
      change.decided ?? false,
      change.registeredOn ?? null,
    ],
  );
  const news = newsOf[step];
  if (news) {
    const from = change.effectiveOn ?? found.effectiveOn;
    await tellOfReconversion(tx, news, {
      ...found,
      eventId,
      days: {
        ...(from !== null && { from }),
        ...(change.registeredOn !== undefined && { on: change.registeredOn }),
      },
    });
  }
  return { eventId, id: found.id, unitId: found.unitId, undoable: false };
}

const notInPast = (found: Reconversion, day: string) => {
  if (day < found.today) throw badRequest('effective-in-past');
};

interface Asked {
  reconversionId: string;
}

/** The supervisor agrees, on the day that was asked or on another. The database refuses who asked or acts for the provider: `plan-agreed-by-another`. */
export async function approveReconversion(
  tx: Writer,
  actor: Actor,
  input: Asked & { effectiveOn?: string | undefined; reason?: string | undefined },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'approve');
  const effectiveOn = input.effectiveOn ?? found.effectiveOn;
  if (effectiveOn === null) throw badRequest('effective-day-missing');
  notInPast(found, effectiveOn);
  return writeStep(tx, actor, found, 'approve', {
    reason: input.reason,
    decided: true,
    effectiveOn,
    details: { from: effectiveOn },
  });
}

/** The supervisor says no, with the reason. */
export async function refuseReconversion(
  tx: Writer,
  actor: Actor,
  input: Asked & { reason: string },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'refuse');
  return writeStep(tx, actor, found, 'refuse', { reason: input.reason, decided: true });
}

/** The supervisor asks the provider something before deciding. */
export async function askAboutReconversion(
  tx: Writer,
  actor: Actor,
  input: Asked & { reason: string },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'ask');
  return writeStep(tx, actor, found, 'ask', { reason: input.reason });
}

/** The provider answers, and may move the day that it asks for. */
export async function answerAboutReconversion(
  tx: Writer,
  actor: Actor,
  input: Asked & { reason: string; effectiveOn?: string | undefined },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'answer');
  if (input.effectiveOn !== undefined) notInPast(found, input.effectiveOn);
  return writeStep(tx, actor, found, 'answer', {
    reason: input.reason,
    effectiveOn: input.effectiveOn,
  });
}

/** The provider takes its plan away; it stays in the register as such. */
export async function withdrawReconversion(
  tx: Writer,
  actor: Actor,
  input: Asked & { reason: string },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'withdraw');
  return writeStep(tx, actor, found, 'withdraw', { reason: input.reason });
}

/** From the day on the places count as not converted (R8). Never said of a day to come. */
export async function takeEffect(
  tx: Writer,
  actor: Actor,
  input: Asked & { on: string },
): Promise<Done> {
  if (actor.role !== null && actor.role !== 'PC' && actor.role !== 'AS') throw forbidden();
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'takeEffect');
  if (input.on > found.today) throw badRequest('not-yet', { on: input.on });
  // The day was agreed with the supervisor: who wants it sooner asks.
  if (actor.role === 'PC' && found.effectiveOn !== null && input.on < found.effectiveOn) {
    throw badRequest('before-agreed', { from: found.effectiveOn });
  }
  return writeStep(tx, actor, found, 'takeEffect', {
    effectiveOn: input.on,
    details: { from: input.on },
  });
}
