import {
  openTaggedPdf,
  pdfMargin,
  type PdfPage,
  writeText,
} from '../../platform/files/tagged-pdf.ts';
import { type Language, localeOf } from '../../platform/language.ts';
import type { Paper, PaperCase } from './list-lines.ts';
import { fill, listWords } from './words.ts';

type Element = ReturnType<PdfPage['struct']>;
const muted = '#566570';
const size = 10;
const widthOf = (document: PdfPage) => document.page.width - 2 * pdfMargin;

/** Begins a page when this much does not fit on the present one: a case is not torn in two. */
function room(document: PdfPage, height: number): void {
  const bottom = document.page.height - pdfMargin;
  if (document.y + height > bottom && height < bottom - pdfMargin) document.addPage();
}

function heightOf(document: PdfPage, lines: readonly string[]): number {
  document.fontSize(size);
  return lines.reduce(
    (sum, line) => sum + document.heightOfString(line, { width: widthOf(document) }) + 2,
    24,
  );
}

function lineList(document: PdfPage, parent: Element, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const list = document.struct('L');
  parent.add(list);
  for (const line of lines) {
    const item = document.struct('LI');
    list.add(item);
    item.add(document.struct('LBody', {}, () => writeText(document, `– ${line}`, size)));
    item.end();
  }
  list.end();
}

/** Unsafety is said in words and in bold, never in colour alone: the list reads in grey. */
function paperCase(document: PdfPage, parent: Element, it: PaperCase): void {
  const all = [it.title, ...(it.clock === null ? [] : [it.clock]), ...it.lines];
  room(document, heightOf(document, all));
  parent.add(
    document.struct('H2', {}, () =>
      writeText(document, it.isUnsafe ? `! ${it.title}` : it.title, 11.5, { bold: true }),
    ),
  );
  const { clock } = it;
  if (clock !== null)
    parent.add(document.struct('P', {}, () => writeText(document, clock, size, { bold: true })));
  lineList(document, parent, it.lines);
  document.moveDown(0.7);
}

/** The foot of each page: when the list was made, and which page of how many; decoration for who hears it. */
function numberPages(document: PdfPage, paper: Paper, language: Language): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const { bottom } = document.page.margins;
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    const text = fill(listWords[language].page, { page: page + 1, pages: count, made: paper.made });
    writeText(document, text, 8.5, {
      x: pdfMargin,
      y: document.page.height - pdfMargin + 16,
      width: widthOf(document),
      colour: muted,
    });
    document.endMarkedContent();
    document.page.margins.bottom = bottom;
  }
}

/** The list as tagged PDF (PDF/UA-1), for a night without a network. @param datedOn the day it was made, ISO */
export async function writeList(
  paper: Paper,
  about: { language: Language; datedOn: string },
): Promise<Buffer> {
  const { language, datedOn } = about;
  const words = listWords[language];
  const { document, finish } = openTaggedPdf({
    title: paper.title,
    lang: localeOf[language],
    datedOn,
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const say = (tag: string, text: string, points: number, style = {}) =>
    root.add(document.struct(tag, {}, () => writeText(document, text, points, style)));
  say('H1', paper.title, 18, { bold: true });
  say('P', paper.made, 11, { bold: true });
  say('P', paper.care, 9, { colour: muted });
  document.moveDown(0.8);
  if (paper.cases.length === 0) say('P', words.none, size);
  for (const it of paper.cases) paperCase(document, root, it);
  for (const [title, lines] of [
    [words.dutyTitle, paper.duty],
    [words.networkTitle, paper.network],
  ] as const) {
    if (lines.length === 0) continue;
    room(document, heightOf(document, lines));
    say('H2', title, 11.5, { bold: true });
    lineList(document, root, lines);
    document.moveDown(0.7);
  }
  root.end();
  numberPages(document, paper, language);
  return finish();
}
