import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { beginning } from '../platform/audit/line-hash.ts';
import { isProven, proveLine } from '../platform/audit/prove-line.ts';
import { looksAt } from '../platform/audit/looks-at.ts';
import { seenBy } from '../platform/audit/seen-by.ts';
import { openStatements, type StatementFolder } from '../platform/audit/statement-folder.ts';
import type { RootStatement } from '../platform/audit/statement.ts';
import { type Verification, verifyLog } from '../platform/audit/verify-log.ts';
import { type Config, readConfig } from '../platform/config.ts';
import type { Database } from '../platform/db/database.ts';
import { noteRun } from '../platform/jobs/note-runs.ts';
import { StartProblem } from '../platform/errors.ts';
import { auditOf } from './audit.ts';
import { withDatabase } from './commands.ts';
import { readInstance } from './instance.ts';
import { showProgress } from './progress.ts';
import type { RunningDatabase } from './start-database.ts';

interface Audited {
  db: Database;
  signal: AbortSignal;
  database: RunningDatabase;
  config: Config;
  instanceId: string;
  folder: StatementFolder;
}

const withLog = <T>(work: (log: Audited) => Promise<T>): Promise<T> =>
  withDatabase(async (db, signal, database) => {
    const config = readConfig(process.env, { demo: false });
    const { id } = await readInstance(database.ownerUrl);
    const folder = openStatements(config.audit.folder, id);
    return work({ db, signal, database, config, instanceId: id, folder });
  });

const say = (text: string) => process.stdout.write(`${text}\n`);
const many = (count: number) => count.toLocaleString('en');

function tell(verified: Verification): void {
  const { lines, days, seconds, skippedDays, unsealed, unsigned, restored, problems } = verified;
  const rate = many(Math.round(lines / Math.max(seconds, 0.001)));
  say(`${many(lines)} lines of ${days} days in ${seconds.toFixed(1)} s, ${rate} a second.`);
  if (skippedDays > 0) say(`${skippedDays} of the days were done by the run that was broken off.`);
  if (unsealed > 0) say(`${many(unsealed)} entries wait for their number.`);
  if (unsigned > 0) say(`The last ${many(unsigned)} lines are not signed yet.`);
  for (const { at, last, lost, reason } of restored)
    say(
      `Restored at ${at}, going on after line ${last}: ${lost.last - last} signed lines are gone. ${reason}`,
    );
  for (const problem of problems) say(`CHANGED: ${problem}.`);
  say(problems.length === 0 ? 'The log is in order.' : 'The log is NOT in order.');
}

/** `vrijplaats audit verify`. */
export const auditVerify = (options: { workers: number; fresh?: boolean }): Promise<number> =>
  withLog(async ({ db, signal, database, config, instanceId, folder }) => {
    const resumeFile = join(config.dataDir, 'audit-verify.jsonl');
    if (options.fresh) rmSync(resumeFile, { force: true });
    const bar = showProgress(process.stderr, 'Verifying');
    const verified = await verifyLog({
      db,
      server: { url: database.ownerUrl, roleSecret: database.roleSecret },
      workers: options.workers,
      folder,
      instanceId,
      resumeFile,
      progress: bar.tell,
      signal,
    }).finally(bar.end);
    tell(verified);
    const { lines, problems } = verified;
    await noteRun(db, 'verify-log', problems.length === 0, { lines, problems: problems.length });
    return verified.problems.length === 0 ? 0 : 1;
  });

/** `vrijplaats audit proof`. */
export const auditProof = (line: number): Promise<number> =>
  withLog(async ({ db, instanceId, folder }) => {
    const proof = await proveLine(db, folder, beginning(instanceId), line);
    if (!proof)
      throw new StartProblem(`There is no line ${line}, or it was not signed yet (each minute).`);
    const { statement } = JSON.parse(proof.statement) as { statement: RootStatement };
    say(JSON.stringify(proof, null, 2));
    const holds = isProven(proof, statement);
    process.stderr.write(holds ? 'The proof holds.\n' : 'The proof does NOT hold.\n');
    return holds ? 0 : 1;
  });

const momentOf = (option: string, text: string): string => {
  if (Number.isNaN(Date.parse(text)))
    throw new StartProblem(`${option} is "${text}"; it must be a moment, as 2026-03-01T12:00:00Z.`);
  return new Date(text).toISOString();
};

/** `vrijplaats audit seen`. */
export function auditSeen(options: {
  account: string;
  from: string;
  until: string;
}): Promise<number> {
  const from = momentOf('--from', options.from);
  const until = momentOf('--until', options.until);
  return withLog(async ({ db }) => {
    const [person] = await db.as('vp_jobs', (tx) =>
      tx.rows<{ id: string; name: string }>(
        'select id, name from auth.person where id::text = $1 or subject = $1',
        [options.account],
      ),
    );
    if (!person) throw new StartProblem(`There is no account "${options.account}".`);
    const began = performance.now();
    const lines = await seenBy(db, { account: person.id, from, until });
    for (const { number, line } of lines) say(`{"number":${number},"line":${line}}`);
    const ms = Math.round(performance.now() - began);
    process.stderr.write(`${person.name}: ${many(lines.length)} lines in ${ms} ms.\n`);
    return 0;
  });
}

/** `vrijplaats audit looks`. */
export const auditLooks = (options: { of: string[]; most: number }): Promise<number> =>
  withLog(async ({ db }) => {
    const began = performance.now();
    const lines = await looksAt(db, { ids: options.of, most: options.most });
    for (const { number, line } of lines) say(`{"number":${number},"line":${line}}`);
    const ms = Math.round(performance.now() - began);
    process.stderr.write(`${many(lines.length)} lines in ${ms} ms.\n`);
    return 0;
  });

/** `vrijplaats audit restored`. */
export const auditRestored = (reason: string): Promise<number> =>
  withLog(async ({ db, config, instanceId }) => {
    const { last, lost } = await auditOf({ config, db, instanceId }).signer.restored(reason);
    say(`The log goes on after line ${many(last)}; ${many(lost)} signed lines are gone.`);
    return 0;
  });
