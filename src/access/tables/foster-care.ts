import type { TableRecord } from './table-record.ts';

const version = ['event_id', 'known_from'];
const superseded = ['known_until', 'superseded_by', 'seq'];

const profile = [
  'municipality_code',
  'kinds',
  'age_from',
  'age_to',
  'places',
  'siblings_together',
  'has_pets',
  'school_reach_km',
  'access',
  'languages',
];
const family = [
  'id',
  'service_id',
  'person_id',
  'state',
  'contact_name',
  'phone',
  'mail',
  ...profile,
  'applied_at',
  'approved_at',
  'refusal_reason',
  'refusal_words',
  'invented',
  ...version,
];
const availability = [
  'id',
  'family_id',
  'service_id',
  'person_id',
  'period',
  'weekdays',
  'on_holidays',
  'hour_from',
  'hour_until',
  'places',
  ...version,
];
const request = [
  'id',
  'service_id',
  'region_code',
  'registrar_kind',
  'registrar_name',
  'registered_by',
  'received_at',
  'municipality_code',
  'school_municipality_code',
  'youngest',
  'oldest',
  'children',
  'kind',
  'length',
  'start_on',
  'start_hour',
  'start_week',
  'school',
  'pets',
  'access',
  'contact',
  'reach_km',
  'repeat_of',
  'likely_of',
  'crisis_kind',
  'crisis_ref',
  'state',
  'withheld',
  'unfilled_reason',
  'started_on',
  'ended_on',
  ...version,
];
/** The ten fields; ages and brothers and sisters are two columns each. */
const fields = [
  'age_from',
  'age_to',
  'siblings',
  'number',
  'kind',
  'length',
  'start_week',
  'region',
  'school',
  'pets',
  'access',
  'contact',
];
const match = [
  'id',
  'request_id',
  'service_id',
  'card_id',
  'person_id',
  'period',
  'places',
  'state',
  'proposed_at',
  'family_yes_at',
  'service_yes_at',
  'started_on',
];
const matchOfService = [
  'family_id',
  'family_service_id',
  'km',
  'refused_by',
  'refusal_reason',
  'refusal_words',
  'ended_on',
  'end_reason',
  ...version,
];

const ofService = { organisation: 'service_id', derived: true } as const;
const ofBoth = { ...ofService, person: 'person_id' } as const;
const past = { ...ofService, appendOnly: true } as const;

/** Crisis foster care. Functions write it all; a family reads what is its own and shown to it now. */
export const fosterCareTables: Record<string, TableRecord> = {
  'foster_care.service': {
    organisation: 'organisation_id',
    columns: { D0: ['organisation_id', 'name', 'region_code', 'invented'] },
  },
  'foster_care.phase_choice': {
    ...past,
    columns: { D0: ['id', 'service_id', 'phase', 'from_on', 'decided_at', 'event_id', 'seq'] },
  },
  'foster_care.family': { ...ofBoth, columns: { D11: family } },
  'foster_care.family_history': { ...past, columns: { D11H: [...family, ...superseded] } },
  'foster_care.availability': { ...ofBoth, columns: { D11: availability } },
  'foster_care.availability_history': {
    ...past,
    columns: { D11H: [...availability, ...superseded] },
  },
  'foster_care.request': { ...ofService, region: 'region_code', columns: { D6F: request } },
  'foster_care.request_history': {
    ...past,
    region: 'region_code',
    columns: { D6F: [...request, ...superseded] },
  },
  'foster_care.detail': {
    ...ofBoth,
    columns: {
      D7F: [
        'request_id',
        'service_id',
        'person_id',
        'first_names',
        'arrival',
        'care',
        'health',
        'contact_words',
        'changed_at',
      ],
    },
  },
  'foster_care.card': {
    ...ofService,
    region: 'request_region',
    columns: {
      D6F: [
        'id',
        'request_id',
        'service_id',
        'request_region',
        'level',
        ...fields,
        'published_at',
        'published_by',
        'closed_at',
      ],
    },
  },
  'foster_care.shown_card': {
    ...ofBoth,
    columns: {
      D6C: ['card_id', 'service_id', 'person_id', ...fields, 'published_at', 'fits'],
      D8F: ['answer', 'answered_at', 'given_at', 'seen_at', 'passed_at'],
      D8K: [
        'family_id',
        'family_service_id',
        'km',
        'misses',
        'shown_at',
        'gone_at',
        'call_name',
        'call_phone',
      ],
    },
  },
  'foster_care.match': { ...ofBoth, columns: { D8M: match, D8K: matchOfService } },
  'foster_care.match_history': {
    ...past,
    columns: { D8K: [...match, ...matchOfService, ...superseded] },
  },
  // Which places are given when: of the family's own service, whoever gave them.
  'foster_care.match_place': {
    organisation: 'family_service_id',
    derived: true,
    columns: {
      D8K: ['match_id', 'family_id', 'family_service_id', 'place_no', 'period', 'live'],
    },
  },
};
