import type { Gatherer } from './gather-rows.ts';
import { FileProblem, type ProblemCode, type ProblemSpot } from './file-problem.ts';
import { plainNumber, plainNumberText } from './number-text.ts';
import { PendingText } from './pending-text.ts';
import type { TableLimits } from './table.ts';

/** Opens a gatherer for the table of this name (null: the only one). */
export type OpenTable = (name: string | null) => Gatherer;

type State = 'start' | 'member' | 'next-member' | 'array' | 'row' | 'next-row' | 'end';

const BLANK = /[ \t\r\n]*/y;
const MARKS = /["{}[\]:,]/g;
// A whole number beyond 15 digits or one with an exponent loses something in JSON.parse.
const DELICATE_NUMBER = /\d{16}|\d[eE]/;

/**
 * Cuts JSON text into rows, piece by piece: `[{…}, …]` is one table, `{"name": [{…}, …], …}` several; scalar members
 * whose name begins with `$` (like `$schema`) are passed over. Every row is a flat object. Only one row is kept in
 * memory; it is parsed by JSON.parse after its end was found with bounded depth and length.
 */
export class JsonRows {
  readonly #limits: TableLimits;
  readonly #open: OpenTable;
  readonly #names = new Set<string>();
  #gatherer: Gatherer | null = null;
  #name: string | null = null;
  #state: State = 'start';
  #single = false;
  #rowNumber = 0;
  readonly #pending: PendingText;

  constructor(limits: TableLimits, open: OpenTable) {
    this.#limits = limits;
    this.#pending = new PendingText(limits.maxRowLength);
    this.#open = open;
  }

  push(piece: string): void {
    const text = this.#pending.add(piece);
    if (text === null) return;
    if (this.#pending.keepFrom(this.#steps(text))) return;
    const found = this.#pending.left.slice(0, 100);
    this.#fail('row-too-long', { found, limit: this.#limits.maxRowLength });
  }

  end(): void {
    this.#steps(this.#pending.left);
    if (this.#state !== 'end') this.#fail('file-cut-off', {});
  }

  /** Takes what is whole in `text`; returns how far it came. */
  #steps(text: string): number {
    let at = 0;
    for (;;) {
      const next = this.#step(text, skipBlank(text, at));
      if (next === -1) return at;
      at = next;
    }
  }

  /** Takes one part of the document at `at`; returns where it ends, or -1 when more text is needed. */
  #step(text: string, at: number): number {
    if (at >= text.length) return -1;
    const sign = text[at]!;
    switch (this.#state) {
      case 'start':
        return this.#begin(text, at, sign);
      case 'member':
        return this.#member(text, at, sign);
      case 'next-member':
        if (sign === ',') return this.#go('member', at + 1);
        if (sign === '}') return this.#go('end', at + 1);
        break;
      case 'array':
        if (sign === ']') return this.#endTable(at + 1);
        return this.#go('row', at);
      case 'row':
        if (sign === '{') return this.#row(text, at);
        return this.#fail('json-not-a-table', {
          row: this.#rowNumber + 1,
          found: text.slice(at, at + 100),
        });
      case 'next-row':
        if (sign === ',') return this.#go('row', at + 1);
        if (sign === ']') return this.#endTable(at + 1);
        break;
      case 'end':
        break;
    }
    return this.#fail('json-syntax', {
      row: this.#rowNumber || null,
      found: text.slice(at, at + 100),
    });
  }

  #go(state: State, at: number): number {
    this.#state = state;
    return at;
  }

  #begin(text: string, at: number, sign: string): number {
    if (sign === '[') {
      this.#single = true;
      this.#startTable(null);
      return this.#go('array', at + 1);
    }
    if (sign !== '{') this.#fail('json-syntax', { found: text.slice(at, at + 100) });
    return this.#go('member', at + 1);
  }

  /** `"name": [` opens a table; `"$name": scalar` is passed over. */
  #member(text: string, at: number, sign: string): number {
    if (sign === '}' && this.#names.size === 0) return this.#go('end', at + 1);
    if (sign !== '"') this.#fail('json-syntax', { found: text.slice(at, at + 100) });
    const close = stringEnd(text, at);
    if (close === -1) return -1;
    const colon = skipBlank(text, close);
    const value = skipBlank(text, colon + 1);
    if (value >= text.length) return -1;
    if (text[colon] !== ':') this.#fail('json-syntax', { found: text.slice(at, at + 100) });
    const name = String(this.#parse(text.slice(at, close)));
    if (text[value] === '[') {
      this.#startTable(name);
      return this.#go('array', value + 1);
    }
    if (!name.startsWith('$') || text[value] === '{') {
      this.#fail('json-not-a-table', { sheet: name, found: text.slice(value, value + 100) });
    }
    const end = text[value] === '"' ? stringEnd(text, value) : scalarEnd(text, value);
    if (end === -1) return -1;
    this.#parse(text.slice(value, end));
    return this.#go('next-member', end);
  }

  #startTable(name: string | null): void {
    if (name !== null) {
      if (this.#names.has(name)) this.#fail('sheet-twice', { sheet: name });
      this.#names.add(name);
      if (this.#names.size > this.#limits.maxSheets) {
        this.#fail('too-many-sheets', { limit: this.#limits.maxSheets });
      }
    }
    this.#name = name;
    this.#rowNumber = 0;
    this.#gatherer = this.#open(name);
  }

  #endTable(at: number): number {
    return this.#go(this.#single ? 'end' : 'next-member', at);
  }

  #row(text: string, at: number): number {
    const keys = { count: 0 };
    const end = this.#objectEnd(text, at, keys);
    if (end === -1) return -1;
    this.#rowNumber += 1;
    const source = text.slice(at, end);
    const members = Object.entries(this.#parse(source) ?? {});
    if (members.length !== keys.count)
      this.#fail('json-key-twice', { row: this.#rowNumber, found: source });
    const gatherer = this.#gatherer!;
    const cells: (string | null)[] = [];
    for (const [name, value] of members) {
      const column = gatherer.column(name, this.#rowNumber);
      while (cells.length <= column) cells.push(null);
      cells[column] = this.#cell(value, name);
    }
    gatherer.header ??= [];
    gatherer.row(cells, this.#rowNumber, true);
    return this.#go('next-row', end);
  }

  #cell(value: unknown, column: string): string | null {
    if (value === null) return null;
    if (typeof value === 'string') return value.toWellFormed();
    if (typeof value === 'number') return plainNumber(value);
    if (typeof value === 'boolean') return String(value);
    return this.#fail('json-nested-value', { row: this.#rowNumber, column });
  }

  /** The end of the object at `at`, counting its own keys; -1 when it is not in `text` yet. */
  #objectEnd(text: string, at: number, keys: { count: number }): number {
    let depth = 0;
    MARKS.lastIndex = at;
    for (let mark = MARKS.exec(text); mark !== null; mark = MARKS.exec(text)) {
      const sign = mark[0];
      if (sign === '"') {
        const close = stringEnd(text, mark.index);
        if (close === -1) return -1;
        MARKS.lastIndex = close;
      } else if (sign === '{' || sign === '[') {
        depth += 1;
        if (depth > this.#limits.maxJsonDepth) {
          this.#fail('json-too-deep', {
            row: this.#rowNumber + 1,
            limit: this.#limits.maxJsonDepth,
          });
        }
      } else if (sign === '}' || sign === ']') {
        depth -= 1;
        if (depth === 0) return mark.index + 1;
      } else if (sign === ':' && depth === 1) keys.count += 1;
    }
    return -1;
  }

  #parse(source: string): unknown {
    try {
      return DELICATE_NUMBER.test(source) ? JSON.parse(source, exactNumber) : JSON.parse(source);
    } catch (cause) {
      return this.#fail('json-syntax', { row: this.#rowNumber || null, found: source }, cause);
    }
  }

  #fail(code: ProblemCode, spot: ProblemSpot, cause?: unknown): never {
    throw new FileProblem(code, { sheet: this.#name, ...spot }, cause);
  }
}

/** Numbers too large for a double come back as the text that stood there. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return plainNumberText(context.source) ?? context.source;
}

function skipBlank(text: string, at: number): number {
  BLANK.lastIndex = at;
  BLANK.test(text);
  return Math.max(at, BLANK.lastIndex);
}

/** Past the closing quote of the string at `at`; -1 when it is not in `text`. */
function stringEnd(text: string, at: number): number {
  let close = at;
  for (;;) {
    close = text.indexOf('"', close + 1);
    if (close === -1) return -1;
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return close + 1;
  }
}

/** The end of a number or word; -1 while more of it may follow. */
function scalarEnd(text: string, at: number): number {
  const stop = text.slice(at).search(/[,}\]\s]/);
  return stop === -1 ? -1 : at + stop;
}
