import { Readable } from 'node:stream';
import { type Cell, writeCsv, writeXlsx } from '../../platform/files/write-table.ts';
import { passedBySheets } from '../import/format.ts';
import type { ExportColumn } from './facts.query.ts';
import { type AboutExport, aboutLines } from './file-name.ts';
import { exportWords } from './words.ts';

/** One table of an export: its name as a sheet and as a key, its headings and its rows. */
export interface ExportTable {
  sheet: string;
  key: string;
  columns: readonly ExportColumn[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

async function* jsonPieces(tables: readonly ExportTable[]): AsyncGenerator<string> {
  const one = tables.length === 1;
  let opening = one ? '' : '{';
  for (const table of tables) {
    yield one ? '[' : `${opening}${JSON.stringify(table.key)}:[`;
    opening = ',';
    let text = '';
    let separator = '\n';
    for await (const row of table.rows) {
      const object = Object.fromEntries(
        table.columns.map((column, i) => [column.name, row[i] ?? null]),
      );
      text += `${separator}${JSON.stringify(object)}`;
      separator = ',\n';
      if (text.length > 65_536) {
        yield text;
        text = '';
      }
    }
    yield `${text}\n]`;
  }
  yield one ? '\n' : '}\n';
}

/**
 * An export as a stream: CSV holds one table, XLSX a sheet for each and a sheet that says what the file
 * is, JSON a list or, for several, an object of lists. Formulas are neutralised by the writers.
 */
export function writeExport(about: AboutExport, tables: readonly ExportTable[]): Readable {
  const [first] = tables;
  if (!first) throw new RangeError('an export without a table');
  if (about.format === 'json') return Readable.from(jsonPieces(tables), { objectMode: false });
  if (about.format === 'csv') {
    return writeCsv(
      first.columns.map((column) => column.name),
      first.rows,
    );
  }
  const words = exportWords[about.language];
  return writeXlsx([
    ...tables.map((table) => ({
      name: table.sheet,
      columns: table.columns.map((column) => ({ header: column.name, kind: column.kind })),
      rows: table.rows,
    })),
    {
      name: passedBySheets.about,
      columns: [
        { header: words.about.title, width: 24 },
        { header: words.about.value, width: 60 },
      ],
      rows: aboutLines(about),
    },
  ]);
}
