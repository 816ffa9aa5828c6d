import { theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { tellInquiry } from './inquiry.queries.ts';

/**
 * Questions of which the term has passed without an answer: that is registered too, and both sides are told. It can still
 * be answered. Safe to repeat.
 * @returns how many
 */
export async function overdueInquiries(tx: Writer): Promise<number> {
  const due = await tx.rows<{ id: string; providerId: string }>(
    `select q.id, q.provider_id as "providerId" from allocation.inquiry q
      where q.state in ('SENT', 'SEEN') and q.due_at <= platform.now() order by q.due_at, q.id for update`,
  );
  for (const inquiry of due) {
    await tellInquiry(tx, theProgram, 'overdue', inquiry);
    await tx.rows(`update allocation.inquiry set state = 'OVERDUE' where id = $1`, [inquiry.id]);
  }
  return due.length;
}
