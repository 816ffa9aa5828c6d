import { cpSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { freePorts } from '../cluster/programs.ts';
import { contentOf, differences, type TableContent } from '../move/content-hash.ts';
import type { BackedUpServer } from './backup.ts';
import { asAt, ownerOf, signInPeople } from './people.ts';
import { type ServeProcess, startServe } from './serve-process.ts';

export interface Round {
  seed: number;
  megabytes: number;
  /** Tables whose content is not what it was at the moment that was asked for. */
  differing: string[];
  /** The same, held against the state after the mistake: must differ, or nothing was proven. */
  differingFromMistake: number;
  copyMs: number;
  restoreMs: number;
  recoveryMs: number;
  pageMs: number;
  /** All of it against the raw copy. */
  ratio: number;
  verified: string[];
  /** What `verify` said of a repository with a damaged file, and with one that is gone. */
  damagedNoticed: boolean;
  goneNoticed: boolean;
  /** The log of looks: not sealed before somebody said that it was restored; in order afterwards. */
  log: { refused: boolean; inOrder: boolean; line: string };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const since = (began: number) => Math.round(performance.now() - began);

async function until(ask: () => Promise<boolean>, what: string, withinMs = 60_000) {
  for (const ends = performance.now() + withinMs; performance.now() < ends; await wait(100))
    if (await ask()) return;
  throw new Error(`${what}: not within ${withinMs / 1000} s.`);
}

async function content({ server }: BackedUpServer): Promise<Map<string, TableContent>> {
  const client = await server.connect();
  try {
    return await contentOf(client);
  } finally {
    await client.end();
  }
}

/** Rows of chance, so that there is something to copy. */
async function fill(owner: ReturnType<typeof ownerOf>['owner'], thousands: number): Promise<void> {
  await owner('create schema if not exists drill');
  await owner('create table if not exists drill.ballast (id int primary key, text text)');
  for (let n = 0; n < thousands; n += 10)
    await owner(
      `insert into drill.ballast select i, (select string_agg(md5(i::text || j), '') from generate_series(1, 18) j)
         from generate_series($1::int + 1, $1::int + 10000) i`,
      [n * 1_000],
    );
}

/** The program over the server, somebody who looks, and statements about the looks. */
async function openProgram(backed: BackedUpServer, dir: string) {
  const [port = 0] = await freePorts(1);
  const serve = await startServe({ database: backed.server, dir, port });
  const as = asAt(`http://127.0.0.1:${port}`);
  const statements = () =>
    globSync(join(dir, 'audit/**/*'))
      .filter((file) => statSync(file).isFile())
      .reduce((sum, file) => sum + statSync(file).size, 0);
  return { serve, as, statements };
}

/** Asks for a signature now, instead of at the next full minute. */
async function sign(
  owner: ReturnType<typeof ownerOf>['owner'],
  statements: () => number,
): Promise<void> {
  const before = statements();
  await wait(1_500);
  await owner(`select graphile_worker.add_job('sign-roots', '{}')`);
  await until(async () => statements() > before, 'a signature');
}

/** Flips a byte of the largest file of the newest backup, or takes it away. */
function spoil(repository: string, how: 'damage' | 'remove'): () => void {
  const files = globSync(join(repository, 'backup/*/*F/**/*')).filter((file) =>
    statSync(file).isFile(),
  );
  const file = files.sort((a, b) => statSync(b).size - statSync(a).size)[0]!;
  const before = readFileSync(file);
  if (how === 'remove') rmSync(file);
  else {
    const after = Buffer.from(before);
    after[after.length >> 1] = after[after.length >> 1]! ^ 1;
    writeFileSync(file, after);
  }
  return () => writeFileSync(file, before);
}

function noticed(backed: BackedUpServer, how: 'damage' | 'remove'): boolean {
  const mend = spoil(backed.repository, how);
  try {
    return backed.verify().length > 0;
  } finally {
    mend();
  }
}

/** After the restore: sealing waits until somebody says what happened; then the log goes on and holds. */
async function goOn(serve: ServeProcess, asks: () => Promise<unknown>): Promise<Round['log']> {
  await until(async () => serve.said().includes('audit restored'), 'the refusal to go on');
  const said = await serve.command('audit', 'restored', '--reason', 'Oefening: teruggezet');
  await asks();
  await wait(2_500);
  const verified = await serve.command('audit', 'verify', '--fresh');
  return {
    refused: true,
    inOrder: said.code === 0 && verified.code === 0,
    line: /^Restored at.*$/m.exec(verified.said)?.[0] ?? verified.said.slice(-200),
  };
}

/** Backup, a moment, a mistake after it, the loss of everything, and back to the moment. */
export async function restoreRound(
  backed: BackedUpServer,
  dir: string,
  seed: number,
): Promise<Round> {
  const { server } = backed;
  const programDir = join(dir, 'program');
  const first = await openProgram(backed, programDir);
  const { owner, close } = ownerOf(server.url);
  const [who] = await signInPeople(owner, 1);
  await fill(owner, 250);
  const look = (as: typeof first.as) => as(who!, '/api/waiting-list');
  await look(first.as);
  backed.backup('--type=full', 'backup');
  await owner(`update drill.ballast set text = reverse(text) where id % 10 = 0`);
  await sign(owner, first.statements);
  backed.backup('--type=incr', 'backup');
  await owner(`update drill.ballast set text = reverse(text) where id % 10 = 1`);
  await first.serve.stop();
  const before = await content(backed);
  const [moment] = await owner<{ at: string }>('select clock_timestamp()::text as at');
  await wait(1_200);
  // The mistake, and looks that were signed after the moment: they will be gone.
  await owner('delete from drill.ballast where id % 3 = 0');
  const second = await openProgram(backed, programDir);
  await look(second.as);
  await sign(owner, second.statements);
  await second.serve.stop();
  const mistaken = await content(backed);
  await owner('select 1');
  await close();
  const client = await server.connect();
  await client.query('select pg_switch_wal()');
  await client.end();
  await server.stop();

  const copy = join(dir, 'copy');
  const copyBegan = performance.now();
  cpSync(server.dataDir, copy, { recursive: true });
  execFileSync('sync', ['-f', copy]);
  const copyMs = since(copyBegan);
  const megabytes = Number(execFileSync('du', ['-sm', copy], { encoding: 'utf8' }).split('\t')[0]);
  rmSync(copy, { recursive: true });
  rmSync(server.dataDir, { recursive: true });

  const restoreBegan = performance.now();
  backed.backup('--type=time', `--target=${moment!.at}`, '--target-action=promote', 'restore');
  const restoreMs = since(restoreBegan);
  const recoveryBegan = performance.now();
  await server.start(120_000);
  await until(async () => {
    const asking = await server.connect();
    const { rows } = await asking.query<{ yes: boolean }>('select not pg_is_in_recovery() as yes');
    await asking.end();
    return rows[0]!.yes;
  }, 'the end of recovery');
  const recoveryMs = since(recoveryBegan);
  const after = await content(backed);
  const pageBegan = performance.now();
  const third = await openProgram(backed, programDir);
  const page = await look(third.as);
  const pageMs = since(pageBegan);
  if (!page.ok) throw new Error(`The page answered ${page.status} after the restore.`);
  const log = await goOn(third.serve, () => look(third.as));
  await third.serve.stop();

  return {
    seed,
    megabytes,
    differing: differences(before, after),
    differingFromMistake: differences(mistaken, after).length,
    copyMs,
    restoreMs,
    recoveryMs,
    pageMs,
    ratio: Math.round(((restoreMs + recoveryMs + pageMs) / copyMs) * 10) / 10,
    verified: backed.verify(),
    damagedNoticed: noticed(backed, 'damage'),
    goneNoticed: noticed(backed, 'remove'),
    log,
  };
}
