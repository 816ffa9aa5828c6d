import { isAscii, isUtf8 } from 'node:buffer';
import { FileProblem } from './file-problem.ts';

/** A piece of decoded text; `ascii` lets the caller skip checks for special characters. */
export type TextPiece = { text: string; ascii: boolean };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Joins bytes to UTF-8 text piece by piece; a character cut by the end of a piece waits for the next. Throws RangeError on bytes that are no UTF-8. */
export class Utf8Pieces {
  #left: Buffer | null = null;
  /** True once a character beyond ASCII, or a mark that promises UTF-8, was read. */
  beyondAscii = false;

  /** `bytes` as it would be decoded, with what was left over before it. */
  join(bytes: Buffer): Buffer {
    if (this.#left === null) return bytes;
    const joined = Buffer.concat([this.#left, bytes]);
    this.#left = null;
    return joined;
  }

  push(bytes: Buffer): TextPiece {
    const joined = this.join(bytes);
    if (isAscii(joined)) return { text: joined.toString('latin1'), ascii: true };
    const end = wholeCharacters(joined);
    const whole = joined.subarray(0, end);
    if (!isUtf8(whole)) throw new RangeError('not UTF-8');
    if (end < joined.length) this.#left = Buffer.from(joined.subarray(end));
    this.beyondAscii ||= !isAscii(whole);
    return { text: whole.toString('utf8'), ascii: false };
  }

  end(): void {
    if (this.#left !== null) throw new RangeError('not UTF-8');
  }
}

/** The length of `bytes` without a character that is cut off at its end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

// In Windows-1252 these pairs read as "Ã©", "â€™": never Dutch or French, always UTF-8 that strayed in.
const STRAY_UTF8 = /[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\x82][\x80-\xbf]/;
const UNUSED_1252 = /[\x81\x8d\x8f\x90\x9d]/;

/**
 * Finds the encoding of a text file while reading it once: a byte-order mark decides; otherwise it is UTF-8 until the
 * first byte that cannot be. If nothing but ASCII came before, the rest is read as Windows-1252, which agrees with it;
 * if real UTF-8 came before, the file is a mixture and refused.
 */
export class TextDecoding {
  encoding: Encoding = 'utf-8';
  #started = false;
  readonly #utf8 = new Utf8Pieces();
  #wide: TextDecoder | null = null;
  #carry1252 = '';

  push(bytes: Buffer): TextPiece {
    const body = this.#started ? bytes : this.#start(bytes);
    if (this.#wide) return this.#pushWide(this.#wide, body);
    if (this.encoding === 'windows-1252') return this.#push1252(body);
    const joined = this.#utf8.join(body);
    try {
      return this.#utf8.push(joined);
    } catch {
      if (this.#utf8.beyondAscii) throw new FileProblem('encoding-mixed');
      this.encoding = 'windows-1252';
      return this.#push1252(joined);
    }
  }

  end(): TextPiece {
    if (this.#wide) {
      const wide = this.#wide;
      return guarded(() => ({ text: wide.decode(), ascii: false }));
    }
    if (this.encoding === 'windows-1252') return { text: '', ascii: true };
    const left = this.#utf8.join(Buffer.alloc(0));
    if (left.length === 0) return { text: '', ascii: true };
    if (this.#utf8.beyondAscii) throw new FileProblem('file-cut-off');
    this.encoding = 'windows-1252';
    return this.#push1252(left);
  }

  /** `bytes` of the first piece; it must hold the whole mark, so at least 3 bytes unless the file is shorter. */
  #start(bytes: Buffer): Buffer {
    this.#started = true;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      this.#utf8.beyondAscii = true;
      return bytes.subarray(3);
    }
    const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
    if (mark !== 0xfffe && mark !== 0xfeff) return bytes;
    this.encoding = mark === 0xfffe ? 'utf-16le' : 'utf-16be';
    this.#wide = new TextDecoder(this.encoding, { fatal: true, ignoreBOM: true });
    return bytes.subarray(2);
  }

  #pushWide(wide: TextDecoder, bytes: Buffer): TextPiece {
    return guarded(() => ({ text: wide.decode(bytes, { stream: true }), ascii: false }));
  }

  #push1252(bytes: Buffer): TextPiece {
    if (isAscii(bytes)) return { text: bytes.toString('latin1'), ascii: true };
    const raw = bytes.toString('latin1');
    const seam = this.#carry1252 + raw.slice(0, 3);
    this.#carry1252 = raw.slice(-3);
    if (STRAY_UTF8.test(raw) || STRAY_UTF8.test(seam)) throw new FileProblem('encoding-mixed');
    if (UNUSED_1252.test(raw)) throw new FileProblem('encoding-unknown');
    return { text: new TextDecoder('windows-1252').decode(bytes), ascii: false };
  }
}

function guarded(decode: () => TextPiece): TextPiece {
  try {
    return decode();
  } catch (cause) {
    throw new FileProblem('encoding-unknown', {}, cause);
  }
}
