import { FileProblem, megabytes } from './file-problem.ts';
import type { XmlHandler } from './scan-xml.ts';
import type { TableLimits } from './table.ts';
import { unescapeText } from './xlsx-values.ts';

const SLAB = 1024 * 1024;
const REMEMBERED = 4_096;
const REMEMBERED_LENGTH = 200;

/**
 * The texts that the cells of a workbook share, kept as bytes outside the heap: 4 bytes and its UTF-8 per text, so
 * that the limit is the true cost. Long texts are cut just past the cell limit; the cell that uses one is refused.
 */
export class SharedTexts {
  readonly #limits: TableLimits;
  readonly #slabs: Buffer[] = [];
  #starts = new Float64Array(1_024);
  #count = 0;
  #used = SLAB;
  readonly #recent = Array.from<string>({ length: REMEMBERED });
  readonly #recentIndex = new Int32Array(REMEMBERED).fill(-1);

  constructor(limits: TableLimits) {
    this.#limits = limits;
  }

  add(text: string): void {
    const kept =
      text.length > this.#limits.maxCellLength
        ? text.slice(0, this.#limits.maxCellLength + 1)
        : text;
    const length = Buffer.byteLength(kept);
    if (this.#used + length + 4 > SLAB) this.#addSlab(length + 4);
    const slab = this.#slabs.at(-1)!;
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = (this.#slabs.length - 1) * 2 ** 32 + this.#used;
    this.#count += 1;
    slab.writeUInt32LE(length, this.#used);
    slab.write(kept, this.#used + 4, 'utf8');
    this.#used += length + 4;
  }

  /** The text of this number, or null when there is none. */
  at(index: number): string | null {
    if (!(index >= 0 && index < this.#count)) return null;
    const spot = index % REMEMBERED;
    if (this.#recentIndex[spot] === index) return this.#recent[spot] ?? null;
    const start = this.#starts[index]!;
    const slab = this.#slabs[Math.floor(start / 2 ** 32)]!;
    const offset = start % 2 ** 32;
    const text = slab.toString('utf8', offset + 4, offset + 4 + slab.readUInt32LE(offset));
    if (text.length <= REMEMBERED_LENGTH) {
      this.#recentIndex[spot] = index;
      this.#recent[spot] = text;
    }
    return text;
  }

  #addSlab(least: number): void {
    const { maxSharedTextBytes } = this.#limits;
    if (this.#slabs.length * SLAB >= maxSharedTextBytes) {
      throw new FileProblem('xlsx-text-too-large', { limit: megabytes(maxSharedTextBytes) });
    }
    this.#slabs.push(Buffer.allocUnsafeSlow(Math.max(SLAB, least)));
    this.#used = 0;
  }

  #grow(): void {
    if (this.#count * 8 >= this.#limits.maxSharedTextBytes) {
      throw new FileProblem('xlsx-text-too-large', {
        limit: megabytes(this.#limits.maxSharedTextBytes),
      });
    }
    const larger = new Float64Array(this.#count * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }
}

/** Collects the text of `<t>` within one text item, without the phonetic guide of `<rPh>`. */
export class TextItem {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  start(): void {
    this.#text = '';
    this.#inText = false;
    this.#inPhonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#inPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inPhonetic = false;
  }

  add(text: string, limit: number): void {
    if (this.#inText && !this.#inPhonetic && this.#text.length <= limit) this.#text += text;
  }

  take(): string {
    return unescapeText(this.#text);
  }
}

export function sharedTextHandler(texts: SharedTexts, limits: TableLimits): XmlHandler {
  const item = new TextItem();
  let inItem = false;
  return {
    open(name) {
      if (name === 'si') {
        inItem = true;
        item.start();
      } else if (inItem) item.open(name);
    },
    close(name) {
      if (name === 'si') {
        texts.add(item.take());
        inItem = false;
      } else if (inItem) item.close(name);
    },
    text(text) {
      if (inItem) item.add(text, limits.maxCellLength);
    },
  };
}
