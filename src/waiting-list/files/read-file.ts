import type { Readable } from 'node:stream';
import { FileProblem, readTables, type TableLimits } from '../../platform/files/read-table.ts';
import {
  type FileColumn,
  fileColumns,
  type FileFault,
  type FileRow,
  type FileValues,
  readCell,
} from './columns.ts';

/** A list of one region by hand or from another program: no more than a person can look through. */
export const fileLimits: Partial<TableLimits> = { maxBytes: 5 * 1024 * 1024, maxRows: 5000 };

export interface FileRead {
  rows: FileRow[];
  faults: FileFault[];
}

const keyOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s-]+/g, '_');
const columnOf = (heading: string): FileColumn | undefined =>
  fileColumns.find(({ name, dutch }) => name === keyOf(heading) || dutch === keyOf(heading));

const shown = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** What is wrong with the headings: a column twice, one that must be there and is not. */
function headingFaults(header: readonly string[]): FileFault[] {
  const faults: FileFault[] = [];
  const met = new Set<string>();
  for (const heading of header) {
    const column = columnOf(heading);
    if (!column) continue;
    if (met.has(column.name))
      faults.push({ code: 'column-twice', row: null, column: heading, found: null });
    met.add(column.name);
  }
  for (const column of fileColumns)
    if ('isRequired' in column && !met.has(column.name))
      faults.push({
        code: 'column-missing',
        row: null,
        column: column.name,
        found: null,
        params: { dutch: column.dutch },
      });
  return faults;
}

function readRow(
  { rowNumber, cells }: { rowNumber: number; cells: readonly (string | null)[] },
  header: readonly string[],
): { row: FileRow; faults: FileFault[] } {
  const values: FileValues = {};
  const faults: FileFault[] = [];
  for (const [at, heading] of header.entries()) {
    const column = columnOf(heading);
    const cell = cells[at];
    if (!column || !cell?.trim()) continue;
    const read = readCell(cell, column);
    if ('value' in read) values[column.name as keyof FileValues] = read.value;
    else faults.push({ ...read, row: rowNumber, column: heading, found: shown(cell) });
  }
  for (const column of fileColumns)
    if ('isRequired' in column && values[column.name] === undefined)
      if (!faults.some((fault) => columnOf(fault.column ?? '')?.name === column.name))
        faults.push({
          code: 'cell-missing',
          row: rowNumber,
          column: column.name,
          found: null,
          params: { dutch: column.dutch },
        });
  return { row: { row: rowNumber, values }, faults };
}

/**
 * Reads a CSV or XLSX file into rows of children. It knows nothing of the list: what stands there already is held against
 * it later. Never throws for what is in the file; what is wrong says row, column and what was found.
 */
export async function readListFile(source: Readable | Buffer, fileName: string): Promise<FileRead> {
  const read: FileRead = { rows: [], faults: [] };
  let isFirst = true;
  try {
    for await (const chunk of readTables(source, { fileName, limits: fileLimits })) {
      if (isFirst) read.faults.push(...headingFaults(chunk.header));
      isFirst = false;
      if (read.faults.some(({ row }) => row === null)) continue;
      for (const each of chunk.rows) {
        const { row, faults } = readRow(each, chunk.header);
        read.faults.push(...faults);
        if (faults.length === 0) read.rows.push(row);
      }
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { code, row, column, found, limit } = error;
    read.faults.push({ code, row, column, found, params: { limit: String(limit ?? '') } });
  }
  const byNumber = new Map<string, number>();
  for (const { row, values } of read.rows) {
    const number = String(values.file_number);
    const before = byNumber.get(number);
    if (before !== undefined)
      read.faults.push({
        code: 'file-number-twice',
        row,
        column: 'file_number',
        found: number,
        params: { other: String(before) },
      });
    else byNumber.set(number, row);
  }
  return read;
}
