import type { AreaValue } from '../../../region/web/index.ts';
import { addFigures } from '../../figures.ts';
import type { FoundRow } from '../../unit-filter.ts';

/** The figures of each area, summed over the rows that lie in it; rows without a zone are in none. */
export function areaValues(found: readonly FoundRow[], areas: 'region' | 'zone'): AreaValue[] {
  const byArea = Map.groupBy(found, ({ row }) => row[areas]);
  return [...byArea].flatMap(([areaId, rows]) => {
    if (areaId === null) return [];
    const { overOccupied, recognised, free, held, occupied, unavailable, notConverted } =
      addFigures(rows.map(({ row }) => row.figures));
    return [
      { areaId, recognised, free, held, occupied, unavailable, notConverted, over: overOccupied },
    ];
  });
}
