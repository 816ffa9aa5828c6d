/** Stable codes of everything that can be wrong with a file. Texts: `messages.nl.json`, one per code. */
export const problemCodes = [
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'FILE_UNREADABLE',
  'FILE_CUT_OFF',
  'NAME_NOT_SUPPORTED',
  'CONTENT_DIFFERS',
  'ENCODING_UNKNOWN',
  'ENCODING_MIXED',
  'NUL_CHARACTER',
  'QUOTE_UNPAIRED',
  'QUOTE_MISPLACED',
  'HEADER_NAME_MISSING',
  'HEADER_NAME_TWICE',
  'SHEET_TWICE',
  'ROW_TOO_LONG',
  'ROW_TOO_WIDE',
  'CELL_TOO_LONG',
  'CELL_ERROR_VALUE',
  'CELL_NOT_READABLE',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'TOO_MANY_SHEETS',
  'MERGED_CELLS',
  'FORMULA_WITHOUT_VALUE',
  'ZIP_DAMAGED',
  'ZIP_LOCKED',
  'ZIP_TOO_LARGE',
  'ZIP_TOO_MANY_PARTS',
  'XLSX_DAMAGED',
  'XLSX_FORBIDDEN_XML',
  'XLSX_TEXT_TOO_LARGE',
  'JSON_SYNTAX',
  'JSON_TOO_DEEP',
  'JSON_NOT_A_TABLE',
  'JSON_NESTED_VALUE',
  'JSON_KEY_TWICE',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export type ProblemSpot = {
  file?: string;
  sheet?: string | null;
  row?: number | null;
  column?: string | null;
  found?: string | null;
  /** The bound that was passed, or what was expected instead. */
  limit?: number | string | null;
};

/**
 * The one error that reading a file throws (besides the reason of an abort signal). It holds values, not sentences:
 * the sentence is `problem.<code>` and the advice `mend.<code>` of the message catalogue, with these values filled in.
 * `message` never contains `found`, so that a log line cannot leak what stood in a file.
 */
export class FileProblem extends Error {
  readonly code: ProblemCode;
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  /** What stood there, shortened and made printable. */
  readonly found: string | null;
  readonly limit: number | string | null;
  /** Catalogue key of the advice how to mend it. */
  readonly mend: string;

  constructor(code: ProblemCode, spot: ProblemSpot = {}, cause?: unknown) {
    const where = [spot.sheet, spot.row && `row ${spot.row}`].filter(Boolean).join(', ');
    super(where ? `${code} (${where})` : code, cause === undefined ? undefined : { cause });
    this.name = 'FileProblem';
    this.code = code;
    this.file = spot.file ?? '';
    this.sheet = spot.sheet ?? null;
    this.row = spot.row ?? null;
    this.column = spot.column ?? null;
    this.found = spot.found === undefined || spot.found === null ? null : printable(spot.found);
    this.limit = spot.limit ?? null;
    this.mend = `mend.${code}`;
  }

  /** The same problem with the gaps in its spot filled in by an outer caller that knows more. */
  at(spot: ProblemSpot): FileProblem {
    const merged: ProblemSpot = {
      file: this.file || (spot.file ?? ''),
      sheet: this.sheet ?? spot.sheet ?? null,
      row: this.row ?? spot.row ?? null,
      column: this.column ?? spot.column ?? null,
      found: this.found,
      limit: this.limit ?? spot.limit ?? null,
    };
    return new FileProblem(this.code, merged, this.cause);
  }
}

const SHOWN = 80;

/** Shortens text to what fits in a message and shows control and direction marks as `\u{…}`. */
export function printable(text: string): string {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}
