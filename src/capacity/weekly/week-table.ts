import type { Cell, XlsxColumn } from '../../platform/files/write-table.ts';
import type { InEachLanguage, Language } from '../../platform/language.ts';
import type { WeekRow } from './contract.ts';
import { causeNames, changeOf, explainChange, explained } from './explain-change.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };

const words: InEachLanguage<typeof nl> = { nl, fr, en };
export const weekWords = (language: Language) => words[language];

/** Headings of the difference of two weeks: who, each figure before and after, and why free changed. */
export function weekColumns(language: Language): XlsxColumn[] {
  const { column, figure, cause } = words[language];
  const text = (header: string): XlsxColumn => ({ header });
  const number = (header: string): XlsxColumn => ({ header, kind: 'number' });
  return [
    text(column.unit),
    text(column.provider),
    text(column.region),
    text(column.module),
    ...explained.flatMap((name) => [
      number(`${figure[name]} ${column.before}`),
      number(`${figure[name]} ${column.after}`),
      number(`${figure[name]} ${column.change}`),
    ]),
    ...causeNames.map((name) => number(`${column.why}: ${cause[name]}`)),
  ];
}

/** One unit and module under those headings. */
export function weekTable(row: WeekRow): Cell[] {
  const why = explainChange(row, 'free');
  return [
    row.unitName,
    row.providerName,
    row.region,
    row.module,
    ...explained.flatMap((name) => [
      row.before?.[name] ?? null,
      row.after?.[name] ?? null,
      changeOf(row, name),
    ]),
    ...causeNames.map((name) => why[name]),
  ];
}
