import pg from 'pg';
import { contentOf, differences } from './content-hash.ts';

/** How many rows travel in one statement. */
const rowsAtOnce = 2_000;

export interface Moved {
  tables: number;
  rows: number;
  /** Tables whose content differs afterwards; nothing was moved when there is one. */
  differing: string[];
}

interface Table {
  name: string;
  columns: readonly string[];
}

/** Tables of the program and of its queue that hold rows, with the columns that are not computed. */
async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      group by 1 order by 1`,
  );
  return rows;
}

/** The values of a cursor, a piece at a time, as text: every type gives and takes it. */
async function* pieces(source: pg.Client, { name, columns }: Table): AsyncGenerator<string[][]> {
  const texts = columns.map((column) => `${column}::text`).join(', ');
  await source.query(`declare moving no scroll cursor for select ${texts} from ${name}`);
  for (;;) {
    const { rows } = await source.query<string[]>({
      text: `fetch ${rowsAtOnce} from moving`,
      rowMode: 'array',
    });
    if (rows.length === 0) break;
    yield rows;
  }
  await source.query('close moving');
}

async function copyTable(source: pg.Client, target: pg.Client, table: Table): Promise<number> {
  const { name, columns } = table;
  const { rows: types } = await target.query<{ name: string; type: string }>(
    `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [name],
  );
  const typeOf = new Map(types.map((column) => [column.name, column.type]));
  const list = columns.join(', ');
  const given = columns.map((_, n) => `$${n + 1}::text[]`).join(', ');
  const cast = columns.map((column, n) => `c${n}::${typeOf.get(column)}`).join(', ');
  const names = columns.map((_, n) => `c${n}`).join(', ');
  let count = 0;
  for await (const rows of pieces(source, table)) {
    const byColumn = columns.map((_, n) => rows.map((row) => row[n] ?? null));
    await target.query(
      `insert into ${name} (${list}) overriding system value select ${cast} from unnest(${given}) as piece (${names})`,
      byColumn,
    );
    count += rows.length;
  }
  return count;
}

/** Numbers go on where they were. */
async function copySequences(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string | null }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
      where schemaname !~ '^pg_'`,
  );
  for (const { name, last } of rows)
    if (last !== null) await target.query('select setval($1::regclass, $2::bigint)', [name, last]);
}

/** @throws Error when the two were not made by the same version of the program */
async function refuseOtherVersion(source: pg.Client, target: pg.Client): Promise<void> {
  const names = async (client: pg.Client) =>
    (await client.query<{ name: string }>('select name from public.pgmigrations order by id')).rows
      .map(({ name }) => name)
      .join(' ');
  if ((await names(source)) !== (await names(target)))
    throw new Error(
      'The two databases have different migrations: run `vrijplaats migrate` of one version on both.',
    );
}

/**
 * Moves everything that a database holds into another that the same version of the program has just made and
 * nobody has used: all or nothing, in one transaction, then counted and compared. Triggers rest meanwhile, as the
 * rows that they make come along.
 * @param source superuser of the database that is left, with no program running on it
 * @param target superuser of the new one, after `vrijplaats migrate`
 */
export async function moveDatabase(
  source: pg.Client,
  target: pg.Client,
  tell: (line: string) => void = () => {},
): Promise<Moved> {
  await refuseOtherVersion(source, target);
  const { rows: used } = await target.query('select from auth.person limit 1');
  if (used.length > 0) throw new Error('The new database is in use: it holds people already.');
  for (const client of [source, target])
    await client.query(
      `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set extra_float_digits = 1; set statement_timeout = 0`,
    );
  const before = await contentOf(source);
  await source.query('begin isolation level repeatable read read only');
  await target.query('begin');
  try {
    await target.query(`set local session_replication_role = 'replica'`);
    const tables = await tablesOf(source);
    // What a new database holds by itself (settings, codes) comes with the old one.
    await target.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    let rows = 0;
    for (const table of tables) {
      const count = await copyTable(source, target, table);
      if (count > 0) tell(`${table.name}: ${count} rows`);
      rows += count;
    }
    await copySequences(source, target);
    const differing = differences(before, await contentOf(target, { ownTransaction: false }));
    await target.query(differing.length === 0 ? 'commit' : 'rollback');
    return { tables: tables.length, rows, differing };
  } catch (error) {
    await target.query('rollback').catch(() => {});
    throw error;
  } finally {
    await source.query('rollback').catch(() => {});
  }
}
