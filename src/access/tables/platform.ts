import type { TableRecord } from './table-record.ts';

/** The platform's own tables: identity, events, keys of writes. */
export const platformTables: Record<string, TableRecord> = {
  'platform.instance': {
    organisation: null,
    columns: { TECHNICAL: ['singleton', 'id', 'mode', 'time_zone', 'created_at'] },
  },
  'platform.run': {
    organisation: null,
    derived: true,
    columns: { TECHNICAL: ['name', 'done_at', 'failed_at', 'facts'] },
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
  // Mail that waits: the sending job's alone.
  'platform.mail': {
    organisation: null,
    columns: {
      D12M: [
        'id',
        'person_id',
        'address',
        'topic',
        'language',
        'content',
        'group_key',
        'queued_at',
        'due_at',
        'next_try_at',
        'tries',
        'fault',
        'sent_at',
        'given_up_at',
      ],
    },
  },
  // Devices and what waits for them: where they are reached and with which keys is nobody's to read.
  'platform.push_subscription': {
    organisation: null,
    person: 'person_id',
    derived: true,
    columns: {
      TECHNICAL: ['endpoint', 'p256dh', 'auth_secret'],
      D12S: ['id', 'person_id', 'label', 'language', 'created_at', 'last_sent_at'],
    },
  },
  'platform.push': {
    organisation: null,
    columns: {
      D12M: [
        'id',
        'person_id',
        'subscription_id',
        'path',
        'queued_at',
        'due_at',
        'next_try_at',
        'tries',
        'fault',
        'sent_at',
        'given_up_at',
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
  // Given and ended by functions alone: they keep that nobody serves themself.
  'auth.hat': {
    organisation: null,
    derived: true,
    columns: {
      D17: ['id', 'person_id', 'role_code', 'organisation_id', 'area_code', 'magistrate', 'valid'],
    },
  },
  'auth.login_attempt': {
    organisation: null,
    derived: true,
    columns: { D13: ['state_hash', 'nonce', 'code_verifier', 'return_to', 'created_at'] },
  },
  'auth.link': {
    organisation: null,
    derived: true,
    columns: {
      D13: [
        'id',
        'kind',
        'token_hash',
        'person_id',
        'hat_id',
        'made_at',
        'last_used_at',
        'revoked_at',
      ],
    },
  },
  // Opened and reviewed by functions alone.
  'auth.emergency_access': {
    organisation: null,
    person: 'person_id',
    worn: { circle: 'role_code' },
    derived: true,
    columns: {
      D13E: [
        'id',
        'person_id',
        'person_name',
        'role_code',
        'region_code',
        'kind',
        'subject_id',
        'subjects',
        'path',
        'reason',
        'words',
        'opened_at',
        'ends_at',
        'review_by',
        'verdict',
        'review_words',
        'reviewed_by',
        'reviewed_by_name',
        'reviewed_at',
      ],
    },
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
        'key_id',
      ],
    },
  },
  // The log of looks: added to by functions alone, read by the jobs, changed by nobody.
  'audit.entry': {
    organisation: null,
    derived: true,
    columns: { D14: ['tx', 'id', 'account', 'at', 'line', 'sealed'] },
  },
  'audit.line': {
    organisation: null,
    derived: true,
    columns: { D14: ['number', 'entry_id', 'day', 'hash', 'swept'] },
  },
  'audit.shown': {
    organisation: null,
    derived: true,
    columns: { D14: ['entry_id', 'at', 'ids'] },
  },
};
