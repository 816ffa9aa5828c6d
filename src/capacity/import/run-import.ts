import type { Actor } from '../../platform/db/command.ts';
import type { TableLimits, TableSource } from '../../platform/files/read-table.ts';
import { conflict, Failure } from '../../platform/errors.ts';
import { applyPlan } from './apply-plan.ts';
import { type CheckOutcome, checkImport } from './check.ts';
import type { ImportKind } from './format.ts';
import {
  type ImportAccess,
  type ImportFile,
  type ImportSummary,
  loadImport,
  moveImport,
  noCounts,
} from './import-file.ts';
import { type Preview, previewImport } from './preview.ts';
import { type RowProblem, worded, wordedNotice } from './problems.ts';
import { stageFile } from './stage.ts';

export interface PrepareOptions {
  limits?: Partial<TableLimits>;
  signal?: AbortSignal;
  onRows?: (rows: number) => void;
}

const wordedAll = (problems: readonly RowProblem[], fileName: string) =>
  problems.map((problem) => worded(problem, fileName));

function summaryOf(summary: ImportSummary, preview: Preview, fileName: string): ImportSummary {
  return {
    ...summary,
    counts: preview.check.counts,
    digest: preview.check.digest,
    findings: wordedAll(preview.check.findings, fileName),
    changes: preview.changes,
    figures: preview.figures,
  };
}

/** Keeps what a check found; a file with one problem or more is refused whole. */
async function keepPreview(
  access: ImportAccess,
  file: Pick<ImportFile, 'id' | 'fileName' | 'summary'>,
  preview: Preview,
): Promise<void> {
  await access.write((tx) =>
    moveImport(tx, file.id, preview.check.counts.problems > 0 ? 'REFUSED' : 'CHECKED', {
      summary: summaryOf(file.summary, preview, file.fileName),
      problems: wordedAll(preview.check.problems, file.fileName),
    }),
  );
}

/** Says of an import that it broke off: by its owner, or by the program when the owner's session is gone. */
export async function failImport(
  access: ImportAccess,
  file: { id: string; fileName: string },
  code: 'session-ended' | 'broken-off',
): Promise<void> {
  const problem: RowProblem = { code, sheet: null, row: null, column: null, found: null };
  await access.asProgram((tx) =>
    moveImport(tx, file.id, 'FAILED', { problems: wordedAll([problem], file.fileName) }),
  );
}

/**
 * Stages a file, checks it whole and keeps the preview: STAGING → CHECKED or REFUSED. Returns without
 * a word when it was cancelled meanwhile.
 */
export async function prepareImport(
  access: ImportAccess,
  actor: Actor,
  file: { id: string; fileName: string; kind: ImportKind | null },
  source: TableSource,
  options: PrepareOptions = {},
): Promise<void> {
  try {
    const staged = await stageFile(
      access,
      { id: file.id, name: file.fileName, kind: file.kind },
      source,
      options,
    );
    const summary: ImportSummary = {
      kind: file.kind,
      headings: staged.headings,
      notices: staged.notices,
    };
    const same = await sameFile(access, file.id);
    if (same) {
      const notice = { code: 'same-file', sheet: null, row: null, column: null, found: same };
      summary.notices?.unshift(wordedNotice(notice, file.fileName));
    }
    await keepReading(access, file.id, summary);
    const preview = await previewImport(access, actor, { id: file.id, summary });
    const { check } = withReadProblems(preview, staged.problems);
    await keepPreview(access, { ...file, summary }, { ...preview, check });
  } catch (error) {
    if (error instanceof Failure && error.code === 'import-state') return;
    if (options.signal?.aborted) return;
    const gone = error instanceof Failure && error.kind === 'not-signed-in';
    await failImport(access, file, gone ? 'session-ended' : 'broken-off').catch(() => {});
    if (!gone) throw error;
  }
}

/** The whole file is read; the check begins unless it was cancelled meanwhile. */
async function keepReading(
  access: ImportAccess,
  importId: string,
  summary: ImportSummary,
): Promise<void> {
  await access.write(async (tx) => {
    const [alive] = await tx.rows<{ id: string }>(
      `update capacity.import_file set summary = $2, touched_at = transaction_timestamp()
        where id = $1 and state = 'STAGING' returning id`,
      [importId, JSON.stringify(summary)],
    );
    if (!alive) throw conflict('import-state');
  });
}

/** Rows that could not be read are not staged: what refers to them is no error of its own. */
function withReadProblems(
  preview: Preview,
  read: { total: number; kept: RowProblem[] },
): { check: CheckOutcome } {
  const { check } = preview;
  if (read.total === 0) return { check };
  const references = ['stay-unknown', 'time-out-unknown'];
  const own = check.problems.filter((problem) => !references.includes(problem.code));
  const dropped = check.problems.length - own.length;
  return {
    check: {
      ...check,
      problems: [...read.kept, ...own].slice(0, 1000),
      counts: { ...check.counts, problems: check.counts.problems - dropped + read.total },
    },
  };
}

/** The day on which the same content was applied before by the same owner, as people write it. */
async function sameFile(access: ImportAccess, importId: string): Promise<string | null> {
  const [before] = await access.read((tx) =>
    tx.rows<{ on: string }>(
      `select to_char(o.finished_at at time zone 'Europe/Brussels', 'DD/MM/YYYY') as on
         from capacity.import_file f join capacity.import_file o
           on o.content_hash = f.content_hash and o.id <> f.id and o.state = 'APPLIED'
          and o.owner_id is not distinct from f.owner_id
         left join platform.event e on e.id = o.event_id
        where f.id = $1 and e.undone_by is null order by o.finished_at desc limit 1`,
      [importId],
    ),
  );
  return before?.on ?? null;
}

/** Thrown out of the transaction of an apply whose check came to another outcome than the preview. */
class ChangedSince extends Error {}

/**
 * Applies a checked import: CHECKED → APPLYING → APPLIED, all or nothing in one transaction that checks
 * everything again. If the facts changed since the preview, nothing is written, a new preview is kept and
 * the conflict `import-changed` is thrown.
 * @param inSame runs in the transaction of the change, before its end (idempotency)
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
      await tx.rows('delete from capacity.import_plan where import_id = $1', [importId]);
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
  const gone = error instanceof Failure && error.kind === 'not-signed-in';
  if (gone) {
    await access.asProgram((tx) => moveImport(tx, file.id, 'CHECKED')).catch(() => {});
    return error;
  }
  const preview = await previewImport(access, actor, file);
  await keepPreview(access, file, preview);
  return error instanceof ChangedSince ? conflict('import-changed') : error;
}

async function refuseCancelled(
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
    await tx.rows('delete from capacity.import_row where import_id = $1', [importId]);
  });
}
