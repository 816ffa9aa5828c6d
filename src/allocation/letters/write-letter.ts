import {
  openTaggedPdf,
  pdfMargin,
  type PdfPage,
  writeText,
} from '../../platform/files/tagged-pdf.ts';
import type { Letter } from './compose-letter.ts';

const muted = '#566570';
const bodySize = 12;

type Element = ReturnType<PdfPage['struct']>;

function list(document: PdfPage, root: Element, items: readonly string[]): void {
  const element = document.struct('L');
  root.add(element);
  for (const item of items) {
    const line = document.struct('LI');
    element.add(line);
    line.add(document.struct('LBody', {}, () => writeText(document, `– ${item}`, bodySize)));
    line.end();
  }
  element.end();
}

/** A letter as tagged PDF (PDF/UA-1): read aloud in order, in Dutch, on one page where it fits. */
export async function writeLetter(
  letter: Letter,
  about: { datedOn: string; datedWords: string; sender: string; invented: boolean },
): Promise<Buffer> {
  const { document, finish } = openTaggedPdf({
    title: letter.title,
    lang: 'nl-BE',
    datedOn: about.datedOn,
  });
  const root = document.struct('Document');
  document.addStructure(root);
  const paragraph = (tag: string, text: string, size: number, style = {}) =>
    root.add(document.struct(tag, {}, () => writeText(document, text, size, style)));
  paragraph('P', `${about.sender}, ${about.datedWords}`, 10, { colour: muted });
  document.moveDown(1.5);
  paragraph('H1', letter.title, 20, { bold: true });
  document.moveDown(0.6);
  for (const block of letter.blocks) {
    if (block.kind === 'LIST') list(document, root, block.items);
    else paragraph('P', block.text, bodySize);
    document.moveDown(0.6);
  }
  document.moveDown(1);
  paragraph(
    'P',
    `${about.invented ? 'Voorbeeld met verzonnen gegevens. ' : ''}Tekst ${letter.version}.`,
    9,
    { colour: muted, width: document.page.width - 2 * pdfMargin },
  );
  root.end();
  return finish();
}
