import {
  type Asker,
  type DeadState,
  type MatrixWorld,
  refusedAtTheDoor,
  type Walled,
} from './matrix-world.fixtures.ts';
import {
  circleOf,
  everybody,
  machines,
  type May,
  oracleTables,
  type Rows,
  type Who,
} from './oracle.ts';
import { type Sample, samplesOf } from './matrix-samples.fixtures.ts';
import { type Verdict, WallClient } from './wall-client.ts';

/** One place where the database does other than the oracle says. */
export interface Disagreement {
  table: string;
  who: string;
  what: string;
  expected: string;
  got: string;
}

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

/** Columns that every table has and that no person may read. */
const systemColumns = ['ctid', 'xmin', 'tableoid'];

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const name = (column: string) => `"${column}"`;
const list = (columns: readonly string[]) => columns.map(name).join(', ');

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

const told = (verdict: Verdict) => {
  if (verdict.kind === 'rows') return `${verdict.count} rows`;
  return verdict.kind === 'refused'
    ? `refused by ${verdict.by}`
    : `failed ${verdict.code} ${verdict.message}`;
};

interface Truth {
  columns: readonly string[];
  rows: (string | null)[][];
}

/** The checks of one table against the oracle, for everybody. */
class TableCheck {
  readonly found: Disagreement[] = [];
  cells = 0;
  values = 0;
  readonly #table: string;
  readonly #world: MatrixWorld;
  readonly #truth: Truth;
  readonly #samples: Sample | undefined;
  constructor(table: string, world: MatrixWorld, truth: Truth) {
    this.#table = table;
    this.#world = world;
    this.#truth = truth;
    this.#samples = samplesOf(table, world);
  }
  get #oracle() {
    return oracleTables[this.#table]!;
  }

