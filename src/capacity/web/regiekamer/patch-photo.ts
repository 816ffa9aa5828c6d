import type { Photo, UnitRow } from '../../contract.ts';

/** One row per unit and module. */
export const rowKey = (row: Pick<UnitRow, 'unitId' | 'module'>) => `${row.unitId}:${row.module}`;

/** A frame may come late: a row that is older than the one shown changes nothing. */
const isOlder = (row: UnitRow, shown: UnitRow) =>
  row.changedAt !== null && shown.changedAt !== null && row.changedAt < shown.changedAt;

/**
 * Puts the rows of a live frame in the picture. A frame holds all rows of the units that changed, so
 * a module that is not in it is gone. Rows that did not change stay the same objects.
 */
export function patchPhoto(photo: Photo, changed: readonly UnitRow[]): Photo {
  const fresh = new Map(changed.map((row) => [rowKey(row), row]));
  const touched = new Set(changed.map((row) => row.unitId));
  const units: UnitRow[] = [];
  for (const shown of photo.units) {
    const row = fresh.get(rowKey(shown));
    fresh.delete(rowKey(shown));
    if (row) units.push(isOlder(row, shown) ? shown : row);
    else if (!touched.has(shown.unitId)) units.push(shown);
  }
  return { ...photo, units: [...units, ...fresh.values()] };
}

/** The rows of a frame of the live stream; none where it is something else. */
export function rowsIn(frame: unknown): readonly UnitRow[] {
  const units = (frame as { units?: unknown } | null)?.units;
  return Array.isArray(units) ? (units as UnitRow[]) : [];
}
