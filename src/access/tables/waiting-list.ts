import type { DataClass } from '../matrix.ts';
import type { TableRecord } from './table-record.ts';

const version = ['event_id', 'known_from'];

/** A table of one class whose rows are of a region, and its history. */
function kept(
  name: string,
  dataClass: DataClass,
  columns: readonly string[],
  more: Pick<TableRecord, 'undo' | 'opened'> = {},
): Record<string, TableRecord> {
  const all = [...columns, ...version];
  const of = { organisation: null, region: 'region_code' };
  return {
    [`waiting_list.${name}`]: { ...of, columns: { [dataClass]: all }, ...more },
    [`waiting_list.${name}_history`]: {
      ...of,
      columns: { [dataClass]: [...all, 'known_until', 'superseded_by', 'seq'] },
      appendOnly: true,
      derived: true,
    },
  };
}

const ofRequest = ['id', 'request_id', 'region_code'];

/** Children who wait: who they are, what is asked for them, and the order that follows. */
export const waitingListTables: Record<string, TableRecord> = {
  ...kept(
    'identity',
    'D4',
    [
      'id',
      'region_code',
      'file_number',
      'given_name',
      'family_name',
      'birth_date',
      'sealed',
      'number_mark',
    ],
    { opened: 'id' },
  ),
  ...kept('note', 'D7', [...ofRequest, 'kind', 'words'], { opened: 'request_id' }),
  ...kept('person', 'D6', [
    'id',
    'pseudonym',
    'region_code',
    'municipality_code',
    'born_month',
    'unborn',
    'sex',
    'group_id',
    'merged_into',
    'invented',
  ]),
  ...kept('request', 'D6', [
    'id',
    'person_id',
    'region_code',
    'gate',
    'file_kind',
    'registrar_kind',
    'registered_on',
    'since',
    'valid_until',
    'start_from',
    'state',
    'state_reason',
    'security_need',
    'indications',
    'needs',
    'consent_representative',
    'consent_minor',
    'minor_able',
    'running_help',
    'review_on',
    'owner_id',
    'owner_name',
    'second_owner_id',
    'second_owner_name',
    'invented',
  ]),
  ...kept('entry', 'D6', [...ofRequest, 'module_code', 'first_unit_id', 'second_unit_id'], {
    undo: true,
  }),
  ...kept('apart', 'D6', [...ofRequest, 'other_request_id', 'other_ref', 'unit_id'], {
    undo: true,
  }),
  ...kept('sibling_group', 'D6', ['id', 'region_code', 'together']),
  ...kept('priority_request', 'D6', [
    ...ofRequest,
    'track',
    'state',
    'asked_on',
    'decided_on',
    'valid_until',
  ]),
  ...kept('duplicate', 'D6', [
    'id',
    'person_id',
    'other_person_id',
    'region_code',
    'signs',
    'state',
    'found_at',
  ]),
  'waiting_list.assessment': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    columns: {
      D9: [
        ...ofRequest,
        'seq',
        'rule_set_version',
        'facts',
        'sources',
        'band_no',
        'override_band_no',
        'override_reason',
        'second_worker',
        'valid_until',
        'assessed_by',
        'at',
        'event_id',
      ],
    },
  },
  'waiting_list.confirmation': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    columns: { D9: ['id', 'region_code', 'confirmed_by', 'at', 'event_id'] },
  },
  'waiting_list.step': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    derived: true,
    columns: { D9: [...ofRequest, 'seq', 'from_state', 'to_state', 'reason', 'at', 'event_id'] },
  },
  'waiting_list.move': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    derived: true,
    columns: {
      D9: [
        ...ofRequest,
        'seq',
        'cause',
        'before_band_no',
        'before_since',
        'after_band_no',
        'after_since',
        'at',
        'event_id',
      ],
    },
  },
  'waiting_list.position': {
    organisation: null,
    region: 'region_code',
    derived: true,
    columns: {
      D9: [
        'request_id',
        'module_code',
        'person_id',
        'region_code',
        'band_no',
        'since',
        'tie',
        'own_band_no',
        'own_since',
        'own_tie',
        'facts',
        'callable',
      ],
    },
  },
  ...kept('hand_over', 'D6', [
    ...ofRequest,
    'person_id',
    'to_region_code',
    'reason_code',
    'state',
    'answer_code',
    'asked_on',
    'answered_on',
  ]),
  'waiting_list.import_file': {
    organisation: null,
    region: 'region_code',
    columns: {
      D4: [
        'id',
        'region_code',
        'name',
        'sha256',
        'state',
        'rows',
        'counts',
        'problems',
        'problem_count',
        'made_by_name',
        'at',
        'applied_at',
        'event_id',
      ],
    },
  },
  'waiting_list.standing_count': {
    organisation: null,
    derived: true,
    columns: { D9: ['seq', 'module_code', 'grain', 'band_no', 'since', 'n'] },
  },
  'waiting_list.applied': {
    organisation: null,
    derived: true,
    columns: { D9: ['singleton', 'version', 'applied_at'] },
  },
  'waiting_list.rule_set': {
    organisation: null,
    columns: {
      D18: [
        'version',
        'title',
        'source',
        'content',
        'made_by',
        'made_at',
        'approved_by',
        'approved_at',
        'in_force',
      ],
    },
  },
};
