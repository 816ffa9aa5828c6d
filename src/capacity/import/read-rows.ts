import type { TableChunk } from '../../platform/files/read-table.ts';
import type { Column, ImportKind, StagedField } from './format.ts';
import { isUuid, parseCell } from './parse-cell.ts';
import { type RowProblem, shownCell } from './problems.ts';
import { rowBreach } from './row-rules.ts';
import { describeTable, type Table } from './table-kind.ts';

type Value = string | number | boolean | null;

/** Rows of one table, column by column, as capacity.import_row takes them. */
export interface StagedBatch {
  kind: ImportKind;
  sheet: string | null;
  given: number;
  /** Ordinal of each row in the file, over all tables. */
  n: number[];
  rowNumbers: number[];
  fields: Map<StagedField | 'ref_id', Value[]>;
}

export interface ReadOutcome {
  batch: StagedBatch | null;
  problems: RowProblem[];
  notices: RowProblem[];
}

/**
 * The adapter from tables to typed rows. It knows the neutral format and nothing of the database: what a
 * code stands for is looked up later. Give it the chunks of a file in order. A row with a problem is not
 * passed on; problems say sheet, row, column and what was found.
 */
export class RowReader {
  readonly #forced: ImportKind | null;
  readonly #tables = new Map<string, Table>();
  readonly #told = new Set<string>();
  #n = 0;

  constructor(options: { kind?: ImportKind | null } = {}) {
    this.#forced = options.kind ?? null;
  }

  read(chunk: TableChunk): ReadOutcome {
    const name = chunk.sheet ?? '';
    let table = this.#tables.get(name);
    const fresh = table === undefined || table.headerLength !== chunk.header.length;
    if (fresh) {
      table = describeTable(chunk.sheet, chunk.header, this.#forced);
      this.#tables.set(name, table);
    }
    const about = table as Table;
    const problems = fresh ? about.problems.filter((each) => this.#isNew(each)) : [];
    const notices = fresh ? about.notices.filter((each) => this.#isNew(each)) : [];
    const batch = about.kind === null ? null : this.#rows(chunk, about, about.kind, problems);
    return { batch, problems, notices };
  }

  /** The headings of JSON grow as later objects bring new keys; what was said of them is said once. */
  #isNew({ code, sheet, found }: RowProblem): boolean {
    const key = JSON.stringify([code, sheet, found]);
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  /** Canonical column → heading of the file, by sheet, where they differ: for messages that come later. */
  headings(): Record<string, Record<string, string>> {
    const bySheet: Record<string, Record<string, string>> = {};
    for (const [sheet, table] of this.#tables) {
      const differing = table.columns.filter(({ heading, column }) => heading !== column.name);
      bySheet[sheet] = Object.fromEntries(
        differing.map(({ heading, column }) => [column.name, heading]),
      );
    }
    return bySheet;
  }

  #rows(chunk: TableChunk, table: Table, kind: ImportKind, problems: RowProblem[]): StagedBatch {
    const batch: StagedBatch = {
      kind,
      sheet: chunk.sheet,
      given: table.given,
      n: [],
      rowNumbers: [],
      fields: new Map(),
    };
    const stored = table.columns.filter((each) => each.column.field !== null);
    const lists = stored.map(({ column }) => {
      const list: Value[] = [];
      batch.fields.set(column.field as StagedField, list);
      return list;
    });
    const references = stored.findIndex(({ column }) => column.field === 'ref_key');
    const referenceIds: Value[] = [];
    if (references >= 0) batch.fields.set('ref_id', referenceIds);
    const values: Value[] = Array.from({ length: stored.length }, () => null);
    for (const row of chunk.rows) {
      const wrong = readRow(row, stored, values, table, chunk.sheet);
      if (wrong) {
        problems.push(...wrong);
        continue;
      }
      batch.n.push(++this.#n);
      batch.rowNumbers.push(row.rowNumber);
      for (let i = 0; i < lists.length; i++) lists[i]!.push(values[i]!);
      if (references >= 0) {
        const reference = values[references];
        referenceIds.push(
          typeof reference === 'string' && isUuid(reference.toLowerCase()) ? reference : null,
        );
      }
    }
    return batch;
  }
}

/** Fills `values` with the row's cells. @returns its problems, or null */
function readRow(
  row: TableChunk['rows'][number],
  stored: readonly { index: number; heading: string; column: Column }[],
  values: Value[],
  table: Table,
  sheet: string | null,
): RowProblem[] | null {
  let problems: RowProblem[] | null = null;
  for (let i = 0; i < stored.length; i++) {
    const { index, heading, column } = stored[i]!;
    const cell = row.cells[index] ?? null;
    values[i] = null;
    if (cell === null) continue;
    const parsed = parseCell(cell, column);
    if (parsed.ok) {
      values[i] = parsed.value;
      continue;
    }
    problems ??= [];
    problems.push({
      code: parsed.code,
      sheet,
      row: row.rowNumber,
      column: heading,
      found: shownCell(cell),
      ...(parsed.params && { params: parsed.params }),
    });
  }
  if (problems) return problems;
  const breaches = rowBreach(table, (field) => {
    const at = stored.findIndex(({ column }) => column.field === field);
    return at < 0 ? null : (values[at] ?? null);
  });
  return breaches.length === 0
    ? null
    : breaches.map((breach) => ({ ...breach, sheet, row: row.rowNumber }));
}
