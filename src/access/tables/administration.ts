import type { TableRecord } from './table-record.ts';

/** Requests for roles, the way in of organisations, the history of both, and keys. */
export const administrationTables: Record<string, TableRecord> = {
  'administration.hat_request': {
    organisation: null,
    derived: true,
    columns: {
      D17: [
        'id',
        'person_id',
        'role_code',
        'organisation_id',
        'area_code',
        'valid',
        'reason',
        'stands_in_for',
        'asked_by',
        'asked_at',
        'decided_by',
        'decided_at',
        'answer',
        'hat_id',
      ],
    },
  },
  'administration.change': {
    organisation: null,
    appendOnly: true,
    derived: true,
    columns: {
      D17: [
        'seq',
        'at',
        'person_id',
        'role_code',
        'table_name',
        'action',
        'row_key',
        'before',
        'after',
      ],
    },
  },
  'administration.onboarding': {
    organisation: null,
    undo: true,
    columns: { D17: ['organisation_id', 'step', 'done_on'] },
  },
  'auth.api_key': {
    organisation: null,
    derived: true,
    columns: {
      D13: [
        'id',
        'token_hash',
        'organisation_id',
        'person_id',
        'hat_id',
        'name',
        'scopes',
        'made_at',
        'ends_on',
        'last_used_at',
        'revoked_at',
      ],
    },
  },
};
