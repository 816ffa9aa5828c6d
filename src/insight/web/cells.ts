import type { ReleasedCell, ReleasedFigures } from '../contract.ts';
import type { Figure, TableCode } from '../published-tables.ts';

/** One row of a released table, figure by figure; null where it is not shown, undefined where there is none. */
export interface FigureRow {
  readonly id: string;
  readonly row: string;
  readonly column: string;
  readonly values: Readonly<Partial<Record<Figure, number | null>>>;
}

/** Rows of a table from its cells. */
export function rowsOf(cells: readonly ReleasedCell[]): FigureRow[] {
  return [...Map.groupBy(cells, (cell) => `${cell.row}|${cell.column}`)].map(([id, own]) => ({
    id,
    row: own[0]!.row,
    column: own[0]!.column,
    values: Object.fromEntries(own.map((cell) => [cell.figure, cell.value])),
  }));
}

export const tableOf = (figures: ReleasedFigures, table: TableCode): FigureRow[] =>
  rowsOf(figures.tables.find((each) => each.table === table)?.cells ?? []);

/** The shown row with the most of a figure; null when none is shown or two are equal. */
export function mostOf(rows: readonly FigureRow[], figure: Figure): FigureRow | null {
  const shown = rows
    .filter((row) => typeof row.values[figure] === 'number')
    .sort((a, b) => (b.values[figure] ?? 0) - (a.values[figure] ?? 0));
  const [first, second] = shown;
  if (!first || shown.length < rows.length) return null;
  return second && second.values[figure] === first.values[figure] ? null : first;
}

/** Share of recognised places that is occupied; null where that cannot be said. */
export function occupancyOf(values: FigureRow['values']): number | null {
  const { occupied, recognised } = values;
  return typeof occupied === 'number' && recognised ? occupied / recognised : null;
}

/** Share of one-decimal points between two shares: 0,4 for 92,3 % after 91,9 %. */
export const pointsBetween = (before: number, now: number): number =>
  Math.round(1000 * now) / 10 - Math.round(1000 * before) / 10;
