/** One data row of a table. `rowNumber` is the number a person sees in the spreadsheet (1 = top); in JSON the ordinal of the object. Empty cells are `null`, never `''`. */
export type TableRow = { rowNumber: number; cells: (string | null)[] };

/**
 * A batch of rows of one table. Tables come one after another; every table ends with a chunk (perhaps without rows)
 * that carries its notices. `header` is the same in every chunk of a table, except in JSON, where it may grow at its
 * end as later objects bring new keys: earlier columns keep their index.
 */
export type TableChunk = {
  /** Sheet name (XLSX), table name (JSON object form) or null (CSV, JSON array). */
  sheet: string | null;
  header: string[];
  rows: TableRow[];
  notices: FileNotice[];
};

/** Something that was accepted but that a person should know of. `count` says how often; the rest is the first time. */
export type FileNotice = {
  code: NoticeCode;
  sheet: string | null;
  row: number | null;
  column: string | null;
  found: string | null;
  count: number;
};

/** Stable codes of notices. Texts: `messages.nl.json`, one per code. */
export const noticeCodes = [
  'encoding-windows-1252',
  'formula-value-taken',
  'hidden-sheet-skipped',
  'row-short',
  'invisible-characters',
  'replacement-character',
] as const;

export type NoticeCode = (typeof noticeCodes)[number];

/** Upper bounds of what a file may cost. Every one of them is a setting. */
export type TableLimits = {
  /** Bytes of the file as it arrives. */
  maxBytes: number;
  /** Data rows over all tables of the file; five times as many may be empty. */
  maxRows: number;
  maxColumns: number;
  /** UTF-16 code units in one cell. */
  maxCellLength: number;
  /** UTF-16 code units of one row as written (CSV line, JSON object, XML token). */
  maxRowLength: number;
  maxSheets: number;
  maxJsonDepth: number;
  maxZipEntries: number;
  /** Bytes of all parts of a packed file together, unpacked. */
  maxExpandedBytes: number;
  /** Unpacked bytes per packed byte; judged from the first 4 MB on. */
  maxRatio: number;
  /** Bytes of the text table that the sheets of a workbook share; the only part kept in memory. */
  maxSharedTextBytes: number;
};

export const defaultLimits: TableLimits = {
  maxBytes: 200 * 1024 * 1024,
  maxRows: 2_000_000,
  maxColumns: 200,
  maxCellLength: 10_000,
  maxRowLength: 1_000_000,
  maxSheets: 50,
  maxJsonDepth: 16,
  maxZipEntries: 1_000,
  maxExpandedBytes: 1024 * 1024 * 1024,
  maxRatio: 200,
  maxSharedTextBytes: 64 * 1024 * 1024,
};

/** A1-style letters of a column, counted from 0: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
