import { type Asker, refusedAtTheDoor } from './matrix-world.fixtures.ts';
import { oracleTables } from './oracle.ts';
import type { Verdict } from './wall-client.ts';

/** Columns that every table has and that no person may read. */
export const systemColumns = ['ctid', 'xmin', 'tableoid'];

export const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const name = (column: string) => `"${column}"`;
export const list = (columns: readonly string[]) => columns.map(name).join(', ');

/**
 * How an asker comes in: by `auth.enter`, as the program does it, or by the bare setting, as an injected
 * statement would, for those whose session the policies themselves must refuse.
 */
export function opening(asker: Asker | null): string[] {
  if (!asker || asker.token === null) return [];
  if (asker.state === 'live' || refusedAtTheDoor.includes(asker.state))
    return [`select auth.enter(${quote(asker.token)})`];
  return [`select set_config('vp.session', ${quote(asker.token)}, true)`];
}

/** The outcome in words that the expectations use. */
export const told = (verdict: Verdict) => {
  if (verdict.kind === 'rows') return `${verdict.count} rows`;
  return verdict.kind === 'refused'
    ? `refused by ${verdict.by}`
    : `failed ${verdict.code} ${verdict.message}`;
};

/** What is really in a table, as text. */
export interface Truth {
  columns: readonly string[];
  rows: (string | null)[][];
}

export function project(
  truth: Truth,
  rows: (string | null)[][],
  columns: readonly string[],
): (string | null)[][] {
  const at = columns.map((column) => truth.columns.indexOf(column));
  return rows.map((row) => at.map((i) => row[i] ?? null));
}

/** Rows as a text that does not depend on their order. */
export const sorted = (rows: (string | null)[][]) =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');

export async function truthOf(owner: WallOwner, table: string): Promise<Truth> {
  const { columns } = oracleTables[table]!;
  return { columns, rows: await owner.text(`select ${list(columns)} from ${table}`) };
}

/** Reads what is really there, as the owner. */
export interface WallOwner {
  text(sql: string): Promise<(string | null)[][]>;
}
