import { restore } from './neutralise-formula.ts';
import type { Gatherer } from './gather-rows.ts';
import { PendingText } from './pending-text.ts';
import type { TableLimits } from './table.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const APOSTROPHE = 39;
// A file of one column has no separator at all.
const NO_SEPARATOR = '';

/**
 * Cuts CSV text into rows, piece by piece, and gives them to a gatherer. Separator `,` `;` or tab, found in the first
 * row or named by Excel's `sep=` line; line ends CRLF, LF or CR, also mixed; quoted cells with doubled quotes. Rows
 * are numbered as a spreadsheet does: one per record, empty ones counted, line breaks inside quotes not.
 *
 * Lines without a quote take the short way (`split`); see docs/decisions/0010-tabular-files.md for what that is worth.
 */
export class CsvRows {
  readonly #gatherer: Gatherer;
  readonly #limits: TableLimits;
  #separator: string | null = null;
  readonly #pending: PendingText;
  #rowNumber = 0;
  #lastWidth = 0;

  constructor(gatherer: Gatherer, limits: TableLimits) {
    this.#gatherer = gatherer;
    this.#limits = limits;
    this.#pending = new PendingText(limits.maxRowLength);
  }

  push(piece: string): void {
    const text = this.#pending.add(piece);
    if (text === null) return;
    if (!this.#pending.keepFrom(this.#rows(text, false))) this.#tooLong(this.#pending.left);
  }

  end(): void {
    const text = this.#pending.left;
    const used = this.#rows(text, true);
    if (used < text.length) this.#line(text, used, text.length, this.#separator ?? NO_SEPARATOR);
    // A last line without line end that is also too short: the file was cut off.
    const width = this.#gatherer.header?.length ?? 0;
    if (text !== '' && !/[\r\n]$/.test(text) && this.#lastWidth < width) {
      this.#gatherer.fail('file-cut-off', this.#rowNumber, this.#lastWidth);
    }
  }

  /** Reads the whole records in `text`; returns how far it came. */
  #rows(text: string, final: boolean): number {
    let at = 0;
    let lf = -2;
    let cr = -2;
    let quote = -2;
    if (this.#separator === null) {
      at = this.#findSeparator(text, final);
      if (this.#separator === null) return at;
    }
    const separator = this.#separator;
    while (at < text.length) {
      if (lf !== -1 && lf < at) lf = text.indexOf('\n', at);
      if (cr !== -1 && cr < at) cr = text.indexOf('\r', at);
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
      const end = lf === -1 ? cr : cr === -1 || lf < cr ? lf : cr;
      if (quote !== -1 && (end === -1 || quote < end)) {
        const next = this.#quotedRecord(text, at, separator, final);
        if (next === -1) return at;
        at = next;
        continue;
      }
      // A CR at the very end may be half of a CRLF.
      if (end === -1 || (end === cr && end === text.length - 1 && !final)) return at;
      this.#line(text, at, end, separator);
      at = end === cr && lf === cr + 1 ? end + 2 : end + 1;
    }
    return at;
  }

  #line(text: string, from: number, end: number, separator: string): void {
    this.#rowNumber += 1;
    if (from === end) return;
    const line = text.slice(from, end);
    this.#give(separator === NO_SEPARATOR ? [line] : line.split(separator));
  }

  #give(cells: (string | null)[]): void {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (cell.charCodeAt(0) === APOSTROPHE) cells[i] = restore(cell);
    }
    this.#lastWidth = cells.length;
    this.#gatherer.row(cells, this.#rowNumber, false);
  }

  /** A record with a quote in it; returns where the next begins, or -1 when its end is not in `text` yet. */
  #quotedRecord(text: string, from: number, separator: string, final: boolean): number {
    const cells: string[] = [];
    const split = separator === NO_SEPARATOR ? -1 : separator.charCodeAt(0);
    let at = from;
    for (;;) {
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const close = this.#closingQuote(text, at + 1, cells.length, final);
        if (close === -1 || (close === text.length - 1 && !final)) return -1;
        cell = text.slice(at + 1, close);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        at = close + 1;
      } else {
        const begin = at;
        while (at < text.length && !isBreak(text.charCodeAt(at), split)) at += 1;
        if (at === text.length && !final) return -1;
        cell = text.slice(begin, at);
      }
      cells.push(cell);
      const stop = at < text.length ? text.charCodeAt(at) : LF;
      if (stop === split) {
        at += 1;
        continue;
      }
      if (stop !== LF && stop !== CR) {
        this.#fail(
          'quote-misplaced',
          cells.length - 1,
          text.slice(at - 20 < from ? from : at - 20, at + 20),
        );
      }
      if (stop === CR && at === text.length - 1 && !final) return -1;
      this.#rowNumber += 1;
      this.#give(cells);
      return stop === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    }
  }

  /** The index of the quote that closes a cell; -1 when it is not in `text` yet. */
  #closingQuote(text: string, from: number, column: number, final: boolean): number {
    let at = from;
    for (;;) {
      const close = text.indexOf('"', at);
      const length = (close === -1 ? text.length : close) - from;
      if (length > this.#limits.maxCellLength * 2) {
        this.#fail(
          'cell-too-long',
          column,
          text.slice(from, from + 100),
          this.#limits.maxCellLength,
        );
      }
      if (close === -1) {
        if (final) this.#fail('quote-unpaired', column, text.slice(from, from + 100));
        return -1;
      }
      if (text.charCodeAt(close + 1) !== QUOTE) return close;
      at = close + 2;
    }
  }

  /** Reads `sep=` and looks at the first filled record. Leaves the separator null while that is not all there. */
  #findSeparator(text: string, final: boolean): number {
    if (text.length < 8 && !final) return 0;
    const named = /^sep=([,;\t])(\r\n|\n|\r)/.exec(text);
    if (named) {
      this.#separator = named[1]!;
      return named[0].length;
    }
    let at = 0;
    while (at < text.length && (text.charCodeAt(at) === LF || text.charCodeAt(at) === CR)) at += 1;
    const end = firstRecordEnd(text, at);
    if (end === -1 && !final) return 0;
    this.#separator = commonest(text.slice(at, end === -1 ? text.length : end));
    return 0;
  }

  #fail(
    code: 'quote-misplaced' | 'quote-unpaired' | 'cell-too-long',
    column: number,
    found: string,
    limit?: number,
  ): never {
    return this.#gatherer.fail(code, this.#rowNumber + 1, column, found, limit);
  }

  #tooLong(rest: string): never {
    const { maxColumns, maxRowLength } = this.#limits;
    const separator = this.#separator ?? commonest(rest);
    const many = rest.split(separator, maxColumns + 2).length > maxColumns;
    if (many)
      return this.#gatherer.fail(
        'too-many-columns',
        this.#rowNumber + 1,
        null,
        undefined,
        maxColumns,
      );
    return this.#gatherer.fail(
      'row-too-long',
      this.#rowNumber + 1,
      null,
      rest.slice(0, 100),
      maxRowLength,
    );
  }
}

function isBreak(code: number, separator: number): boolean {
  return code === separator || code === LF || code === CR;
}

/** The end of the record that begins at `from`, minding quotes; -1 when it is not in `text`. */
function firstRecordEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (!quoted && (code === LF || code === CR)) return at;
  }
  return -1;
}

/** The separator that stands most often outside quotes. */
function commonest(record: string): string {
  const bare = record.replace(/"(?:[^"]|"")*"?/g, '');
  let best = NO_SEPARATOR;
  let most = 0;
  for (const candidate of [';', ',', '\t']) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}
