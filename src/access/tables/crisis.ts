import type { TableRecord } from './table-record.ts';

const version = ['event_id', 'known_from'];
const superseded = ['known_until', 'superseded_by', 'history_seq'];

const partner = [
  'id',
  'region_code',
  'name',
  'sector',
  'provider_id',
  'phone',
  'night_phone',
  'ended_on',
  ...version,
];
const pledge = [
  'id',
  'partner_id',
  'region_code',
  'provider_id',
  'kind',
  'places',
  'funding',
  'valid',
  'unit_id',
  'module_code',
  'age_min',
  'age_max',
  'out_of_hours',
  ...version,
];
const request = [
  'id',
  'seq',
  'region_code',
  'received_at',
  'registrar_kind',
  'registrar_organisation_id',
  'anonymous',
  'kind',
  'agreement',
  'agreement_due_at',
  'unsafety',
  'problems',
  'wanted',
  'zone_code',
  'state',
  'case_id',
  'repeat_of',
  'long_term',
  'accelerated',
  'closed_at',
  'invented',
  ...version,
];
const minor = [
  'id',
  'request_id',
  'region_code',
  'position',
  'pseudonym',
  'age_years',
  'age_band',
  'unborn',
  'sex',
  'zone_code',
  'state',
  'reason',
  'fallback',
  'waiting_request_id',
  'closed_at',
  ...version,
];
const identity = [
  'id',
  'region_code',
  'given_name',
  'family_name',
  'birth_date',
  'phone',
  ...version,
];
// What the partner that is asked may read of a question while it is open: a child without a name, and until when.
const attempt = [
  'id',
  'region_code',
  'pledge_id',
  'partner_id',
  'provider_id',
  'kind',
  'age_years',
  'age_band',
  'unborn',
  'sex',
  'unsafety',
  'asked_at',
  'due_at',
  'open',
  ...version,
];
const attemptAnswer = ['state', 'reason', 'answered_at', 'answered_by_name'];
// What leads back to the case, and who of the desk asked.
const attemptOfCase = ['request_id', 'minor_id', 'asked_by_name', 'knowing_of'];
const deployment = [
  'id',
  'request_id',
  'minor_id',
  'region_code',
  'attempt_id',
  'part_of',
  'pledge_id',
  'partner_id',
  'provider_id',
  'kind',
  'slot',
  'state',
  'placed_at',
  'started_at',
  'max_end_at',
  'extensions',
  'next_step',
  'next_owner',
  'next_on',
  'destination',
  'ended_at',
  'hold_id',
  'stay_id',
  ...version,
];
const duty = ['id', 'region_code', 'during', 'person_name', 'phone', 'line', ...version];

const followUp = [
  'id',
  'request_id',
  'minor_id',
  'region_code',
  'after',
  'owner_name',
  'due_on',
  'outcome',
  'done_at',
  'done_by_name',
  ...version,
];

const of = { organisation: null, region: 'region_code' };
const past = { ...of, appendOnly: true, derived: true } as const;

/** Crisis: the desk of a region writes, desks read each other's under pseudonym; a partner what it is asked while it is open. */
export const crisisTables: Record<string, TableRecord> = {
  'crisis.partner': { ...of, columns: { D2K: partner } },
  'crisis.partner_history': { ...past, columns: { D2K: [...partner, ...superseded] } },
  'crisis.pledge': { ...of, columns: { D2K: pledge } },
  'crisis.pledge_history': { ...past, columns: { D2K: [...pledge, ...superseded] } },
  'crisis.request': { ...of, columns: { D6K: request } },
  'crisis.request_history': { ...past, columns: { D6K: [...request, ...superseded] } },
  'crisis.minor': { ...of, columns: { D6K: minor } },
  'crisis.minor_history': { ...past, columns: { D6K: [...minor, ...superseded] } },
  'crisis.identity': { ...of, opened: 'id', columns: { D4K: identity } },
  'crisis.identity_history': { ...past, columns: { D4K: [...identity, ...superseded] } },
  'crisis.note': {
    ...of,
    opened: 'request_id',
    appendOnly: true,
    columns: {
      D7K: [
        'id',
        'seq',
        'region_code',
        'request_id',
        'kind',
        'words',
        'at',
        'person_name',
        'to_name',
        'event_id',
      ],
    },
  },
  'crisis.take_over': {
    ...of,
    appendOnly: true,
    columns: { D7K: ['id', 'region_code', 'at', 'person_name', 'event_id'] },
  },
  'crisis.attempt': {
    organisation: 'provider_id',
    region: 'region_code',
    addressed: 'open',
    columns: { D8CA: attempt, D8CB: attemptAnswer, D8C: attemptOfCase },
  },
  'crisis.attempt_history': {
    ...past,
    columns: { D8C: [...attempt, ...attemptAnswer, ...attemptOfCase, ...superseded] },
  },
  'crisis.deployment': { ...of, columns: { D8C: deployment } },
  'crisis.deployment_history': { ...past, columns: { D8C: [...deployment, ...superseded] } },
  'crisis.duty': { ...of, undo: true, columns: { D12K: duty } },
  'crisis.duty_history': { ...past, columns: { D12K: [...duty, ...superseded] } },
  'crisis.due_step': {
    ...past,
    columns: {
      D8C: ['id', 'region_code', 'kind', 'request_id', 'subject_id', 'due_at', 'done_at'],
    },
  },
  'crisis.follow_up': { ...of, columns: { D8C: followUp } },
  'crisis.follow_up_history': { ...past, columns: { D8C: [...followUp, ...superseded] } },
  'crisis.registrar_contact': {
    ...of,
    derived: true,
    columns: { D12R: ['id', 'region_code', 'organisation_name', 'person_name', 'phone'] },
  },
  // Kept by the steps themselves: what who registered may know of it.
  'crisis.registration': {
    organisation: 'organisation_id',
    region: 'region_code',
    derived: true,
    columns: {
      D8R: [
        'id',
        'organisation_id',
        'region_code',
        'reference',
        'registered_at',
        'state',
        'why',
        'closed_at',
      ],
    },
  },
};
