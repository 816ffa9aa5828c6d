import type { Actor } from '../../platform/db/command.ts';
import type { TableLimits, TableSource } from '../../platform/files/read-table.ts';
import { conflict, Failure } from '../../platform/errors.ts';
import { applyPlan } from './apply-plan.ts';
import { checkImport, mostKept } from './check.ts';
import type { ImportKind } from './format.ts';
import {
  type ImportAccess,
  type ImportFile,
  type ImportSummary,
  loadImport,
  moveImport,
  noCounts,
} from './import-file.ts';
import { brokenPreview, emptyPreview, type Preview, previewImport } from './preview.ts';
import { type RowProblem, worded, wordedNotice } from './problems.ts';
import { stageFile } from './stage.ts';

export interface PrepareOptions {
  limits?: Partial<TableLimits>;
  signal?: AbortSignal;
  onRows?: (rows: number) => void;
}

export interface ImportedFile {
  id: string;
  fileName: string;
  kind: ImportKind | null;
}

interface ReadProblems {
  total: number;
  kept: RowProblem[];
}

/** Carries the outcome of a check with problems out of the transaction that it rolls back. */
class Refused extends Error {
  readonly preview: Preview;
  constructor(preview: Preview) {
    super('refused');
    this.preview = preview;
  }
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

/** Reads a whole file in, and says what can be said of it before the check. */
async function readIn(
  access: ImportAccess,
  file: ImportedFile,
  source: TableSource,
  options: PrepareOptions,
): Promise<{ summary: ImportSummary; problems: ReadProblems; whole: boolean }> {
  const { id, fileName, kind } = file;
  const staged = await stageFile(access, { id, name: fileName, kind }, source, options);
  const summary: ImportSummary = {
    kind,
    headings: staged.headings,
    notices: staged.notices,
    staged: staged.kept,
  };
  const same = await sameFile(access, id);
  if (same) {
    const notice = { code: 'same-file', sheet: null, row: null, column: null, found: same };
    summary.notices?.unshift(wordedNotice(notice, fileName));
  }
  await keepReading(access, id, summary);
  return { summary, problems: staged.problems, whole: staged.whole };
}

/** Whatever breaks off leaves the import FAILED; a cancelled one stays as it is. */
async function orFail(
  access: ImportAccess,
  file: ImportedFile,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'import-state') return;
    if (signal?.aborted) return;
    const gone = error instanceof Failure && error.kind === 'not-signed-in';
    await failImport(access, file, gone ? 'session-ended' : 'broken-off').catch(() => {});
    if (!gone) throw error;
  }
}

/**
 * Stages a file, checks it whole and keeps the preview: STAGING → CHECKED or REFUSED. Returns without
 * a word when it was cancelled meanwhile.
 */
export async function prepareImport(
  access: ImportAccess,
  actor: Actor,
  file: ImportedFile,
  source: TableSource,
  options: PrepareOptions = {},
): Promise<void> {
  await orFail(access, file, options.signal, async () => {
    const { summary, problems, whole } = await readIn(access, file, source, options);
    const preview = whole
      ? await previewImport(access, actor, { id: file.id, summary })
      : emptyPreview();
    await keepPreview(access, { ...file, summary }, withReadProblems(preview, problems));
  });
}

/**
 * Stages, checks and applies in one go, without a preview between: for the operator, who asked for it.
 * STAGING → APPLIED, or REFUSED when there is one problem or more; then nothing was written.
 */
export async function importAtOnce(
  access: ImportAccess,
  actor: Actor,
  file: ImportedFile,
  source: TableSource,
  options: PrepareOptions = {},
): Promise<void> {
  await orFail(access, file, options.signal, async () => {
    const { summary, problems } = await readIn(access, file, source, options);
    try {
      await access.write(async (tx) => {
        const check = await checkImport(tx, access, { id: file.id, summary });
        const preview = withReadProblems({ check, changes: [], figures: [] }, problems);
        if (preview.check.counts.problems > 0) throw new Refused(preview);
        await moveImport(tx, file.id, 'CHECKED', {
          summary: summaryOf(summary, preview, file.fileName),
        });
        await moveImport(tx, file.id, 'APPLYING');
        const pause = () => refuseCancelled(access, file.id, options.signal);
        const eventId = await applyPlan(tx, access, actor, file.id, check.counts, pause);
        await tx.rows('delete from capacity.import_plan where import_id = $1', [file.id]);
        await moveImport(tx, file.id, 'APPLIED', { eventId });
      });
    } catch (error) {
      const preview = error instanceof Refused ? error.preview : brokenPreview(error);
      if (!preview) throw error;
      await keepPreview(access, { ...file, summary }, preview);
    }
  });
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
function withReadProblems(preview: Preview, read: ReadProblems): Preview {
  const { check } = preview;
  if (read.total === 0) return preview;
  const references = ['stay-unknown', 'time-out-unknown'];
  const own = check.problems.filter((problem) => !references.includes(problem.code));
  const dropped = check.problems.length - own.length;
  return {
    ...preview,
    check: {
      ...check,
      problems: [...read.kept, ...own].slice(0, mostKept),
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
