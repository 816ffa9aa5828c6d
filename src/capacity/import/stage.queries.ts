import type { Writer } from '../../platform/db/database.ts';
import type { StagedBatch } from './read-rows.ts';

/** Types of the staged columns that are no text. */
const typeOf: Record<string, string> = {
  fact_id: 'uuid',
  ref_id: 'uuid',
  remove: 'boolean',
  from_on: 'date',
  until_on: 'date',
  expected_end_on: 'date',
  decision_until: 'date',
  review_on: 'date',
  places: 'int',
};

/** How a staged value is written: lists come as one text. */
const written = (field: string, alias: string): string => {
  if (field === 'needs') return `string_to_array(${alias}, '|')`;
  return field === 'remove' ? `coalesce(${alias}, false)` : alias;
};

/** Writes one batch of rows, column by column: what the file has no column for is not sent. */
export async function insertBatch(
  tx: Pick<Writer, 'rows'>,
  file: { importId: string; ownerId: string | null },
  batch: StagedBatch,
): Promise<void> {
  if (batch.n.length === 0) return;
  const fields = [...batch.fields];
  const arrays = fields.map(([field], i) => `$${i + 8}::${typeOf[field] ?? 'text'}[]`);
  const aliases = fields.map((_, i) => `f${i}`);
  const text = `
    insert into capacity.import_row (import_id, owner_id, kind, sheet, given, n, row_number${fields
      .map(([field]) => `, ${field}`)
      .join('')})
    select $1::uuid, $2::uuid, $3::text, $4::text, $5::int, u.n, u.row_number${fields
      .map(([field], i) => `, ${written(field, `u.f${i}`)}`)
      .join('')}
      from unnest($6::int[], $7::int[]${arrays.map((each) => `, ${each}`).join('')})
        as u (n, row_number${aliases.map((each) => `, ${each}`).join('')})`;
  await tx.rows(text, [
    file.importId,
    file.ownerId,
    batch.kind,
    batch.sheet,
    batch.given,
    batch.n,
    batch.rowNumbers,
    ...fields.map(([, values]) => values),
  ]);
}
