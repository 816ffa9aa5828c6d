import type { TableRecord } from './table-record.ts';

const report = [
  'id',
  'unit_id',
  'module_code',
  'provider_id',
  'place_id',
  'places',
  'reason',
  'reported_on',
  'withdrawn_on',
  'withdrawn_because',
  'event_id',
  'known_from',
] as const;

/** What the access team found out about places that are in the figures. */
export const findingTables: Record<string, TableRecord> = {
  'capacity.place_report': { organisation: 'provider_id', columns: { D2Q: report } },
  'capacity.place_report_history': {
    organisation: 'provider_id',
    columns: { D2Q: [...report, 'known_until', 'superseded_by', 'seq'] },
    appendOnly: true,
    derived: true,
  },
};
