import type { Writer } from '../../platform/db/database.ts';
import { sealedCell } from '../../platform/vault/cells.ts';

type Column = 'rows' | 'problems';
const place = (column: Column) => `waiting_list.import_file.${column}`;

/** Where a list from a file stands. */
export const importSpot = (column: Column, importId: string) => ({
  column: place(column),
  row: importId,
});

/** SQL of what a file says or what is wrong in it: a list with one sealed text; an empty list has nobody in it. */
export const importJson = (column: Column): string =>
  `case when ${column} ->> 0 like 's1.%' then ${sealedCell(place(column), 'id', `${column} ->> 0`, 'json')} else ${column} end`;

/** A list from a file, sealed with a key of that import alone: it names children of whom some have no file yet. */
export async function sealedRows(
  tx: Writer,
  importId: string,
  column: Column,
  rows: readonly unknown[],
): Promise<string> {
  if (rows.length === 0) return '[]';
  return JSON.stringify([
    await tx.seal(importId, importSpot(column, importId), JSON.stringify(rows)),
  ]);
}
