import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { theProgram } from '../../platform/db/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { ImportState } from '../contract.ts';
import type { ImportKind } from './format.ts';
import { createImport, type ImportAccess, operatorAccess } from './import-file.ts';
import { importState } from './import-state.query.ts';
import { applyImport, cancelImport } from './apply-import.ts';
import { importAtOnce, prepareImport } from './prepare-import.ts';

export interface ImportCliOptions {
  /** What the file holds, where neither its sheets nor its headings say it. */
  kind?: ImportKind | null;
  /** Code of the provider that rows without one belong to. */
  provider?: string | null;
  /** Only say what would change. */
  dryRun?: boolean;
  /** Apply without showing a preview first. */
  yes?: boolean;
}

/** The streams of a command, and how to ask; without `confirm` nothing is applied unless `yes` says so. */
export interface ImportCliStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  confirm?(question: string): Promise<boolean>;
  /** How far it is: rows read so far, or null while the file is checked and applied. */
  progress?(rows: number | null): void;
  signal?: AbortSignal;
}

export const importExit = { done: 0, failed: 1, refused: 2, notConfirmed: 3 } as const;

const shownProblems = 50;

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw notFound('file-unreadable', { path, code });
  }
  return hash.digest();
}

/** Columns as wide as what is in them, at most 60 characters. */
function table(rows: readonly string[][]): string {
  const cell = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const short = rows.map((row) => row.map(cell));
  const widths = short[0]!.map((_, i) => Math.max(...short.map((row) => row[i]!.length)));
  return short
    .map(
      (row) =>
        `${row
          .map((text, i) => text.padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

const problemLine = (each: ImportState['problems'][number]): string[] => [
  each.sheet ?? '',
  each.row === null ? '' : String(each.row),
  each.column ?? '',
  each.found ?? '',
  each.mend ? `${each.message} ${each.mend}` : each.message,
];

function report(state: ImportState, io: ImportCliStreams): void {
  const { counts } = state;
  io.stdout.write(
    `${state.fileName}: ${state.rowsRead} rows read; ${counts.added} to add, ${counts.changed} to change, ` +
      `${counts.removed} to remove, ${counts.same} the same; ${counts.findings} findings, ${counts.problems} problems.\n`,
  );
  for (const notice of state.notices) io.stderr.write(`${notice.message}\n`);
  const listed = state.problems.length > 0 ? state.problems : state.findings;
  if (listed.length === 0) return;
  const total = state.problems.length > 0 ? counts.problems : counts.findings;
  io.stderr.write(
    `${state.problems.length > 0 ? 'Problems' : 'Findings'}:\n${table([
      ['sheet', 'row', 'column', 'found', 'what'],
      ...listed.slice(0, shownProblems).map(problemLine),
    ])}`,
  );
  if (total > shownProblems) io.stderr.write(`… and ${total - shownProblems} more.\n`);
}

const stateOf = async (access: ImportAccess, id: string) =>
  (await access.read((tx) => importState(tx, id))).state;

async function importOne(
  access: ImportAccess,
  path: string,
  options: ImportCliOptions,
  io: ImportCliStreams,
): Promise<number> {
  const hash = await hashOf(path);
  const fileName = basename(path);
  const kind = options.kind ?? null;
  const id = await access.write((tx) => createImport(tx, access, { name: fileName, hash, kind }));
  const stop = () => void cancelImport(access, id).catch(() => {});
  io.signal?.addEventListener('abort', stop);
  try {
    const atOnce = options.yes === true && options.dryRun !== true;
    await (atOnce ? importAtOnce : prepareImport)(
      access,
      theProgram,
      { id, fileName, kind },
      path,
      {
        onRows: (rows) => io.progress?.(rows),
        ...(io.signal && { signal: io.signal }),
      },
    );
    io.progress?.(null);
    let state = await stateOf(access, id);
    report(state, io);
    if (state.state === 'CHECKED' && options.dryRun !== true) {
      if (!(await io.confirm?.(`Apply ${fileName}?`))) return importExit.notConfirmed;
      await applyImport(access, theProgram, id, io.signal ? { signal: io.signal } : {});
      state = await stateOf(access, id);
    }
    if (state.state === 'APPLIED') {
      io.stdout.write(
        state.eventId ? `Applied: event ${state.eventId}.\n` : 'Nothing to change.\n',
      );
    }
    if (state.state === 'REFUSED') return importExit.refused;
    return state.state === 'APPLIED' || state.state === 'CHECKED'
      ? importExit.done
      : importExit.failed;
  } finally {
    io.signal?.removeEventListener('abort', stop);
  }
}

/**
 * `vrijplaats import FILE…`, as the operator: every provider and kind. Each file is all or nothing; the
 * first that is not applied ends the command.
 * @returns 0 applied or nothing to change, 1 broke off, 2 refused (problems on stderr), 3 not confirmed
 */
export async function runImport(input: {
  db: Database;
  files: readonly string[];
  options: ImportCliOptions;
  io: ImportCliStreams;
}): Promise<number> {
  const access = operatorAccess(input.db, input.options.provider ?? null);
  for (const path of input.files) {
    const code = await importOne(access, path, input.options, input.io);
    if (code !== importExit.done) return code;
  }
  return importExit.done;
}
