import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../access/policies.ts';
import { looksAt } from '../platform/audit/looks-at.ts';
import { seenBy } from '../platform/audit/seen-by.ts';
import { openRootSigner } from '../platform/audit/sign-roots.ts';
import {
  addEntries,
  keepCopy,
  manipulateStatements,
  manipulations,
  openForAttack,
  sealOn,
  smallLog,
} from '../platform/audit/small-log.fixtures.ts';
import { openStatements, signingKey } from '../platform/audit/statement-folder.ts';
import { verifyLog } from '../platform/audit/verify-log.ts';
import { projectRoot } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';

/** From so many lines on the log is kept, so that a run that was broken off goes on. */
const keptFrom = 1_000_000;
const chunk = 50_000;
const days = 30;
const accounts = 500;

interface Opened {
  db: Database;
  owner<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  url: string;
  roleSecret: string;
  close(): Promise<void>;
}

async function openLog(url: string, roleSecret: string): Promise<Opened> {
  await migrate({ url, roleSecret, policies: policiesSql() });
  const db = openDatabase({ url, roleSecret, poolSize: 4 });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  return {
    db,
    url,
    roleSecret,
    owner: async (text, values = []) => (await pool.query(text, values)).rows,
    async close() {
      await db.close();
      await pool.end();
    },
  };
}

const dayOf = (lines: number, count: number) =>
  new Date(Date.UTC(2026, 0, 1 + Math.floor((lines / count) * days))).toISOString().slice(0, 10);

/** Makes the log as long as asked, a chunk at a time, each day signed at its end; goes on where it was. */
async function fill(log: Opened, folder: string, count: number): Promise<void> {
  const { owner, db } = log;
  const [instance] = await owner<{ id: string }>('select id from platform.instance');
  const [start] = await owner<{ lines: number }>(
    'select coalesce(max(number), 0)::int as lines from audit.line',
  );
  for (let lines = start!.lines; lines < count; ) {
    const day = dayOf(lines, count);
    const some = Math.min(chunk, count - lines);
    await addEntries(owner, some, accounts);
    await sealOn(owner, db, day);
    lines += some;
    await openRootSigner({
      db,
      folder: openStatements(join(folder, 'statements'), instance!.id),
      privateKey: signingKey(join(folder, 'key.pem')),
      instanceId: instance!.id,
      now: () => new Date(`${day}T21:00:00Z`),
    }).sign();
    process.stderr.write(`\r${lines.toLocaleString('en')} lines`);
  }
  process.stderr.write('\n');
  await owner('analyze audit.entry, audit.line, audit.shown');
}

/** Lines of this length whose SHA-256 one thread makes in a second. */
function plainHashes(bytes: number): number {
  const line = Buffer.alloc(bytes, 'x');
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 1_000)
    for (let n = 0; n < 1_000; n++, done++) createHash('sha256').update(line).digest();
  return (done / (performance.now() - began)) * 1000;
}

