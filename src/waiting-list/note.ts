import type { Writer } from '../platform/db/database.ts';
import { sealedCell } from '../platform/vault/cells.ts';

const column = 'waiting_list.note.words';

/** SQL of the words of a note, as jsonb; what stands in the clear is from before words were sealed. */
export const wordsJson = (n: string): string =>
  `case when ${n}.words like 's1.%' then ${sealedCell(column, `${n}.id`, `${n}.words`)} else to_jsonb(${n}.words) end`;

/** Where the words of a note stand, for who seals them with the key of the child's file. */
export const wordsOf = (noteId: string) => ({ column, row: noteId });

/** Words about a child, new. @returns the number of the note */
export async function insertNote(
  tx: Writer,
  of: { requestId: string; personId: string; region: string; kind: string; words: string },
): Promise<string> {
  const id = crypto.randomUUID();
  await tx.rows(
    `insert into waiting_list.note (id, request_id, region_code, kind, words) values ($1, $2, $3, $4, $5)`,
    [
      id,
      of.requestId,
      of.region,
      of.kind,
      await tx.seal(of.personId, wordsOf(id), of.words.trim()),
    ],
  );
  return id;
}
