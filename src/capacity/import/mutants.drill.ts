import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../../access/policies.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { Failure } from '../../platform/errors.ts';
import { type FileKind, mutateFile } from '../../platform/testing/mutate-file.ts';
import { seededRandom } from '../../platform/testing/seeded-random.ts';
import type { ImportState } from '../contract.ts';
import { undoEvent } from '../undo-event.ts';
import { actorOf, send, stateOf } from './import.fixtures.ts';
import type { ImportAccess } from './import-file.ts';
import { countersApart, factsNow, type Ground, makeGround, traces } from './mutants.fixtures.ts';
import { applyImport } from './apply-import.ts';

const kinds: FileKind[] = ['csv', 'json', 'xlsx'];
/** One in so many applies is broken off at a step of its own. */
const brokenOff = 4;
/** History grows with every undo; a fresh ground keeps each mutant as cheap as the first. */
const perGround = 1000;

export type Apply = (
  access: ImportAccess,
  actor: ReturnType<typeof actorOf>,
  id: string,
) => Promise<unknown>;

export interface DrillOptions {
  count: number;
  /** The first mutant; `count` more follow. A drill that was broken off goes on from the next one. */
  seed: number;
  /** What applies; a test plants a faulty one. */
  apply?: Apply;
  log?: (line: string) => void;
  /** Ends the drill once this is found: enough for a planted fault. */
  until?: string;
}

export interface DrillVerdict {
  outcomes: Map<string, number>;
  bad: string[];
  msEach: number;
  peakMb: number;
}

/** Breaks off between two steps of an apply, as a crash would. */
class BrokenOff extends Error {}

function breaking(access: ImportAccess, step: number): ImportAccess {
  let steps = 0;
  return {
    ...access,
    asProgram: (work) => {
      steps += 1;
      if (steps === step) throw new BrokenOff();
      return access.asProgram(work);
    },
  };
}

async function same(ground: Ground, before: string, what: string, faults: string[]): Promise<void> {
  if (`${await factsNow(ground)} ${await traces(ground)}` !== before) faults.push(what);
}

/** After an apply: everything of the file is there, counted, repeatable, and can be taken back. */
async function checkApplied(
  ground: Ground,
  state: ImportState,
  mutant: { bytes: Buffer; fileName: string },
  facts: string,
  faults: string[],
): Promise<void> {
  const actor = actorOf(ground.who);
  const { added, changed, removed } = state.counts;
  if ((await countersApart(ground)) > 0) faults.push('the counters differ from the facts');
  const again = await send(ground.access, actor, mutant.bytes, { fileName: mutant.fileName });
  const second = again.counts;
  if (second.added + second.changed + second.removed > 0)
    faults.push('a second time it changes something');
  if (state.eventId === null) {
    if (added + changed + removed > 0) faults.push('changes without an event');
    return;
  }
  await ground.t.db.write(ground.who, (tx) => undoEvent(tx, actor, { eventId: state.eventId! }));
  if ((await factsNow(ground)) !== facts) faults.push('undo does not bring the facts back');
  if ((await countersApart(ground)) > 0) faults.push('the counters differ after undo');
}

