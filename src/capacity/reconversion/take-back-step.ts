import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict } from '../../platform/errors.ts';
import type { Done } from '../start-stay.ts';
import { factColumns, putBack, touchedUnchanged } from '../undo-event.ts';
import { lockReconversion } from './take-step.ts';

/**
 * Takes the last step back, with what it did to the register of recognitions and to what the unit offers: only who took it, and only
 * while nothing was changed since. The step stays in the history, as taken back.
 * @param input.eventId the step that is meant: when another came after it, `reconversion-moved-on`
 */
export async function takeBackStep(
  tx: Writer,
  actor: Actor,
  input: { reconversionId: string; eventId?: string | undefined; reason?: string | undefined },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  if (input.eventId !== undefined && input.eventId !== found.eventId) {
    throw conflict('reconversion-moved-on', { state: found.state });
  }
  const [step] = await tx.rows<{ mine: boolean; kind: string }>(
    `select coalesce(person_id = auth.my_person(), false) as mine, kind from platform.event where id = $1`,
    [found.eventId],
  );
  if (!step?.mine) throw conflict('own-step-only');
  if (step.kind === 'reconversion.plan') throw conflict('withdraw-instead');
  await touchedUnchanged(tx, 'reconversion', found.eventId);
  const touchedLines =
    step.kind === 'reconversion.register' &&
    (await touchedUnchanged(tx, 'recognition', found.eventId));
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'undo',
    organisationId: found.providerId,
    subjectId: found.unitId,
    reason: input.reason?.trim() || null,
    details: { undone: step.kind },
    undoOf: found.eventId,
  });
  await tx.rows(`select set_config('vp.restore', 'on', true)`);
  const columns = [...factColumns.reconversion, 'event_id'].filter((name) => name !== 'id');
  await tx.rows(
    `update capacity.reconversion t set ${columns.map((name) => `${name} = b.${name}`).join(', ')}
       from (select h.* from capacity.reconversion_history h
              where h.id = $1 and h.superseded_by = $2 and h.event_id <> $2 order by h.seq desc limit 1) b
      where t.id = b.id`,
    [found.id, found.eventId],
  );
  if (touchedLines) {
    await putBack(tx, ['recognition'], found.eventId);
    await tx.rows('select capacity.withdraw_reconverted($1)', [found.id]);
  }
  await tx.rows(`select set_config('vp.restore', 'off', true)`);
  await tx.rows('select platform.mark_undone($1, $2)', [found.eventId, eventId]);
  return { eventId, id: found.id, unitId: found.unitId, undoable: false };
}
