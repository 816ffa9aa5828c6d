import { FileProblem } from './file-problem.ts';
import { PendingText } from './pending-text.ts';

/** What a scan of XML tells: tags by their local name (`x:row` is `row`), `tag` being the whole inside of the start tag for `attribute`. */
export type XmlHandler = {
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
};

const MAX_DEPTH = 64;
const GREATER = 62;
const SLASH = 47;

/**
 * A small XML scanner that takes its text piece by piece and keeps nothing but the path of open tags. No document
 * type, no entities but the five of XML and character numbers, nothing fetched from anywhere: those are refused with
 * xlsx-forbidden-xml. Tags that do not match, or text that ends in the middle, are xlsx-damaged.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #maxToken: number;
  readonly #path: string[] = [];
  readonly #pending: PendingText;
  #seenRoot = false;

  constructor(handler: XmlHandler, maxToken: number) {
    this.#handler = handler;
    this.#maxToken = maxToken;
    this.#pending = new PendingText(maxToken);
  }

  push(piece: string): void {
    const text = this.#pending.add(piece);
    if (text === null) return;
    if (this.#pending.keepFrom(this.#tokens(text))) return;
    const found = this.#pending.left.slice(0, 100);
    throw new FileProblem('row-too-long', { found, limit: this.#maxToken });
  }

  end(): void {
    const text = this.#pending.left;
    const left = text.slice(this.#tokens(text));
    if (this.#path.length > 0 || !this.#seenRoot || left.trim() !== '') damaged(left);
  }

  /** Takes what is whole in `text`; returns how far it came. */
  #tokens(text: string): number {
    let at = 0;
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.#markup(text, at) : this.#text(text, at);
      if (next === -1) break;
      at = next;
    }
    return at;
  }

  #text(text: string, at: number): number {
    const end = text.indexOf('<', at);
    if (end === -1) return -1;
    if (this.#path.length > 0) this.#handler.text(decodeEntities(text.slice(at, end)));
    return end;
  }

  #markup(text: string, at: number): number {
    const sign = text.charCodeAt(at + 1);
    if (sign === SLASH) return this.#endTag(text, at);
    if (sign === 33) return this.#special(text, at);
    if (sign === 63) {
      const end = text.indexOf('?>', at + 2);
      return end === -1 ? -1 : end + 2;
    }
    return this.#startTag(text, at);
  }

  #startTag(text: string, at: number): number {
    const end = tagEnd(text, at + 1);
    if (end === -1) return -1;
    const alone = text.charCodeAt(end - 1) === SLASH;
    const tag = text.slice(at + 1, alone ? end - 1 : end);
    const name = localName(tag);
    if (name === '') damaged(tag);
    this.#seenRoot = true;
    this.#handler.open(name, tag);
    if (alone) this.#handler.close(name);
    else if (this.#path.push(name) > MAX_DEPTH) damaged(tag);
    return end + 1;
  }

  #endTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end === -1) return -1;
    const name = localName(text.slice(at + 2, end));
    if (this.#path.pop() !== name) damaged(name);
    this.#handler.close(name);
    return end + 1;
  }

  #special(text: string, at: number): number {
    if (text.length - at < 9) return -1;
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      return end === -1 ? -1 : end + 3;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9);
      if (end === -1) return -1;
      if (this.#path.length > 0) this.#handler.text(text.slice(at + 9, end));
      return end + 3;
    }
    throw new FileProblem('xlsx-forbidden-xml', { found: text.slice(at, at + 60) });
  }
}

/** The `>` that ends a tag, minding quoted values; -1 when it is not in `text`. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

function localName(tag: string): string {
  let end = 0;
  let begin = 0;
  for (; end < tag.length; end++) {
    const code = tag.charCodeAt(end);
    if (code <= 32 || code === SLASH) break;
    if (code === 58) begin = end + 1;
  }
  return tag.slice(begin, end);
}

const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The value of an attribute by its name as written or by its local name; null when it is not there. */
export function attribute(tag: string, name: string): string | null {
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(tag); found !== null; found = ATTRIBUTE.exec(tag)) {
    const key = found[1]!;
    if (key === name || key.endsWith(`:${name}`)) return decodeEntities(found[2] ?? found[3] ?? '');
  }
  return null;
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,40});?/g, (whole, name: string) => {
    const known = Object.hasOwn(named, name) ? named[name] : undefined;
    if (known !== undefined && whole.endsWith(';')) return known;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : -1;
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || !whole.endsWith(';')) {
      throw new FileProblem('xlsx-forbidden-xml', { found: whole });
    }
    return String.fromCodePoint(code);
  });
}

function damaged(found: string): never {
  throw new FileProblem('xlsx-damaged', { found });
}
