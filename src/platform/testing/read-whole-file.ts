import {
  FileProblem,
  type FileNotice,
  readTables,
  type TableLimits,
  type TableSource,
} from '../files/read-table.ts';

/** A file as it was read, all in memory: for tests of small files. */
export type WholeFile = {
  tables: {
    sheet: string | null;
    header: string[];
    rows: (string | null)[][];
    rowNumbers: number[];
  }[];
  notices: FileNotice[];
};

export async function readWholeFile(
  source: TableSource,
  fileName: string,
  limits: Partial<TableLimits> = {},
): Promise<WholeFile> {
  const whole: WholeFile = { tables: [], notices: [] };
  for await (const chunk of readTables(source, { fileName, limits })) {
    let table = whole.tables.find((known) => known.sheet === chunk.sheet);
    if (table === undefined) {
      table = { sheet: chunk.sheet, header: [], rows: [], rowNumbers: [] };
      whole.tables.push(table);
    }
    table.header = chunk.header;
    for (const row of chunk.rows) {
      table.rows.push(row.cells);
      table.rowNumbers.push(row.rowNumber);
    }
    whole.notices.push(...chunk.notices);
  }
  return whole;
}

/** The problem that reading ends in; fails when there is none. */
export async function problemOf(
  source: TableSource,
  fileName: string,
  limits: Partial<TableLimits> = {},
): Promise<FileProblem> {
  try {
    await readWholeFile(source, fileName, limits);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error('the file was read without a problem');
}
