/** When nothing answers a question: which one part of it, let go, gives an answer. */
import type { UnitRow } from './contract.ts';
import { filterUnits, type UnitFilter } from './unit-filter.ts';

export type LoosePart =
  | 'module'
  | 'age'
  | 'gender'
  | 'term'
  | 'area'
  | 'distance'
  | 'minimum'
  | 'text';

export interface Loosening {
  readonly part: LoosePart;
  /** How many rows answer then. */
  readonly hits: number;
  /** For the distance: the least number of km, rounded up to 5, within which there is an answer. */
  readonly km: number | null;
}

const partKeys: Record<LoosePart, readonly (keyof UnitFilter)[]> = {
  module: ['module'],
  age: ['age'],
  gender: ['gender'],
  term: ['term'],
  area: ['region', 'zone'],
  distance: ['withinKm'],
  minimum: ['minimum'],
  text: ['text'],
};

const isAsked = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== 0;

function without(filter: UnitFilter, part: LoosePart): UnitFilter {
  const left: Record<string, unknown> = { ...filter };
  for (const key of partKeys[part]) delete left[key];
  return left;
}

/** Every single part whose letting go gives an answer, the one that gives most first; a wider circle leads. */
export function loosenFilter(rows: readonly UnitRow[], filter: UnitFilter): Loosening[] {
  const found: Loosening[] = [];
  for (const part of Object.keys(partKeys) as LoosePart[]) {
    if (!partKeys[part].some((key) => isAsked(filter[key]))) continue;
    const hits = filterUnits(rows, without(filter, part));
    if (hits.length === 0) continue;
    if (part !== 'distance') {
      found.push({ part, hits: hits.length, km: null });
      continue;
    }
    const nearest = Math.min(...hits.map(({ distanceKm }) => distanceKm ?? 0));
    const km = Math.max(5, Math.ceil(nearest / 5) * 5);
    const within = hits.filter(({ distanceKm }) => (distanceKm ?? 0) <= km).length;
    found.push({ part, hits: within, km });
  }
  const rank = ({ part }: Loosening) => (part === 'distance' ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || b.hits - a.hits);
}
