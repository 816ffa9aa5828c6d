import type { TableRecord } from './table-record.ts';

/** Notices to people and how each wants to be told. */
export const noticeTables: Record<string, TableRecord> = {
  'notices.notice': {
    organisation: null,
    person: 'person_id',
    worn: { circle: 'role_code', organisation: 'organisation_id' },
    columns: {
      D12N: [
        'id',
        'person_id',
        'role_code',
        'organisation_id',
        'kind',
        'path',
        'about',
        'details',
        'dedupe_key',
        'at',
        'shown_from',
      ],
      D12S: ['read_at', 'done_at'],
    },
  },
  'notices.choice': {
    organisation: null,
    person: 'person_id',
    columns: { D12S: ['person_id', 'kind', 'told', 'mailed', 'pushed'] },
  },
  // Written by functions alone: the code that proves an address is nobody's to read.
  'notices.mailbox': {
    organisation: null,
    person: 'person_id',
    derived: true,
    columns: {
      TECHNICAL: ['code_hash', 'code_until', 'code_tries'],
      D12S: [
        'person_id',
        'address',
        'language',
        'quiet_from',
        'quiet_until',
        'confirmed_at',
        'refused_at',
        'changed_at',
      ],
    },
  },
};
