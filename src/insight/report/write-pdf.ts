import type { Language } from '../../platform/language.ts';
import { localeOf } from '../../platform/language.ts';
import {
  openTaggedPdf,
  pdfInk as ink,
  pdfMargin as margin,
  type PdfPage as Document,
  writeText as write,
} from '../../platform/files/tagged-pdf.ts';
import type { Report, ReportCell, ReportTable } from './tables.ts';
import { fill, numberIn, reportWords } from './words.ts';

type Element = ReturnType<Document['struct']>;

const muted = '#566570';
const rule = '#d9dcd6';
const bar = '#5b6b76';

/** Begins a page when this much does not fit on the present one; true when it did. */
function room(document: Document, height: number): boolean {
  if (document.y + height <= document.page.height - margin) return false;
  document.addPage();
  return true;
}

const widthOf = (document: Document) => document.page.width - 2 * margin;

/** The bars beside the numbers of a table: decoration for the eye, the numbers say the same. */
function drawBar(
  document: Document,
  share: number,
  at: { x: number; y: number; width: number },
): void {
  document.markContent('Artifact', { type: 'Layout' });
  document.rect(at.x, at.y + 3, Math.max(1, at.width * share), 8).fill(bar);
  document.endMarkedContent();
}

function drawRule(document: Document): void {
  document.markContent('Artifact', { type: 'Layout' });
  document
    .moveTo(margin, document.y)
    .lineTo(document.page.width - margin, document.y)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke();
  document.endMarkedContent();
}

interface Layout {
  widths: number[];
  /** Place of the bars; 0 when the table has none. */
  barX: number;
  barWidth: number;
}

function layoutOf(document: Document, table: ReportTable): Layout {
  const whole = widthOf(document);
  const columns = table.columns.length;
  if (columns === 2)
    return {
      widths: [whole * 0.46, 108],
      barX: margin + whole * 0.46 + 116,
      barWidth: whole * 0.54 - 116,
    };
  if (columns === 3)
    return { widths: [whole * 0.5, whole * 0.25, whole * 0.25], barX: 0, barWidth: 0 };
  if (table.key !== 'units') {
    // The name of the row has the room, the numbers share the rest.
    const first = columns > 5 ? 0.28 : 0.4;
    const rest = (1 - first) / (columns - 1);
    const widths = table.columns.map((_, i) => (i === 0 ? first : rest) * whole);
    return { widths, barX: 0, barWidth: 0 };
  }
  const share = [0.17, 0.19, 0.13, 0.18, 0.17, 0.08, 0.08];
  return { widths: share.map((each) => each * whole), barX: 0, barWidth: 0 };
}

function rowHeight(
  document: Document,
  cells: readonly string[],
  widths: readonly number[],
): number {
  document.fontSize(10);
  return (
    Math.max(
      ...cells.map((cell, i) => document.heightOfString(cell, { width: (widths[i] ?? 80) - 6 })),
    ) + 3
  );
}

/** The head of a table again on its next page: for the eye, since the tags hold it once. */
function repeatHead(
  document: Document,
  columns: readonly string[],
  widths: readonly number[],
  isNumber: (column: number) => boolean,
): void {
  const y = document.y;
  const height = rowHeight(document, columns, widths);
  let x = margin;
  document.markContent('Artifact', { type: 'Layout' });
  for (const [i, text] of columns.entries()) {
    const width = (widths[i] ?? 80) - 6;
    write(document, text, 10, { x, y, width, bold: true, align: isNumber(i) ? 'right' : 'left' });
    x += widths[i] ?? 80;
  }
  document.endMarkedContent();
  document.x = margin;
  document.y = y + height;
  drawRule(document);
}

function drawTable(
  document: Document,
  parent: Element,
  table: ReportTable,
  language: Language,
): void {
  const words = reportWords[language];
  const layout = layoutOf(document, table);
  const most = Math.max(1, ...table.rows.map((row) => Number(row[1] ?? 0)));
  const texts = (row: readonly ReportCell[]) =>
    row.map((cell) =>
      cell === null ? words.small : typeof cell === 'number' ? numberIn(cell, language) : cell,
    );
  const isNumber = (i: number) => table.rows.some((row) => typeof row[i] === 'number');
  const element = document.struct('Table');
  parent.add(element);
  const line = (cells: readonly string[], kind: 'TH' | 'TD', share: number | null) => {
    const height = rowHeight(document, cells, layout.widths);
    if (room(document, height + 4) && kind === 'TD')
      repeatHead(document, table.columns, layout.widths, isNumber);
    const y = document.y;
    const row = document.struct('TR');
    element.add(row);
    let x = margin;
    for (const [i, text] of cells.entries()) {
      const at = { x, y, width: (layout.widths[i] ?? 80) - 6 };
      const heads = kind === 'TH' || i === 0;
      const attributes = heads
        ? { O: 'Table', Scope: kind === 'TH' ? 'Column' : 'Row' }
        : undefined;
      const cell = document.struct(heads ? 'TH' : 'TD', {}, () => {
        write(document, text, 10, {
          ...at,
          bold: kind === 'TH',
          colour: text === words.small ? muted : ink,
          align: isNumber(i) ? 'right' : 'left',
        });
      });
      if (attributes) Object.assign(dataOf(cell), { A: attributes });
      row.add(cell);
      x += layout.widths[i] ?? 80;
    }
    row.end();
    if (share !== null && layout.barWidth > 0)
      drawBar(document, share, { x: layout.barX, y, width: layout.barWidth });
    document.x = margin;
    document.y = y + height;
    if (kind === 'TH') drawRule(document);
  };
  line(table.columns, 'TH', null);
  for (const row of table.rows)
    line(texts(row), 'TD', typeof row[1] === 'number' ? row[1] / most : null);
  element.end();
}

/** The dictionary of a structure element; the library has no way of its own to say whose heading a cell is. */
const dataOf = (element: Element): Record<string, unknown> =>
  (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data;

function drawPageNumbers(document: Document, language: Language): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    const bottom = document.page.margins.bottom;
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    const text = fill(reportWords[language].file.page, { page: page + 1, pages: count });
    write(document, text, 9, {
      x: margin,
      y: document.page.height - 40,
      width: widthOf(document),
      align: 'right',
      colour: muted,
    });
    document.endMarkedContent();
    document.page.margins.bottom = bottom;
  }
}

/**
 * The report as a tagged PDF (PDF/UA-1): headings, paragraphs and real tables in reading order, the letter
 * embedded, language and title said. Pictures are bars beside numbers, marked as decoration.
 */
export async function writePdf(report: Report, language: Language): Promise<Buffer> {
  const { document, finish } = openTaggedPdf({
    title: report.title,
    lang: localeOf[language],
    datedOn: report.datedOn,
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const paragraph = (
    tag: string,
    text: string,
    size: number,
    options: { bold?: boolean; colour?: string } = {},
  ) => root.add(document.struct(tag, {}, () => write(document, text, size, options)));
  paragraph('H1', report.title, 22, { bold: true });
  document.moveDown(0.3);
  for (const sentence of report.summary) paragraph('P', sentence, 13);
  document.moveDown(0.3);
  for (const sentence of report.about) paragraph('P', sentence, 9.5, { colour: muted });
  for (const table of report.tables) {
    room(document, 110);
    document.moveDown(1);
    paragraph('H2', table.title, 14, { bold: true });
    document.moveDown(0.2);
    drawTable(document, root, table, language);
  }
  root.end();
  drawPageNumbers(document, language);
  return finish();
}
