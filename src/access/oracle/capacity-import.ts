import { type OracleTable, words, own, forAll, given, changeable, table } from './oracle-table.ts';

/** D19: import files and staged rows, of the organisation that imports; the provider's intake reads along. */
const imports = (key: string[], columns: string[], removable: boolean) =>
  table({
    ownedBy: 'owner_id',
    key,
    columns,
    read: forAll(['AS', 'PI', 'PC'], own(columns)),
    create: forAll(['AS', 'PC'], own(given(columns))),
    change: forAll(['AS', 'PC'], own(changeable(columns))),
    remove: removable ? { AS: 'own', PC: 'own' } : {},
    jobs: 'everything',
  });

const importFile = words(
  'id owner_id person_id file_name content_hash state rows_read rows_checked cancel_asked summary problems event_id created_at touched_at finished_at',
);
const importRow = words(
  `import_id owner_id n kind sheet row_number given remove fact_id key provider_code unit_code module_code place_label person_ref
   from_on until_on expected_end_on decision_until review_on places only_for code explanation file_kind needs ref_key ref_id funding_kind origin`,
);
const importPlan = words(
  `import_id owner_id n kind action fact_id provider_id unit_id module_code place_id claimed_place_id stay_id person_ref period
   expected_end_on decision_until review_on places only_for code explanation file_kind needs also_elsewhere key funding_kind origin
   holds_place holds_child version_at`,
);

export const importOracle: Record<string, OracleTable> = {
  'capacity.import_file': imports(['id'], importFile, false),
  'capacity.import_row': imports(['import_id', 'n'], importRow, true),
  'capacity.import_plan': imports(['import_id', 'n'], importPlan, true),
};
