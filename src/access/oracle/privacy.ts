import { all, type OracleTable, table, words } from './oracle-table.ts';

/** D14 and what follows from it: read by the privacy officer, found by the night, never changed. */
const officer = (columns: string) =>
  table({ columns: words(columns), read: { PO: all(words(columns)) }, jobs: 'adds' });

export const privacyOracle: Record<string, OracleTable> = {
  'privacy.finding': officer(
    'id kind on_day account account_name role_code subject_kind subject_id facts found_at handle_by',
  ),
  'privacy.finding_step': officer('id finding_id verdict words by_person by_name at'),
  'privacy.breach': officer(
    'id account account_name from_at until_at known_at words said_by said_by_name said_at',
  ),
  'privacy.breach_step': officer('id breach_id step words by_person by_name at'),
};
