import type { Readable } from 'node:stream';
import { writeCsv, writeXlsx } from '../../platform/files/write-table.ts';
import type { Language } from '../../platform/language.ts';
import type { ReleasedCell } from '../contract.ts';
import { type TableCode, tableCodes } from '../published-tables.ts';
import type { Names } from './tables.ts';
import { dayIn, fill, named, reportWords } from './words.ts';

export interface FiguresInput {
  release: { month: string; releasedOn: string; invented: boolean };
  cells: readonly (ReleasedCell & { table: TableCode })[];
  names: Names;
  smallest: { usual: number; sensitive: number; organisations: number };
}

/** What a code of a row or column is called; '*' is all. */
function nameOf(code: string, names: Names, language: Language): string {
  if (code === '*') return '';
  const words = reportWords[language];
  const zone = code.split('/');
  if (zone.length === 2) return `${named(names.regions, zone[0]!)} ${zone[1]}`;
  const column: Readonly<Record<string, string>> = words.column;
  return (
    names.regions[code] ??
    names.modules[code] ??
    named({ ...column, ...words.band, ...words.reason, ...words.sector, ...words.group }, code)
  );
}

const rowsOf = ({ cells, names }: FiguresInput, language: Language) => {
  const words = reportWords[language];
  return cells.map((cell) => [
    words.table[cell.table],
    nameOf(cell.row, names, language),
    nameOf(cell.column, names, language),
    words.figure[cell.figure],
    cell.value ?? words.small,
  ]);
};

function aboutOf({ release, smallest }: FiguresInput, language: Language): string[] {
  const words = reportWords[language];
  return [
    fill(words.released, {
      day: dayIn(release.month, language),
      released: dayIn(release.releasedOn, language),
    }),
    words.source,
    ...(release.invented ? [words.demo] : []),
    fill(words.hiddenWhy, { small: words.small, ...smallest }),
  ];
}

const headings = (language: Language) => {
  const { column } = reportWords[language];
  return [column.kind, column.what, column.module, column.figure, column.value];
};

/** All released figures of a month as one table; the last lines say what the file is. */
export function figuresCsv(input: FiguresInput, language: Language): Readable {
  const { about } = reportWords[language].file;
  return writeCsv(headings(language), [
    ...rowsOf(input, language),
    ...aboutOf(input, language).map((line) => [about, line]),
  ]);
}

/** The same as a workbook: a sheet for each table, and one that says what the file is. */
export function figuresWorkbook(input: FiguresInput, language: Language): Readable {
  const words = reportWords[language];
  const [, ...heads] = headings(language);
  return writeXlsx([
    ...tableCodes.map((table) => ({
      name: words.table[table],
      columns: heads.map((header) => ({ header, width: 24 })),
      rows: rowsOf(
        { ...input, cells: input.cells.filter((cell) => cell.table === table) },
        language,
      ).map(([, ...rest]) => rest),
    })),
    {
      name: words.file.about,
      columns: [{ header: words.file.about, width: 100 }],
      rows: aboutOf(input, language).map((line) => [line]),
    },
  ]);
}
