import type { Who } from './oracle.ts';
import { name } from './wall-questions.ts';
import type { TableCheck } from './table-check.ts';
import type { WallClient } from './wall-client.ts';

/** Which columns may be given or changed at all: asked without touching a row. */
export async function checkColumnGrants(
  check: TableCheck,
  client: WallClient,
  who: Who,
  columns = check.truth.columns,
) {
  const { create, change } = check.oracle;
  for (const column of columns) {
    const questions = [
      ['give', `insert into ${check.table} (${name(column)}) values (default)`, create[who]],
      ['change', `update ${check.table} set ${name(column)} = default where false`, change[who]],
    ] as const;
    for (const [what, text, may] of questions) {
      check.cells++;
      const got = await client.ask([text], true);
      const byGrant = got.kind === 'refused' && got.by === 'grant';
      const expected = may?.columns.includes(column) ?? false;
      if (byGrant === expected)
        check.say(who, `${what} ${column}`, expected ? 'granted' : 'refused by grant', got);
    }
  }
}

/** Whether rows may go at all, and whether others can be kept waiting. */
export async function checkTableGrants(check: TableCheck, client: WallClient, who: Who) {
  const { change, remove } = check.oracle;
  const removals = [
    ['remove', `delete from ${check.table} where false`, remove[who] !== undefined],
    ['truncate', `truncate ${check.table}`, false],
    ['lock', `lock table ${check.table} in access exclusive mode nowait`, false],
  ] as const;
  for (const [what, text, expected] of removals) {
    // A privilege to change or remove brings the right to lock with it.
    if (what === 'lock' && (change[who] || remove[who])) continue;
    check.cells++;
    const got = await client.ask([text], true);
    const byGrant = got.kind === 'refused' && got.by === 'grant';
    if (byGrant === expected) check.say(who, what, expected ? 'granted' : 'refused by grant', got);
  }
}

/** One column for one login: may it be given, changed and read. */
export async function checkOneColumn(
  check: TableCheck,
  client: WallClient,
  who: Who,
  column: string,
): Promise<void> {
  await checkColumnGrants(check, client, who, [column]);
  check.cells++;
  const got = await client.ask([`select ${name(column)} from ${check.table} limit 0`]);
  const byGrant = got.kind === 'refused' && got.by === 'grant';
  const expected = check.oracle.read[who]?.columns.includes(column) ?? false;
  if (byGrant === expected)
    check.say(who, `read ${column}`, expected ? 'granted' : 'refused by grant', got);
}
