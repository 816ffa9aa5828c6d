import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Transactions } from '../platform/db/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Vault } from '../platform/vault/vault.ts';

/** What was taken out: so many files (a child that was on the list twice has two) and keys. */
export interface Erased {
  files: number;
  keys: number;
}

/**
 * Erases a child: first the keys of its files, which no backup of the list holds, then the rows. Broken off between
 * the two, the file can be read by nobody any more, and the next time finishes it.
 * @throws Failure file-unknown, file-is-open (somebody still waits or is helped)
 */
export async function eraseChild(
  db: Transactions,
  vault: Vault,
  { personId, reason }: { personId: string; reason: string },
): Promise<Erased> {
  const [found] = await db.as('vp_jobs', (tx) =>
    tx.rows<{ files: string[]; open: boolean }>(
      `select f.files, waiting_list.is_open(f.files) as open from (select waiting_list.files_of($1) as files) f`,
      [personId],
    ),
  );
  if (!found || found.files.length === 0) throw notFound('file-unknown');
  if (found.open) throw conflict('file-is-open');
  const keys = await vault.erase(found.files, reason);
  await db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'waiting-list',
      kind: 'file.erase',
      organisationId: null,
      subjectId: null,
      details: { files: found.files.length },
    });
    await tx.rows('select waiting_list.erase($1)', [found.files]);
  });
  return { files: found.files.length, keys };
}
