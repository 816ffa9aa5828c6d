/** Stable codes of everything that can be wrong with a file. Texts: `messages.nl.json`, one per code. */
export const problemCodes = [
  'file-empty',
  'file-too-large',
  'file-unreadable',
  'file-cut-off',
  'name-not-supported',
  'content-differs',
  'encoding-unknown',
  'encoding-mixed',
  'nul-character',
  'quote-unpaired',
  'quote-misplaced',
  'header-name-missing',
  'header-name-twice',
  'sheet-twice',
  'row-too-long',
  'row-too-wide',
  'cell-too-long',
  'cell-error-value',
  'cell-not-readable',
  'too-many-rows',
  'too-many-columns',
  'too-many-sheets',
  'merged-cells',
  'formula-without-value',
  'zip-damaged',
  'zip-locked',
  'zip-too-large',
  'zip-too-many-parts',
  'xlsx-damaged',
  'xlsx-forbidden-xml',
  'xlsx-text-too-large',
  'json-syntax',
  'json-too-deep',
  'json-not-a-table',
  'json-nested-value',
  'json-key-twice',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export type ProblemSpot = {
  file?: string;
  sheet?: string | null;
  row?: number | null;
  column?: string | null;
  found?: string | null;
  /** The bound that was passed (sizes in megabytes), or what was expected instead. */
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

/** Bytes as whole megabytes, at least 1: the unit in which limits of size are told. */
export function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / (1024 * 1024)));
}

const SHOWN = 80;

/** Shortens text to what fits in a message and shows control and direction marks as `\u{…}`. */
export function printable(text: string): string {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

/** Catalogue key of the words for where a problem or notice is, by what is known of it. */
export function spotKey(at: {
  sheet: string | null;
  row: number | null;
  column: string | null;
}): string {
  const part = at.row === null ? '' : at.column === null ? 'Row' : 'Cell';
  if (at.sheet !== null) return `spot.sheet${part}`;
  return `spot.${part === '' ? 'file' : part.toLowerCase()}`;
}
