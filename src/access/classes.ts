import type { DataClass } from './matrix.ts';

/** One table: which column is of which class, and which column says whose row it is. */
export interface TableRecord {
  /** Column that holds the organisation of the row, for scope `o`; null = no such scope. */
  organisation: string | null;
  /** Column that holds the region, for scope `r`. */
  region?: string;
  columns: Partial<Record<DataClass, readonly string[]>>;
  /** Rows of this table never change (history, events, frozen figures); with `undo` they may go. */
  appendOnly?: true;
  /** Written by definer functions alone: nobody gets a write grant, whatever the class says. */
  derived?: true;
  /** A change may delete rows: what undo takes back stays in the history table. */
  undo?: true;
  /** Rows are of no organisation in particular: who may read the class for its own may read them all. */
  shared?: true;
}

const version = ['event_id', 'known_from'] as const;
const superseded = ['known_until', 'superseded_by', 'seq'] as const;

const recognition = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'places',
  'period',
  'external_key',
  'funding_kind',
  'origin',
  'source',
] as const;
const reconversion = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'places',
  'to_module_code',
  'to_places',
  'state',
  'decided_on',
  'effective_on',
  'registered_on',
  'period',
] as const;
const stay = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'place_id',
  'claimed_place_id',
  'period',
  'expected_end_on',
  'decision_until',
  'needs',
  'time_out_of',
  'also_elsewhere',
] as const;
// The provider's own key of a stay is as good as the child's name to who knows the provider's files.
const stayOfChild = ['person_ref', 'end_reason', 'file_kind', 'external_key'] as const;
const absence = ['id', 'stay_id', 'unit_id', 'module_code', 'provider_id', 'period'] as const;
const absenceOfChild = ['kind', 'external_key'] as const;
const unavailability = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'place_id',
  'places',
  'only_for',
  'reason_code',
  'explanation',
  'period',
  'expected_end_on',
  'review_on',
  'external_key',
] as const;
const hold = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'place_id',
  'period',
  'reason_code',
  'needs',
] as const;
const holdOfChild = ['for_ref'] as const;
const figures = [
  'recognised',
  'occupied',
  'absent',
  'not_converted',
  'unavailable',
  'held',
  'free',
  'offerable',
  'over_occupied',
] as const;

const fact = (columns: TableRecord['columns']): TableRecord => ({
  organisation: 'provider_id',
  columns,
  undo: true,
});
const history = (columns: TableRecord['columns']): TableRecord => ({
  organisation: 'provider_id',
  columns,
  appendOnly: true,
  derived: true,
});

/**
 * Column → class for every table of the application. Grants, policies and the access tests are made
 * from it; the build fails on a column or table that is not here.
 */
