import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { ImportList, ImportState } from '../contract.ts';
import { type ImportStateName, type ImportSummary, noCounts } from './import-file.ts';
import type { WordedProblem } from './problems.ts';

interface Row {
  id: string;
  fileName: string;
  state: ImportStateName;
  rowsRead: number;
  summary: ImportSummary;
  problems: WordedProblem[];
  eventId: string | null;
  undone: boolean;
  createdAt: string;
  finishedAt: string | null;
  readAll: boolean;
  stale: boolean;
}

const moment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Work that gave no sign of life for this long is taken to be dead. */
const patience = `interval '3 minutes'`;

const select = (summary: string, problems: string) => `
  select f.id, f.file_name as "fileName", f.state, f.rows_read as "rowsRead", ${summary} as summary, ${problems} as problems,
         f.event_id as "eventId", e.undone_by is not null as undone, ${moment('f.created_at')} as "createdAt",
         ${moment('f.finished_at')} as "finishedAt", f.summary ? 'notices' as "readAll",
         f.state in ('STAGING', 'APPLYING') and f.touched_at < transaction_timestamp() - ${patience} as stale
    from capacity.import_file f left join platform.event e on e.id = f.event_id`;

const phaseOf = (row: Row): ImportState['phase'] => {
  switch (row.state) {
    case 'STAGING':
      return row.readAll ? 'CHECKING' : 'READING';
    case 'CHECKED':
      return 'WAITING';
    case 'APPLYING':
      return 'APPLYING';
    default:
      return 'DONE';
  }
};

/**
 * One import with its progress, problems and preview.
 * @returns also whether it stands still although it should be moving
 */
export async function importState(
  tx: Pick<Reader, 'rows'>,
  importId: string,
): Promise<{ state: ImportState; stale: boolean }> {
  const [row] = await tx.rows<Row>(`${select('f.summary', 'f.problems')} where f.id = $1`, [
    importId,
  ]);
  if (!row) throw notFound('import-not-found');
  const { summary } = row;
  return {
    stale: row.stale,
    state: {
      id: row.id,
      fileName: row.fileName,
      state: row.state,
      rowsRead: row.rowsRead,
      phase: phaseOf(row),
      counts: { ...noCounts, ...summary.counts },
      problems: row.problems,
      findings: summary.findings ?? [],
      notices: summary.notices ?? [],
      changes: summary.changes ?? [],
      figures: summary.figures ?? [],
      eventId: row.eventId,
      undone: row.undone,
      createdAt: row.createdAt,
      finishedAt: row.finishedAt,
    },
  };
}

/** The reader's own imports, newest first. */
export async function importList(
  tx: Pick<Reader, 'rows'>,
  page: { limit: number; offset: number },
): Promise<ImportList> {
  const rows = await tx.rows<Row>(
    `${select(`json_build_object('counts', f.summary -> 'counts')`, `'[]'::json`)}
      order by f.created_at desc, f.id limit $1 offset $2`,
    [page.limit + 1, page.offset],
  );
  const imports = rows.slice(0, page.limit).map((row) => ({
    id: row.id,
    fileName: row.fileName,
    state: row.state,
    rowsRead: row.rowsRead,
    counts: { ...noCounts, ...row.summary.counts },
    eventId: row.eventId,
    undone: row.undone,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  }));
  return { imports, more: rows.length > page.limit };
}
