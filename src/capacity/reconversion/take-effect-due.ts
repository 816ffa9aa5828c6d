import { theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { takeEffect } from './take-step.ts';

/**
 * Approved reconversions whose day has come take effect: from now on their places are never free (R8).
 * For the nightly job; safe to repeat. @returns how many did
 */
export async function takeEffectDue(tx: Writer): Promise<number> {
  const due = await tx.rows<{ id: string; on: string }>(
    `select id, effective_on as "on" from capacity.reconversion
      where state = 'APPROVED' and effective_on <= platform.today() order by id`,
  );
  for (const { id, on } of due) await takeEffect(tx, theProgram, { reconversionId: id, on });
  return due.length;
}