  #say(who: string, what: string, expected: string, got: Verdict | string): void {
    this.found.push({
      table: this.#table,
      who,
      what,
      expected,
      got: typeof got === 'string' ? got : told(got),
    });
  }

  /** Of this person, and for the role and organisation that they wear now. */
  #isMine(row: (string | null)[], asker: Asker, reading: boolean): boolean {
    const { person, role, organisation, circle, sharedWith } = this.#oracle.mine!;
    const of = (column: string) => row[this.#truth.columns.indexOf(column)] ?? null;
    const fits = (column: string | undefined, worn: string | null) =>
      column === undefined || of(column) === null || of(column) === worn;
    const own = asker.personId !== null && of(person) === asker.personId;
    const shared =
      sharedWith !== undefined &&
      of(sharedWith) !== null &&
      of(sharedWith) === asker.organisationId;
    return (
      (reading ? own || shared : own && fits(sharedWith, asker.organisationId)) &&
      fits(role, asker.role) &&
      fits(circle, circleOf[asker.role]) &&
      fits(organisation, asker.organisationId)
    );
  }

  /** Rows that somebody should see or touch. */
  #rowsOf(rows: Rows | undefined, asker: Asker | null, reading = false): (string | null)[][] {
    if (rows === 'open') return this.#truth.rows;
    if (!rows || (asker && asker.state !== 'live')) return [];
    if (rows === 'all') return this.#truth.rows;
    if (rows === 'mine')
      return asker ? this.#truth.rows.filter((row) => this.#isMine(row, asker, reading)) : [];
    const at = this.#truth.columns.indexOf(this.#oracle.ownedBy!);
    return this.#truth.rows.filter(
      (row) => asker?.organisationId != null && row[at] === asker.organisationId,
    );
  }

  async #read(
    client: WallClient,
    who: string,
    asker: Asker | null,
    may: May | undefined,
    whole: boolean,
  ) {
    const open = opening(asker);
    const readable = may?.columns ?? [];
    const expected = this.#rowsOf(may?.rows, asker, true);
    const dead = asker !== null && asker.state !== 'live';
    const groups =
      dead && !whole
        ? readable.length
          ? [readable]
          : []
        : [...readable.map((c) => [c]), readable];
    for (const columns of groups.filter((each) => each.length > 0)) {
      this.cells++;
      this.values += columns.length * this.#truth.rows.length;
      const got = await client.ask([...open, `select ${list(columns)} from ${this.#table}`]);
      const wanted = project(this.#truth, expected, columns);
      if (got.kind !== 'rows')
        this.#say(who, `read ${columns.join(', ')}`, `${wanted.length} rows`, got);
      else if (sorted(got.rows) !== sorted(wanted))
        this.#say(
          who,
          `read ${columns.join(', ')}`,
          `${wanted.length} rows`,
          `${got.count} rows, or other ones`,
        );
    }
    if (dead && !whole) return;
    const refused = this.#truth.columns.filter((column) => !readable.includes(column));
    const system = asker === null && may ? [] : systemColumns;
    for (const column of [...refused, ...system]) {
      this.cells++;
      this.values += this.#truth.rows.length;
      const got = await client.ask([...open, `select ${name(column)} from ${this.#table}`]);
      if (!(got.kind === 'refused' && got.by === 'grant'))
        this.#say(who, `read ${column}`, 'refused by grant', got);
    }
  }

  /** Which columns may be given or changed at all: asked without touching a row. */
  async #columnGrants(client: WallClient, who: Who, columns = this.#truth.columns) {
    const { create, change } = this.#oracle;
    for (const column of columns) {
      const questions = [
        ['give', `insert into ${this.#table} (${name(column)}) values (default)`, create[who]],
        ['change', `update ${this.#table} set ${name(column)} = default where false`, change[who]],
      ] as const;
      for (const [what, text, may] of questions) {
        this.cells++;
        const got = await client.ask([text], true);
        const byGrant = got.kind === 'refused' && got.by === 'grant';
        const expected = may?.columns.includes(column) ?? false;
        if (byGrant === expected)
          this.#say(who, `${what} ${column}`, expected ? 'granted' : 'refused by grant', got);
      }
    }
  }

  async #tableGrants(client: WallClient, who: Who) {
    const { change, remove } = this.#oracle;
    const removals = [
      ['remove', `delete from ${this.#table} where false`, remove[who] !== undefined],
      ['truncate', `truncate ${this.#table}`, false],
      ['lock', `lock table ${this.#table} in access exclusive mode nowait`, false],
    ] as const;
    for (const [what, text, expected] of removals) {
      // A privilege to change or remove brings the right to lock with it.
      if (what === 'lock' && (change[who] || remove[who])) continue;
      this.cells++;
      const got = await client.ask([text], true);
      const byGrant = got.kind === 'refused' && got.by === 'grant';
      if (byGrant === expected)
        this.#say(who, what, expected ? 'granted' : 'refused by grant', got);
    }
  }

  /** Which rows are touched by a change or a removal of everything. */
  async #touch(client: WallClient, asker: Asker, who: Who) {
    const { change, remove, ownedBy } = this.#oracle;
    const open = [...opening(asker), ...this.#event(asker)];
    const may = change[who];
    if (may) {
      const [column, value] = this.#samples?.changes ?? [may.columns[0]!, name(may.columns[0]!)];
      const key = this.#readKey(who);
      const rows = this.#rowsOf(may.rows, asker);
      // Which rows those are, and how many without reading any: a statement that reads is held to the reading policy too.
      for (const returning of [true, false]) {
        this.cells++;
        this.values += this.#truth.rows.length;
        const got = await client.ask(
          [
            ...open,
            `update ${this.#table} set ${name(column)} = ${value}${returning ? ` returning ${list(key)}` : ''}`,
          ],
          true,
        );
        const fine =
          got.kind === 'rows' &&
          (returning
            ? sorted(got.rows) === sorted(project(this.#truth, rows, key))
            : got.count === rows.length);
        if (!fine) this.#say(asker.label, `change rows (${column})`, `${rows.length} rows`, got);
      }
      if (may.rows === 'own' && ownedBy && may.columns.includes(ownedBy))
        await this.#move(client, asker, open, ownedBy);
    }
    const removes = remove[who];
    if (!removes) return;
    const wanted = this.#rowsOf(removes, asker).length;
    const isOther = `${ownedBy} is distinct from ${asker.organisationId ? quote(asker.organisationId) : 'null'}`;
    const removals: [string, string, number][] = [['all', '', wanted]];
    if (removes === 'own') removals.push(['others', ` where ${isOther}`, 0]);
    // Without a condition nothing but the policy says which rows go; what hangs on a row goes before it.
    const before = this.#table === 'capacity.stay' ? ['delete from capacity.absence'] : [];
    for (const [whose, condition, rows] of removals) {
      this.cells++;
      this.values += this.#truth.rows.length;
      const got = await client.ask(
        [...open, ...before, `delete from ${this.#table}${condition}`],
        true,
      );
      // A child of provider a is on time-out at provider c: that stay cannot go.
      const held =
        this.#table === 'capacity.stay' &&
        asker.organisationId === this.#world.providers.a &&
        rows > 0;
      const fine = held
        ? got.kind === 'failed' && got.code === '23503'
        : got.kind === 'rows' && got.count === rows;
      if (!fine) this.#say(asker.label, `remove ${whose}`, `${rows} rows`, got);
    }
  }

  async #move(client: WallClient, asker: Asker, open: string[], ownedBy: string) {
    const other = Object.values(this.#world.providers).find((id) => id !== asker.organisationId)!;
    this.cells++;
    const got = await client.ask(
      [...open, `update ${this.#table} set ${name(ownedBy)} = ${quote(other)}`],
      true,
    );
    const expected = this.#rowsOf('own', asker).length > 0 ? 'refused by policy' : '0 rows';
    if (told(got) !== expected)
      this.#say(asker.label, 'move to another organisation', expected, got);
  }

  /** A whole row for the own organisation, for another one, and for nobody's. */
  async #add(client: WallClient, asker: Asker, who: Who) {
    const may = this.#oracle.create[who];
    if (!may || !this.#samples) return;
    const open = [...opening(asker), ...this.#event(asker)];
    const { a, b, c } = this.#world.providers;
    const { wvl, ovl } = this.#world.access;
    const organisations = this.#oracle.ownedBy
      ? [a, b, c, ...(this.#table.startsWith('capacity.import_') ? [wvl, ovl] : []), null]
      : [a];
    if (may.rows === 'mine') return this.#addMine(client, asker, open);
    for (const organisationId of organisations) {
      const row = this.#samples.row(organisationId, asker);
      if (!row) continue;
      this.cells++;
      const got = await client.ask(
        [
          ...open,
          `insert into ${this.#table} (${list(Object.keys(row))}) values (${Object.values(row).join(', ')})`,
        ],
        true,
      );
      const lets =
        asker.state === 'live' &&
        (may.rows === 'all' ||
          (organisationId !== null && organisationId === asker.organisationId));
      // A row of nobody may be within the policy of who may add all rows, but break a constraint.
      const fine = lets
        ? (got.kind === 'rows' && got.count === 1) ||
          (organisationId === null && got.kind === 'failed')
        : (got.kind === 'refused' && got.by === 'policy') ||
          (asker.state !== 'live' && got.kind === 'refused');
      if (!fine)
        this.#say(
          asker.label,
          `add a row of ${organisationId === null ? 'nobody' : organisationId === asker.organisationId ? 'its own' : 'another organisation'}`,
          lets ? '1 row' : 'refused by policy',
          got,
        );
    }
  }

  /** A row of one's own, and one of somebody else. */
  async #addMine(client: WallClient, asker: Asker, open: string[]): Promise<void> {
    const other = this.#world.askers.find(
      (each) => each.role === asker.role && each.personId !== asker.personId && each.personId,
    )!;
    for (const whose of [asker, other]) {
      const row = this.#samples!.row(null, whose)!;
      this.cells++;
      const got = await client.ask(
        [
          ...open,
          `insert into ${this.#table} (${list(Object.keys(row))}) values (${Object.values(row).join(', ')})`,
        ],
        true,
      );
      const lets = asker.state === 'live' && whose === asker;
      const fine = lets ? got.kind === 'rows' && got.count === 1 : got.kind === 'refused';
      if (!fine)
        this.#say(
          asker.label,
          `add a row of ${whose === asker ? 'their own' : 'somebody else'}`,
          lets ? '1 row' : 'refused',
          got,
        );
    }
  }

  /** The jobs login may put in any row that is there already, as far as its keys let it. */
  async #addAgain(client: WallClient): Promise<void> {
    const may = this.#oracle.create.JOBS;
    if (!may || this.#truth.rows.length === 0) return;
    const given = may.columns.filter(
      (column) => !(this.#table === 'capacity.reconversion' && column === 'period'),
    );
    this.cells++;
    const got = await client.ask(
      [
        `insert into ${this.#table} (${list(given)}) overriding system value select ${list(given)} from ${this.#table} limit 1`,
      ],
      true,
    );
    if (got.kind === 'refused') this.#say('JOBS', 'add', '1 row', got);
  }

  #readKey(who: Who): readonly string[] {
    const readable = this.#oracle.read[who]?.columns ?? [];
    const key = this.#oracle.key.filter((column) => readable.includes(column));
    return key.length > 0 ? key : readable.slice(0, 1);
  }

  /** Facts are written under an event of the same transaction; only who may write events has one. */
  #event(asker: Asker): string[] {
    const may = oracleTables['platform.event']!.create[asker.role];
    if (!may || asker.state !== 'live' || this.#table === 'platform.event') return [];
    const organisation = asker.organisationId ? quote(asker.organisationId) : 'null';
    return [
      `with e as (select gen_random_uuid() as id), made as (insert into platform.event (id, slice, kind, at, organisation_id) select id, 'capacity', 'matrix', platform.now(), ${organisation} from e)
       select set_config('vp.event', id::text, true) from e`,
    ];
  }

  /** Who is refused at the door gets no statement through, whatever it asks. */
  async #atTheDoor(client: WallClient, asker: Asker): Promise<void> {
    const { read } = this.#oracle;
    const column = read[asker.role]?.columns[0] ?? this.#truth.columns[0]!;
    this.cells++;
    this.values += this.#truth.rows.length;
    const got = await client.ask([...opening(asker), `select ${name(column)} from ${this.#table}`]);
    if (!(got.kind === 'refused' && got.by === 'session'))
      this.#say(asker.label, 'enter', 'refused by session', got);
  }

  async person(client: WallClient, asker: Asker, whole: boolean): Promise<void> {
    if (refusedAtTheDoor.includes(asker.state)) return this.#atTheDoor(client, asker);
    await this.#read(client, asker.label, asker, this.#oracle.read[asker.role], whole);
    await this.#touch(client, asker, asker.role);
    await this.#add(client, asker, asker.role);
  }

  /** What does not depend on the session: grants of the login, and for machines everything. */
  async login(client: WallClient, who: Who): Promise<void> {
    await this.#columnGrants(client, who);
    await this.#tableGrants(client, who);
    if (who === 'JOBS') await this.#addAgain(client);
    if ((machines as readonly Who[]).includes(who))
      await this.#read(client, who, null, this.#oracle.read[who], true);
  }

  /** One column for one login: may it be given, changed and read. */
  async column(client: WallClient, who: Who, column: string): Promise<void> {
    await this.#columnGrants(client, who, [column]);
    this.cells++;
    const got = await client.ask([`select ${name(column)} from ${this.#table} limit 0`]);
    const byGrant = got.kind === 'refused' && got.by === 'grant';
    const expected = this.#oracle.read[who]?.columns.includes(column) ?? false;
    if (byGrant === expected)
      this.#say(who, `read ${column}`, expected ? 'granted' : 'refused by grant', got);
  }

  /** The functions that write as the owner need its policy to let rows in. */
  async owner(owner: WallOwner): Promise<void> {
    if (this.#truth.rows.length === 0) return;
    const given = this.#truth.columns.filter(
      (column) => !(this.#table === 'capacity.reconversion' && column === 'period'),
    );
    this.cells++;
    const text = `begin; insert into ${this.#table} (${list(given)}) overriding system value select ${list(given)} from ${this.#table} limit 1`;
    const refused = await owner.text(text).then(
      () => false,
      (error: { code?: string }) => error.code === '42501',
    );
    await owner.text('rollback');
    if (refused) this.#say('owner', 'add', '1 row', 'refused');
  }
}

function project(
  truth: Truth,
  rows: (string | null)[][],
  columns: readonly string[],
): (string | null)[][] {
  const at = columns.map((column) => truth.columns.indexOf(column));
  return rows.map((row) => at.map((i) => row[i] ?? null));
}

const sorted = (rows: (string | null)[][]) =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');

async function truthOf(owner: WallOwner, table: string): Promise<Truth> {
  const { columns } = oracleTables[table]!;
  return { columns, rows: await owner.text(`select ${list(columns)} from ${table}`) };
}

/** Reads what is really there, as the owner. */
export interface WallOwner {
  text(sql: string): Promise<(string | null)[][]>;
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
        await check.login(clients[who], who);
        for (const asker of world.askers.filter((each) => each.role === who))
          await check.person(clients[who], asker, options.whole ?? false);
      }),
  );
  if (!options.who || options.who.includes('JOBS')) await check.owner(owner);
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
  await check.column(tools.clients[who], who, column);
  return { disagreements: check.found, cells: check.cells, values: check.values };
}
