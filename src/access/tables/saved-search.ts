import type { TableRecord } from './table-record.ts';

/** Addresses that people keep under a name. */
export const savedSearchTables: Record<string, TableRecord> = {
  'saved_search.search': {
    organisation: null,
    person: 'person_id',
    sharedWith: 'shared_with',
    worn: {
      circle: 'circle',
      of: { AT: 'access', AS: 'access', PI: 'provider', PC: 'provider' },
    },
    columns: {
      D12S: [
        'id',
        'person_id',
        'circle',
        'shared_with',
        'name',
        'page',
        'query',
        'is_default',
        'created_at',
        'changed_at',
        'deleted_at',
      ],
    },
  },
};
