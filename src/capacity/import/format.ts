import {
  absenceKinds,
  endReasons,
  fileKinds,
  partialStops,
  unavailabilityReasons,
} from '../codes.ts';

/**
 * The neutral format of import and export, as data: reader, export and documentation
 * (docs/import-format.md) are made from it. No official format is public, so an adapter for one only
 * has to give tables of this shape.
 */
export const importKinds = ['recognition', 'stay', 'absence', 'unavailability'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Columns of capacity.import_row that a cell is kept in. */
export type StagedField =
  | 'fact_id'
  | 'key'
  | 'remove'
  | 'provider_code'
  | 'unit_code'
  | 'module_code'
  | 'place_label'
  | 'person_ref'
  | 'from_on'
  | 'until_on'
  | 'expected_end_on'
  | 'decision_until'
  | 'review_on'
  | 'places'
  | 'only_for'
  | 'code'
  | 'explanation'
  | 'file_kind'
  | 'needs'
  | 'ref_key'
  | 'funding_kind'
  | 'origin';

export type CellType = 'text' | 'id' | 'code' | 'day' | 'whole' | 'list' | 'choice' | 'remove';

export interface Column {
  /** The heading that the export writes. */
  name: string;
  /** Other headings that are understood. */
  aliases: readonly string[];
  type: CellType;
  /** Null: the column is there to be read by people and is not taken in. */
  field: StagedField | null;
  /** A new fact needs it. */
  required?: true;
  choices?: readonly string[];
  /** Longest text, or largest number. */
  most?: number;
  least?: number;
  example: string;
}

const id: Column = {
  name: 'id',
  aliases: ['nummer'],
  type: 'id',
  field: 'fact_id',
  example: '6b1f6f0e-5a0c-4d0e-9d58-0f5f1d3c2a10',
};
const key: Column = {
  name: 'key',
  aliases: ['sleutel', 'external_key'],
  type: 'text',
  field: 'key',
  most: 100,
  example: 'D-2026-014',
};
const action: Column = {
  name: 'action',
  aliases: ['actie'],
  type: 'remove',
  field: 'remove',
  choices: ['keep', 'remove'],
  example: 'remove',
};
const provider: Column = {
  name: 'provider',
  aliases: ['voorziening', 'organisatie'],
  type: 'code',
  field: 'provider_code',
  most: 20,
  example: 'DEMO-012',
};
const unit: Column = {
  name: 'unit',
  aliases: ['leefgroep', 'afdeling'],
  type: 'code',
  field: 'unit_code',
  required: true,
  most: 30,
  example: 'DEMO-012-A',
};
const module: Column = {
  name: 'module',
  aliases: ['typemodule'],
  type: 'text',
  field: 'module_code',
  most: 40,
  example: 'STAY_O12',
};
const place: Column = {
  name: 'place',
  aliases: ['plaats', 'plaatsnummer'],
  type: 'text',
  field: 'place_label',
  most: 40,
  example: '3',
};
const from: Column = {
  name: 'from',
  aliases: ['van', 'vanaf', 'begin'],
  type: 'day',
  field: 'from_on',
  required: true,
  example: '2026-05-06',
};
const until: Column = {
  name: 'until',
  aliases: ['tot', 'einde'],
  type: 'day',
  field: 'until_on',
  example: '2026-06-01',
};
const expectedEnd: Column = {
  name: 'expected_end_on',
  aliases: ['verwacht_einde'],
  type: 'day',
  field: 'expected_end_on',
  example: '2026-06-15',
};

const recognition: Column[] = [
  id,
  key,
  action,
  provider,
  unit,
  module,
  {
    name: 'places',
    aliases: ['plaatsen', 'aantal_plaatsen'],
    type: 'whole',
    field: 'places',
    required: true,
    least: 1,
    most: 500,
    example: '8',
  },
  from,
  until,
  {
    name: 'funding_kind',
    aliases: ['financiering'],
    type: 'choice',
    field: 'funding_kind',
    choices: ['STRUCTURAL', 'PROJECT'],
    example: 'STRUCTURAL',
  },
  {
    name: 'origin',
    aliases: ['herkomst'],
    type: 'choice',
    field: 'origin',
    choices: ['NEW', 'EXPANSION', 'RECONVERSION', 'BOARDING_SCHOOL'],
    example: 'NEW',
  },
];

const stay: Column[] = [
  id,
  key,
  action,
  provider,
  unit,
  module,
  place,
  {
    name: 'person_ref',
    aliases: ['pseudoniem', 'dossier'],
    type: 'text',
    field: 'person_ref',
    required: true,
    most: 64,
    example: 'DOSSIER-014',
  },
  from,
  until,
  expectedEnd,
  {
    name: 'decision_until',
    aliases: ['beslissing_tot'],
    type: 'day',
    field: 'decision_until',
    example: '2027-01-01',
  },
  {
    name: 'end_reason',
    aliases: ['reden_einde'],
    type: 'choice',
    field: 'code',
    choices: endReasons,
    example: 'HOME',
  },
  {
    name: 'file_kind',
    aliases: ['soort_dossier'],
    type: 'choice',
    field: 'file_kind',
    choices: fileKinds,
    example: 'VOLUNTARY',
  },
  {
    name: 'needs',
    aliases: ['noden'],
    type: 'list',
    field: 'needs',
    most: 20,
    example: 'GROUND_FLOOR | SINGLE_ROOM',
  },
  {
    name: 'time_out_of',
    aliases: ['time_out_van'],
    type: 'text',
    field: 'ref_key',
    most: 100,
    example: 'D-2026-003',
  },
];

const absence: Column[] = [
  id,
  key,
  action,
  provider,
  { ...unit, field: null },
  { ...module, field: null },
  {
    name: 'stay',
    aliases: ['verblijf'],
    type: 'text',
    field: 'ref_key',
    required: true,
    most: 100,
    example: 'D-2026-014',
  },
  {
    name: 'kind',
    aliases: ['soort'],
    type: 'choice',
    field: 'code',
    choices: absenceKinds,
    required: true,
    example: 'HOSPITAL',
  },
  from,
  until,
];

const unavailability: Column[] = [
  id,
  key,
  action,
  provider,
  unit,
  module,
  place,
  {
    name: 'places',
    aliases: ['plaatsen', 'aantal_plaatsen'],
    type: 'whole',
    field: 'places',
    least: 0,
    most: 500,
    example: '2',
  },
  {
    name: 'only_for',
    aliases: ['enkel_voor'],
    type: 'choice',
    field: 'only_for',
    choices: partialStops,
    example: 'GIRLS',
  },
  {
    name: 'reason',
    aliases: ['reden'],
    type: 'choice',
    field: 'code',
    choices: unavailabilityReasons,
    required: true,
    example: 'STAFF_SHORTAGE',
  },
  {
    name: 'explanation',
    aliases: ['toelichting'],
    type: 'text',
    field: 'explanation',
    most: 500,
    example: 'Twee vacatures',
  },
  from,
  until,
  { ...expectedEnd, required: true },
  {
    name: 'review_on',
    aliases: ['herbekijken_op'],
    type: 'day',
    field: 'review_on',
    example: '2026-06-08',
  },
];

export const formatColumns: Record<ImportKind, readonly Column[]> = {
  recognition,
  stay,
  absence,
  unavailability,
};

/** Names of sheets and tables that stand for a kind; the first is the export's own. */
export const sheetNames: Record<ImportKind, readonly string[]> = {
  recognition: ['Erkenningen', 'recognition', 'recognitions', 'erkenning'],
  stay: ['Verblijven', 'stay', 'stays', 'verblijf'],
  absence: ['Afwezigheden', 'absence', 'absences', 'afwezigheid'],
  unavailability: ['Onbeschikbaarheden', 'unavailability', 'unavailabilities', 'onbeschikbaarheid'],
};

/** Sheets that the export writes and the import passes by. */
export const passedBySheets = {
  hold: 'Toezeggingen',
  reconversion: 'Reconversies',
  place: 'Plaatsen',
  about: 'Toelichting',
} as const;

/** The bit of a column in `import_row.given`. */
export const bitOf = (kind: ImportKind, name: string): number => {
  const index = formatColumns[kind].findIndex((column) => column.name === name);
  if (index < 0) throw new RangeError(`no column ${name} in ${kind}`);
  return 1 << index;
};
