import type { Reader } from '../../platform/db/database.ts';

const batchRows = 1000;
let opened = 0;

/**
 * Opens a query whose rows are fetched as they are asked for, a thousand at a time, within the
 * transaction of the reader. Errors of the query come from here, before the first row is given.
 */
export async function openCursor<Row extends object>(
  tx: Pick<Reader, 'rows'>,
  text: string,
  values: unknown[],
): Promise<AsyncGenerator<Row>> {
  opened += 1;
  const name = `export_${opened}`;
  await tx.rows(`declare ${name} no scroll cursor for ${text}`, values);
  async function* rows(): AsyncGenerator<Row> {
    for (;;) {
      const batch = await tx.rows<Row>(`fetch ${batchRows} from ${name}`);
      yield* batch;
      if (batch.length < batchRows) break;
    }
    await tx.rows(`close ${name}`);
  }
  return rows();
}
