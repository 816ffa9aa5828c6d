/** Why there is nothing nearer: the units that lie nearer than the first answer, and what each fails on. */
import type { UnitRow } from './contract.ts';
import {
  type Criterion,
  criteria,
  distanceTo,
  firstFailing,
  type UnitFilter,
} from './unit-filter.ts';

/** What leaves a unit without a place to offer. */
export type Shortfall =
  | 'full'
  | 'unavailable'
  | 'held'
  | 'notConverted'
  | 'promisedLater'
  | 'tooFew';

export interface Refused {
  readonly row: UnitRow;
  readonly distanceKm: number;
  readonly criterion: Criterion;
  /** For the criterion `place`: what the places are. */
  readonly shortfall: Shortfall | null;
}

export interface Nearer {
  /** The distance of the nearest unit that answers the question, at whatever distance; `null` for none. */
  readonly nearestKm: number | null;
  /** Units nearer than that, nearest first; each once, by the module that comes closest. */
  readonly refused: readonly Refused[];
  /** How many fail on what. */
  readonly counts: ReadonlyMap<Criterion, number>;
}

/** What takes the places of a unit that has too few to offer. */
export function shortfallOf({ figures }: UnitRow): Shortfall {
  if (figures.offerable > 0) return 'tooFew';
  if (figures.free > 0) return 'promisedLater';
  const { unavailable, held, notConverted } = figures;
  const most = Math.max(unavailable, held, notConverted);
  if (most === 0) return 'full';
  if (unavailable === most) return 'unavailable';
  return held === most ? 'held' : 'notConverted';
}

/** Later in the order of criteria is closer to an answer. */
const depth = (criterion: Criterion) => criteria.indexOf(criterion);

/**
 * Looks at every unit nearer than the nearest answer. A place is asked for, also where the filter
 * shows full units; the distance and the words of the filter are left out of the question: they say
 * what to show, not what a child needs.
 */
export function whyNotNearer(rows: readonly UnitRow[], filter: UnitFilter): Nearer {
  const question: UnitFilter = {
    ...filter,
    text: undefined,
    withinKm: undefined,
    minimum: Math.max(1, filter.minimum ?? 1),
  };
  let nearestKm: number | null = null;
  const best = new Map<string, Refused>();
  const answering = new Set<string>();
  for (const row of rows) {
    const distanceKm = distanceTo(row, filter.origin);
    if (distanceKm === null) continue;
    const criterion = firstFailing(row, question, distanceKm);
    if (criterion === null) {
      nearestKm = Math.min(nearestKm ?? Number.POSITIVE_INFINITY, distanceKm);
      answering.add(row.unitId);
      continue;
    }
    const before = best.get(row.unitId);
    if (before && depth(before.criterion) >= depth(criterion)) continue;
    const shortfall = criterion === 'place' ? shortfallOf(row) : null;
    best.set(row.unitId, { row, distanceKm, criterion, shortfall });
  }
  const limit = nearestKm ?? filter.withinKm ?? Number.POSITIVE_INFINITY;
  const refused = [...best.values()]
    .filter(({ row, distanceKm }) => distanceKm <= limit && !answering.has(row.unitId))
    .sort((a, b) => a.distanceKm - b.distanceKm);
  const counts = new Map<Criterion, number>();
  for (const { criterion } of refused) counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
  return { nearestKm, refused, counts };
}
