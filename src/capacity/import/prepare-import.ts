import type { Actor } from '../../platform/db/command.ts';
import type { TableLimits, TableSource } from '../../platform/files/read-table.ts';
import { conflict, Failure } from '../../platform/errors.ts';
import { refuseCancelled } from './apply-import.ts';
import { applyPlan } from './apply-plan.ts';
import { checkImport, mostKept } from './check.ts';
import type { ImportKind } from './format.ts';
import { type ImportAccess, type ImportSummary, moveImport } from './import-file.ts';
import { failImport, forgetRows, keepPreview, summaryOf } from './keep-preview.ts';
import { brokenPreview, emptyPreview, type Preview, previewImport } from './preview.ts';
import { type RowProblem, wordedNotice } from './problems.ts';
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
    summary.notices?.unshift(wordedNotice(notice, fileName, access.language));
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
          summary: summaryOf(summary, preview, file.fileName, access.language),
        });
        await moveImport(tx, file.id, 'APPLYING');
        const pause = () => refuseCancelled(access, file.id, options.signal);
        const eventId = await applyPlan(tx, access, actor, file.id, check.counts, pause);
        await forgetRows(tx, access, file.id);
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
