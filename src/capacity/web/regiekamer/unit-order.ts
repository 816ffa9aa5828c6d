/** In what order units stand, and how that order holds still while figures change under it. */
import { compareNames } from '../../../web/i18n/format.ts';
import { type Sort, sortRows, type SortValue } from '../../../web/ui/table-sort.ts';
import type { UnitRow } from '../../contract.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { rowKey } from './patch-photo.ts';
import type { SortColumn } from './regiekamer-search.ts';

const figure =
  (key: keyof UnitRow['figures']) =>
  ({ row }: FoundRow) =>
    row.figures[key];

/** By what each column sorts. */
export const sortValues: Record<SortColumn, (found: FoundRow) => SortValue> = {
  unit: ({ row }) => row.unitName,
  provider: ({ row }) => row.providerName,
  municipality: ({ row }) => row.municipality,
  distance: ({ distanceKm }) => distanceKm,
  module: ({ row }) => row.module,
  age: ({ row }) => row.ageMin * 100 + row.ageMax,
  recognised: figure('recognised'),
  occupied: figure('occupied'),
  absent: figure('absent'),
  notConverted: figure('notConverted'),
  unavailable: figure('unavailable'),
  held: figure('held'),
  free: figure('free'),
  offerable: figure('offerable'),
  overOccupied: figure('overOccupied'),
  confirmed: ({ row }) => (row.confirmedAt === null ? null : Date.parse(row.confirmedAt)),
};

/** Units with a place first; then the nearest, or where none is asked those with most places. */
function byUse(a: FoundRow, b: FoundRow): number {
  const placeA = a.row.figures.offerable;
  const placeB = b.row.figures.offerable;
  return (
    Number(placeB > 0) - Number(placeA > 0) ||
    (a.distanceKm ?? 0) - (b.distanceKm ?? 0) ||
    placeB - placeA ||
    b.row.figures.free - a.row.figures.free ||
    compareNames(a.row.unitName, b.row.unitName)
  );
}

/** The rows in the order of a column, or of use where none is chosen. */
export function orderUnits(
  found: readonly FoundRow[],
  sort: { column: SortColumn; direction: Sort['direction'] } | null,
): readonly FoundRow[] {
  if (!sort) return found.toSorted(byUse);
  return sortRows(found, sortValues[sort.column], sort.direction);
}

/** What a reader sees while the figures change: the order of the moment of asking. */
export interface Settled {
  readonly shown: readonly FoundRow[];
  /** Keys of rows that are shown but answer the question no longer. */
  readonly left: ReadonlySet<string>;
  /** How many rows answer now and are not shown yet. */
  readonly waiting: number;
}

/**
 * Shows the rows of `keys` in that order, each with its present figures. A row that no longer answers
 * stays where it is until the reader asks anew, so that nothing jumps under a finger.
 */
export function settle(
  keys: readonly string[],
  found: readonly FoundRow[],
  all: ReadonlyMap<string, FoundRow>,
): Settled {
  const answers = new Map(found.map((each) => [rowKey(each.row), each]));
  const shown: FoundRow[] = [];
  const left = new Set<string>();
  for (const key of keys) {
    const answer = answers.get(key);
    const row = answer ?? all.get(key);
    if (!row) continue;
    shown.push(row);
    if (!answer) left.add(key);
  }
  return { shown, left, waiting: answers.size - (shown.length - left.size) };
}