/** Lets one mutant loose. @returns its outcome, and what is wrong */
async function judge(
  ground: Ground,
  kind: FileKind,
  seed: number,
  apply: Apply,
): Promise<[string, string[]]> {
  const mutant = mutateFile(kind, ground.good[kind], seed);
  const random = seededRandom(seed ^ 0x5bd1e995);
  const actor = actorOf(ground.who);
  const faults: string[] = [];
  const facts = await factsNow(ground);
  const before = `${facts} ${await traces(ground)}`;
  const state = await send(ground.access, actor, mutant.bytes, { fileName: mutant.fileName });
  await same(ground, before, 'something changed before it was applied', faults);
  if (state.state === 'REFUSED') {
    const told = state.problems.every(
      (each) => each.message !== '' && !each.message.includes('{{') && each.mend,
    );
    if (state.problems.length === 0 || !told) faults.push('refused without words');
    return [`refused ${state.problems[0]?.code}`, faults];
  }
  if (state.state !== 'CHECKED') return [state.state, [...faults, `left in ${state.state}`]];
  if (random.below(brokenOff) === 0) {
    await apply(breaking(ground.access, 1 + random.below(3)), actor, state.id).catch(
      (error: unknown) => {
        if (!(error instanceof BrokenOff)) throw error;
      },
    );
    const after = await stateOf(ground.access, state.id);
    if (after.state !== 'APPLIED') {
      await same(ground, before, 'half of it is left after it was broken off', faults);
      return ['broken off', faults];
    }
  } else {
    await apply(ground.access, actor, state.id);
  }
  await checkApplied(ground, await stateOf(ground.access, state.id), mutant, facts, faults);
  return ['applied', faults];
}

/**
 * Sends `count` mutated files through staging, check, preview and apply on a database, some broken off
 * on the way, and looks after each whether anything was left of what was not applied whole.
 */
export async function drillMutants(t: Ground['t'], options: DrillOptions): Promise<DrillVerdict> {
  const apply = options.apply ?? applyImport;
  const verdict: DrillVerdict = { outcomes: new Map(), bad: [], msEach: 0, peakMb: 0 };
  const began = performance.now();
  let ground = await makeGround(t);
  for (let i = 0; i < options.count; i++) {
    const kind = kinds[(options.seed + i) % kinds.length]!;
    let outcome = 'crash';
    let faults: string[];
    try {
      [outcome, faults] = await judge(ground, kind, options.seed + i, apply);
    } catch (error) {
      faults = [error instanceof Failure ? `${error.kind} ${error.code}` : String(error)];
    }
    verdict.outcomes.set(outcome, (verdict.outcomes.get(outcome) ?? 0) + 1);
    for (const fault of faults)
      verdict.bad.push(`seed ${options.seed + i} (${kind}, ${outcome}): ${fault}`);
    if (options.until !== undefined && faults.some((fault) => fault.includes(options.until!)))
      break;
    if (faults.length > 0 || i % perGround === perGround - 1) ground = await makeGround(t);
    verdict.peakMb = Math.max(verdict.peakMb, Math.round(process.resourceUsage().maxRSS / 1024));
    if ((i + 1) % 1000 === 0) options.log?.(`${i + 1} mutants, ${verdict.bad.length} bad`);
  }
  verdict.msEach = (performance.now() - began) / options.count;
  return verdict;
}

/** The drill on a database of its own, started and thrown away; prints what came of it. */
export async function run(options: { count: number; seed: number }): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-mutants-'));
  const server = await startEmbedded({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
    },
  });
  const { ownerUrl, roleSecret } = server;
  await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('connect', (client) => void client.on('error', () => {}));
  owner.on('error', () => {});
  const db = openDatabase({ url: ownerUrl, roleSecret, poolSize: 4 });
  try {
    const t: Ground['t'] = {
      db,
      owner: async (text, values = []) => (await owner.query(text, values)).rows,
    };
    const verdict = await drillMutants(t, { ...options, log: console.log });
    for (const [outcome, n] of [...verdict.outcomes].sort((a, b) => b[1] - a[1])) {
      console.log(`${String(n).padStart(7)}  ${outcome}`);
    }
    for (const line of verdict.bad.slice(0, 20)) console.log(`BAD ${line}`);
    const well = verdict.bad.length === 0;
    console.log(
      `${well ? 'PASS' : 'FAIL'}: ${options.count} mutants, ${verdict.bad.length} bad, ${verdict.msEach.toFixed(1)} ms each, peak ${verdict.peakMb} MB`,
    );
    return well;
  } finally {
    await db.close();
    await owner.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [count = '300', seed = '1'] = process.argv.slice(2);
  process.exitCode = (await run({ count: Number(count), seed: Number(seed) })) ? 0 : 1;
}