/** Who looked at one file: how long the answer takes, over a hundred files one after another, in milliseconds. */
async function timesAtFile(log: Opened, count: number) {
  const times: number[] = [];
  let lines = 0;
  for (let n = 1; n <= 100; n++) {
    const began = performance.now();
    const id = createHash('md5')
      .update(String((n * 487) % Math.min(count, chunk)))
      .digest('hex');
    lines += (await looksAt(log.db, { ids: [id], most: 50 })).length;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const ms = (at: number) => Number(times[at]!.toFixed(1));
  return { looksAtAFile: lines / 100, looksMs: { median: ms(50), p99: ms(98) } };
}

async function verifyWhole(log: Opened, folder: string, count: number): Promise<boolean> {
  const [instance] = await log.owner<{ id: string }>('select id from platform.instance');
  const verified = await verifyLog({
    db: log.db,
    server: log,
    workers: 2,
    folder: openStatements(join(folder, 'statements'), instance!.id),
    instanceId: instance!.id,
    resumeFile: join(folder, 'verify.jsonl'),
  });
  const rate = verified.lines / verified.seconds;
  const plain = plainHashes(32 + Math.round(verified.bytes / Math.max(1, verified.lines)));
  const [account] = await log.owner<{ account: string }>('select account from audit.entry limit 1');
  const began = performance.now();
  const seen = await seenBy(log.db, {
    account: account!.account,
    from: '2000-01-01T00:00:00Z',
    until: '2100-01-01T00:00:00Z',
  });
  const seenMs = Math.round(performance.now() - began);
  const atFile = await timesAtFile(log, count);
  console.log(
    JSON.stringify({
      lines: verified.lines,
      seconds: Number(verified.seconds.toFixed(1)),
      aSecond: Math.round(rate),
      bytesALine: Math.round(verified.bytes / verified.lines),
      againstPlainSha256: Number((rate / plain).toFixed(3)),
      tenMillionInMinutes: Number((10_000_000 / rate / 60).toFixed(1)),
      seenLines: seen.length,
      seenMs,
      ...atFile,
      problems: verified.problems,
    }),
  );
  return verified.problems.length === 0 && verified.lines === count && verified.unsigned === 0;
}

interface Attacked {
  done: number;
  missed: string[];
  control: { asked: number; missed: number };
}

/**
 * Attacks on a small log, one after another from the same state; each must be found. How far it is stands in
 * `stateFile`, so that a run that was broken off goes on.
 */
async function attack(
  log: Opened,
  count: number,
  seed: number,
  stateFile: string,
): Promise<boolean> {
  const small = await smallLog(log.owner, log.db, 20);
  const putBack = await keepCopy(log.owner);
  const kinds = Object.entries(manipulations);
  const state: Attacked = existsSync(stateFile)
    ? (JSON.parse(readFileSync(stateFile, 'utf8')) as Attacked)
    : { done: 0, missed: [], control: { asked: 0, missed: 0 } };
  try {
    for (; state.done < count; state.done++) {
      const { next, below } = seededRandom(seed + state.done);
      const [name, kind] = kinds[below(kinds.length + 1)] ?? ['statements', null];
      let undo: () => void | Promise<void> = putBack;
      if (kind) for (const each of kind.sql(next, 60)) await log.owner(each);
      else undo = manipulateStatements(small, next);
      const { problems } = await small.verify();
      if (problems.length === 0) state.missed.push(`${name} (seed ${seed + state.done})`);
      if (kind?.needsRoots) {
        state.control.asked++;
        if ((await small.verify({ withoutRoots: true })).problems.length === 0)
          state.control.missed++;
      }
      await undo();
      if (state.done % 100 === 99) {
        writeFileSync(stateFile, JSON.stringify({ ...state, done: state.done + 1 }));
        process.stderr.write(`\r${state.done + 1} attacks`);
      }
    }
    const { missed, control } = state;
    const clean = (await small.verify()).problems;
    console.log(
      JSON.stringify({ attacks: count, found: count - missed.length, missed, control, clean }),
    );
    // Without what was signed outside, what was hashed anew must pass: else the check proves nothing.
    return missed.length === 0 && control.missed === control.asked && clean.length === 0;
  } finally {
    small.close();
  }
}

/**
 * A log of `count` lines is made, verified and searched; then a small one is attacked in every way that somebody
 * with all rights over the database has: a hundredth as often as there are lines, 200 to 10,000 times.
 */
export async function run({ count, seed }: { count: number; seed: number }): Promise<boolean> {
  const isKept = count >= keptFrom;
  const folder = isKept
    ? (process.env['AUDIT_DRILL_DATA'] ?? join(projectRoot, `.data/drill-audit-${count}`))
    : mkdtempSync(join(tmpdir(), 'vrijplaats-audit-'));
  // The server's own user must get through to its data.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const server = await startEmbedded({
    dataDir: join(folder, 'database'),
    settings: { fsync: 'off', max_wal_size: '4GB' },
  });
  try {
    const large = await openLog(server.ownerUrl, server.roleSecret);
    let ok: boolean;
    try {
      const [made] = await large.owner<{ lines: boolean }>(
        'select exists (select from audit.line) as lines',
      );
      if (!made!.lines) await openForAttack(large.owner);
      await fill(large, folder, count);
      ok = await verifyWhole(large, folder, count);
      await large.owner('drop database if exists attacked');
      await large.owner('create database attacked');
    } finally {
      await large.close();
    }
    const url = new URL(server.ownerUrl);
    url.pathname = '/attacked';
    const attacked = await openLog(url.toString(), server.roleSecret);
    try {
      const attacks = Math.min(10_000, Math.max(200, Math.round(count / 100)));
      return (await attack(attacked, attacks, seed, join(folder, 'attacks.json'))) && ok;
    } finally {
      await attacked.close();
    }
  } finally {
    await server.stop();
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  }
}
