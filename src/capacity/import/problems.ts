import fileWords from '../../platform/files/messages.nl.json' with { type: 'json' };
import type { FileNotice, FileProblem } from '../../platform/files/read-table.ts';
import words from './locales/nl.json' with { type: 'json' };

/** What is wrong (or worth knowing) at one spot of a file, without words. */
export interface RowProblem {
  code: string;
  sheet: string | null;
  row: number | null;
  /** The heading as the file has it. */
  column: string | null;
  found: string | null;
  /** What the words need besides: `other`, `allowed`, `limit`, `least`. */
  params?: Record<string, string | number | null>;
}

/** A problem as people read it: one sentence what is wrong, one how to mend it. */
export interface WordedProblem {
  code: string;
  file: string | null;
  sheet: string | null;
  row: number | null;
  column: string | null;
  found: string | null;
  message: string;
  mend: string | null;
}

type Words = Record<string, string>;
const problemWords: Words = { ...fileWords.problem, ...words.problem };
const mendWords: Words = { ...fileWords.mend, ...words.mend };
const noticeWords: Words = { ...fileWords.notice, ...words.notice };

/** Fills the `{{name}}` gaps of a sentence of the catalogue. */
export const fill = (sentence: string, values: Record<string, unknown> = {}): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** The codes that the catalogue has words for. */
export const knownCodes: readonly string[] = Object.keys(problemWords);

const shownLength = 80;
/** A cell in a message: short, on one line, control marks made visible. */
export function shownCell(text: string): string {
  const short = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);
}

export function worded(problem: RowProblem, file: string): WordedProblem {
  const values = { ...problem.params, found: problem.found, sheet: problem.sheet, file };
  return {
    code: problem.code,
    file,
    sheet: problem.sheet,
    row: problem.row,
    column: problem.column,
    found: problem.found,
    message: fill(problemWords[problem.code] ?? problem.code, values),
    mend: mendWords[problem.code] ? fill(mendWords[problem.code]!, values) : null,
  };
}

/** Something that was accepted, but that people should know of. */
export function wordedNotice(
  notice: Pick<FileNotice, 'code' | 'sheet' | 'row' | 'column' | 'found' | 'count'> | RowProblem,
  file: string,
): WordedProblem {
  return {
    code: notice.code,
    file,
    sheet: notice.sheet,
    row: notice.row,
    column: notice.column,
    found: notice.found,
    message: fill(noticeWords[notice.code] ?? notice.code, { ...notice }),
    mend: null,
  };
}

export const fromFileProblem = (problem: FileProblem): RowProblem => ({
  code: problem.code,
  sheet: problem.sheet,
  row: problem.row,
  column: problem.column,
  found: problem.found,
  params: { limit: problem.limit },
});
