import { photoJson, takeSnapshot, type SnapshotKind } from '../capacity/index.ts';
import { readConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { StartProblem } from '../platform/errors.ts';
import { dayIn, isDay } from '../platform/period.ts';
import { runningServer } from './server-file.ts';
import { prepareDatabase, type RunningDatabase, startDatabase } from './start-database.ts';

/** The database of this machine's installation: the one that runs, or started for this command alone. */
async function reachDatabase(): Promise<RunningDatabase> {
  const config = readConfig(process.env, { demo: false });
  const running = config.databaseUrl ? null : runningServer(config.dataDir);
  if (running) return { ...running, stop: async () => {} };
  const database = await startDatabase(config);
  try {
    await prepareDatabase(database);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}

/** Runs a command's work on the database, whoever started it. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const database = await reachDatabase();
  const db = openDatabase({ url: database.ownerUrl, roleSecret: database.roleSecret, poolSize: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
    await database.stop();
  }
}

/** `vrijplaats migrate`. */
export async function migrateCommand(): Promise<void> {
  const database = await startDatabase(readConfig(process.env, { demo: false }));
  try {
    const applied = await prepareDatabase(database);
    process.stdout.write(
      applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}.\n`,
    );
  } finally {
    await database.stop();
  }
}

/** `vrijplaats photo`. */
export async function photoCommand(options: { at?: string; known?: string }): Promise<void> {
  if (options.at !== undefined && !isDay(options.at)) {
    throw new StartProblem(`--at is "${options.at}"; it must be a day that exists, as yyyy-mm-dd.`);
  }
  if (options.known !== undefined && Number.isNaN(Date.parse(options.known))) {
    throw new StartProblem(`--known is "${options.known}"; it must be a moment, as 2026-03-01T12:00:00Z.`);
  }
  const now = new Date();
  const today = dayIn(now);
  const known = options.known === undefined ? null : new Date(options.known).toISOString();
  const text = await withDatabase((db) =>
    db.as(
      'vp_jobs',
      (tx) => photoJson(tx, { day: options.at ?? today, knownAt: known, today }, now),
      { isolation: 'repeatable read' },
    ),
  );
  process.stdout.write(`${text}\n`);
}

const kinds: readonly string[] = ['WEEKLY', 'MONTHLY', 'AD_HOC'] satisfies SnapshotKind[];

/** `vrijplaats snapshot`. */
export async function snapshotCommand(kind: string): Promise<void> {
  if (!kinds.includes(kind)) {
    throw new StartProblem(`--kind is "${kind}"; it must be ${kinds.join(', ')}.`);
  }
  const { id, taken } = await withDatabase((db) =>
    db.as('vp_jobs', (tx) => takeSnapshot(tx, kind as SnapshotKind)),
  );
  process.stdout.write(taken ? `Taken: ${id}.\n` : `There was one of this kind and day already: ${id}.\n`);
}
