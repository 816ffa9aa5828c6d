import type { Reader, Writer } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/db/command.ts';
import { notFound } from '../../platform/errors.ts';
import type { Language } from '../../platform/language.ts';
import type { ListImport } from './contract.ts';
import { myRegion, tell } from '../waiting-list.queries.ts';
import { countsOf } from './apply-import.ts';
import type { FileFault, FileRow } from './columns.ts';
import { importJson, sealedRows } from './staged.ts';
import { planImport } from './plan-import.ts';
import type { FileRead } from './read-file.ts';
import { wordedFault } from './words.ts';

/** So many problems and changes are shown; the counts say how many there are. */
const mostShown = 200;

/** Keeps what a file says, checked against the list; nothing of the list changes. @returns its id */
export async function keepImport(
  tx: Writer,
  actor: Actor,
  { name, sha256, read }: { name: string; sha256: Buffer; read: FileRead },
): Promise<string> {
  const region = await myRegion(tx);
  const [{ today }] = (await tx.rows<{ today: string }>(`select platform.today() as today`)) as [
    { today: string },
  ];
  const { planned, faults } = await planImport(tx, read.rows, today);
  const all = [...read.faults, ...faults].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const id = crypto.randomUUID();
  await tell(tx, actor, 'list.import-check', {
    subjectId: id,
    details: { rows: read.rows.length, problems: all.length },
  });
  await tx.rows(
    `insert into waiting_list.import_file (id, region_code, name, sha256, state, rows, counts, problems, problem_count, made_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      region,
      name,
      sha256,
      all.length > 0 ? 'REFUSED' : 'CHECKED',
      // Of a file that cannot be applied no child is kept.
      await sealedRows(tx, id, 'rows', all.length > 0 ? [] : read.rows),
      JSON.stringify(countsOf(planned)),
      await sealedRows(tx, id, 'problems', all.slice(0, mostShown)),
      all.length,
      actor.name,
    ],
  );
  return id;
}

/** An import as it stands, with what it would change now. @throws Failure import-not-found */
export async function listImport(
  tx: Pick<Reader, 'rows' | 'marker'>,
  importId: string,
  language: Language,
): Promise<ListImport> {
  const [file] = await tx.rows<
    Omit<ListImport, 'changes' | 'problems'> & {
      rows: FileRow[];
      problems: FileFault[];
      today: string;
    }
  >(
    `select id, name, state, counts, ${importJson('problems')} as problems, problem_count as "problemCount",
            made_by_name as "madeBy", at, ${importJson('rows')} as rows, platform.today() as today
       from waiting_list.import_file where id = $1`,
    [importId],
  );
  if (!file) throw notFound('import-not-found');
  const { rows, problems, today, ...rest } = file;
  const { planned } = await planImport(tx, rows, today);
  const changes = planned
    .filter(({ known, changed, waits }) => known === null || changed.length > 0 || waits)
    .slice(0, mostShown)
    .map(({ row, fileNumber, name, known, changed, values, waits }) => ({
      row,
      fileNumber,
      name,
      isNew: known === null,
      waits,
      fields: known
        ? changed.map((column) => ({
            column,
            before: [known.values[column] ?? []].flat().join(', ') || null,
            after: [values[column] ?? []].flat().join(', ') || null,
          }))
        : [],
    }));
  return { ...rest, problems: problems.map((each) => wordedFault(each, language)), changes };
}

/** Rows of files hold names: they go after thirty days. */
export async function forgetListImports(tx: Writer): Promise<void> {
  await tx.rows(
    `delete from waiting_list.import_file where at < platform.now() - interval '30 days'`,
  );
}
