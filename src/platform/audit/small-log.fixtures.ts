import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { sealAll } from './sealing.ts';
import { openRootSigner } from './sign-roots.ts';
import { openStatements } from './statement-folder.ts';
import { type Verification, verifyLog } from './verify-log.ts';

type Owner = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Entries as the program writes them, of a few invented accounts, in one transaction. */
export const addEntries = (owner: Owner, count: number, accounts = 5) =>
  owner(
    `insert into audit.entry (tx, account, at, sealed, line)
     select pg_current_xact_id(), w.account, w.at, case when n % 7 = 0 then '\\x0102'::bytea end,
       '{"at":"' || to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","look":{"classes":["D4","D6","D9"],"kind":"READ","outcome":200,"purpose":"KEEPING_WAITING_LIST","request":"'
       || left(md5(n::text), 16) || '","route":"GET /api/things/:thingId","rows":1,"subjects":[{"ids":["' || md5(n::text)::uuid || '"],"kind":"request"}]}'
       || case when n % 7 = 0 then ',"sealed":"' || encode(sha256('\\x0102'), 'hex') || '"' else '' end
       || ',"who":{"account":"' || w.account || '","hat":"' || w.account || '","organisation":null,"role":"AT","session":"' || w.account || '"}}'
       from (select n, md5((n % $2)::text)::uuid as account, clock_timestamp() as at from generate_series(1, $1) as n) w`,
    [count, accounts],
  );

/** Lets the owner, as an attacker with the database's own account would, change what the triggers keep. */
export async function openForAttack(owner: Owner): Promise<void> {
  await owner('alter table audit.line drop constraint line_entry_id_fkey');
  await owner('alter table audit.line drop constraint line_number_check');
  await owner('alter table audit.entry disable trigger user');
  await owner('alter table audit.line disable trigger user');
  await owner('alter table audit.shown disable trigger user');
}

/** Sealing on a day that is said, so that a log of several days can be made in a moment. */
export async function sealOn(owner: Owner, db: Database, day: string): Promise<void> {
  const [made] = await owner<{ text: string }>(
    `select pg_get_functiondef('audit.seal(integer)'::regprocedure) as text`,
  );
  const today =
    /\(?transaction_timestamp\(\) at time zone 'Europe\/Brussels'\)::date|'\d{4}-\d\d-\d\d'::date/;
  if (!today.test(made!.text)) throw new Error('audit.seal is another one');
  await owner(made!.text.replace(today, `'${day}'::date`));
  await sealAll(db);
}

export interface SmallLog {
  owner: Owner;
  db: Database;
  instanceId: string;
  /** Of statements. */
  folder: string;
  verify(options?: { withoutRoots?: boolean }): Promise<Verification>;
  restored(reason: string): Promise<{ last: number; lost: number }>;
  sign(now: Date): Promise<void>;
  close(): void;
}

