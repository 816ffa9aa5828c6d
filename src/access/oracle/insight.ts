import { type OracleTable, words, all, forAll, table } from './oracle-table.ts';

const releaseReaders = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ'] as const;

export const insightOracle: Record<string, OracleTable> = {
  // D15: released figures, for all but the administrator; the job adds, nobody changes what was released.
  'insight.release': table({
    columns: words(
      'id month released_on made_at known_at delay_days thresholds invented cells hidden',
    ),
    read: forAll(
      releaseReaders,
      all(
        words('id month released_on made_at known_at delay_days thresholds invented cells hidden'),
      ),
    ),
    jobs: 'adds',
  }),
  'insight.release_cell': table({
    key: ['release_id', 'table_code', 'row_code', 'column_code', 'figure'],
    columns: words('release_id table_code row_code column_code figure value hidden_because'),
    read: forAll(
      releaseReaders,
      all(words('release_id table_code row_code column_code figure value hidden_because')),
    ),
    jobs: 'adds',
  }),
};
