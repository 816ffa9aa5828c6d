/**
 * What the Regiekamer shows, as it stands in the address: the question (named as in the API), the
 * picture that is asked about, the form of the answer, and the unit that is open.
 */
import type { GeoPoint } from '../../../region/index.ts';
import { choiceIn, dayIn, listIn, numberIn, textIn } from '../../../web/search-params.ts';
import { terms } from '../../codes.ts';
import type { UnitFilter } from '../../unit-filter.ts';

export const GENDERS = ['GIRL', 'BOY', 'X'] as const;
export const VIEWS = ['map', 'tiles', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** Columns that can be sorted by; they name themselves in the address. */
export const SORT_COLUMNS = [
  'unit',
  'provider',
  'municipality',
  'distance',
  'module',
  'age',
  'recognised',
  'occupied',
  'absent',
  'notConverted',
  'unavailable',
  'held',
  'free',
  'offerable',
  'overOccupied',
  'confirmed',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface RegiekamerSearch {
  readonly text?: string | undefined;
  readonly module?: readonly string[] | undefined;
  readonly age?: number | undefined;
  readonly gender?: (typeof GENDERS)[number] | undefined;
  readonly term?: (typeof terms)[number] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly zone?: string | undefined;
  /** Code of the municipality from which distances count. */
  readonly near?: string | undefined;
  readonly withinKm?: number | undefined;
  /** At least so many places to offer; absent: units without a place too. */
  readonly minimum?: number | undefined;
  /** The day asked about; absent: now, and live. */
  readonly at?: string | undefined;
  /** `then`: as it was known on that day; absent: with all that is known now. */
  readonly known?: 'then' | undefined;
  readonly view?: View | undefined;
  /** What the map shows; absent: regions. */
  readonly areas?: 'zone' | undefined;
  readonly sort?: SortColumn | undefined;
  readonly order?: 'down' | undefined;
  readonly unit?: string | undefined;
}

const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));

/** Reads an address; what cannot be understood is left out. */
export function readSearch(search: Record<string, unknown>): RegiekamerSearch {
  return prune({
    text: textIn(search, 'text', 100),
    module: listIn(search, 'module', 20),
    age: whole(numberIn(search, 'age', 0, 25)),
    gender: choiceIn(search, 'gender', GENDERS),
    term: choiceIn(search, 'term', terms),
    region: listIn(search, 'region', 10),
    zone: textIn(search, 'zone', 40),
    near: textIn(search, 'near', 60),
    withinKm: whole(numberIn(search, 'withinKm', 1, 300)),
    minimum: whole(numberIn(search, 'minimum', 1, 50)),
    at: dayIn(search, 'at'),
    known: choiceIn(search, 'known', ['then']),
    view: choiceIn(search, 'view', VIEWS),
    areas: choiceIn(search, 'areas', ['zone']),
    sort: choiceIn(search, 'sort', SORT_COLUMNS),
    order: choiceIn(search, 'order', ['down']),
    unit: textIn(search, 'unit', 40),
  });
}

/** Leaves out what is not said, so that an address stays short. */
export function prune(search: RegiekamerSearch): RegiekamerSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) =>
        value !== undefined && value !== '' && !(Array.isArray(value) && !value.length),
    ),
  );
}

/** The parts of the question, without the picture and the form. */
export const QUESTION_KEYS = [
  'text',
  'minimum',
  'age',
  'gender',
  'near',
  'withinKm',
  'region',
  'zone',
  'module',
  'term',
] as const;

/** How many parts of the question are asked; the distance counts once. */
export function askedCount(search: RegiekamerSearch): number {
  return QUESTION_KEYS.filter((key) => key !== 'withinKm' && search[key] !== undefined).length;
}

/** The question as the filter of the photo understands it. */
export function filterOf(search: RegiekamerSearch, origin: GeoPoint | undefined): UnitFilter {
  const { text, module, age, gender, term, region, zone, withinKm, minimum } = search;
  return { text, module, age, gender, term, region, zone, withinKm, minimum, origin };
}
