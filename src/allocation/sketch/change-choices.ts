import type { Actor } from '../../platform/db/command.ts';
import { recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../../platform/errors.ts';
import { ofOwnRegion } from '../dialogue/proposal.queries.ts';
import { consequencesOf, departuresAdded } from './consequences.ts';
import type { ChangeChoices } from './contract.ts';
import { choiceRows, choicesOf, openSketch } from './rounds.query.ts';
import type { Choices, Sketch } from './sketch.ts';

/** The number of a unit to which the party may go. @throws Failure not-an-option */
function unitFor(sketch: Sketch, id: string, to: { unitId: string; module: string }): number {
  const unit = sketch.units.findIndex(
    (each) => each.unitId === to.unitId && each.module === to.module,
  );
  const party = sketch.parties.find((each) => each.id === id)!;
  if (!party.options.some((option) => option.unit === unit)) throw badRequest('not-an-option');
  return unit;
}

function changed(
  sketch: Sketch,
  before: Choices,
  changes: ChangeChoices['changes'],
): Map<string, number | null> {
  const after = new Map(before);
  for (const { id, to } of changes) {
    if (!sketch.parties.some((party) => party.id === id)) throw notFound('party-not-in-round');
    if (to === undefined) after.delete(id);
    else after.set(id, to === null ? null : unitFor(sketch, id, to));
  }
  return after;
}

/**
 * Changes the sketch: parties to another unit, to none, or back to what was suggested; all of it or nothing. A departure
 * from the order asks a reason from the list. Throws `round-not-found`, `round-is-closed`, `party-not-in-round`,
 * `not-an-option`, `round-accepted`, `round-too-full`, `round-apart`, `first-or-reason`.
 */
export async function changeChoices(
  tx: Writer,
  actor: Actor,
  { roundId, changes, departure }: ChangeChoices & { roundId: string },
): Promise<{ id: string; eventId: string }> {
  const { sketch, region } = await openSketch(tx, roundId);
  await ofOwnRegion(tx, region);
  const rows = await choiceRows(tx, roundId);
  const accepted = new Set(rows.flatMap(({ id, proposalId }) => (proposalId ? [id] : [])));
  if (changes.some(({ id }) => accepted.has(id))) throw conflict('round-accepted');
  const before = choicesOf(sketch, rows);
  const choices = changed(sketch, before, changes);
  const was = consequencesOf(sketch, before);
  const after = consequencesOf(sketch, choices);
  if (after.tooFull.some((unit) => !was.tooFull.includes(unit)))
    throw conflict('round-too-full', { units: after.tooFull.length });
  if (after.apart.length > was.apart.length) throw conflict('round-apart');
  const departs = departuresAdded(was, after).length;
  if (departs > 0 && !departure) throw badRequest('first-or-reason', { passedOver: departs });
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'round.change',
    organisationId: null,
    subjectId: roundId,
    reason: departs > 0 ? departure!.reason.trim() : null,
    details: { changes: changes.length, departures: departs },
  });
  for (const { id, to } of changes) {
    if (to === undefined) {
      await tx.rows(`delete from allocation.round_choice where round_id = $1 and request_id = $2`, [
        roundId,
        id,
      ]);
      continue;
    }
    await tx.rows(
      `insert into allocation.round_choice (round_id, region_code, request_id, unit_id, module_code, departure_code, departure_reason)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (round_id, request_id) do update set unit_id = excluded.unit_id, module_code = excluded.module_code,
         departure_code = excluded.departure_code, departure_reason = excluded.departure_reason, event_id = $8`,
      [
        roundId,
        region,
        id,
        to?.unitId ?? null,
        to?.module ?? null,
        departs > 0 ? departure!.code : null,
        departs > 0 ? departure!.reason.trim() : null,
        eventId,
      ],
    );
  }
  return { id: roundId, eventId };
}
