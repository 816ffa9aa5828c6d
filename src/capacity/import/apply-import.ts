import type { Actor } from '../../platform/db/command.ts';
import { conflict, Failure } from '../../platform/errors.ts';
import { applyPlan } from './apply-plan.ts';
import { checkImport } from './check.ts';
import {
  type ImportAccess,
  type ImportFile,
  loadImport,
  moveImport,
  noCounts,
} from './import-file.ts';
import { forgetRows, keepPreview } from './keep-preview.ts';
import { previewImport } from './preview.ts';

/** Thrown out of the transaction of an apply whose check came to another outcome than the preview. */
class ChangedSince extends Error {}

/**
 * Applies a checked import: CHECKED → APPLYING → APPLIED, all or nothing in one transaction that checks
 * everything again. If the facts changed since the preview, nothing is written, a new preview is kept and
 * the conflict `import-changed` is thrown.
 */
export async function applyImport(
  access: ImportAccess,
  actor: Actor,
  importId: string,
  options: { signal?: AbortSignal } = {},
): Promise<{ eventId: string | null }> {
  const file = await access.write(async (tx) => {
    const found = await loadImport(tx, importId);
    await moveImport(tx, importId, 'APPLYING');
    return found;
  });
  try {
    const eventId = await access.write(async (tx) => {
      const check = await checkImport(tx, access, file);
      if (check.counts.problems > 0 || check.digest !== file.summary.digest)
        throw new ChangedSince();
      const done = await applyPlan(tx, access, actor, importId, check.counts, () =>
        refuseCancelled(access, importId, options.signal),
      );
      await forgetRows(tx, access, importId);
      await moveImport(tx, importId, 'APPLIED', { eventId: done });
      return done;
    });
    return { eventId };
  } catch (error) {
    throw await afterFailedApply(access, actor, file, error);
  }
}

/** Nothing was written. Leaves the import in a state from which it can go on. */
async function afterFailedApply(
  access: ImportAccess,
  actor: Actor,
  file: ImportFile,
  error: unknown,
): Promise<unknown> {
  if (error instanceof Failure && error.code === 'import-cancelled') {
    await access.write((tx) => moveImport(tx, file.id, 'CANCELLED'));
    return error;
  }
  const refused = error instanceof Failure && ['conflict', 'bad-request'].includes(error.kind);
  try {
    if (!refused && !(error instanceof ChangedSince)) throw error;
    await keepPreview(access, file, await previewImport(access, actor, file));
    return error instanceof ChangedSince ? conflict('import-changed') : error;
  } catch (why) {
    // Nothing is wrong with the file: it can be applied once whatever broke is there again.
    await access.asProgram((tx) => moveImport(tx, file.id, 'CHECKED')).catch(() => {});
    return why;
  }
}

/** Lets the work go on unless it was asked to stop. @throws Failure conflict import-cancelled */
export async function refuseCancelled(
  access: ImportAccess,
  importId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  // A transaction of its own: the one that applies does not see what came after its start.
  const file = await access.asProgram((tx) => loadImport(tx, importId));
  if (signal?.aborted || file.cancelAsked) throw conflict('import-cancelled');
}

/**
 * Cancels: at once while staging or checked; an import that is being applied is asked to stop and rolls
 * back at its next step. What was applied is undone, not cancelled.
 */
export async function cancelImport(access: ImportAccess, importId: string): Promise<void> {
  await access.write(async (tx) => {
    const file = await loadImport(tx, importId);
    if (file.state === 'CANCELLED') return;
    if (file.state === 'APPLYING') {
      await tx.rows('update capacity.import_file set cancel_asked = true where id = $1', [
        importId,
      ]);
      return;
    }
    await moveImport(tx, importId, 'CANCELLED', {
      summary: { ...file.summary, counts: file.summary.counts ?? noCounts },
    });
    await forgetRows(tx, access, importId);
  });
}
