import type { TableRecord } from './table-record.ts';

const released = (columns: readonly string[]): TableRecord => ({
  organisation: null,
  columns: { D15: columns },
  appendOnly: true,
  derived: true,
});

/** Released figures: suppressed, frozen, and written by the job alone. */
export const insightTables: Record<string, TableRecord> = {
  'insight.release': released([
    'id',
    'month',
    'released_on',
    'made_at',
    'known_at',
    'delay_days',
    'thresholds',
    'invented',
    'cells',
    'hidden',
  ]),
  'insight.release_cell': released([
    'release_id',
    'table_code',
    'row_code',
    'column_code',
    'figure',
    'value',
    'hidden_because',
  ]),
};
