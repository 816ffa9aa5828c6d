import pg from 'pg';
import { Failure } from '../errors.ts';
import { commit, isOutcomeUnknown } from './commit.ts';
import { type ApplicationRole, type Login, loginOf, loginPassword } from './roles.ts';
import { Turns } from './turns.ts';
import { failureOfDatabaseError, isTransient } from './violations.ts';
import { asksCells } from '../vault/cells.ts';
import type { Spot } from '../vault/sealed-text.ts';
import type { Vault } from '../vault/vault.ts';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Who asks: the session's token and the role it wears. The database resolves the rest itself. */
export interface Caller {
  role: ApplicationRole;
  /** 64 hexadecimal characters. */
  token: string;
}

/** A handle that can only read: its transaction is READ ONLY. */
export interface Reader {
  /** Bound SQL; rows as they come, with what is sealed in them opened where the statement says so (`sealedCell`). */
  rows<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Bound SQL kept as a prepared statement under `name`: for hot queries. */
  prepared<Row extends object>(name: string, text: string, values?: unknown[]): Promise<Row[]>;
  /** Keyed hashes by which a sealed value is found again: see `Vault.marker`. */
  marker(): ReturnType<Vault['marker']>;
}

/** A handle of one serialisable transaction that may be run again from the start. */
export interface Writer extends Reader {
  /** How often this transaction was begun, this time included. */
  readonly attempt: number;
  /** Seals a text with the key of a file for where it will stand: see `Vault.seal`. @throws Failure file-erased */
  seal(file: string, spot: Spot, plain: string): Promise<string>;
  /** For many rows: all keys at once. */
  sealer(files: readonly string[]): ReturnType<Vault['sealer']>;
}

export interface Database extends Transactions {
  /** The same over connections kept apart, which no other work can use up. */
  readonly reserved: Transactions;
  /** A connection of its own for LISTEN; the caller ends it. */
  listener(): Promise<pg.Client>;
  /** True when the server answers a real query. */
  ready(): Promise<boolean>;
  /** How things stand now, for whoever watches over the program. */
  figures(): DatabaseFigures;
  close(): Promise<void>;
}

/** Connections of a pool now, and commits of which nobody knows the outcome since the start. */
export interface DatabaseFigures {
  pools: readonly { name: string; open: number; idle: number; queued: number }[];
  commitUnknown: number;
}

/** The three ways into the database. */
export interface Transactions {
  read<T>(caller: Caller, work: (tx: Reader) => Promise<T>): Promise<T>;
  /** @param settings.turn what is fought over (an id): who names the same goes one after another */
  write<T>(
    caller: Caller,
    work: (tx: Writer) => Promise<T>,
    settings?: { turn?: string },
  ): Promise<T>;
  /** Work of the program itself under one of its own logins (jobs, door, nobody). */
  as<T>(
    login: Login,
    work: (tx: Writer) => Promise<T>,
    settings?: { isolation?: Isolation; turn?: string },
  ): Promise<T>;
}

type Isolation = 'serializable' | 'read committed' | 'repeatable read';

/** How often a transaction that lost a race is begun again before the caller is told to retry. */
const maxAttempts = 12;

function handle(client: pg.ClientBase, attempt: number, vault: Vault | undefined): Writer {
  const opened = async <Row extends object>(query: pg.QueryConfig) => {
    const rows = (await client.query<Row & pg.QueryResultRow>(query)).rows as Row[];
    return asksCells(query.text) ? vaultOf(vault).open(rows) : rows;
  };
  return {
    attempt,
    rows: (text, values = []) => opened({ text, values }),
    prepared: (name, text, values = []) => opened({ name, text, values }),
    marker: () => vaultOf(vault).marker(),
    seal: (file, spot, plain) => vaultOf(vault).seal(file, spot, plain),
    sealer: (files) => vaultOf(vault).sealer(files),
  };
}

function vaultOf(vault: Vault | undefined): Vault {
  if (!vault) throw new Error('this database was opened without its vault');
  return vault;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The server or the line ended the connection: there is nothing left to roll back on it. */
const connectionIsGone = (error: unknown) =>
  isOutcomeUnknown(error) || /^(57P0|08)/.test((error as { code?: string } | null)?.code ?? '');

/** @returns why the connection must not be used again, if so; never waits for a dead one */
async function rollBack(client: pg.ClientBase, cause: unknown): Promise<Error | undefined> {
  if (connectionIsGone(cause)) return cause as Error;
  const answer = client.query('rollback').then(
    () => undefined,
    (lost: Error) => lost,
  );
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new Error('the rollback was not answered')), 5_000);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Connections of each login that are kept for urgent work. */
const reservedPoolSize = 6;

/** Sets the session of the transaction, or refuses it. */
const enter = { name: 'enter', text: 'select auth.enter($1)' };

type PoolOf = (login: Login) => pg.Pool;