/** A log of three days with statements in the middle of each, signed to its end. */
export async function smallLog(owner: Owner, db: Database, linesADay: number): Promise<SmallLog> {
  const folder = mkdtempSync(join(tmpdir(), 'vrijplaats-statements-'));
  const [instance] = await owner<{ id: string }>('select id from platform.instance');
  const instanceId = instance!.id;
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = (now: Date) =>
    openRootSigner({
      db,
      folder: openStatements(folder, instanceId),
      privateKey,
      instanceId,
      now: () => now,
    });
  const sign = (now: Date) => signer(now).sign();
  await openForAttack(owner);
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) {
    for (const part of [1, 2]) {
      await addEntries(owner, linesADay / 2);
      await sealOn(owner, db, day);
      await sign(new Date(`${day}T1${part}:00:00Z`));
    }
  }
  return {
    owner,
    db,
    instanceId,
    folder,
    sign,
    restored: (reason) => signer(new Date('2026-03-03T15:00:00Z')).restored(reason),
    verify: ({ withoutRoots = false } = {}) =>
      verifyLog({
        db,
        folder: openStatements(withoutRoots ? join(folder, 'none') : folder, instanceId),
        instanceId,
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Random = () => number;
const any = (random: Random, from: number, until: number) =>
  from + Math.floor(random() * (until - from + 1));

const rehash = (from: number) => `do $$ declare h bytea; e record; begin
  select coalesce((select hash from audit.line where number = ${from} - 1), audit.beginning()) into h;
  for e in select l.number, n.line from audit.line l join audit.entry n on n.id = l.entry_id where l.number >= ${from} order by l.number loop
    h := sha256(h || convert_to(e.line, 'UTF8'));
    update audit.line set hash = h where number = e.number;
  end loop;
  delete from audit.shown;
  insert into audit.shown select n.id, n.at, audit.ids_in(n.line) from audit.line l join audit.entry n on n.id = l.entry_id
   where audit.ids_in(n.line) <> '{}';
  end $$`;

/** Takes a line out and closes the gap. */
const takeOut = (at: number, many = 1) => [
  `delete from audit.line where number >= ${at} and number < ${at + many}`,
  `update audit.line set number = -number where number >= ${at + many}`,
  `update audit.line set number = -number - ${many} where number < 0`,
];
const putIn = (at: number) => [
  `update audit.line set number = -number where number >= ${at}`,
  `update audit.line set number = -number + 1 where number < 0`,
  `insert into audit.line select ${at}, (select max(id) from audit.entry), l.day, sha256('x'), l.swept from audit.line l where l.number = ${at} - 1`,
];
const entryOf = (at: number) => `(select entry_id from audit.line where number = ${at})`;
const another = `'{"at":"2026-03-01T10:00:00.000000Z","look":{},"who":null}'`;

/**
 * What somebody with all rights over the database could do to it, as SQL; `needsRoots` = only what was signed
 * outside tells of it, as the log itself is in order afterwards.
 */
export const manipulations: Record<
  string,
  { needsRoots?: true; sql(random: Random, last: number): string[] }
> = {
  'edit a line': {
    sql: (r, last) => [
      `update audit.entry set line = replace(line, '"rows":1', '"rows":2') where id = ${entryOf(any(r, 1, last))}`,
    ],
  },
  'hide a look from whom it was about': {
    sql: (r, last) => [`delete from audit.shown where entry_id = ${entryOf(any(r, 1, last))}`],
  },
  'say that it was about somebody else': {
    sql: (r, last) => [
      `update audit.shown set ids = array[gen_random_uuid()] where entry_id = ${entryOf(any(r, 1, last))}`,
    ],
  },
  'edit who it was': {
    sql: (r, last) => [
      `update audit.entry set account = gen_random_uuid() where id = ${entryOf(any(r, 1, last))}`,
    ],
  },
  'edit when it was': {
    sql: (r, last) => [
      `update audit.entry set at = at - interval '1 microsecond' where id = ${entryOf(any(r, 1, last))}`,
    ],
  },
  'edit what is sealed': {
    sql: (r, last) => [
      `update audit.entry set sealed = case when sealed is null then '\\x00'::bytea end where id = ${entryOf(any(r, 1, last))}`,
    ],
  },
  'edit a hash': {
    sql(r, last) {
      const byte = any(r, 0, 31);
      return [
        `update audit.line set hash = set_byte(hash, ${byte}, (get_byte(hash, ${byte}) + 101) % 256) where number = ${any(r, 1, last)}`,
      ];
    },
  },
  'edit the day of the last line': {
    needsRoots: true,
    sql: (_, last) => [`update audit.line set day = day + 1 where number = ${last}`],
  },
  'delete an entry': {
    sql: (r, last) => [`delete from audit.entry where id = ${entryOf(any(r, 1, last))}`],
  },
  'delete a line': {
    sql: (r, last) => [`delete from audit.line where number = ${any(r, 1, last - 1)}`],
  },
  'delete and close the gap': { sql: (r, last) => takeOut(any(r, 1, last - 1)) },
  reorder: {
    sql(r, last) {
      const at = any(r, 1, last - 1);
      const other = any(r, at + 1, last);
      const to = `case number when ${at} then ${entryOf(other)} else ${entryOf(at)} end`;
      return [
        'alter table audit.line drop constraint line_entry_id_key',
        `update audit.line set entry_id = ${to} where number in (${at}, ${other})`,
        'alter table audit.line add constraint line_entry_id_key unique (entry_id)',
      ];
    },
  },
  insert: {
    sql: (r, last) => [
      `insert into audit.entry (tx, at, line) values ('3', '2026-03-01T10:00:00Z', ${another})`,
      ...putIn(any(r, 2, last)),
    ],
  },
  truncate: {
    needsRoots: true,
    sql: (r, last) => [`delete from audit.line where number > ${last - any(r, 1, last - 1)}`],
  },
  'delete, close the gap and hash anew': {
    needsRoots: true,
    sql(r, last) {
      const at = any(r, 1, last - 1);
      return [...takeOut(at), rehash(at)];
    },
  },
  'insert and hash anew': {
    needsRoots: true,
    sql(r, last) {
      const at = any(r, 2, last);
      return [
        `insert into audit.entry (tx, at, line) values ('3', '2026-03-01T10:00:00Z', ${another})`,
        ...putIn(at),
        rehash(at),
      ];
    },
  },
  fork: {
    needsRoots: true,
    sql(r, last) {
      const at = any(r, 1, last);
      return [
        `update audit.entry set line = replace(line, '"rows":1', '"rows":2') where id = ${entryOf(at)}`,
        rehash(at),
      ];
    },
  },
  'restore an old backup and go on': {
    needsRoots: true,
    sql(r, last) {
      const gone = any(r, 1, Math.floor(last / 2));
      const news = `select n, clock_timestamp() as at from generate_series(1, ${gone}) n`;
      return [
        `delete from audit.entry where id in (select entry_id from audit.line where number > ${last - gone})`,
        `delete from audit.line where number > ${last - gone}`,
        `insert into audit.entry (tx, at, line) select pg_current_xact_id(), at, '{"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","look":{"n":' || n || '},"who":null}' from (${news}) w`,
        'select audit.seal(100000)',
      ];
    },
  },
};

/** Keeps the log as it is, so that each attack begins from the same one. */
export async function keepCopy(owner: Owner): Promise<() => Promise<void>> {
  await owner('drop schema if exists attack cascade');
  await owner('create schema attack');
  for (const table of ['entry', 'line', 'shown'])
    await owner(`create table attack.${table} as select * from audit.${table}`);
  return async () => {
    await owner('truncate audit.line, audit.entry, audit.shown');
    await owner('insert into audit.entry overriding system value select * from attack.entry');
    await owner('insert into audit.line select * from attack.line');
    await owner('insert into audit.shown select * from attack.shown');
  };
}

/** The same with the files of statements: a statement is edited, taken out, or signed by somebody else. */
export function manipulateStatements(log: SmallLog, random: Random): () => void {
  const own = join(log.folder, log.instanceId);
  const name = readdirSync(own).filter((each) => each.endsWith('.jsonl'))[any(random, 0, 2)]!;
  const file = join(own, name);
  const before = readFileSync(file, 'utf8');
  const lines = before.trimEnd().split('\n');
  const at = any(random, 0, lines.length - (name.startsWith('2026-03-03') ? 2 : 1));
  const edited =
    random() < 0.5
      ? lines.filter((_, n) => n !== at)
      : lines.with(
          at,
          lines[at]!.replace(/"last":(\d)/, (_, digit) => `"last":${(Number(digit) % 9) + 1}`),
        );
  writeFileSync(file, `${edited.join('\n')}\n`);
  return () => writeFileSync(file, before);
}
