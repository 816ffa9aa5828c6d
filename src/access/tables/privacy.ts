import type { TableRecord } from './table-record.ts';

const officer = (columns: readonly string[]): TableRecord => ({
  organisation: null,
  appendOnly: true,
  derived: true,
  columns: { D14F: columns },
});
const said = ['id', 'words', 'by_person', 'by_name', 'at'];

/** What the privacy officer answers for: found by the night, written by functions, changed by nobody. */
export const privacyTables: Record<string, TableRecord> = {
  'privacy.finding': officer([
    'id',
    'kind',
    'on_day',
    'account',
    'account_name',
    'role_code',
    'subject_kind',
    'subject_id',
    'facts',
    'found_at',
    'handle_by',
  ]),
  'privacy.finding_step': officer([...said, 'finding_id', 'verdict']),
  'privacy.breach': officer([
    'id',
    'account',
    'account_name',
    'from_at',
    'until_at',
    'known_at',
    'words',
    'said_by',
    'said_by_name',
    'said_at',
  ]),
  'privacy.breach_step': officer([...said, 'breach_id', 'step']),
};
