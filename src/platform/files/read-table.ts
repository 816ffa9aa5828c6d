import { TextDecoding } from './decode-text.ts';
import { FileProblem } from './file-problem.ts';
import { Gatherer, isSuspect, type RowBudget, rowBudget } from './gather-rows.ts';
import { type OpenSource, openSource, type TableSource } from './open-source.ts';
import { CsvRows } from './read-csv.ts';
import { JsonRows } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { sniffFormat } from './sniff-format.ts';
import { defaultLimits, type FileNotice, type TableChunk, type TableLimits } from './table.ts';

export type ReadOptions = {
  /** The name the file came under; its extension and its content must agree. */
  fileName: string;
  limits?: Partial<TableLimits>;
  signal?: AbortSignal;
};

/**
 * Reads the tables of a CSV, XLSX or JSON file in batches of about 2,000 rows, in bounded memory.
 *
 * Empty rows are left out, short ones filled up with null. A cell is text as a person would copy it: numbers in plain
 * digits, days as ISO days, truth values as `true` or `false`. Throws `FileProblem`, or the signal's reason when it is
 * aborted. A problem may come after rows were given (merged cells, a cut-off end): apply nothing before the loop has
 * ended. A stream given as source is always destroyed afterwards.
 */
export async function* readTables(
  source: TableSource,
  options: ReadOptions,
): AsyncGenerator<TableChunk> {
  const { fileName, signal } = options;
  const limits: TableLimits = { ...defaultLimits, ...options.limits };
  const budget = rowBudget(limits);
  let opened: OpenSource | null = null;
  try {
    signal?.throwIfAborted();
    opened = await openSource(source, limits, signal);
    const format = sniffFormat(fileName, opened.head);
    let tables = 0;
    for await (const chunk of chunksOf(format, opened, limits, budget, signal)) {
      tables += 1;
      signal?.throwIfAborted();
      yield chunk;
      signal?.throwIfAborted();
    }
    if (tables === 0) throw new FileProblem('file-empty');
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof FileProblem ? error.at({ file: fileName }) : error;
  } finally {
    await opened?.close();
  }
}

async function* chunksOf(
  format: 'csv' | 'xlsx' | 'json',
  opened: OpenSource,
  limits: TableLimits,
  budget: RowBudget,
  signal: AbortSignal | undefined,
): AsyncGenerator<TableChunk> {
  if (format === 'xlsx') {
    const store = await opened.store();
    const watched = {
      size: store.size,
      read: (offset: number, length: number) => {
        signal?.throwIfAborted();
        return store.read(offset, length);
      },
    };
    yield* readXlsx(watched, limits, budget);
  } else {
    const pieces = texts(opened, signal);
    yield* format === 'csv'
      ? csvChunks(pieces, limits, budget)
      : jsonChunks(pieces, limits, budget);
  }
}

/** What text reading passes on: the text, whether it needs a closer look, and the notices at the end. */
type Text = { text: string; suspect: boolean; notices: FileNotice[] };

async function* texts(opened: OpenSource, signal: AbortSignal | undefined): AsyncGenerator<Text> {
  const decoding = new TextDecoding();
  for await (const bytes of opened.pieces()) {
    signal?.throwIfAborted();
    const { text, ascii } = decoding.push(bytes);
    yield { text, suspect: ascii ? text.includes('\0') : isSuspect(text), notices: [] };
  }
  const { text, ascii } = decoding.end();
  yield { text, suspect: !ascii && isSuspect(text), notices: encodingNotice(decoding) };
}

function encodingNotice(decoding: TextDecoding): FileNotice[] {
  if (decoding.encoding !== 'windows-1252') return [];
  return [
    { code: 'encoding-windows-1252', sheet: null, row: null, column: null, found: null, count: 1 },
  ];
}

async function* csvChunks(
  pieces: AsyncIterable<Text>,
  limits: TableLimits,
  budget: RowBudget,
): AsyncGenerator<TableChunk> {
  const gatherer = new Gatherer(null, limits, budget);
  const rows = new CsvRows(gatherer, limits);
  let notices: FileNotice[] = [];
  for await (const piece of pieces) {
    notices = piece.notices;
    // Once suspect, the closer look goes on: a row may reach over into the next piece.
    gatherer.inspect ||= piece.suspect;
    rows.push(piece.text);
    const chunk = gatherer.full();
    if (chunk) yield chunk;
  }
  rows.end();
  if (gatherer.header === null) return;
  const last = gatherer.rest();
  yield { ...last, notices: [...notices, ...last.notices] };
}

async function* jsonChunks(
  pieces: AsyncIterable<Text>,
  limits: TableLimits,
  budget: RowBudget,
): AsyncGenerator<TableChunk> {
  const gatherers: Gatherer[] = [];
  const rows = new JsonRows(limits, (name) => {
    const gatherer = new Gatherer(name, limits, budget);
    // Escapes like \u0000 hide from a look at the raw text.
    gatherer.inspect = true;
    gatherers.push(gatherer);
    return gatherer;
  });
  let notices: FileNotice[] = [];
  for await (const piece of pieces) {
    notices = piece.notices;
    rows.push(piece.text);
    while (gatherers.length > 1) yield gatherers.shift()!.rest();
    const chunk = gatherers[0]?.full();
    if (chunk) yield chunk;
  }
  rows.end();
  for (const gatherer of gatherers) {
    const last = gatherer.rest();
    yield { ...last, notices: [...notices, ...last.notices] };
    notices = [];
  }
}

export { FileProblem, type ProblemCode, problemCodes, spotKey } from './file-problem.ts';
export type { TableSource } from './open-source.ts';
export {
  defaultLimits,
  type FileNotice,
  type NoticeCode,
  type TableChunk,
  type TableLimits,
  type TableRow,
} from './table.ts';
