import pg from 'pg';
import type { Spot } from './sealed-text.ts';
import type { Vault } from './vault.ts';

/** A row that stands in the clear. */
export interface ClearRow {
  id: string;
  file: string;
  said: unknown;
}

export interface Sealers {
  seal(file: string, spot: Spot, plain: string): string;
  mark(kind: string, value: string): string;
}

/** Rows of a table, and of its history, that may stand in the clear from before they were sealed. */
export interface ClearRows {
  /** `schema.table` */
  table: string;
  hasHistory: boolean;
  /** SQL over the row `t`: it stands in the clear. */
  isClear: string;
  /** SQL over the row `t`: the file that it is of. */
  file: string;
  /** SQL over the row `t`: what it says, as jsonb. */
  said: string;
  /** Type of each column that changes. */
  columns: Readonly<Record<string, string>>;
  /** What these columns become. */
  sealed(row: ClearRow, by: Sealers): Record<string, string | null>;
}

const atOnce = 2_000;

async function sealSome(
  owner: pg.Client,
  vault: Vault,
  of: ClearRows,
  table: string,
): Promise<number> {
  const { rows } = await owner.query<ClearRow & { at: string }>(
    `select * from (select t.ctid::text as at, t.id, ${of.file} as file, ${of.said} as said from ${table} t
      where ${of.isClear}) clear where file is not null limit ${atOnce}`,
  );
  if (rows.length === 0) return 0;
  const [seal, mark] = await Promise.all([
    vault.sealer([...new Set(rows.map(({ file }) => file))]),
    vault.marker(),
  ]);
  const become = rows.map((row) => of.sealed(row, { seal, mark }));
  const names = Object.keys(of.columns);
  await owner.query(
    `update ${table} t set ${names.map((name) => `${name} = n.${name}::${of.columns[name]}`).join(', ')}
       from unnest($1::text[], ${names.map((_, at) => `$${at + 2}::text[]`).join(', ')}) as n (at, ${names.join(', ')})
      where t.ctid = n.at::tid`,
    [rows.map(({ at }) => at), ...names.map((name) => become.map((each) => each[name] ?? null))],
  );
  return rows.length;
}

/** What is sealed leaves no history and has no event: nobody changed what it says. */
async function quietly(
  owner: pg.Client,
  table: string,
  work: () => Promise<number>,
): Promise<number> {
  await owner.query('begin');
  try {
    await owner.query(`alter table ${table} disable trigger user`);
    const done = await work();
    await owner.query(`alter table ${table} enable trigger user`);
    await owner.query('commit');
    return done;
  } catch (error) {
    await owner.query('rollback').catch(() => {});
    throw error;
  }
}

/**
 * Seals what stands in the clear from before, some thousand rows at a time, and writes the tables anew, so that no
 * freed page keeps a name. Safe to repeat and to break off. What was archived before (backups, write-ahead log)
 * stays as it was: it goes with its own retention.
 * @returns how many rows were sealed
 */
export async function sealClear(
  ownerUrl: string,
  vault: Vault,
  kinds: readonly ClearRows[],
): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'vrijplaats seal' });
  owner.on('error', () => {});
  await owner.connect();
  try {
    let all = 0;
    for (const of of kinds)
      for (const table of of.hasHistory ? [of.table, `${of.table}_history`] : [of.table]) {
        const clear = await owner.query(`select from ${table} t where ${of.isClear} limit 1`);
        if (clear.rowCount === 0) continue;
        let sealed = 0;
        for (;;) {
          const some = await quietly(owner, table, () => sealSome(owner, vault, of, table));
          if (some === 0) break;
          sealed += some;
        }
        if (sealed > 0) await owner.query(`vacuum (full) ${table}`);
        all += sealed;
      }
    return all;
  } finally {
    await owner.end().catch(() => {});
  }
}
