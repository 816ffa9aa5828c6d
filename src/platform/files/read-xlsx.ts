import { Utf8Pieces } from './decode-text.ts';
import { FileProblem } from './file-problem.ts';
import { Gatherer, type RowBudget } from './gather-rows.ts';
import type { ByteStore } from './byte-store.ts';
import { type XmlHandler, XmlScanner } from './scan-xml.ts';
import type { FileNotice, TableChunk, TableLimits } from './table.ts';
import { SharedTexts, sharedTextHandler } from './xlsx-strings.ts';
import { readWorkbook, type Workbook } from './xlsx-workbook.ts';
import { SheetRows } from './xlsx-sheet.ts';
import { ZipArchive } from './zip-archive.ts';

/** The visible sheets of a workbook as tables, in their order. Nothing but the shared texts is kept in memory. */
export async function* readXlsx(
  store: ByteStore,
  limits: TableLimits,
  budget: RowBudget,
): AsyncGenerator<TableChunk> {
  const archive = await ZipArchive.open(store, limits);
  const workbook = await readWorkbook(archive, limits);
  const texts = await readSharedTexts(archive, workbook, limits);
  let notices: FileNotice[] = workbook.sheets
    .filter((s) => s.hidden)
    .map((s) => hiddenSheet(s.name));
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue;
    const gatherer = new Gatherer(sheet.name, limits, budget);
    // Escapes like &#8238; hide from a look at the raw text.
    gatherer.inspect = true;
    const rows = new SheetRows(gatherer, texts, workbook, limits);
    try {
      for await (const _ of scanned(archive, sheet.part, rows, limits)) {
        const chunk = gatherer.full();
        if (chunk) yield chunk;
      }
    } catch (error) {
      throw error instanceof FileProblem
        ? error.at({ sheet: sheet.name, row: rows.rowNumber || null })
        : error;
    }
    if (gatherer.header === null) continue;
    const last = gatherer.rest();
    yield { ...last, notices: [...notices, ...last.notices] };
    notices = [];
  }
}

function hiddenSheet(sheet: string): FileNotice {
  return { code: 'hidden-sheet-skipped', sheet, row: null, column: null, found: null, count: 1 };
}

async function readSharedTexts(
  archive: ZipArchive,
  workbook: Workbook,
  limits: TableLimits,
): Promise<SharedTexts> {
  const texts = new SharedTexts(limits);
  const part = workbook.sharedTexts;
  if (part === null || !archive.has(part)) return texts;
  for await (const _ of scanned(archive, part, sharedTextHandler(texts, limits), limits));
  return texts;
}

/** Runs the XML of a part through a handler; yields after every piece so that the caller can hand on what came of it. */
async function* scanned(
  archive: ZipArchive,
  part: string,
  handler: XmlHandler,
  limits: TableLimits,
): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler, limits.maxRowLength);
  const decoder = new Utf8Pieces();
  let first = true;
  try {
    for await (const piece of archive.pieces(part)) {
      const { text } = decoder.push(piece);
      scanner.push(first ? text.replace(/^\ufeff/, '') : text);
      first = false;
      yield;
    }
    decoder.end();
  } catch (error) {
    if (error instanceof RangeError) throw new FileProblem('xlsx-damaged', { found: part }, error);
    throw error;
  }
  scanner.end();
}
