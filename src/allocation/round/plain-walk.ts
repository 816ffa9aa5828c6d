/** The walk over a text by which {@link readPlainRound} reads: it knows the few shapes of JSON that occur there. */

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
export const OPEN_LIST = 91;
const BACKSLASH = 92;
export const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;
const FIRST_PRINTED = 32;
const LAST_PRINTED = 126;

/** Not a file for this reader. */
export class NotPlain extends Error {}

export const stop = (): never => {
  throw new NotPlain();
};

/** A walk over a text that knows the few shapes of JSON that occur here. */
export class Walk {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next sign that is no space, without taking it. */
  peek(): number {
    const { text } = this;
    let sign = text.charCodeAt(this.at);
    while (sign === 32 || sign === 10 || sign === 13 || sign === 9) {
      sign = text.charCodeAt(++this.at);
    }
    return sign;
  }

  take(sign: number): void {
    if (this.peek() !== sign) stop();
    this.at++;
  }

  /** Takes a comma, or the sign that ends the list; answers whether there is more. */
  more(end: number): boolean {
    const sign = this.peek();
    if (sign !== COMMA && sign !== end) stop();
    this.at++;
    return sign === COMMA;
  }

  /** Takes these signs if they are the very next ones. */
  skip(signs: string): boolean {
    const { text, at } = this;
    for (let n = 0; n < signs.length; n++) {
      if (text.charCodeAt(at + n) !== signs.charCodeAt(n)) return false;
    }
    this.at = at + signs.length;
    return true;
  }

  /** What the reader says; where that is no, nothing was taken. */
  attempt(read: () => boolean): boolean {
    const { at } = this;
    if (read()) return true;
    this.at = at;
    return false;
  }

  isEnd(): boolean {
    return Number.isNaN(this.peek());
  }

  name(): string {
    this.take(QUOTE);
    const from = this.at;
    const { text } = this;
    let sign = text.charCodeAt(this.at);
    while (sign !== QUOTE) {
      if (!(sign >= FIRST_PRINTED && sign <= LAST_PRINTED) || sign === BACKSLASH) stop();
      sign = text.charCodeAt(++this.at);
    }
    if (this.at === from || this.at - from > 64) stop();
    return text.slice(from, this.at++);
  }

  /** The name of a place among those known, without making a text of it. */
  known(names: Names): number {
    this.take(QUOTE);
    const from = this.at;
    const { text } = this;
    let hash = 0;
    let sign = text.charCodeAt(this.at);
    while (sign !== QUOTE) {
      if (!(sign >= FIRST_PRINTED && sign <= LAST_PRINTED) || sign === BACKSLASH) stop();
      hash = (Math.imul(hash, 31) + sign) | 0;
      sign = text.charCodeAt(++this.at);
    }
    return names.find(hash, text, from, this.at++);
  }

  /** A number as JSON writes it; up to fifteen digits without exponent are exact by one division. */
  number(): number {
    const { text } = this;
    let sign = this.peek();
    const from = this.at;
    const isNegative = sign === MINUS;
    if (isNegative) sign = text.charCodeAt(++this.at);
    const first = this.at;
    let digits = 0;
    let value = 0;
    for (; sign >= ZERO && sign <= NINE; digits++) {
      value = value * 10 + sign - ZERO;
      sign = text.charCodeAt(++this.at);
    }
    if (digits === 0 || (digits > 1 && text.charCodeAt(first) === ZERO)) stop();
    let decimals = 0;
    if (sign === POINT) {
      sign = text.charCodeAt(++this.at);
      for (; sign >= ZERO && sign <= NINE; decimals++) {
        value = value * 10 + sign - ZERO;
        sign = text.charCodeAt(++this.at);
      }
      if (decimals === 0) stop();
    }
    if (sign === 101 || sign === 69) stop();
    if (digits + decimals > 15) return Number(text.slice(from, this.at));
    const exact = decimals === 0 ? value : value / 10 ** decimals;
    return isNegative ? -exact : exact;
  }

  /** Each field of an object by its reader; each once, and no other. Answers which were there. */
  fields(readers: Readonly<Record<string, () => void>>): ReadonlySet<string> {
    const seen = new Set<string>();
    this.take(OPEN);
    do {
      const name = this.name();
      if (seen.has(name) || !Object.hasOwn(readers, name)) stop();
      seen.add(name);
      this.take(COLON);
      readers[name]!();
    } while (this.more(CLOSE));
    return seen;
  }

  each(read: () => void): void {
    this.take(OPEN_LIST);
    if (this.peek() === CLOSE_LIST) {
      this.at++;
      return;
    }
    do read();
    while (this.more(CLOSE_LIST));
  }

  /** A list of one. */
  only(read: () => void): void {
    this.take(OPEN_LIST);
    read();
    this.take(CLOSE_LIST);
  }

  comma(): void {
    this.take(COMMA);
  }
}

/** Names by number, found by the text between two marks. */
export class Names {
  private readonly names: readonly string[];
  private readonly table: Int32Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(names.length * 4 + 4))).fill(-1);
    for (const [number, name] of names.entries()) {
      let hash = 0;
      for (let at = 0; at < name.length; at++)
        hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
      let slot = hash & (this.table.length - 1);
      while (this.table[slot]! >= 0) slot = (slot + 1) & (this.table.length - 1);
      this.table[slot] = number;
    }
  }

  find(hash: number, text: string, from: number, until: number): number {
    const { table, names } = this;
    for (let slot = hash & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
      const number = table[slot]!;
      if (number < 0) return stop();
      const name = names[number]!;
      if (name.length !== until - from) continue;
      let at = 0;
      while (at < name.length && name.charCodeAt(at) === text.charCodeAt(from + at)) at++;
      if (at === name.length) return number;
    }
  }
}
