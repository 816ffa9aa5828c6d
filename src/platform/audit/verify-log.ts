import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Database, Reader } from '../db/database.ts';
import { beginning } from './line-hash.ts';
import type { StatementFolder } from './statement-folder.ts';
import { type RestoredStatement, standing } from './statement.ts';
import { type DayToVerify, type VerifiedDay, verifyDay } from './verify-day.ts';

export interface Verification {
  lines: number;
  bytes: number;
  days: number;
  /** Days that an earlier run had done. */
  skippedDays: number;
  /** Entries without a number yet. */
  unsealed: number;
  /** Last lines that no statement covers yet. */
  unsigned: number;
  restored: readonly RestoredStatement[];
  /** Empty when nothing was changed. */
  problems: readonly string[];
  seconds: number;
}

interface VerifyOptions {
  db: Database;
  /** For the threads, which have a connection of their own; absent = all in this thread. */
  server?: { url: string; roleSecret: string };
  workers?: number;
  folder: StatementFolder;
  instanceId: string;
  /** Where the days that are done are kept, so that a run that was broken off goes on; null = nowhere. */
  resumeFile?: string | null;
  progress?: (done: number, what: string) => void;
  signal?: AbortSignal;
}

interface State {
  days: { day: string; first: number; last: number; count: number }[];
  unsealed: number;
}

async function stateOf(tx: Reader): Promise<State> {
  const days = await tx.rows<State['days'][number]>(
    `select day::text, min(number) as first, max(number) as last, count(*)::int as count from audit.line group by day order by min(number)`,
  );
  const [open] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from audit.entry e
      where e.tx >= coalesce((select swept from audit.line order by number desc limit 1), '0'::xid8)
        and not exists (select from audit.line l where l.entry_id = e.id)`,
  );
  return { days, unsealed: open!.count };
}

/** What can be said without reading a line: signatures, what was signed beyond the end, restorations without their line. */
async function outerProblems(tx: Reader, options: VerifyOptions, state: State) {
  const read = options.folder.read();
  const problems = read.flatMap(({ fault }) => fault ?? []);
  const { roots, restored } = standing(
    read.filter(({ fault }) => fault === null).map(({ statement }) => statement),
  );
  const head = state.days.at(-1)?.last ?? 0;
  const beyond = roots.filter(({ last }) => last > head).at(-1);
  if (beyond)
    problems.push(
      `lines ${head + 1} to ${beyond.last} are missing: they were signed at ${beyond.at}`,
    );
  if (roots.some(({ instance }) => instance !== options.instanceId))
    problems.push('a statement is about another installation');
  for (const { last, lost, at } of restored) {
    const [line] = await tx.rows(
      `select 1 from audit.line l join audit.entry e on e.id = l.entry_id
        where l.number > $1 and strpos(e.line, '"kind":"RESTORED"') > 0 and strpos(e.line, $2) > 0 limit 1`,
      [last, `"hash":"${lost.hash}"`],
    );
    if (!line) problems.push(`the restore that was signed at ${at} has no line`);
  }
  let number = 0;
  for (const { day, first, last, count } of state.days) {
    if (first !== number + 1) problems.push(`lines ${number + 1} to ${first - 1} are missing`);
    if (last - first + 1 !== count) problems.push(`lines are missing on ${day}`);
    number = last;
  }
  for (const { day, last } of roots)
    if (last <= head && !state.days.some((each) => each.day === day))
      problems.push(`${day} was signed and has no line`);
  return { problems, roots, restored, head };
}

/** The days that an earlier run has done, as long as they end as they ended then. */
function resumed(file: string | null | undefined): Map<string, VerifiedDay & { last: number }> {
  if (!file || !existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const done = JSON.parse(line) as VerifiedDay & { last: number };
      return [done.day, done];
    }),
  );
}

type Verifier = (day: DayToVerify, tell: (lines: number) => void) => Promise<VerifiedDay>;

function threadOf(server: { url: string; roleSecret: string }, begin: Buffer) {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
    workerData: { url: server.url, roleSecret: server.roleSecret, beginning: begin },
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const post = (message: DayToVerify | null) => worker.postMessage(message);
  const verify: Verifier = (day, tell) =>
    new Promise((resolve, reject) => {
      const hear = (message: { lines?: number; verified?: VerifiedDay; failed?: string }) => {
        if (message.lines !== undefined) return tell(message.lines);
        worker.off('message', hear);
        worker.off('error', reject);
        if (message.verified) resolve(message.verified);
        else reject(new Error(message.failed));
      };
      worker.on('message', hear);
      worker.on('error', reject);
      post(day);
    });
  return { verify, end: () => post(null) };
}

/** Recomputes the whole log and holds it against itself and against what was signed. */
export async function verifyLog(options: VerifyOptions): Promise<Verification> {
  const { db, folder, instanceId, resumeFile, progress, signal } = options;
  const began = performance.now();
  const { state, outer } = await db.as(
    'vp_jobs',
    async (tx) => {
      const found = await stateOf(tx);
      return { state: found, outer: await outerProblems(tx, { ...options, folder }, found) };
    },
    { isolation: 'repeatable read' },
  );
  const begin = beginning(instanceId);
  const before = resumed(resumeFile);
  const done: VerifiedDay[] = [];
  const queue: DayToVerify[] = [];
  for (const { day, first, last } of state.days) {
    const known = before.get(day);
    if (known?.last === last) done.push(known);
    else queue.push({ day, first, last, roots: outer.roots.filter((root) => root.day === day) });
  }
  const skippedDays = done.length;
  const all = state.days.reduce((sum, { count }) => sum + count, 0);
  let lines = done.reduce((sum, each) => sum + each.lines, 0);
  const tell = (some: number) => {
    lines += some;
    progress?.(all === 0 ? 1 : lines / all, `${lines.toLocaleString('en')} lines`);
  };
  const { server } = options;
  const here: Verifier = (day, say) => verifyDay(db, day, begin, say);
  const threads = server
    ? Array.from({ length: Math.min(options.workers ?? 2, Math.max(1, queue.length)) }, () =>
        threadOf(server, begin),
      )
    : [{ verify: here, end: () => {} }];
  try {
    await Promise.all(
      threads.map(async ({ verify }) => {
        for (let day = queue.shift(); day; day = queue.shift()) {
          signal?.throwIfAborted();
          const verified = await verify(day, tell);
          done.push(verified);
          if (resumeFile)
            writeFileSync(resumeFile, `${JSON.stringify({ ...verified, last: day.last })}\n`, {
              flag: 'a',
            });
        }
      }),
    );
  } finally {
    for (const { end } of threads) end();
  }
  if (resumeFile) rmSync(resumeFile, { force: true });
  const signedTo = Math.max(0, ...outer.roots.map(({ last }) => last));
  return {
    lines: done.reduce((sum, each) => sum + each.lines, 0),
    bytes: done.reduce((sum, each) => sum + each.bytes, 0),
    days: done.length,
    skippedDays,
    unsealed: state.unsealed,
    unsigned: Math.max(0, outer.head - signedTo),
    restored: outer.restored,
    problems: [
      ...outer.problems,
      ...done
        .sort((a, b) => (a.day < b.day ? -1 : 1))
        .flatMap(({ day, problems }) => problems.map((text) => `${day}: ${text}`)),
    ],
    seconds: (performance.now() - began) / 1000,
  };
}
