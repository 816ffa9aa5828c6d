import PdfDocument from 'pdfkit';
import { fontFile, useOwnFont } from './pdf-font.ts';

export type PdfPage = InstanceType<typeof PdfDocument>;

/** Points around the text of a page. */
export const pdfMargin = 56;
export const pdfInk = '#1d2a33';

export interface TextStyle {
  bold?: boolean;
  colour?: string;
  x?: number;
  y?: number;
  width?: number;
  align?: 'left' | 'right';
}

/** The shipped letter is thin at heart: a hair of ink around it makes it read, more makes it bold. */
export function writeText(
  document: PdfPage,
  text: string,
  size: number,
  style: TextStyle = {},
): void {
  const colour = style.colour ?? pdfInk;
  document
    .fontSize(size)
    .lineWidth(size * (style.bold ? 0.06 : 0.02))
    .fillColor(colour)
    .strokeColor(colour);
  const { x, y, width, align } = style;
  const how = { fill: true, stroke: true, ...(width && { width }), ...(align && { align }) };
  if (x === undefined || y === undefined) document.text(text, how);
  else document.text(text, x, y, how);
}

/**
 * A tagged PDF (PDF/UA-1) in the shipped letter: language and title said, pages kept until the end so that they can be
 * numbered. What is drawn on it must be in a structure element, or marked as decoration.
 * @param about `lang` as BCP 47, `datedOn` an ISO day
 */
export function openTaggedPdf(about: { title: string; lang: string; datedOn: string }): {
  document: PdfPage;
  /** Ends it and gives its bytes. */
  finish(): Promise<Buffer>;
} {
  const document = new PdfDocument({
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: about.lang,
    displayTitle: true,
    info: { Title: about.title, CreationDate: new Date(`${about.datedOn}T12:00:00Z`) },
    size: 'A4',
    margin: pdfMargin,
    font: fontFile,
    bufferPages: true,
    autoFirstPage: false,
  });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const done = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  useOwnFont(document);
  document.addPage();
  return {
    document,
    async finish() {
      document.end();
      await done;
      return Buffer.concat(pieces);
    },
  };
}
