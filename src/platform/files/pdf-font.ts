import { createRequire } from 'node:module';
import type PdfDocument from 'pdfkit';

/** The shipped letter (OFL), with the signs of Dutch, French and English. */
const fontFile = createRequire(import.meta.url).resolve(
  '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
);

interface PathCommand {
  command: string;
  args: number[];
}
interface Glyph {
  advanceWidth: number;
  path: { commands: PathCommand[] };
  _getMetrics(): { leftBearing: number };
}
/** The part of a font that goes into the file: what of the library we set right. */
interface Subset {
  font: { getGlyph(id: number): Glyph };
  glyf: Uint8Array[];
  loca: { offsets: number[] };
  hmtx: { metrics: { advance: number; bearing: number }[] };
  offset: number;
  _addGlyph(id: number): number;
}

interface Point {
  x: number;
  y: number;
  on: boolean;
}

function contoursOf(commands: readonly PathCommand[]): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of commands) {
    const points = [];
    for (let i = 0; i < args.length; i += 2)
      points.push({ x: Math.round(args[i]!), y: Math.round(args[i + 1]!) });
    if (command === 'moveTo') contours.push([]);
    for (const [i, point] of points.entries())
      contours.at(-1)!.push({ ...point, on: i === points.length - 1 });
  }
  return contours.filter((contour) => contour.length > 0);
}

/** A glyph as TrueType writes it: outlines only, nothing compressed. */
function glyphBytes(commands: readonly PathCommand[]): Uint8Array {
  const contours = contoursOf(commands);
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array(0);
  const size = 10 + 2 * contours.length + 2 + points.length * 5;
  const bytes = Buffer.alloc(Math.ceil(size / 4) * 4);
  let at = 0;
  const put = (value: number) => {
    at = bytes.writeInt16BE(value, at);
  };
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  for (const value of [
    contours.length,
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs),
    Math.max(...ys),
  ])
    put(value);
  let last = -1;
  for (const contour of contours) put((last += contour.length));
  put(0);
  for (const point of points) at = bytes.writeUInt8(point.on ? 1 : 0, at);
  for (const list of [xs, ys]) {
    for (const [i, value] of list.entries()) put(value - (list[i - 1] ?? 0));
  }
  return bytes;
}

/**
 * Puts the shipped letter into a document. The library copies glyphs as they lie in the file, which a
 * compressed web font does not allow; here each is written anew from its outline.
 */
export function useOwnFont(document: InstanceType<typeof PdfDocument>): void {
  document.font(fontFile);
  const { subset } = (document as unknown as { _font: { subset: Subset } })._font;
  subset._addGlyph = function addGlyph(this: Subset, id: number): number {
    const glyph = this.font.getGlyph(id);
    const bytes = glyphBytes(glyph.path.commands);
    this.glyf.push(bytes);
    this.loca.offsets.push(this.offset);
    this.hmtx.metrics.push({
      advance: glyph.advanceWidth,
      bearing: glyph._getMetrics().leftBearing,
    });
    this.offset += bytes.length;
    return this.glyf.length - 1;
  };
}

export { fontFile };
