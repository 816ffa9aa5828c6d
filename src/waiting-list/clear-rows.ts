import type { ClearRows } from '../platform/vault/seal-clear.ts';
import { importSpot } from './files/staged.ts';
import { sealIdentity } from './identity.ts';
import { wordsOf } from './note.ts';

/** What of this slice may stand in the clear from before it was sealed. */
export const waitingListClear: readonly ClearRows[] = [
  {
    table: 'waiting_list.identity',
    hasHistory: true,
    isClear: 't.sealed is null',
    file: 't.id',
    said: `jsonb_build_object('fileNumber', t.file_number, 'givenName', t.given_name, 'familyName', t.family_name,
      'birthDate', t.birth_date)`,
    columns: {
      sealed: 'text',
      number_mark: 'text',
      file_number: 'text',
      given_name: 'text',
      family_name: 'text',
      birth_date: 'date',
    },
    sealed({ id, said }, by) {
      const { sealed, mark } = sealIdentity(by, id, said as Parameters<typeof sealIdentity>[2]);
      return { sealed, number_mark: mark };
    },
  },
  {
    table: 'waiting_list.note',
    hasHistory: true,
    isClear: `t.words not like 's1.%'`,
    file: '(select r.person_id from waiting_list.request r where r.id = t.request_id)',
    said: 'to_jsonb(t.words)',
    columns: { words: 'text' },
    sealed: ({ id, file, said }, { seal }) => ({ words: seal(file, wordsOf(id), said as string) }),
  },
  ...(['rows', 'problems'] as const).map(
    (column): ClearRows => ({
      table: 'waiting_list.import_file',
      hasHistory: false,
      isClear: `t.${column} ->> 0 not like 's1.%'`,
      file: 't.id',
      said: `t.${column}`,
      columns: { [column]: 'jsonb' },
      sealed: ({ id, said }, { seal }) => ({
        [column]: JSON.stringify([seal(id, importSpot(column, id), JSON.stringify(said))]),
      }),
    }),
  ),
];
