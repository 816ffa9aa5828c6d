import type { Writer } from '../platform/db/database.ts';

export type Cell = string | number | boolean | null | readonly string[];
/** Name of a column and how its text is read: `moment` is seconds since 1970, `days` a range of days. */
export type Column = readonly [name: string, type: string];

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function text(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') return quoted(cell);
  return quoted(`{${cell.map(quoted).join(',')}}`);
}

const expression = ([name, type]: Column) =>
  type === 'moment' ? `to_timestamp(${name}::float8)` : `${name}::${type}`;

const batch = 5000;

/** Inserts many rows in batches: COPY is not to be had under row-level security. */
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
  for (let start = 0; start < items.length; start += batch) {
    const lists: string[][] = columns.map(() => []);
    for (const item of items.slice(start, start + batch)) {
      const cells = cellsOf(item);
      for (let i = 0; i < columns.length; i++) lists[i]!.push(text(cells[i]!));
    }
    await tx.rows(
      statement,
      lists.map((list) => `{${list.join(',')}}`),
    );
  }
}
