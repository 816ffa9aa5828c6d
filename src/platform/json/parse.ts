import { JsonFault, jsonPath } from './fault.ts';

/** What a text may cost before it is refused. */
export interface JsonLimits {
  /** Lists and objects inside one another. */
  readonly depth: number;
  /** Texts, numbers, lists, objects and so on, all together. */
  readonly values: number;
  /** Fields of one object. */
  readonly fields: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** An escape, or a control character, of which most are not allowed: such texts are read with care. */
const ODD_IN_TEXT = /[\\\p{Cc}]/u;
const WORDS: readonly [string, boolean | null][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Reads one text. Kept apart from `JSON.parse`, which takes a field given twice and knows no limits. */
class Parser {
  private readonly text: string;
  private readonly limits: JsonLimits;
  private at = 0;
  private values = 0;
  private readonly steps: (string | number)[] = [];

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  document(): unknown {
    this.skipSpace();
    const value = this.value();
    this.skipSpace();
    if (this.at < this.text.length) this.fail(`nothing may follow the end, ${this.here()}`);
    return value;
  }

  private value(): unknown {
    this.values += 1;
    if (this.values > this.limits.values) {
      this.fail(`more than ${this.limits.values} values; split the file`);
    }
    const first = this.text[this.at];
    if (first === '{') return this.object();
    if (first === '[') return this.list();
    if (first === '"') return this.string();
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private object(): Record<string, unknown> {
    this.enter();
    const object: Record<string, unknown> = {};
    let fields = 0;
    this.at += 1;
    this.skipSpace();
    if (this.take('}')) return this.leave(object);
    for (;;) {
      if (this.text[this.at] !== '"')
        this.fail(`a field name in quotes is expected ${this.here()}`);
      const key = this.string();
      this.steps.push(key);
      fields += 1;
      if (fields > this.limits.fields)
        this.fail(`more than ${this.limits.fields} fields in an object`);
      if (Object.hasOwn(object, key)) this.fail('the field is given twice; keep one');
      this.skipSpace();
      if (!this.take(':')) this.fail(`":" is expected ${this.here()}`);
      this.skipSpace();
      // Assignment to this one name would set the prototype instead of a field.
      if (key === '__proto__') {
        Object.defineProperty(object, key, { value: this.value(), enumerable: true });
      } else {
        object[key] = this.value();
      }
      this.steps.pop();
      this.skipSpace();
      if (this.take('}')) return this.leave(object);
      if (!this.take(',')) this.fail(`"," or "}" is expected ${this.here()}`);
      this.skipSpace();
    }
  }

  private list(): unknown[] {
    this.enter();
    const list: unknown[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.take(']')) return this.leave(list);
    for (;;) {
      this.steps.push(list.length);
      list.push(this.value());
      this.steps.pop();
      this.skipSpace();
      if (this.take(']')) return this.leave(list);
      if (!this.take(',')) this.fail(`"," or "]" is expected ${this.here()}`);
      this.skipSpace();
    }
  }

  private string(): string {
    const start = this.at;
    let end = this.text.indexOf('"', start + 1);
    if (end < 0) this.fail(`the text that starts ${this.here()} has no closing quote`);
    let raw = this.text.slice(start + 1, end);
    if (!ODD_IN_TEXT.test(raw)) {
      this.at = end + 1;
      return raw;
    }
    end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    raw = this.text.slice(start, end + 1);
    try {
      const value = JSON.parse(raw) as string;
      this.at = end + 1;
      return value;
    } catch {
      this.fail(
        `the text that starts ${this.here()} has a wrong escape or a bare control character`,
      );
    }
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) {
      const end = this.at >= this.text.length;
      this.fail(end ? 'the file ends too early' : `a value is expected ${this.here()}`);
    }
    this.at += found[0].length;
    return Number(found[0]);
  }

  private enter(): void {
    this.open += 1;
    if (this.open > this.limits.depth) {
      this.fail(`more than ${this.limits.depth} lists and objects inside one another`);
    }
  }

  private leave<T>(value: T): T {
    this.open -= 1;
    return value;
  }

  private open = 0;

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  private here(): string {
    let line = 1;
    let start = 0;
    for (let next = this.text.indexOf('\n'); next >= 0 && next < this.at; ) {
      line += 1;
      start = next + 1;
      next = this.text.indexOf('\n', start);
    }
    return `(line ${line}, column ${this.at - start + 1})`;
  }

  private fail(problem: string): never {
    throw new JsonFault(this.steps.reduce<string>(jsonPath, '$'), problem);
  }
}

/**
 * Reads a JSON text within limits. Differs from `JSON.parse` in three ways: a field given twice in
 * one object is a fault, the limits are kept, and a fault names its path. Throws {@link JsonFault}.
 */
export function parseJson(text: string, limits: JsonLimits): unknown {
  return new Parser(text, limits).document();
}
