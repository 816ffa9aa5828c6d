import type { FileNotice, FileProblem } from '../../platform/files/read-table.ts';
import {
  firstLanguage,
  type InEachLanguage,
  type Language,
  languages,
} from '../../platform/language.ts';
import { fileWords, importWords } from './words.ts';

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

type Words = Record<'problem' | 'mend' | 'notice', Record<string, string>>;

/** The file's words and the import's, as one catalogue. */
const wordsIn = Object.fromEntries(
  languages.map((language) => {
    const [file, own] = [fileWords[language], importWords[language]];
    return [
      language,
      {
        problem: { ...file.problem, ...own.problem },
        mend: { ...file.mend, ...own.mend },
        notice: { ...file.notice, ...own.notice },
      },
    ];
  }),
) as unknown as InEachLanguage<Words>;

/** Fills the `{{name}}` gaps of a sentence of the catalogue. */
export const fill = (sentence: string, values: Record<string, unknown> = {}): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** The codes that the catalogue has words for. */
export const knownCodes: readonly string[] = Object.keys(wordsIn[firstLanguage].problem);

const shownLength = 80;
/** A cell in a message: short, on one line, control marks made visible. */
export function shownCell(text: string): string {
  const short = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);
}

export function worded(problem: RowProblem, file: string, language: Language): WordedProblem {
  const words = wordsIn[language];
  const mend = words.mend[problem.code];
  const values = { ...problem.params, found: problem.found, sheet: problem.sheet, file };
  return {
    code: problem.code,
    file,
    sheet: problem.sheet,
    row: problem.row,
    column: problem.column,
    found: problem.found,
    message: fill(words.problem[problem.code] ?? problem.code, values),
    mend: mend ? fill(mend, values) : null,
  };
}

/** Something that was accepted, but that people should know of. */
export function wordedNotice(
  notice: Pick<FileNotice, 'code' | 'sheet' | 'row' | 'column' | 'found' | 'count'> | RowProblem,
  file: string,
  language: Language,
): WordedProblem {
  return {
    code: notice.code,
    file,
    sheet: notice.sheet,
    row: notice.row,
    column: notice.column,
    found: notice.found,
    message: fill(wordsIn[language].notice[notice.code] ?? notice.code, { ...notice }),
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
