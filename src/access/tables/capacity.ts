import type { TableRecord } from './table-record.ts';

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
// Worked out from the period.
const end = ['ends_on'] as const;
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

/** Providers, units, facts with their history, and the figures made of them. */
export const capacityTables: Record<string, TableRecord> = {
  'capacity.module_type': {
    organisation: null,
    columns: {
      D0: [
        'code',
        'name_nl',
        'name_fr',
        'name_en',
        'residential',
        'term',
        'age_min',
        'age_max',
        'source',
        'valid',
      ],
    },
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
    columns: { D1: ['unit_id', 'module_code', 'provider_id', 'withdrawn_at'] },
  },
  'capacity.place': {
    organisation: 'provider_id',
    columns: { D2: ['id', 'unit_id', 'module_code', 'provider_id', 'label', 'features', 'valid'] },
  },
  'capacity.recognition': fact({ D2R: [...recognition, ...version] }),
  'capacity.recognition_history': history({ D2R: [...recognition, ...version, ...superseded] }),
  // Never removed: a plan that is withdrawn stays in the register.
  'capacity.reconversion': {
    organisation: 'provider_id',
    columns: { D2V: [...reconversion, ...version] },
  },
  'capacity.reconversion_history': history({ D2V: [...reconversion, ...version, ...superseded] }),
  'capacity.stay': fact({ D2: [...stay, ...end, ...version], D2P: stayOfChild }),
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
  'capacity.hold': fact({ D2: [...hold, ...end, ...version], D2P: holdOfChild }),
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
        'withdrawn',
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
};
