import { type Language, localeOf } from '../../platform/language.ts';
import type { Names, ReportCell } from '../report/tables.ts';
import { fill, named, shareIn } from '../report/words.ts';
import type { Part } from './parts.ts';
import { allocationWords } from './words.ts';

/** One breakdown: its title is the answer. Screen and files are made from the same sections, so that they agree. */
export interface Section {
  readonly key: string;
  readonly part: Part;
  readonly title: string;
  readonly note?: string;
  readonly columns: readonly string[];
  /** The first cell names the row; null = nothing to go by. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** Number of the column that is drawn as bars; its values as they are drawn, row by row. */
  readonly bar: {
    readonly column: number;
    readonly values: readonly number[];
    /** Shares are drawn against the whole. */
    readonly whole?: number;
  };
  /** Ratios with their intervals, drawn beside the rows. */
  readonly ratios?: readonly ({ ratio: number; low: number; high: number } | null)[];
}

/** In which words, and under which names of what is data. */
export interface Telling {
  readonly language: Language;
  readonly names: Names;
}

/** What is at hand to say a section: words, names of codes, numbers as they are read. */
export function speaker({ language, names }: Telling) {
  const words = allocationWords[language];
  const of: Record<string, Readonly<Record<string, string>>> = {
    module: names.modules,
    region: names.regions,
    age: words.age,
    fileKind: words.fileKind,
    sex: words.sex,
    siblings: words.key,
    need: words.key,
    decline: words.decline,
    departure: words.departure,
    lane: { ...words.laneName, ...words.key },
    state: words.state,
  };
  return {
    words,
    fill,
    say: (key: keyof typeof words.say, values: Readonly<Record<string, string | number>> = {}) =>
      fill(words.say[key], values),
    name: (kind: string, code: string) => named(of[kind] ?? {}, code),
    number: (value: number | null, digits = 0) =>
      value === null
        ? words.none
        : value.toLocaleString(localeOf[language], {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }),
    /** A share, or that there is none of nothing. */
    share: (part: number, whole: number) =>
      whole === 0 ? words.none : shareIn(part, whole, language),
    month: (day: string) =>
      new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf[language], {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
  };
}
export type Speaker = ReturnType<typeof speaker>;

/** Bars of a column of numbers. */
export const barsOf = (rows: readonly (readonly ReportCell[])[], column: number) => ({
  column,
  values: rows.map((row) => (typeof row[column] === 'number' ? row[column] : 0)),
});

/** The entry with the most of something; null of none, or where nothing has any. */
export function mostOf<One>(list: readonly One[], of: (one: One) => number | null): One | null {
  let found: One | null = null;
  for (const one of list) {
    const value = of(one) ?? 0;
    if (value > 0 && (found === null || value > (of(found) ?? 0))) found = one;
  }
  return found;
}
