import type { Readable } from 'node:stream';
import { writeCsv, writeXlsx } from '../../platform/files/write-table.ts';
import type { Language } from '../../platform/language.ts';
import type { Report, ReportTable } from './tables.ts';
import { reportWords } from './words.ts';

const shown = (table: ReportTable, language: Language) =>
  table.rows.map((row) => row.map((cell) => cell ?? reportWords[language].small));

/** The report as a workbook: a sheet for each table, and one that says what the file is. */
export function reportWorkbook(report: Report, language: Language): Readable {
  const { file } = reportWords[language];
  return writeXlsx([
    ...report.tables.map((table) => ({
      name: table.title,
      columns: table.columns.map((header, i) => ({ header, width: i === 0 ? 44 : 18 })),
      rows: shown(table, language),
    })),
    {
      name: file.about,
      columns: [{ header: file.about, width: 100 }],
      rows: [report.title, ...report.summary, ...report.about].map((line) => [line]),
    },
  ]);
}

/** The report as one long table: the breakdown, what, which figure, how many places; last, what the file is. */
export function reportCsv(report: Report, language: Language): Readable {
  const words = reportWords[language];
  const { column } = words;
  const rows = report.tables
    .filter((table) => table.key !== 'units')
    .flatMap((table) =>
      shown(table, language).flatMap(([name, ...values]) =>
        values.map((value, i) => [table.title, name ?? '', table.columns[i + 1] ?? '', value]),
      ),
    );
  const about = report.about.map((line) => [words.file.about, line]);
  return writeCsv(
    [column.kind, column.what, column.figure, report.valueHead ?? column.value],
    [...rows, ...about],
  );
}
