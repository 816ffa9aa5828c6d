import { type Asker, regions } from './matrix-world.fixtures.ts';
import type { Rows, Who } from './oracle.ts';
import { quote, name, list, told, project, sorted, opening } from './wall-questions.ts';
import { notMine, type TableCheck } from './table-check.ts';
import type { WallClient } from './wall-client.ts';

/** Which rows are touched by a change or a removal of everything. */
export async function checkChanging(check: TableCheck, client: WallClient, asker: Asker, who: Who) {
  const { change, remove, ownedBy, ofRegion } = check.oracle;
  const open = [...opening(asker), ...check.event(asker)];
  const may = change[who];
  if (may) {
    const [column, value] = check.samples?.changes ?? [may.columns[0]!, name(may.columns[0]!)];
    const key = check.readKey(who);
    const still = check.samples?.whereEmpty;
    const rows = check
      .rowsOf(may.rows, asker)
      .filter((row) => !still || row[check.truth.columns.indexOf(still)] === null);
    const where = still ? ` where ${name(still)} is null` : '';
    // Which rows those are, and how many without reading any: a statement that reads is held to the reading policy too.
    for (const returning of [true, false]) {
      check.cells++;
      check.values += check.truth.rows.length;
      const got = await client.ask(
        [
          ...open,
          `update ${check.table} set ${name(column)} = ${value}${where}${returning ? ` returning ${list(key)}` : ''}`,
        ],
        true,
      );
      const fine =
        got.kind === 'rows' &&
        (returning
          ? sorted(got.rows) === sorted(project(check.truth, rows, key))
          : got.count === rows.length);
      if (!fine) check.say(asker.label, `change rows (${column})`, `${rows.length} rows`, got);
    }
    if (may.rows === 'own' && ownedBy && may.columns.includes(ownedBy))
      await checkMoving(check, client, asker, open, {
        column: ownedBy,
        to: Object.values(check.world.providers).find((id) => id !== asker.organisationId)!,
        rows: 'own',
      });
    if (may.rows === 'region' && ofRegion && may.columns.includes(ofRegion))
      for (const to of regions.filter((region) => region !== asker.areaCode))
        await checkMoving(check, client, asker, open, { column: ofRegion, to, rows: 'region' });
    if (may.rows === 'mine') await checkGivingAway(check, client, asker, open, may.columns);
  }
  const removes = remove[who];
  if (!removes) return;
  const wanted = check
    .rowsOf(removes, asker)
    .filter(
      (row) => !check.samples?.stays?.((c) => row[check.truth.columns.indexOf(c)] ?? null),
    ).length;
  const [column, own] =
    removes === 'region' ? [ofRegion, asker.areaCode] : [ownedBy, asker.organisationId];
  const isOther = `${column} is distinct from ${own === null ? 'null' : quote(own)}`;
  const removals: [string, string, number][] = [['all', '', wanted]];
  if (removes === 'own' || removes === 'region') removals.push(['others', ` where ${isOther}`, 0]);
  // Without a condition nothing but the policy says which rows go; what hangs on a row goes before it.
  const before = check.table === 'capacity.stay' ? ['delete from capacity.absence'] : [];
  for (const [whose, condition, rows] of removals) {
    check.cells++;
    check.values += check.truth.rows.length;
    const got = await client.ask(
      [...open, ...before, `delete from ${check.table}${condition}`],
      true,
    );
    // A child of provider a is on time-out at provider c: that stay cannot go.
    const held =
      check.table === 'capacity.stay' &&
      asker.organisationId === check.world.providers.a &&
      rows > 0;
    const fine = held
      ? got.kind === 'failed' && got.code === '23503'
      : got.kind === 'rows' && got.count === rows;
    if (!fine) check.say(asker.label, `remove ${whose}`, `${rows} rows`, got);
  }
}

/** A row of one's own becomes nobody else's, and no other circle's or organisation's. */
async function checkGivingAway(
  check: TableCheck,
  client: WallClient,
  asker: Asker,
  open: string[],
  columns: readonly string[],
) {
  const expected = check.rowsOf('mine', asker).length > 0 ? 'refused by policy' : '0 rows';
  for (const [column, value] of Object.entries(notMine(check, asker))) {
    if (!columns.includes(column)) continue;
    check.cells++;
    const got = await client.ask(
      [...open, `update ${check.table} set ${name(column)} = ${quote(value)}`],
      true,
    );
    if (told(got) !== expected) check.say(asker.label, `give away (${column})`, expected, got);
  }
}

/** A row of one's own organisation or region does not become another's. */
async function checkMoving(
  check: TableCheck,
  client: WallClient,
  asker: Asker,
  open: string[],
  move: { column: string; to: string; rows: Rows },
) {
  check.cells++;
  const got = await client.ask(
    [...open, `update ${check.table} set ${name(move.column)} = ${quote(move.to)}`],
    true,
  );
  const expected = check.rowsOf(move.rows, asker).length > 0 ? 'refused by policy' : '0 rows';
  if (told(got) !== expected) check.say(asker.label, `move (${move.column})`, expected, got);
}
