import { openTaggedPdf, type PdfPage, writeText } from '../../platform/files/tagged-pdf.ts';
import { type Language, localeOf } from '../../platform/language.ts';
import type { Block } from './compose-copy.ts';

const muted = '#566570';
const sizes = { H1: 20, H2: 15, H3: 12.5, P: 11, SMALL: 9.5 } as const;

type Element = ReturnType<PdfPage['struct']>;

function list(document: PdfPage, root: Element, items: readonly string[]): void {
  if (items.length === 0) return;
  const element = document.struct('L');
  root.add(element);
  for (const item of items) {
    const line = document.struct('LI');
    element.add(line);
    line.add(document.struct('LBody', {}, () => writeText(document, `– ${item}`, sizes.P)));
    line.end();
  }
  element.end();
}

/** The blocks of a copy as tagged PDF (PDF/UA-1): headings to jump by, read aloud in order. */
export async function pdfOf(
  blocks: readonly Block[],
  madeOn: string,
  language: Language,
): Promise<Buffer> {
  const title = blocks.find((each) => each.kind === 'H1');
  const { document, finish } = openTaggedPdf({
    title: title?.kind === 'H1' ? title.text : '',
    lang: localeOf[language],
    datedOn: madeOn,
  });
  const root = document.struct('Document');
  document.addStructure(root);
  for (const each of blocks) {
    if (each.kind === 'LIST') {
      list(document, root, each.items);
    } else {
      const { kind, text } = each;
      if (kind === 'H2' || kind === 'H3') document.moveDown(0.6);
      const style = kind === 'SMALL' ? { colour: muted } : { bold: kind.startsWith('H') };
      root.add(
        document.struct(kind === 'SMALL' ? 'P' : kind, {}, () =>
          writeText(document, text, sizes[kind], style),
        ),
      );
    }
    document.moveDown(0.3);
  }
  root.end();
  return finish();
}
