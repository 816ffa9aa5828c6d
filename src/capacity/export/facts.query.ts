import type { Reader } from '../../platform/db/database.ts';
import { formatColumns, type ImportKind, passedBySheets, sheetNames } from '../import/format.ts';
import { openCursor } from './cursor.ts';

/** Everything that has a table of its own. The first four come back in by import, as they are. */
export const exportKinds = [
  'recognition',
  'stay',
  'absence',
  'unavailability',
  'hold',
  'reconversion',
  'place',
] as const;
export type ExportKind = (typeof exportKinds)[number];

export interface ExportColumn {
  name: string;
  kind: 'text' | 'day' | 'number';
}

export interface Selection {
  /** Facts whose period covers this day; null: all of them. */
  at: string | null;
  /** As known at this moment; null: as known now. */
  knownAt: string | null;
  /** True for the provider's own people, who see what concerns one child. */
  own: boolean;
}

interface Shape {
  /** Name → SQL over `f` (the fact), `u` (unit), `p` (provider). */
  columns: Record<string, string>;
  /** Columns of class D2P. */
  child?: readonly string[];
  days?: readonly string[];
  numbers?: readonly string[];
}

const period = { from: 'lower(f.period)', until: 'upper(f.period)' };
const days = [
  'from',
  'until',
  'expected_end_on',
  'decision_until',
  'review_on',
  'decided_on',
  'effective_on',
  'registered_on',
];
const numbers = ['places', 'to_places'];
const head = {
  id: 'f.id',
  key: 'f.external_key',
  provider: 'p.code',
  unit: 'u.code',
  module: 'f.module_code',
};
const label = (id: string) => `(select pl.label from capacity.place pl where pl.id = ${id})`;
const words = (list: string) => `array_to_string(${list}, ' | ')`;

const shapes: Record<ExportKind, Shape> = {
  recognition: {
    columns: {
      ...head,
      places: 'f.places',
      ...period,
      funding_kind: 'f.funding_kind',
      origin: 'f.origin',
    },
  },
  stay: {
    columns: {
      ...head,
      place: label('coalesce(f.place_id, f.claimed_place_id)'),
      person_ref: 'f.person_ref',
      ...period,
      expected_end_on: 'f.expected_end_on',
      decision_until: 'f.decision_until',
      end_reason: 'f.end_reason',
      file_kind: 'f.file_kind',
      needs: words('f.needs'),
      time_out_of: 'f.time_out_of',
    },
    child: ['key', 'person_ref', 'end_reason', 'file_kind'],
  },
  absence: {
    columns: { ...head, stay: 'f.stay_id', kind: 'f.kind', ...period },
    child: ['key', 'kind'],
  },
  unavailability: {
    columns: {
      ...head,
      place: label('f.place_id'),
      places: 'f.places',
      only_for: 'f.only_for',
      reason: 'f.reason_code',
      explanation: 'f.explanation',
      ...period,
      expected_end_on: 'f.expected_end_on',
      review_on: 'f.review_on',
    },
  },
  hold: {
    columns: {
      id: 'f.id',
      provider: 'p.code',
      unit: 'u.code',
      module: 'f.module_code',
      place: label('f.place_id'),
      reason: 'f.reason_code',
      ...period,
      needs: words('f.needs'),
      for_ref: 'f.for_ref',
    },
    child: ['for_ref'],
  },
  reconversion: {
    columns: {
      id: 'f.id',
      provider: 'p.code',
      unit: 'u.code',
      module: 'f.module_code',
      places: 'f.places',
      to_module: 'f.to_module_code',
      to_places: 'f.to_places',
      state: 'f.state',
      decided_on: 'f.decided_on',
      effective_on: 'f.effective_on',
      registered_on: 'f.registered_on',
    },
  },
  place: {
    columns: {
      id: 'f.id',
      provider: 'p.code',
      unit: 'u.code',
      module: 'f.module_code',
      place: 'f.label',
      features: words('f.features'),
      from: 'lower(f.valid)',
      until: 'upper(f.valid)',
    },
  },
};

/** The headings of a kind, in the order of the import format where it has one. */
export function exportColumns(kind: ExportKind, own: boolean): ExportColumn[] {
  const shape = shapes[kind];
  const hidden = own ? [] : (shape.child ?? []);
  return Object.keys(shape.columns)
    .filter((name) => !hidden.includes(name))
    .map((name) => ({
      name,
      kind: days.includes(name) ? 'day' : numbers.includes(name) ? 'number' : 'text',
    }));
}

export const sheetOf = (kind: ExportKind): string =>
  kind in formatColumns
    ? sheetNames[kind as ImportKind][0]!
    : passedBySheets[kind as keyof typeof passedBySheets];

/** The fact columns that the shape names, for the versions known at $1. */
function versions(kind: ExportKind, columns: readonly string[], knownAt: string | null): string {
  if (kind === 'place' || knownAt === null) return `capacity.${kind}`;
  const names = columns.join(', ');
  return `(select ${names} from capacity.${kind} where known_from <= $1
    union all select ${names} from capacity.${kind}_history where known_from <= $1 and known_until > $1)`;
}

/** Rows of a kind as arrays of values, in the order of `exportColumns`; the reader's own wall applies. */
export async function openFacts(
  tx: Pick<Reader, 'rows'>,
  kind: ExportKind,
  selection: Selection,
): Promise<AsyncGenerator<(string | number | null)[]>> {
  const names = exportColumns(kind, selection.own).map((column) => column.name);
  const sql = names.map((name) => shapes[kind].columns[name]!);
  const validity = kind === 'place' ? 'valid' : 'period';
  const used = new Set(
    ['id', 'unit_id', 'provider_id', validity].concat(
      sql.flatMap((text) => [...text.matchAll(/\bf\.(\w+)/g)].map((match) => match[1]!)),
    ),
  );
  const known = selection.knownAt !== null && kind !== 'place';
  const values: unknown[] = known ? [selection.knownAt] : [];
  let where = 'true';
  if (selection.at !== null) where = `f.${validity} @> $${values.push(selection.at)}::date`;
  const rows = await openCursor<Record<string, string | number | null>>(
    tx,
    `select ${sql.map((text, i) => `${text} as c${i}`).join(', ')}
       from ${versions(kind, [...used], selection.knownAt)} f
       join capacity.care_unit u on u.id = f.unit_id join capacity.provider p on p.id = f.provider_id
      where ${where}
      order by p.code, u.code, lower(f.${validity}), f.id`,
    values,
  );
  async function* arrays(): AsyncGenerator<(string | number | null)[]> {
    for await (const row of rows) yield Object.values(row);
  }
  return arrays();
}
