/**
 * Which units answer a question, worked out from a photo alone. It means the same as the SQL of
 * `search.query.ts` (a test holds the two together), so that a screen which has the photo can filter
 * without asking the server.
 */
import { type GeoPoint, greatCircleKm, searchKey } from '../region/index.ts';
import type { UnitRow } from './contract.ts';

/** A question; what is absent is not asked. The names are those of the search. */
export interface UnitFilter {
  readonly module?: readonly string[] | undefined;
  readonly age?: number | undefined;
  readonly gender?: 'GIRL' | 'BOY' | 'X' | undefined;
  readonly term?: UnitRow['term'] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly zone?: string | undefined;
  /** Where distances are counted from; without it `withinKm` asks nothing. */
  readonly origin?: GeoPoint | undefined;
  readonly withinKm?: number | undefined;
  /** At least so many places to offer; absent or 0: full units too. */
  readonly minimum?: number | undefined;
  /** Words that stand in the name of the unit, its provider or its municipality. */
  readonly text?: string | undefined;
}

/** What a unit can fail on, in the order in which it is looked at: what it is, where it is, what is left. */
export const criteria = [
  'text',
  'module',
  'term',
  'age',
  'group',
  'stop',
  'area',
  'distance',
  'place',
] as const;
export type Criterion = (typeof criteria)[number];

/** A row with its distance from the origin in km; `null` where none is asked. */
export interface FoundRow {
  readonly row: UnitRow;
  readonly distanceKm: number | null;
}

type Stop = UnitRow['partialStops'][number]['onlyFor'];

/** Whether a partial stop concerns a child of this age and group; what is not asked is not concerned. */
export function stopConcerns(stop: Stop, child: Pick<UnitFilter, 'age' | 'gender'>): boolean {
  const { age, gender } = child;
  switch (stop) {
    case 'GIRLS':
      return gender === 'GIRL';
    case 'BOYS':
      return gender === 'BOY';
    case 'UNDER_6':
      return age !== undefined && age < 6;
    case 'UNDER_12':
      return age !== undefined && age < 12;
    case 'OVER_12':
      return age !== undefined && age >= 12;
  }
}

const texts = new WeakMap<UnitRow, string>();

/** What the words are looked for in; kept, as one types letter after letter. */
function textOf(row: UnitRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    text = searchKey(`${row.unitName} ${row.providerName} ${row.municipality}`);
    texts.set(row, text);
  }
  return text;
}

function hasWords(row: UnitRow, words: string): boolean {
  const text = textOf(row);
  return searchKey(words)
    .split(' ')
    .every((word) => text.includes(word));
}

const none = (list: readonly string[] | undefined) => list === undefined || list.length === 0;

function takesGroup({ genderMix }: UnitRow, gender: UnitFilter['gender']): boolean {
  if (gender === undefined || genderMix === 'MIXED') return true;
  return gender !== 'X' && genderMix === (gender === 'GIRL' ? 'GIRLS' : 'BOYS');
}

type Test = (row: UnitRow, filter: UnitFilter, distanceKm: number | null) => boolean;

const tests: Record<Criterion, Test> = {
  text: (row, { text }) => !text || hasWords(row, text),
  module: (row, { module }) => none(module) || module!.includes(row.module),
  term: (row, { term }) => term === undefined || row.term === term,
  age: (row, { age }) => age === undefined || (row.ageMin <= age && age <= row.ageMax),
  group: (row, { gender }) => takesGroup(row, gender),
  stop: (row, filter) => !row.partialStops.some(({ onlyFor }) => stopConcerns(onlyFor, filter)),
  area: (row, { region, zone }) =>
    (none(region) || region!.includes(row.region)) && (zone === undefined || row.zone === zone),
  distance: (_, { withinKm }, km) => withinKm === undefined || km === null || km <= withinKm,
  place: (row, { minimum }) => row.figures.offerable >= (minimum ?? 0),
};

/** The first criterion that a row fails; `null` when it answers the question. */
export function firstFailing(
  row: UnitRow,
  filter: UnitFilter,
  distanceKm: number | null,
): Criterion | null {
  return criteria.find((criterion) => !tests[criterion](row, filter, distanceKm)) ?? null;
}

/** The distance of a unit's site from the origin, as the crow flies. */
export function distanceTo(row: UnitRow, origin: GeoPoint | undefined): number | null {
  return origin ? greatCircleKm(origin, row) : null;
}

/** The rows that answer the question, in the order in which they came. */
export function filterUnits(rows: readonly UnitRow[], filter: UnitFilter): FoundRow[] {
  const found: FoundRow[] = [];
  for (const row of rows) {
    const distanceKm = distanceTo(row, filter.origin);
    if (firstFailing(row, filter, distanceKm) === null) found.push({ row, distanceKm });
  }
  return found;
}
