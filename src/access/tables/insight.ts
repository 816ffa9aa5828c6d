import type { TableRecord } from './table-record.ts';

const released = (columns: readonly string[]): TableRecord => ({
  organisation: null,
  columns: { D15: columns },
  appendOnly: true,
  derived: true,
});

const version = ['event_id', 'known_from'];
const note = [
  'id',
  'region_code',
  'quarter',
  'words',
  'state',
  'written_by',
  'written_by_name',
  'sent_by_name',
  'sent_at',
  ...version,
];
const ofRegion = { organisation: null, region: 'region_code' } as const;

/** Figures of crisis: counts that the night keeps, what is released of them, and the note to the board. */
const crisisFigures: Record<string, TableRecord> = {
  'insight.crisis_count': {
    ...ofRegion,
    derived: true,
    columns: {
      D15K: [
        'month',
        'region_code',
        'subject',
        'division',
        'key',
        'asked',
        'found',
        'none',
        'silent',
        'across',
        'attempts_found',
        'attempts_none',
        'registrations',
        'minutes',
        'km_tenths',
      ],
    },
  },
  'insight.crisis_counted': {
    organisation: null,
    derived: true,
    columns: { D15: ['month', 'counted_at'] },
  },
  'insight.crisis_release': released([
    'id',
    'region_code',
    'quarter',
    'released_on',
    'made_at',
    'smallest',
    'sensitive',
    'invented',
    'tables',
  ]),
  'insight.crisis_note': { ...ofRegion, columns: { D15N: note } },
  'insight.crisis_note_history': {
    ...ofRegion,
    appendOnly: true,
    derived: true,
    columns: { D15N: [...note, 'known_until', 'superseded_by', 'seq'] },
  },
  'insight.crisis_note_sent': {
    ...ofRegion,
    appendOnly: true,
    derived: true,
    columns: {
      D15B: ['id', 'region_code', 'quarter', 'words', 'written_by_name', 'sent_by_name', 'sent_at'],
    },
  },
};

/** Released figures: suppressed, frozen, and written by the job alone; and those of crisis. */
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
  ...crisisFigures,
};
