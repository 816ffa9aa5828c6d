import { recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';

/**
 * Proposals of which the term has passed without an answer: they lead out, to a person who decides what next, and never
 * accept by themselves. Safe to repeat.
 * @returns how many
 */
export async function expireProposals(tx: Writer): Promise<number> {
  const due = await tx.rows<{ id: string; providerId: string }>(
    `select p.id, p.provider_id as "providerId" from allocation.proposal p
      where p.state in ('SENT', 'IN_DIALOGUE') and p.due_at <= platform.now() order by p.due_at, p.id for update`,
  );
  for (const { id, providerId } of due) {
    await recordEvent(tx, theProgram, {
      slice: 'allocation',
      kind: 'proposal.expire',
      organisationId: providerId,
      subjectId: id,
    });
    await tx.rows(`update allocation.proposal set state = 'EXPIRED' where id = $1`, [id]);
  }
  return due.length;
}
