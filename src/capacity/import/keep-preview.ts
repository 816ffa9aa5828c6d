import type { Writer } from '../../platform/db/database.ts';
import type { Language } from '../../platform/language.ts';
import {
  type ImportAccess,
  type ImportFile,
  type ImportSummary,
  moveImport,
} from './import-file.ts';
import type { Preview } from './preview.ts';
import { type RowProblem, worded } from './problems.ts';

const wordedAll = (problems: readonly RowProblem[], fileName: string, language: Language) =>
  problems.map((problem) => worded(problem, fileName, language));

/** What is kept of a preview beside what was known of the file. */
export function summaryOf(
  summary: ImportSummary,
  preview: Preview,
  fileName: string,
  language: Language,
): ImportSummary {
  return {
    ...summary,
    counts: preview.check.counts,
    digest: preview.check.digest,
    findings: wordedAll(preview.check.findings, fileName, language),
    changes: preview.changes,
    figures: preview.figures,
  };
}

/** Keeps what a check found; a file with one problem or more is refused whole. */
export async function keepPreview(
  access: ImportAccess,
  file: Pick<ImportFile, 'id' | 'fileName' | 'summary'>,
  preview: Preview,
): Promise<void> {
  const refused = preview.check.counts.problems > 0;
  await access.write(async (tx) => {
    await moveImport(tx, file.id, refused ? 'REFUSED' : 'CHECKED', {
      summary: summaryOf(file.summary, preview, file.fileName, access.language),
      problems: wordedAll(preview.check.problems, file.fileName, access.language),
    });
    if (refused) await forgetRows(tx, access, file.id);
  });
}

/** Staged rows are kept as long as they can be applied. The operator's may be a million: a job removes those. */
export async function forgetRows(
  tx: Writer,
  access: ImportAccess,
  importId: string,
): Promise<void> {
  await tx.rows('delete from capacity.import_plan where import_id = $1', [importId]);
  if (access.role === 'operator') return;
  await tx.rows('delete from capacity.import_row where import_id = $1', [importId]);
}

/** Removes what is left of imports that ended, or that nobody touched for 30 days. A nightly job. */
export async function forgetStagedRows(tx: Writer): Promise<void> {
  for (const table of ['import_row', 'import_plan']) {
    await tx.rows(
      `delete from capacity.${table} r where not exists (
         select 1 from capacity.import_file f where f.id = r.import_id and f.state in ('STAGING', 'CHECKED', 'APPLYING')
            and f.touched_at > transaction_timestamp() - interval '30 days')`,
    );
  }
}

/** Says of an import that it broke off: by its owner, or by the program when the owner's session is gone. */
export async function failImport(
  access: ImportAccess,
  file: { id: string; fileName: string },
  code: 'session-ended' | 'broken-off',
): Promise<void> {
  const problem: RowProblem = { code, sheet: null, row: null, column: null, found: null };
  await access.asProgram((tx) =>
    moveImport(tx, file.id, 'FAILED', {
      problems: wordedAll([problem], file.fileName, access.language),
    }),
  );
}
