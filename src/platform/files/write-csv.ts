import { addAbortSignal, Readable } from 'node:stream';
import { neutralise } from './neutralise-formula.ts';
import { plainNumber } from './number-text.ts';

/** A value to write. A Date is a moment and becomes ISO text in UTC; days are given as ISO text. null and '' are both an empty cell. */
export type Cell = string | number | boolean | Date | null;

/** Rows to write, also when they arrive over time. */
export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

export type CsvOptions = {
  /** `;` is what a Dutch or French spreadsheet expects. */
  separator?: ';' | ',';
  /** A byte-order mark, without which Excel misreads accents. */
  mark?: boolean;
  signal?: AbortSignal;
};

const PIECE = 64 * 1024;
// All separators that the reader knows, so that a quoted cell never counts towards another one.
const NEEDS_QUOTES = /[",;\t\r\n]|^[\s\ufeff]|\s$|^sep=/;

/**
 * A table as a stream of CSV in UTF-8 with CRLF, holding one piece of 64 KB at a time. Texts that a spreadsheet would
 * run as a formula get an apostrophe in front, which `readTables` takes off again; numbers do not need one. Unlimited
 * rows. Throws (ends the stream) on a row wider than the header and on a number that is not finite.
 */
export function writeCsv(
  header: readonly string[],
  rows: Rows,
  options: CsvOptions = {},
): Readable {
  const { signal } = options;
  const stream = Readable.from(csvPieces(header, rows, options), { objectMode: false });
  // Ended by the signal before anybody listens, it must not bring the process down.
  stream.on('error', () => {});
  if (signal) addAbortSignal(signal, stream);
  return stream;
}

async function* csvPieces(
  header: readonly string[],
  rows: Rows,
  options: CsvOptions,
): AsyncGenerator<Buffer> {
  const separator = options.separator ?? ';';
  let text = (options.mark ?? true) ? '\ufeff' : '';
  text += `${header
    .map(textOf)
    .map((name, i) => (i === 0 ? firstName(name) : quoted(name)))
    .join(separator)}\r\n`;
  for await (const row of rows) {
    if (row.length > header.length) throw new RangeError('row wider than its header');
    text += `${csvLine(row, header.length, separator)}\r\n`;
    if (text.length >= PIECE) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}

function csvLine(row: readonly Cell[], width: number, separator: string): string {
  let line = '';
  for (let i = 0; i < width; i++) {
    const cell = row[i];
    if (i > 0) line += separator;
    if (cell === null || cell === undefined || cell === '') continue;
    line += typeof cell === 'string' ? quoted(textOf(cell)) : cellText(cell);
  }
  return line;
}

function textOf(text: string): string {
  return neutralise(text);
}

/** The very first name is quoted unless it is plain, so that no file of ours begins like another format. */
function firstName(name: string): string {
  return /^[\w -]*$/.test(name) ? quoted(name) : `"${name.replaceAll('"', '""')}"`;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a cell as both writers and the reader understand it. */
export function cellText(cell: Exclude<Cell, null>): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'boolean') return String(cell);
  return cell.toISOString();
}
