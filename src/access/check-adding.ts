import { type Asker, regions } from './matrix-world.fixtures.ts';
import type { Who } from './oracle.ts';
import { list, quote, type WallOwner, opening } from './wall-questions.ts';
import { notMine, type TableCheck } from './table-check.ts';
import type { WallClient } from './wall-client.ts';

/** Columns that nobody can give, as the database works them out. */
const workedOut: ReadonlySet<string> = new Set([
  'capacity.reconversion.period',
  'capacity.stay.ends_on',
  'allocation.threshold.side',
  'capacity.hold.ends_on',
  'crisis.attempt.open',
  'dossier.part_text.for_child',
  'dossier.part_text.for_parent',
  'dossier.part_text.for_trusted',
]);

/** A whole row for the own organisation or region, for another one, and for nobody's. */
export async function checkAdding(check: TableCheck, client: WallClient, asker: Asker, who: Who) {
  const may = check.oracle.create[who];
  if (!may || !check.samples) return;
  const open = [...opening(asker), ...check.event(asker)];
  const { a, b, c } = check.world.providers;
  const { wvl, ovl } = check.world.access;
  const organisations = check.oracle.ownedBy
    ? [a, b, c, ...(check.table.startsWith('capacity.import_') ? [wvl, ovl] : []), null]
    : [a];
  if (may.rows === 'mine') return addMine(check, client, asker, open);
  const ofRegion = may.rows === 'region';
  const own = ofRegion ? asker.areaCode : asker.organisationId;
  if (may.rows === 'addressed') await addNotShown(check, client, asker, open);
  for (const whose of ofRegion ? [...regions, null] : organisations) {
    const row = check.samples.row(whose, asker);
    if (!row) continue;
    check.cells++;
    const got = await client.ask(
      [
        ...open,
        `insert into ${check.table} (${list(Object.keys(row))}) values (${Object.values(row).join(', ')})`,
      ],
      true,
    );
    const lets =
      asker.state === 'live' && (may.rows === 'all' || (whose !== null && whose === own));
    // A row of nobody may be within the policy of who may add all rows, but break a constraint.
    const fine = lets
      ? (got.kind === 'rows' && got.count === 1) || (whose === null && got.kind === 'failed')
      : (got.kind === 'refused' && got.by === 'policy') ||
        (asker.state !== 'live' && got.kind === 'refused');
    if (!fine)
      check.say(
        asker.label,
        `add a row of ${whose === null ? 'nobody' : whose === own ? 'its own' : whose}`,
        lets ? '1 row' : 'refused by policy',
        got,
      );
  }
}

/** Of one's own organisation, but not addressed to it: a draft, or what is closed. */
async function addNotShown(check: TableCheck, client: WallClient, asker: Asker, open: string[]) {
  for (const row of check.samples?.notShown?.(asker) ?? []) {
    check.cells++;
    const got = await client.ask(
      [
        ...open,
        `insert into ${check.table} (${list(Object.keys(row))}) values (${Object.values(row).join(', ')})`,
      ],
      true,
    );
    if (got.kind !== 'refused')
      check.say(asker.label, 'add a row that is not shown', 'refused by policy', got);
  }
}

/** A row of one's own, and one of somebody else. */
async function addMine(
  check: TableCheck,
  client: WallClient,
  asker: Asker,
  open: string[],
): Promise<void> {
  const other = check.world.askers.find(
    (each) => each.role === asker.role && each.personId !== asker.personId && each.personId,
  )!;
  const rows = [asker, other].map((whose) => ({
    whose: whose === asker ? 'their own' : 'somebody else',
    row: check.samples!.row(null, whose)!,
    mine: whose === asker,
  }));
  // Under another circle of roles, or shared with an organisation that one is not of now.
  const own = rows[0]!.row;
  for (const [column, value] of Object.entries(notMine(check, asker)))
    if (column !== check.oracle.mine!.person)
      rows.push({
        whose: `their own with another ${column}`,
        row: { ...own, [column]: quote(value) },
        mine: false,
      });
  for (const { whose, row, mine } of rows) {
    check.cells++;
    const got = await client.ask(
      [
        ...open,
        `insert into ${check.table} (${list(Object.keys(row))}) values (${Object.values(row).join(', ')})`,
      ],
      true,
    );
    const lets = asker.state === 'live' && mine;
    const fine = lets ? got.kind === 'rows' && got.count === 1 : got.kind === 'refused';
    if (!fine) check.say(asker.label, `add a row of ${whose}`, lets ? '1 row' : 'refused', got);
  }
}

/** The jobs login may put in any row that is there already, as far as its keys let it. */
export async function checkAddingAgain(check: TableCheck, client: WallClient): Promise<void> {
  const may = check.oracle.create.JOBS;
  if (!may || check.truth.rows.length === 0) return;
  const given = may.columns.filter((column) => !workedOut.has(`${check.table}.${column}`));
  check.cells++;
  const got = await client.ask(
    [
      `insert into ${check.table} (${list(given)}) overriding system value select ${list(given)} from ${check.table} limit 1`,
    ],
    true,
  );
  if (got.kind === 'refused') check.say('JOBS', 'add', '1 row', got);
}

/** The functions that write as the owner need its policy to let rows in. */
export async function checkOwner(check: TableCheck, owner: WallOwner): Promise<void> {
  if (check.truth.rows.length === 0) return;
  const given = check.truth.columns.filter((column) => !workedOut.has(`${check.table}.${column}`));
  check.cells++;
  const text = `begin; insert into ${check.table} (${list(given)}) overriding system value select ${list(given)} from ${check.table} limit 1`;
  const refused = await owner.text(text).then(
    () => false,
    (error: { code?: string }) => error.code === '42501',
  );
  await owner.text('rollback');
  if (refused) check.say('owner', 'add', '1 row', 'refused');
}
