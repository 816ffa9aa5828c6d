import { addAbortSignal, Readable } from 'node:stream';
import { columnLetters } from './table.ts';
import { type Cell, cellText, type Rows } from './write-csv.ts';
import { writeZip, type ZipPart } from './write-zip.ts';
import { escapeText, serialOfDay } from './xlsx-values.ts';

export type XlsxColumn = {
  header: string;
  /** `day`: ISO days become real date cells. Other texts remain text, whatever they look like. */
  kind?: 'text' | 'day' | 'number';
  /** In characters. */
  width?: number;
};

export type XlsxSheet = { name: string; columns: readonly XlsxColumn[]; rows: Rows };

/** Excel's own bound, the header included. */
const MAX_SHEET_ROWS = 1_048_576;
const MAX_CELL = 32_767;
const PIECE = 64 * 1024;
const DAY_STYLE = 1;
const HEAD_STYLE = 2;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Sheets as a stream of XLSX, row by row, holding one piece at a time. Every text is a text cell, so no text can run
 * as a formula. The header row is bold and frozen, with a filter. Sheet names are made fit (31 characters, no
 * `[]:*?/\`, no two alike). Throws (ends the stream) beyond 1,048,575 rows, on a row wider than its columns and on a
 * number that is not finite; a text beyond 32,767 characters is a RangeError too, since Excel would cut it.
 */
export function writeXlsx(
  sheets: readonly XlsxSheet[],
  options: { signal?: AbortSignal } = {},
): Readable {
  const { signal } = options;
  const stream = Readable.from(writeZip(partsOf(sheets)), { objectMode: false });
  // Ended by the signal before anybody listens, it must not bring the process down.
  stream.on('error', () => {});
  if (signal) addAbortSignal(signal, stream);
  return stream;
}

function xml(name: string, text: string): ZipPart {
  return { name, pieces: [DECLARATION + text] };
}

function partsOf(sheets: readonly XlsxSheet[]): ZipPart[] {
  const names = fitNames(sheets.map((sheet) => sheet.name));
  return [
    xml('[Content_Types].xml', contentTypes(sheets.length)),
    xml('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])),
    xml('xl/workbook.xml', workbook(names)),
    xml(
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ),
    xml('xl/styles.xml', STYLES),
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      pieces: sheetPieces(sheet, i === 0),
    })),
  ];
}

async function* sheetPieces(sheet: XlsxSheet, first: boolean): AsyncGenerator<string> {
  const { columns } = sheet;
  const letters = columns.map((_, i) => columnLetters(i));
  let text = DECLARATION + sheetStart(columns, first);
  text += `<row r="1">${columns.map((c, i) => textCell(`${letters[i]}1`, c.header, HEAD_STYLE)).join('')}</row>`;
  let rowNumber = 1;
  for await (const row of sheet.rows) {
    rowNumber += 1;
    if (rowNumber > MAX_SHEET_ROWS) throw new RangeError('more rows than a sheet can have');
    if (row.length > columns.length) throw new RangeError('row wider than its header');
    text += `<row r="${rowNumber}">`;
    for (let i = 0; i < row.length; i++) {
      const cell = row[i];
      if (cell === null || cell === undefined || cell === '') continue;
      text += xlsxCell(`${letters[i]}${rowNumber}`, cell, columns[i]?.kind);
    }
    text += '</row>';
    if (text.length >= PIECE) {
      yield text;
      text = '';
    }
  }
  const range = `A1:${letters.at(-1) ?? 'A'}${rowNumber}`;
  yield `${text}</sheetData><autoFilter ref="${range}"/></worksheet>`;
}

function xlsxCell(reference: string, cell: Exclude<Cell, null>, kind: XlsxColumn['kind']): string {
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cellText(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const text = cellText(cell);
  const serial = kind === 'day' ? serialOfDay(text) : null;
  if (serial !== null) return `<c r="${reference}" s="${DAY_STYLE}"><v>${serial}</v></c>`;
  return textCell(reference, text, 0);
}

function textCell(reference: string, text: string, style: number): string {
  if (text.length > MAX_CELL) throw new RangeError('text longer than a cell can have');
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${reference}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeXml(escapeText(text))}</t></is></c>`;
}

function sheetStart(columns: readonly XlsxColumn[], first: boolean): string {
  const widths = columns.map((column, i) => {
    const width =
      column.width ??
      Math.max(column.kind === 'day' ? 12 : 10, Math.min(40, column.header.length + 4));
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`;
  });
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  );
}

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return (
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${sheets.join('')}</sheets></workbook>`
  );
}

function relationships(targets: readonly [type: string, target: string][]): string {
  const all = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${MIME}.worksheet+xml"/>`,
  );
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${MIME}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${MIME}.styles+xml"/>${parts.join('')}</Types>`
  );
}

// Styles by their index: 0 plain, 1 a day, 2 the header.
const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Sheet names as Excel takes them: at most 31 characters, some signs not, no apostrophe at the ends, all different. */
export function fitNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const clean = name
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .toWellFormed();
    let fit = clean.slice(0, 31).trim().toWellFormed() || `Sheet${i + 1}`;
    for (let n = 2; taken.has(fit.toLowerCase()); n++) fit = `${clean.slice(0, 26)} (${n})`;
    taken.add(fit.toLowerCase());
    return fit;
  });
}
