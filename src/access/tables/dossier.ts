import type { DataClass } from '../matrix.ts';
import type { TableRecord } from './table-record.ts';

const version = ['event_id', 'known_from'];
const superseded = ['known_until', 'superseded_by', 'seq'];

type Columns = Partial<Record<DataClass, readonly string[]>>;

/** Whose file it is of, and what the access team alone knows of the row: a region tells where a child is. */
const ofTeam = (...more: readonly string[]) => ['region_code', ...more, ...version];

/** A table and its history, written by functions alone; only what holds now is in a window. */
function kept(
  name: string,
  columns: Columns,
  window?: NonNullable<TableRecord['window']>,
): Record<string, TableRecord> {
  const of = { organisation: null, region: 'region_code', derived: true } as const;
  return {
    [`dossier.${name}`]: { ...of, columns, ...(window && { window }) },
    [`dossier.${name}_history`]: {
      ...of,
      appendOnly: true,
      columns: { D17W: [...Object.values(columns).flat(), ...superseded] },
    },
  };
}

const asker = 'asked_by = (select auth.my_person())';

/** The person's window on a file. */
export const dossierTables: Record<string, TableRecord> = {
  ...kept('relation', {
    D17W: [
      'id',
      'child_id',
      'person_id',
      'person_name',
      'kind',
      'period',
      'restriction',
      'ground',
      'order_reference',
      'allows',
      'ended_at',
      'end_reason',
      ...ofTeam(),
    ],
  }),
  'dossier.capability': {
    organisation: null,
    region: 'region_code',
    derived: true,
    appendOnly: true,
    columns: {
      D17W: [
        'id',
        'seq',
        'child_id',
        'region_code',
        'able',
        'ground',
        'found_by_name',
        'at',
        'event_id',
      ],
    },
  },
  ...kept(
    'part',
    { D10P: ['id', 'child_id', 'kind', 'class', 'drawn_up_on'], D17W: ofTeam() },
    { child: 'child_id', by: 'parts' },
  ),
  ...kept(
    'part_text',
    {
      D7P: ['id', 'child_id', 'class', 'title', 'words', 'written_by'],
      D17W: ofTeam('for_child', 'for_parent', 'for_trusted'),
    },
    {
      child: 'child_id',
      by: 'parts',
      only: { CH: 'for_child', PA: 'for_parent', TP: 'for_trusted' },
    },
  ),
  ...kept(
    'claim',
    {
      D12Q: [
        'id',
        'child_id',
        'asked_by',
        'kind',
        'words',
        'asked_at',
        'due_on',
        'outcome',
        'answer',
        'answered_at',
      ],
      D17W: ofTeam('relation_id', 'answered_by'),
    },
    { child: 'child_id', by: 'files', only: { CH: asker, PA: asker, TP: asker } },
  ),
  ...kept('shield', {
    D17W: ['id', 'child_id', 'kind', 'organisation_id', 'until', ...ofTeam()],
  }),
  'dossier.watched': {
    organisation: null,
    derived: true,
    columns: { D13L: ['child_id', 'looked_back', 'born_on'] },
  },
  'dossier.look_mark': {
    organisation: null,
    derived: true,
    columns: { TECHNICAL: ['singleton', 'number'] },
  },
  'dossier.look': {
    organisation: null,
    derived: true,
    columns: {
      D13L: [
        'child_id',
        'number',
        'at',
        'account',
        'role_code',
        'organisation_id',
        'purpose',
        'doing',
        'classes',
      ],
    },
  },
};
