/** When nothing answers a question: which one part of it, let go, gives an answer. */
import type { UnitRow } from './contract.ts';
import { filterUnits, type UnitFilter } from './unit-filter.ts';

const parts = ['distance', 'module', 'age', 'gender', 'term', 'area', 'minimum', 'text'] as const;
export type LoosePart = (typeof parts)[number];

export interface Loosening {
  readonly part: LoosePart;
  /** How many rows answer then. */
  readonly hits: number;
  /**
   * What it becomes instead of nothing: for the distance the least km, rounded up to 5, within which
   * there is an answer; for places together the one place that is left to ask for.
   */
  readonly to: number | null;
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

function loosened(rows: readonly UnitRow[], filter: UnitFilter, part: LoosePart): Loosening | null {
  const hits = filterUnits(rows, without(filter, part));
  if (hits.length === 0) return null;
  if (part === 'distance') {
    const nearest = Math.min(...hits.map(({ distanceKm }) => distanceKm ?? 0));
    const to = Math.max(5, Math.ceil(nearest / 5) * 5);
    return { part, to, hits: hits.filter(({ distanceKm }) => (distanceKm ?? 0) <= to).length };
  }
  if (part === 'minimum' && (filter.minimum ?? 0) > 1) {
    const withOne = filterUnits(rows, { ...filter, minimum: 1 });
    if (withOne.length > 0) return { part, to: 1, hits: withOne.length };
  }
  return { part, to: null, hits: hits.length };
}

/** Every single part whose letting go gives an answer, the one that gives most first; a wider circle leads. */
export function loosenFilter(rows: readonly UnitRow[], filter: UnitFilter): Loosening[] {
  const rank = ({ part }: Loosening) => (part === 'distance' ? 0 : 1);
  return parts
    .filter((part) => partKeys[part].some((key) => isAsked(filter[key])))
    .map((part) => loosened(rows, filter, part))
    .filter((way) => way !== null)
    .sort((a, b) => rank(a) - rank(b) || b.hits - a.hits);
}
