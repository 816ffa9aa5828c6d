import { type OracleTable, words, mine, forAll, given, changeable, table } from './oracle-table.ts';
import { people } from './who.ts';

const savedSearch = words(
  'id person_id circle shared_with name page query is_default created_at changed_at deleted_at',
);

export const savedSearchOracle: Record<string, OracleTable> = {
  // Addresses kept under a name: one's own, and those that colleagues in the same circle of roles share.
  'saved_search.search': table({
    mine: { person: 'person_id', circle: 'circle', sharedWith: 'shared_with' },
    columns: savedSearch,
    read: forAll(people, mine(savedSearch)),
    create: forAll(people, mine(given(savedSearch))),
    change: forAll(people, mine(changeable(savedSearch))),
    jobs: 'everything',
  }),
};
