import { FileProblem } from './file-problem.ts';
import type { Gatherer } from './gather-rows.ts';
import { attribute, type XmlHandler } from './scan-xml.ts';
import type { TableLimits } from './table.ts';
import { type SharedTexts, TextItem } from './xlsx-strings.ts';
import type { Workbook } from './xlsx-workbook.ts';
import { isoCellText, numericText, unescapeText } from './xlsx-values.ts';

/**
 * Takes the tags of one sheet and gives its rows to a gatherer. A formula counts by the value that the spreadsheet
 * last computed (with a notice), never by computing; an error value, merged cells over the table, a formula without
 * value are problems, since any guess at their meaning could be wrong in silence.
 */
export class SheetRows implements XmlHandler {
  readonly #gatherer: Gatherer;
  readonly #texts: SharedTexts;
  readonly #workbook: Workbook;
  readonly #limits: TableLimits;
  readonly #item = new TextItem();
  rowNumber = 0;
  #firstRow = 0;
  #cells: (string | null)[] = [];
  #column = -1;
  #inCell = false;
  #inValue = false;
  #inItem = false;
  #type = '';
  #style = 0;
  #value = '';
  #hasValue = false;
  #formula = false;

  constructor(gatherer: Gatherer, texts: SharedTexts, workbook: Workbook, limits: TableLimits) {
    this.#gatherer = gatherer;
    this.#texts = texts;
    this.#workbook = workbook;
    this.#limits = limits;
  }

  open(name: string, tag: string): void {
    switch (name) {
      case 'v':
        this.#inValue = this.#inCell;
        this.#hasValue = true;
        return;
      case 'c':
        return this.#startCell(tag);
      case 'row':
        return this.#startRow(tag);
      case 'f':
        this.#formula = true;
        return;
      case 'is':
        this.#inItem = this.#inCell;
        this.#item.start();
        return;
      case 'mergeCell':
        return this.#merge(attribute(tag, 'ref') ?? '');
      default:
        if (this.#inItem) this.#item.open(name);
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
        this.#inValue = false;
        return;
      case 'c':
        return this.#endCell();
      case 'row':
        return this.#endRow();
      case 'is':
        this.#inItem = false;
        return;
      default:
        if (this.#inItem) this.#item.close(name);
    }
  }

  text(text: string): void {
    if (this.#inValue) {
      if (this.#value.length <= this.#limits.maxCellLength) this.#value += text;
    } else if (this.#inItem) this.#item.add(text, this.#limits.maxCellLength);
  }

  #startRow(tag: string): void {
    const raw = attribute(tag, 'r');
    const next = raw === null ? this.rowNumber + 1 : Number(raw);
    if (!Number.isSafeInteger(next) || next <= this.rowNumber) this.#damaged(raw ?? '');
    this.rowNumber = next;
    this.#cells = [];
    this.#column = -1;
  }

  #endRow(): void {
    this.#gatherer.row(this.#cells, this.rowNumber, true);
    if (this.#firstRow === 0 && this.#gatherer.header !== null) this.#firstRow = this.rowNumber;
    this.#cells = [];
  }

  #startCell(tag: string): void {
    const { reference, type, style } = cellAttributes(tag);
    const next = reference === null ? this.#column + 1 : columnOf(reference, this.rowNumber);
    if (next <= this.#column) this.#damaged(reference ?? '');
    this.#column = next;
    this.#type = type;
    this.#style = style;
    this.#value = '';
    this.#hasValue = false;
    this.#formula = false;
    this.#inCell = true;
    this.#item.start();
  }

  #endCell(): void {
    this.#inCell = false;
    const text = this.#cellText();
    if (this.#formula) this.#noteFormula(text);
    if (text === null || text === '') return;
    const column = this.#column;
    const { maxColumns } = this.#limits;
    if (column >= maxColumns)
      this.#gatherer.fail('too-many-columns', this.rowNumber, null, text, maxColumns);
    while (this.#cells.length < column) this.#cells.push(null);
    this.#cells.push(text);
  }

  #cellText(): string | null {
    const value = this.#value;
    switch (this.#type) {
      case 's': {
        if (value === '') return null;
        const text = this.#texts.at(/^\d+$/.test(value) ? Number(value) : -1);
        return text ?? this.#damaged(value);
      }
      case 'inlineStr':
        return this.#item.take();
      case 'str':
        return unescapeText(value);
      case 'b':
        if (value === '') return null;
        return value === '1' || value === 'true' ? 'true' : 'false';
      case 'd':
        return isoCellText(value);
      case 'e':
        return this.#gatherer.fail('cell-error-value', this.rowNumber, this.#column, value);
      default:
        return value === '' ? null : this.#number(value);
    }
  }

  #number(value: string): string {
    const kind = this.#workbook.kinds[this.#style] ?? 'number';
    try {
      return numericText(value, kind, this.#workbook.from1904);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      throw error.at({ row: this.rowNumber, column: this.#gatherer.columnName(this.#column) });
    }
  }

  #noteFormula(text: string | null): void {
    if (!this.#hasValue) this.#gatherer.fail('formula-without-value', this.rowNumber, this.#column);
    this.#gatherer.note('formula-value-taken', this.rowNumber, this.#column, text ?? '');
  }

  /** Merges stand after the rows, so this can only refuse what was already given; the reader's contract says so. */
  #merge(reference: string): void {
    const [from, to] = reference.split(':').map(splitReference);
    if (!from || !to) return this.#damaged(reference);
    const width = this.#gatherer.header?.length ?? 0;
    const outside = to.row < this.#firstRow || from.row > this.rowNumber || from.column >= width;
    const single = from.row === to.row && from.column === to.column;
    if (!outside && !single) this.#gatherer.fail('merged-cells', from.row, from.column, reference);
  }

  #damaged(found: string): never {
    throw new FileProblem('xlsx-damaged', {
      sheet: this.#gatherer.sheet,
      row: this.rowNumber || null,
      found,
    });
  }
}

type CellAttributes = { reference: string | null; type: string; style: number };

/** The three attributes of a cell tag in one walk: there are millions of them, so no regular expression. */
function cellAttributes(tag: string): CellAttributes {
  const found: CellAttributes = { reference: null, type: '', style: 0 };
  let at = tag.search(/\s/);
  if (at === -1) return found;
  for (;;) {
    const equals = tag.indexOf('=', at);
    if (equals === -1) return found;
    let quote = equals + 1;
    while (tag.charCodeAt(quote) <= 32) quote += 1;
    const close = tag.indexOf(tag[quote] ?? '"', quote + 1);
    if (close === -1) return found;
    const name = tag.slice(at, equals).trim();
    const value = tag.slice(quote + 1, close);
    if (name === 'r') found.reference = value;
    else if (name === 't') found.type = value;
    else if (name === 's') found.style = Number(value);
    at = close + 1;
  }
}

/** The column of `BC12`, from 0. The row in it must be the row it stands in. */
function columnOf(reference: string, row: number): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === 0 || at > 3 || reference.slice(at) !== String(row)) {
    throw new FileProblem('xlsx-damaged', { row, found: reference });
  }
  return column - 1;
}

function splitReference(reference: string): { row: number; column: number } | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!found) return null;
  const row = Number(found[2]);
  return { row, column: columnOf(`${found[1]}${row}`, row) };
}
