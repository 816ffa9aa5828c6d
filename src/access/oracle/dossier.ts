import {
  forAll,
  type OracleTable,
  region,
  table,
  type WindowRows,
  window,
  words,
} from './oracle-table.ts';

// Rule 5 of the safeguards: a child of twelve or able, a parent and a trusted person see their own file; what is withheld
// is seen to be there. D10, D7: parts, and their words by class: the trusted person more than the child, a parent less,
// who is barred or in conflict none. D12 "o": what one asked oneself, while one has the window. Regions, grounds and who
// answered are the access team's: a region tells a barred parent where the child is. Functions write it all.
const team = ['AT', 'AS'] as const;
const version = words('event_id known_from');

const one = (
  columns: string[],
  jobs: 'everything' | 'adds',
  seen?: { columns: string[]; by: WindowRows },
) =>
  table({
    ofRegion: 'region_code',
    columns,
    read: {
      ...forAll(team, region(columns)),
      ...(seen && forAll(['CH', 'PA', 'TP'], window(seen.columns))),
    },
    ...(seen && { window: seen.by }),
    jobs,
  });

const past = (columns: string[]) => {
  const all = [...columns, ...words('known_until superseded_by seq')];
  return table({
    ofRegion: 'region_code',
    key: ['seq'],
    columns: all,
    read: forAll(team, region(all)),
    jobs: 'adds',
  });
};

const relation = [
  ...words(`id child_id region_code person_id person_name kind period restriction ground order_reference allows ended_at
   end_reason`),
  ...version,
];
const part = words('id child_id kind class drawn_up_on');
const partWhole = [...part, 'region_code', ...version];
const text = words('id child_id class title words written_by');
const textWhole = [...text, ...words('region_code for_child for_parent for_trusted'), ...version];
const claim = words('id child_id asked_by kind words asked_at due_on outcome answer answered_at');
const claimWhole = [...claim, ...words('region_code relation_id answered_by'), ...version];
const shield = [...words('id child_id region_code kind organisation_id until'), ...version];

export const dossierOracle: Record<string, OracleTable> = {
  'dossier.relation': one(relation, 'everything'),
  'dossier.relation_history': past(relation),
  'dossier.capability': one(
    words('id seq child_id region_code able ground found_by_name at event_id'),
    'adds',
  ),
  'dossier.part': one(partWhole, 'everything', {
    columns: part,
    by: { child: 'child_id', needs: 'PARTS' },
  }),
  'dossier.part_history': past(partWhole),
  'dossier.part_text': one(textWhole, 'everything', {
    columns: text,
    by: {
      child: 'child_id',
      needs: 'PARTS',
      classes: {
        CH: ['NORMAL', 'CHILD_TOLD'],
        PA: ['NORMAL'],
        TP: ['NORMAL', 'CHILD_TOLD', 'AGOGIC'],
      },
    },
  }),
  'dossier.part_text_history': past(textWhole),
  'dossier.claim': one(claimWhole, 'everything', {
    columns: claim,
    by: { child: 'child_id', needs: 'STANDING', askedBy: 'asked_by' },
  }),
  'dossier.claim_history': past(claimWhole),
  'dossier.shield': one(shield, 'everything'),
  'dossier.shield_history': past(shield),
  // D13: shown by a function, more generally where a line would tell too much; the rows themselves nobody reads.
  'dossier.watched': table({
    key: ['child_id'],
    columns: words('child_id looked_back born_on'),
    jobs: 'everything',
  }),
  'dossier.look_mark': table({
    key: ['singleton'],
    columns: words('singleton number'),
    jobs: 'everything',
  }),
  'dossier.look': table({
    key: ['child_id', 'number'],
    columns: words('child_id number at account role_code organisation_id purpose doing classes'),
    jobs: 'everything',
  }),
};
