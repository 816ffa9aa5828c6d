import type { Writer } from '../platform/db/database.ts';

export type Cell = string | number | boolean | null | readonly string[];
/** Name of a column and how its text is read: `moment` is seconds since 1970, `days` a range of days. */
export type Column = readonly [name: string, type: string];

const plain = /^[0-9A-Za-z_-]+$/;

const quoted = (text: string) =>
  plain.test(text) && text !== 'NULL'
    ? text
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function text(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') return quoted(cell);
  return quoted(`{${cell.map(quoted).join(',')}}`);
}

const expression = ([name, type]: Column) =>
  type === 'moment' ? `to_timestamp(${name}::float8)` : `${name}::${type}`;

const batch = 4000;

/**
 * Inserts many rows in batches: COPY is not to be had under row-level security. The next batch is put
 * into words while the server works on the last.
 */
export async function insertRows<T>(
  tx: Pick<Writer, 'rows'>,
  table: string,
  columns: readonly Column[],
  items: readonly T[],
  cellsOf: (item: T) => readonly Cell[],
): Promise<void> {
  const names = columns.map(([name]) => name).join(', ');
  const statement = `insert into ${table} (${names}) select ${columns.map(expression).join(', ')}
    from unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as t (${names})`;
  let running: Promise<unknown> | null = null;
  for (let start = 0; start < items.length; start += batch) {
    const lists: string[][] = columns.map(() => []);
    for (const item of items.slice(start, start + batch)) {
      const cells = cellsOf(item);
      for (let i = 0; i < columns.length; i++) lists[i]!.push(text(cells[i]!));
    }
    const values = lists.map((list) => `{${list.join(',')}}`);
    await running;
    running = tx.rows(statement, values);
    // Its failure is met at the next await; until then it must not count as forgotten.
    running.catch(() => {});
  }
  await running;
}
