import type { Cell } from '../../platform/files/write-table.ts';
import type { FoundRow } from '../unit-filter.ts';
import type { ExportColumn } from './facts.query.ts';
import type { Language } from '../../platform/language.ts';
import { exportWords } from './words.ts';

type UnitColumn = keyof (typeof exportWords)['nl']['unit'];

const figures = [
  'recognised',
  'occupied',
  'absent',
  'notConverted',
  'unavailable',
  'held',
  'free',
  'offerable',
  'overOccupied',
] as const;
type FigureName = (typeof figures)[number];

const names = Object.keys(exportWords.nl.unit) as UnitColumn[];
const isFigure = (name: string): name is FigureName => figures.includes(name as FigureName);
const numeric = (name: string) =>
  isFigure(name) || ['ageMin', 'ageMax', 'distanceKm'].includes(name);

/** Headings of the figures per unit and module: this table is read by people. */
export const unitColumns = (language: Language): ExportColumn[] =>
  names.map((name) => ({
    name: exportWords[language].unit[name],
    kind: numeric(name) ? 'number' : 'text',
  }));

/** One unit and module as a row of cells, from the same UnitRow that every screen shows. */
export function unitCells({ row, distanceKm }: FoundRow): Cell[] {
  return names.map((name) => {
    if (isFigure(name)) return row.figures[name];
    if (name === 'partialStops') {
      return row.partialStops.map(({ onlyFor, until }) => `${onlyFor} ${until}`).join(' | ');
    }
    if (name === 'distanceKm') return distanceKm === null ? null : Math.round(distanceKm * 10) / 10;
    return row[name];
  });
}
