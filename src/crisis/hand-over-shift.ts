import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Done, HandOver } from './contract.ts';
import { deskRegion, tell } from './crisis.queries.ts';

/** What one shift leaves to the next, and to whom by name. */
export async function handOverShift(
  tx: Writer,
  actor: Actor,
  { words, toName }: HandOver,
): Promise<Done> {
  const { region } = await deskRegion(tx);
  const id = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'shift.hand-over', { subjectId: id });
  await tx.rows(
    `insert into crisis.note (id, region_code, kind, words, to_name) values ($1, $2, 'HAND_OVER', $3, $4)`,
    [id, region, words.trim(), toName?.trim() ?? null],
  );
  return { id, eventId };
}

/**
 * Who takes over says that they read it; once, and never who handed over. Throws `hand-over-not-found`,
 * `taken-over-already`, `taken-over-by-another`.
 */
export async function takeOverShift(
  tx: Writer,
  actor: Actor,
  { handOverId }: { handOverId: string },
): Promise<Done> {
  const { region } = await deskRegion(tx);
  const [note] = await tx.rows<{ id: string }>(
    `select id from crisis.note where id = $1 and region_code = $2 and kind = 'HAND_OVER'`,
    [handOverId, region],
  );
  if (!note) throw notFound('hand-over-not-found');
  const eventId = await tell(tx, actor, 'shift.take-over', { subjectId: handOverId });
  await tx.rows(`insert into crisis.take_over (id, region_code) values ($1, $2)`, [
    handOverId,
    region,
  ]);
  return { id: handOverId, eventId };
}
