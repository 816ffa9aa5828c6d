import { createHash } from 'node:crypto';
import type { Actor } from '../../platform/db/command.ts';
import type { SignedIn, TestDatabase } from '../../platform/testing/database.ts';
import type { ImportState } from '../contract.ts';
import type { ImportKind } from './format.ts';
import { createImport, type ImportAccess, importAccess, operatorAccess } from './import-file.ts';
import { importState } from './import-state.query.ts';
import { type PrepareOptions, prepareImport } from './prepare-import.ts';

/** Steps that the tests of import share. */
export const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});

export const accessFor = (t: TestDatabase, who: SignedIn): ImportAccess =>
  importAccess(t.db, who, { personId: who.personId, organisationId: who.organisationId });

export async function stateOf(access: ImportAccess, id: string): Promise<ImportState> {
  return (await access.read((tx) => importState(tx, id))).state;
}

/** Sends a file in and waits until it is checked. */
export async function send(
  access: ImportAccess,
  actor: Actor,
  content: string | Buffer,
  options: PrepareOptions & { fileName?: string; kind?: ImportKind } = {},
): Promise<ImportState> {
  const { fileName = 'test.csv', kind = null, ...rest } = options;
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest();
  const id = await access.write((tx) => createImport(tx, access, { name: fileName, hash, kind }));
  await prepareImport(access, actor, { id, fileName, kind }, bytes, rest);
  return stateOf(access, id);
}

export const operatorFor = (t: TestDatabase): ImportAccess => operatorAccess(t.db);

/** Rows as CSV, with the headings of the first. */
export function csv(rows: readonly Record<string, string | number | null>[]): string {
  const headings = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number | null)[]) =>
    cells.map((cell) => cell ?? '').join(';');
  return `${[line(headings), ...rows.map((row) => line(headings.map((name) => row[name] ?? null)))].join('\n')}\n`;
}

const factTables = [
  'recognition',
  'reconversion',
  'stay',
  'absence',
  'unavailability',
  'hold',
  'confirmation',
];

/** One hash over every fact, its history and the counters: two equal ones mean that nothing was written. */
export async function factsHash(t: Pick<TestDatabase, 'owner'>): Promise<string> {
  const tables = factTables.flatMap((name) =>
    name === 'confirmation' ? [name] : [name, `${name}_history`],
  );
  const parts = [...tables, 'delta', 'unit_live'].map(
    (name) =>
      `(select coalesce(md5(string_agg(x::text, '' order by x::text)), '') from capacity.${name} x)`,
  );
  const [row] = await t.owner<{ hash: string }>(
    `select md5(${parts.join(' || ')} || (select count(*) from platform.event)) as hash`,
  );
  return row!.hash;
}