/** Transactions over the pools that are given; turns are shared, as the rows are that are fought over. */
function transactionsOver(
  poolOf: PoolOf,
  turns: Turns,
  noteUnknown: () => void,
  vault: Vault | undefined,
): Transactions {
  /**
   * The only place where a transaction begins; the token lives and dies with it. The token is a bound
   * value, never text, so that no other session of the same login can read it among running queries.
   */
  async function once<T>(
    login: Login,
    begin: string,
    token: string | null,
    work: (tx: Writer) => Promise<T>,
    attempt: number,
  ): Promise<T> {
    const client = await poolOf(login).connect();
    let broken: Error | undefined;
    try {
      const opening: Promise<unknown>[] = [client.query(begin)];
      if (token !== null) opening.push(client.query({ ...enter, values: [token] }));
      // The opening statement of the work goes without a pause: a refused session ends the transaction
      // aborted and the statement with it.
      const [opened, worked] = await Promise.allSettled([
        Promise.all(opening),
        work(handle(client, attempt, vault)),
      ]);
      if (opened.status === 'rejected') throw opened.reason;
      if (worked.status === 'rejected') throw worked.reason;
      await commit(client);
      return worked.value;
    } catch (error) {
      if (isOutcomeUnknown(error)) noteUnknown();
      broken = await rollBack(client, error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function again<T>(
    login: Login,
    begin: string,
    token: string | null,
    work: (tx: Writer) => Promise<T>,
    turn?: string,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const go = () => once(login, begin, token, work, attempt);
      try {
        return await (turn === undefined ? go() : turns.take(turn, go));
      } catch (error) {
        if (!isTransient(error)) throw failureOfDatabaseError(error);
        if (attempt >= maxAttempts) throw new Failure('unavailable', 'too-busy');
        // Waits grow and differ, so that losers of one race do not meet again in the next.
        await pause(Math.random() * Math.min(4 * 2 ** attempt, 250));
      }
    }
  }

  const tokenOf = ({ token }: Caller) => {
    if (!/^[0-9a-f]{64}$/.test(token)) throw new Failure('not-signed-in', 'not-signed-in');
    return token;
  };

  return {
    read: async (caller, work) =>
      again(
        loginOf(caller.role),
        'begin isolation level repeatable read read only',
        tokenOf(caller),
        work,
      ),
    write: async (caller, work, settings) =>
      again(
        loginOf(caller.role),
        'begin isolation level serializable',
        tokenOf(caller),
        work,
        settings?.turn,
      ),
    as: (login, work, settings) =>
      again(
        login,
        `begin isolation level ${settings?.isolation ?? 'serializable'}`,
        null,
        work,
        settings?.turn,
      ),
  };
}

/**
 * Opens pools, two per login (shared and reserved), made when first used.
 * @param url connection of the owner; only its server and database are used, never its user
 */
export function openDatabase(options: {
  url: string;
  roleSecret: string;
  poolSize?: number;
  /** Without it nothing can be sealed or opened. The caller closes it. */
  vault?: Vault;
}): Database {
  const pools = new Map<string, pg.Pool>();
  const turns = new Turns();
  let commitUnknown = 0;
  const noteUnknown = () => {
    commitUnknown += 1;
  };
  const connection = (login: Login) => {
    const url = new URL(options.url);
    url.username = login;
    url.password = loginPassword(options.roleSecret, login);
    return url.toString();
  };
  const pool = (login: Login, size: number, purpose = ''): pg.Pool => {
    let found = pools.get(`${login}${purpose}`);
    if (!found) {
      found = new pg.Pool({
        connectionString: connection(login),
        max: size,
        idleTimeoutMillis: 30_000,
        connectionTimeoutMillis: 10_000,
        application_name: `vrijplaats ${login}`,
        // Begin, session and first statement travel together: one wait less for each request.
        pipeline: true,
        statement_timeout: 60_000,
        idle_in_transaction_session_timeout: 60_000,
      });
      found.on('error', () => {});
      // A client on its way out may still hear that the server stops: nobody is left to be told.
      found.on('connect', (client) => void client.on('error', () => {}));
      pools.set(`${login}${purpose}`, found);
    }
    return found;
  };
  const shared: PoolOf = (login) => pool(login, options.poolSize ?? 8);
  const reserved: PoolOf = (login) => pool(login, reservedPoolSize, ' reserved');

  return {
    ...transactionsOver(shared, turns, noteUnknown, options.vault),
    reserved: transactionsOver(reserved, turns, noteUnknown, options.vault),
    async listener() {
      const client = new pg.Client({
        connectionString: connection('vp_jobs'),
        application_name: 'vrijplaats listener',
        keepAlive: true,
      });
      await client.connect();
      return client;
    },
    async ready() {
      try {
        await reserved('vp_nobody').query('select singleton from platform.instance');
        return true;
      } catch {
        return false;
      }
    },
    figures: () => ({
      pools: [...pools].map(([name, { totalCount, idleCount, waitingCount: queued }]) => ({
        name,
        open: totalCount,
        idle: idleCount,
        queued,
      })),
      commitUnknown,
    }),
    async close() {
      await Promise.all([...pools.values()].map((each) => each.end()));
      pools.clear();
    },
  };
}
