import type { Writer } from '../platform/db/database.ts';
import type { Ask, Asked } from './contract.ts';

/**
 * Whoever has a window objects, asks for a correction, complains or adds something. It stands there with its day and its
 * term and touches nothing of the order. Throws `not-found` (no such window), `too-many-open-questions`.
 */
export async function ask(tx: Writer, input: Ask & { childId: string }): Promise<Asked> {
  const [made] = await tx.rows<Asked>('select id, due_on as "dueOn" from dossier.ask($1, $2, $3)', [
    input.childId,
    input.kind,
    input.words,
  ]);
  return made!;
}
