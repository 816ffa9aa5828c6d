import type { TableSource } from '../../platform/files/read-table.ts';
import { FileProblem, readTables, type TableLimits } from '../../platform/files/read-table.ts';
import { conflict } from '../../platform/errors.ts';
import type { ImportAccess, ImportSummary } from './import-file.ts';
import type { ImportKind } from './format.ts';
import { type ReadOutcome, RowReader } from './read-rows.ts';
import { fromFileProblem, type RowProblem, type WordedProblem, wordedNotice } from './problems.ts';
import { insertBatch } from './stage.queries.ts';

export interface Staged {
  /** Rows in the file, and those of them that could be read and are kept. */
  rows: number;
  kept: number;
  problems: { total: number; kept: RowProblem[] };
  notices: WordedProblem[];
  headings: NonNullable<ImportSummary['headings']>;
  /** False: the file itself broke off, so what was read of it says nothing about the rest. */
  whole: boolean;
}

const mostKept = 1000;
const mostNotices = 50;

/** What a file may cost when it comes in over the web; the operator's files may be larger. */
export const webLimits: Partial<TableLimits> = { maxBytes: 64 * 1024 * 1024, maxRows: 50_000 };

/**
 * Reads a file and keeps its rows beside their import, batch by batch. Nothing of it touches a fact.
 * Stops when the import was cancelled meanwhile. A file that cannot be read is an outcome with a problem.
 * @throws Failure conflict import-state when the import is no longer being staged
 */
export async function stageFile(
  access: ImportAccess,
  file: { id: string; name: string; kind: ImportKind | null },
  source: TableSource,
  options: {
    limits?: Partial<TableLimits>;
    signal?: AbortSignal;
    onRows?: (rows: number) => void;
  } = {},
): Promise<Staged> {
  const staged: Staged = {
    rows: 0,
    kept: 0,
    problems: { total: 0, kept: [] },
    notices: [],
    headings: {},
    whole: true,
  };
  const reader = new RowReader({ kind: file.kind });
  const keep = (problem: RowProblem) => {
    staged.problems.total += 1;
    if (staged.problems.kept.length < mostKept) staged.problems.kept.push(problem);
  };
  const tables = readTables(source, {
    fileName: file.name,
    ...(options.limits && { limits: options.limits }),
    ...(options.signal && { signal: options.signal }),
  });
  try {
    for await (const chunk of tables) {
      const outcome = reader.read(chunk);
      staged.rows += chunk.rows.length;
      staged.kept += outcome.batch?.n.length ?? 0;
      for (const problem of outcome.problems) keep(problem);
      for (const notice of [...chunk.notices, ...outcome.notices]) {
        if (staged.notices.length < mostNotices)
          staged.notices.push(wordedNotice(notice, file.name, access.language));
      }
      await keepBatch(access, file.id, staged.rows, outcome);
      options.onRows?.(staged.rows);
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    staged.whole = false;
    keep(fromFileProblem(error));
  }
  staged.headings = reader.headings();
  return staged;
}

async function keepBatch(
  access: ImportAccess,
  importId: string,
  rowsRead: number,
  outcome: ReadOutcome,
): Promise<void> {
  await access.write(async (tx) => {
    if (outcome.batch) await insertBatch(tx, { importId, ownerId: access.ownerId }, outcome.batch);
    const [alive] = await tx.rows<{ id: string }>(
      `update capacity.import_file set rows_read = $2, touched_at = transaction_timestamp()
        where id = $1 and state = 'STAGING' returning id`,
      [importId, rowsRead],
    );
    if (!alive) throw conflict('import-state');
  });
}
