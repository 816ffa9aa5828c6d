import { checkAdding, checkAddingAgain, checkOwner } from './check-adding.ts';
import { checkChanging } from './check-changing.ts';
import { checkColumnGrants, checkOneColumn, checkTableGrants } from './check-grants.ts';
import { checkAtTheDoor, checkReading } from './check-reading.ts';
import {
  type Asker,
  type DeadState,
  type MatrixWorld,
  type Walled,
  refusedAtTheDoor,
} from './matrix-world.fixtures.ts';
import { everybody, machines, type Who } from './oracle.ts';
import { type Disagreement, TableCheck } from './table-check.ts';
import { WallClient } from './wall-client.ts';
import { quote, told, truthOf, type WallOwner } from './wall-questions.ts';

export type { Disagreement } from './table-check.ts';
export { opening, type WallOwner } from './wall-questions.ts';

export interface Count {
  /** Statements asked under a real login and compared with the oracle. */
  cells: number;
  /** Single values (row × column) of which was checked that they are shown, or are not. */
  values: number;
}

export interface Checked extends Count {
  disagreements: Disagreement[];
}

export interface CheckOptions {
  /** Ask each column by itself also of those who are not let in. */
  whole?: boolean;
  /** Only these (for mutants). */
  who?: readonly Who[];
}

async function checkPerson(
  check: TableCheck,
  client: WallClient,
  asker: Asker,
  whole: boolean,
): Promise<void> {
  if (refusedAtTheDoor.includes(asker.state)) return checkAtTheDoor(check, client, asker);
  await checkReading(check, client, asker.label, asker, check.oracle.read[asker.role], whole);
  await checkChanging(check, client, asker, asker.role);
  await checkAdding(check, client, asker, asker.role);
}

/** What does not depend on the session: grants of the login, and for machines everything. */
async function checkLogin(check: TableCheck, client: WallClient, who: Who): Promise<void> {
  await checkColumnGrants(check, client, who);
  await checkTableGrants(check, client, who);
  if (who === 'JOBS') await checkAddingAgain(check, client);
  if ((machines as readonly Who[]).includes(who))
    await checkReading(check, client, who, null, check.oracle.read[who], true);
}

/** Connections of everybody, opened once for many checks. */
export type Clients = Record<Who, WallClient>;
export async function openClients(t: Walled): Promise<Clients> {
  const open = await Promise.all(
    everybody.map(async (who) => [who, await WallClient.open(t, who)] as const),
  );
  return Object.fromEntries(open) as Clients;
}
export const closeClients = (clients: Clients) =>
  Promise.all(Object.values(clients).map((client) => client.end()));

/** Holds one table against the oracle, for all operations, columns, rows and ways of asking. */
export async function checkTable(
  tools: { world: MatrixWorld; owner: WallOwner; clients: Clients },
  table: string,
  options: CheckOptions = {},
): Promise<Checked> {
  const { world, owner, clients } = tools;
  const check = new TableCheck(table, world, await truthOf(owner, table));
  await Promise.all(
    everybody
      .filter((who) => !options.who || options.who.includes(who))
      .map(async (who) => {
        await checkLogin(check, clients[who], who);
        for (const asker of world.askers.filter((each) => each.role === who))
          await checkPerson(check, clients[who], asker, options.whole ?? false);
      }),
  );
  if (!options.who || options.who.includes('JOBS')) await checkOwner(check, owner);
  return { disagreements: check.found, cells: check.cells, values: check.values };
}

/** Nobody in a dead state gets past the function that opens a transaction; the living do. */
export async function checkEntering(world: MatrixWorld, clients: Clients): Promise<Checked> {
  const disagreements: Disagreement[] = [];
  for (const asker of world.askers) {
    const text =
      asker.token === null ? 'select auth.enter(null)' : `select auth.enter(${quote(asker.token)})`;
    const got = await clients[asker.role].ask([text]);
    const expected: DeadState | 'let in' = asker.state === 'live' ? 'let in' : asker.state;
    const fine =
      asker.state === 'live' ? got.kind === 'rows' : got.kind === 'refused' && got.by === 'session';
    if (!fine)
      disagreements.push({
        table: 'auth.enter',
        who: asker.label,
        what: 'enter',
        expected,
        got: told(got),
      });
  }
  return { disagreements, cells: world.askers.length, values: 0 };
}

/** One column of a table for one login alone, for faults that are about no more than that. */
export async function checkColumn(
  tools: { world: MatrixWorld; clients: Clients },
  table: string,
  who: Who,
  column: string,
): Promise<Checked> {
  const check = new TableCheck(table, tools.world, { columns: [column], rows: [] });
  await checkOneColumn(check, tools.clients[who], who, column);
  return { disagreements: check.found, cells: check.cells, values: check.values };
}
