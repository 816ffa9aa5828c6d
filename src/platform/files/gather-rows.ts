import { FileProblem, type ProblemCode, printable } from './file-problem.ts';
import {
  columnLetters,
  type FileNotice,
  type NoticeCode,
  type TableChunk,
  type TableLimits,
  type TableRow,
} from './table.ts';

const BATCH_ROWS = 2_000;
const BATCH_CHARACTERS = 2_000_000;

// Zero-width and direction marks: they make two different texts look the same.
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const SUSPECT = /[\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/;

/** True when a text holds a character that `Gatherer` has to look at cell by cell. */
export function isSuspect(text: string): boolean {
  return SUSPECT.test(text);
}

/** Rows that may still come, over all tables of one file; empty ones are counted apart, since they cost time too. */
export type RowBudget = { left: number; emptyLeft: number };

export function rowBudget(limits: TableLimits): RowBudget {
  return { left: limits.maxRows, emptyLeft: limits.maxRows * 5 };
}

/**
 * Turns raw rows of one table into checked batches: finds the header, checks widths and lengths, pads short rows,
 * skips empty ones and counts notices. Used by all formats, so that they all say the same about the same fault.
 */
export class Gatherer {
  readonly #limits: TableLimits;
  readonly #budget: RowBudget;
  readonly #notices = new Map<NoticeCode, FileNotice>();
  readonly #columns = new Map<string, number>();
  #rows: TableRow[] = [];
  #characters = 0;
  readonly sheet: string | null;
  header: string[] | null = null;
  /** Set while the text at hand has suspect characters; see `isSuspect`. */
  inspect = false;

  constructor(sheet: string | null, limits: TableLimits, budget: RowBudget) {
    this.sheet = sheet;
    this.#limits = limits;
    this.#budget = budget;
  }

  fail(
    code: ProblemCode,
    row: number | null,
    column: number | null,
    found?: string,
    limit?: number,
  ): never {
    throw new FileProblem(code, {
      sheet: this.sheet,
      row,
      column: column === null ? null : this.columnName(column),
      found: found ?? null,
      limit: limit ?? null,
    });
  }

  columnName(index: number): string {
    return this.header?.[index] ?? columnLetters(index);
  }

  note(code: NoticeCode, row: number | null, column: number | null, found?: string): void {
    const known = this.#notices.get(code);
    if (known) known.count += 1;
    else {
      this.#notices.set(code, {
        code,
        sheet: this.sheet,
        row,
        column: column === null ? null : this.columnName(column),
        found: found === undefined ? null : printable(found),
        count: 1,
      });
    }
  }

  /** Takes the next row of the file; the first one that is not empty becomes the header. Keeps and changes `cells`. */
  row(cells: (string | null)[], rowNumber: number, mayBeShort: boolean): void {
    const header = this.header;
    if (header === null) return this.#takeHeader(cells, rowNumber);
    const filled = this.#checkCells(cells, rowNumber);
    if (filled < 0) return this.#skipEmpty(rowNumber);
    const width = header.length;
    if (cells.length > width) {
      if (filled >= width) this.fail('row-too-wide', rowNumber, filled, cells[filled] ?? '', width);
      cells.length = width;
    } else if (cells.length < width) {
      if (!mayBeShort) this.note('row-short', rowNumber, cells.length);
      while (cells.length < width) cells.push(null);
    }
    this.#keep(cells, rowNumber);
  }

  #skipEmpty(rowNumber: number): void {
    this.#budget.emptyLeft -= 1;
    if (this.#budget.emptyLeft >= 0) return;
    this.fail('too-many-rows', rowNumber, null, undefined, this.#limits.maxRows);
  }

  /** The index of a named column, added when new (JSON only). */
  column(name: string, rowNumber: number): number {
    this.header ??= [];
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    if (this.header.length >= this.#limits.maxColumns) {
      this.fail('too-many-columns', rowNumber, null, name, this.#limits.maxColumns);
    }
    if (name.trim() === '') this.fail('header-name-missing', rowNumber, this.header.length);
    if (name.length > this.#limits.maxCellLength) {
      this.fail('cell-too-long', rowNumber, null, name, this.#limits.maxCellLength);
    }
    const index = this.header.push(name) - 1;
    this.#columns.set(name, index);
    return index;
  }

  /** Hands out the batch when it is full. */
  full(): TableChunk | null {
    if (this.#rows.length < BATCH_ROWS && this.#characters < BATCH_CHARACTERS) return null;
    return this.#take([]);
  }

  /** Hands out what is left, with the notices. */
  rest(): TableChunk {
    return this.#take([...this.#notices.values()]);
  }

  #take(notices: FileNotice[]): TableChunk {
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    const header = [...(this.header ?? [])];
    for (const { cells } of rows) while (cells.length < header.length) cells.push(null);
    return { sheet: this.sheet, header, rows, notices };
  }

  #keep(cells: (string | null)[], rowNumber: number): void {
    if (this.#budget.left <= 0)
      this.fail('too-many-rows', rowNumber, null, undefined, this.#limits.maxRows);
    this.#budget.left -= 1;
    this.#rows.push({ rowNumber, cells });
  }

  /** Empty texts become null. Returns the index of the last filled cell, -1 for an empty row. */
  #checkCells(cells: (string | null)[], rowNumber: number): number {
    const { maxCellLength, maxColumns } = this.#limits;
    let filled = -1;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (cell === null || cell === undefined) continue;
      if (cell.length === 0) {
        cells[i] = null;
        continue;
      }
      if (cell.length > maxCellLength)
        this.fail('cell-too-long', rowNumber, i, cell, maxCellLength);
      if (this.inspect) this.#inspectCell(cell, rowNumber, i);
      this.#characters += cell.length;
      filled = i;
    }
    if (filled >= maxColumns) this.fail('too-many-columns', rowNumber, null, undefined, maxColumns);
    return filled;
  }

  #inspectCell(cell: string, rowNumber: number, column: number): void {
    if (!isSuspect(cell)) return;
    if (cell.includes('\0')) this.fail('nul-character', rowNumber, column, cell);
    if (INVISIBLE.test(cell)) this.note('invisible-characters', rowNumber, column, cell);
    if (cell.includes('\ufffd')) this.note('replacement-character', rowNumber, column, cell);
  }

  #takeHeader(cells: (string | null)[], rowNumber: number): void {
    const filled = this.#checkCells(cells, rowNumber);
    if (filled < 0) return;
    const header: string[] = [];
    const seen = new Set<string>();
    for (let i = 0; i <= filled; i++) {
      const name = (cells[i] ?? '').replace(new RegExp(INVISIBLE, 'g'), '').trim();
      if (name === '') this.fail('header-name-missing', rowNumber, i);
      if (seen.has(name)) this.fail('header-name-twice', rowNumber, i, name);
      seen.add(name);
      header.push(name);
    }
    this.header = header;
  }
}
