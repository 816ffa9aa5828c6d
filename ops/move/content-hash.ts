import type pg from 'pg';

/** Rows of a table and one number over all their contents, in whatever order they lie. */
export interface TableContent {
  rows: number;
  hash: string;
}

const ownTables = `
  select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   order by 1`;

/**
 * What a database holds, table by table; two databases with the same content give the same, whichever version
 * they run and however they came to it. Asked in one moment of the database.
 * @param client someone whom no row-level security binds
 */
export async function contentOf(
  client: pg.Client,
  { ownTransaction = true } = {},
): Promise<Map<string, TableContent>> {
  if (ownTransaction) await client.query('begin isolation level repeatable read read only');
  try {
    // A row's text depends on these.
    await client.query(
      `select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
              set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`,
    );
    const { rows: tables } = await client.query<{ name: string }>(ownTables);
    const content = new Map<string, TableContent>();
    for (const { name } of tables) {
      const { rows } = await client.query<TableContent>(
        `select count(*)::float8 as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as hash from ${name} t`,
      );
      content.set(name, rows[0]!);
    }
    return content;
  } finally {
    if (ownTransaction) await client.query('rollback');
  }
}

/** The tables in which two databases differ, with the rows of each; a table that is missing has none. */
export function differences(
  before: ReadonlyMap<string, TableContent>,
  after: ReadonlyMap<string, TableContent>,
): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].sort().flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one && other && one.rows === other.rows && one.hash === other.hash) return [];
    return [`${name}: ${one?.rows ?? 'no table'} → ${other?.rows ?? 'no table'} rows`];
  });
}