export const tables: Record<string, TableRecord> = {
  'platform.instance': {
    organisation: null,
    columns: { TECHNICAL: ['singleton', 'id', 'mode', 'time_zone', 'created_at'] },
  },
  'platform.channel': {
    organisation: null,
    derived: true,
    columns: { TECHNICAL: ['singleton', 'mark'] },
  },
  'platform.event': {
    organisation: 'organisation_id',
    appendOnly: true,
    columns: {
      TECHNICAL: ['tx'],
      D2H: [
        'id',
        'seq',
        'slice',
        'kind',
        'at',
        'person_id',
        'hat_id',
        'role_code',
        'actor_name',
        'organisation_id',
        'subject_id',
        'reason',
        'details',
        'undo_of',
        'undone_by',
        'undoable',
      ],
    },
  },
  'platform.idempotency_key': {
    organisation: null,
    columns: { TECHNICAL: ['person_id', 'key', 'request_hash', 'status', 'answer', 'created_at'] },
  },
  'auth.organisation': {
    organisation: null,
    columns: { D17: ['id', 'code', 'name', 'kind', 'invented'] },
  },
  'auth.person': {
    organisation: null,
    columns: { D17: ['id', 'issuer', 'subject', 'name', 'invented', 'blocked_at'] },
  },
  'auth.hat': {
    organisation: null,
    columns: {
      D17: ['id', 'person_id', 'role_code', 'organisation_id', 'area_code', 'magistrate', 'valid'],
    },
  },
  'auth.login_attempt': {
    organisation: null,
    derived: true,
    columns: { D13: ['state_hash', 'nonce', 'code_verifier', 'return_to', 'created_at'] },
  },
  'auth.session': {
    organisation: null,
    derived: true,
    columns: {
      D13: [
        'id',
        'token_hash',
        'csrf_token',
        'person_id',
        'hat_id',
        'role_code',
        'organisation_id',
        'area_code',
        'created_at',
        'idle_limit',
        'idle_ends_at',
        'ends_at',
        'ended_at',
        'end_cause',
        'id_token_hint',
      ],
    },
  },
  'region.region': {
    organisation: null,
    columns: { D0: ['code', 'name_nl', 'name_fr', 'name_en', 'minors', 'minors_source', 'valid'] },
  },
  'region.zone': {
    organisation: null,
    columns: { D0: ['code', 'region_code', 'name', 'invented', 'valid'] },
  },
  'region.municipality': {
    organisation: null,
    columns: {
      D0: [
        'code',
        'name',
        'region_code',
        'zone_code',
        'lat',
        'lon',
        'population',
        'source',
        'merged_into',
        'valid',
      ],
    },
  },
  'region.setting': {
    organisation: null,
    columns: { D0: ['key', 'region_code', 'value', 'source', 'valid'] },
  },
  'capacity.module_type': {
    organisation: null,
    columns: { D0: ['code', 'name_nl', 'residential', 'term', 'age_min', 'age_max', 'source'] },
  },
  'capacity.provider': {
    organisation: 'id',
    columns: { D1: ['id', 'code', 'name', 'sector', 'region_code', 'contact', 'invented'] },
  },
  'capacity.site': {
    organisation: 'provider_id',
    columns: {
      D1: [
        'id',
        'provider_id',
        'code',
        'name',
        'municipality_code',
        'zone_code',
        'region_code',
        'lat',
        'lon',
      ],
    },
  },
  'capacity.care_unit': {
    organisation: 'provider_id',
    columns: {
      D1: [
        'id',
        'site_id',
        'provider_id',
        'code',
        'name',
        'age_min',
        'age_max',
        'gender_mix',
        'security_level',
        'origin',
      ],
    },
  },
  'capacity.unit_note': {
    organisation: 'provider_id',
    undo: true,
    columns: { D2: ['unit_id', 'provider_id', 'note'] },
  },
  'capacity.offered_module': {
    organisation: 'provider_id',
    columns: { D1: ['unit_id', 'module_code', 'provider_id'] },
  },
  'capacity.place': {
    organisation: 'provider_id',
    columns: { D2: ['id', 'unit_id', 'module_code', 'provider_id', 'label', 'features', 'valid'] },
  },
  'capacity.recognition': fact({ D2R: [...recognition, ...version] }),
  'capacity.recognition_history': history({ D2R: [...recognition, ...version, ...superseded] }),
  'capacity.reconversion': fact({ D2: [...reconversion, ...version] }),
  'capacity.reconversion_history': history({ D2: [...reconversion, ...version, ...superseded] }),
  'capacity.stay': fact({ D2: [...stay, ...version], D2P: stayOfChild }),
  'capacity.stay_history': history({ D2: [...stay, ...version, ...superseded], D2P: stayOfChild }),
  'capacity.absence': fact({ D2: [...absence, ...version], D2P: absenceOfChild }),
  'capacity.absence_history': history({
    D2: [...absence, ...version, ...superseded],
    D2P: absenceOfChild,
  }),
  'capacity.unavailability': fact({ D2: [...unavailability, ...version] }),
  'capacity.unavailability_history': history({
    D2: [...unavailability, ...version, ...superseded],
  }),
  'capacity.hold': fact({ D2: [...hold, ...version], D2P: holdOfChild }),
  'capacity.hold_history': history({ D2: [...hold, ...version, ...superseded], D2P: holdOfChild }),
  'capacity.confirmation': {
    organisation: 'provider_id',
    appendOnly: true,
    undo: true,
    columns: { D2: ['id', 'unit_id', 'provider_id', 'at', 'event_id'] },
  },
  'capacity.delta': {
    organisation: 'provider_id',
    derived: true,
    columns: {
      D2: [
        'unit_id',
        'module_code',
        'provider_id',
        'on_date',
        'recorded_at',
        'event_id',
        'recognised',
        'occupied',
        'absent',
        'not_converted',
        'unavailable',
        'held',
      ],
    },
  },
  'capacity.unit_live': {
    organisation: 'provider_id',
    region: 'region_code',
    derived: true,
    columns: {
      D2: [
        'unit_id',
        'module_code',
        'provider_id',
        'site_id',
        'region_code',
        'zone_code',
        'municipality_code',
        'lat',
        'lon',
        'term',
        'age_min',
        'age_max',
        'gender_mix',
        'security_level',
        'settled_on',
        'next_change_on',
        'raw_recognised',
        'raw_occupied',
        'raw_absent',
        'raw_not_converted',
        'raw_unavailable',
        'raw_held',
        ...figures,
        'confirmed_at',
        'confirmed_by',
        'changed_at',
      ],
    },
  },
  'capacity.snapshot': {
    organisation: null,
    shared: true,
    appendOnly: true,
    derived: true,
    columns: { D2: ['id', 'taken_at', 'as_of_day', 'kind'] },
  },
  'capacity.snapshot_row': {
    organisation: 'provider_id',
    appendOnly: true,
    derived: true,
    columns: {
      D2: [
        'snapshot_id',
        'unit_id',
        'module_code',
        'provider_id',
        'region_code',
        ...figures,
        'confirmed_at',
      ],
    },
  },
  'capacity.import_file': {
    organisation: 'owner_id',
    columns: {
      D19: [
        'id',
        'owner_id',
        'person_id',
        'file_name',
        'content_hash',
        'state',
        'rows_read',
        'rows_checked',
        'cancel_asked',
        'summary',
        'problems',
        'event_id',
        'created_at',
        'touched_at',
        'finished_at',
      ],
    },
  },
  'capacity.import_row': {
    organisation: 'owner_id',
    undo: true,
    columns: {
      D19: [
        'import_id',
        'owner_id',
        'n',
        'kind',
        'sheet',
        'row_number',
        'given',
        'remove',
        'fact_id',
        'key',
        'provider_code',
        'unit_code',
        'module_code',
        'place_label',
        'person_ref',
        'from_on',
        'until_on',
        'expected_end_on',
        'decision_until',
        'review_on',
        'places',
        'only_for',
        'code',
        'explanation',
        'file_kind',
        'needs',
        'ref_key',
        'ref_id',
        'funding_kind',
        'origin',
      ],
    },
  },
  'capacity.import_plan': {
    organisation: 'owner_id',
    undo: true,
    columns: {
      D19: [
        'import_id',
        'owner_id',
        'n',
        'kind',
        'action',
        'fact_id',
        'provider_id',
        'unit_id',
        'module_code',
        'place_id',
        'claimed_place_id',
        'stay_id',
        'person_ref',
        'period',
        'expected_end_on',
        'decision_until',
        'review_on',
        'places',
        'only_for',
        'code',
        'explanation',
        'file_kind',
        'needs',
        'also_elsewhere',
        'key',
        'funding_kind',
        'origin',
        'holds_place',
        'holds_child',
        'version_at',
      ],
    },
  },
};
