import {
  type ImportCliOptions,
  importExit,
  type PhotoFormat,
  runImport,
  runPhoto,
  runSnapshot,
  type SnapshotKind,
} from '../capacity/index.ts';
import { readConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openLogRoom } from '../platform/db/log-room.ts';
import { Failure, StartProblem } from '../platform/errors.ts';
import { isDay } from '../platform/period.ts';
import { runningServer } from './server-file.ts';
import { prepareDatabase, type RunningDatabase, startDatabase, vaultOf } from './start-database.ts';
import { untilAskedToStop } from './stop.ts';

/** The database of this machine's installation: the one that runs, or started for this command alone. */
async function reachDatabase(): Promise<RunningDatabase> {
  const config = readConfig(process.env, { demo: false });
  const running = config.databaseUrl ? null : runningServer(config.dataDir);
  if (running) {
    const vault = await vaultOf(config, running.ownerUrl);
    return { ...running, vault, trouble: () => null, stop: () => vault.close() };
  }
  const database = await startDatabase(config);
  try {
    await prepareDatabase(database);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}

/** Runs a command's work on the database, whoever started it; Ctrl-C breaks it off cleanly. */
export async function withDatabase<T>(
  work: (db: Database, signal: AbortSignal, database: RunningDatabase) => Promise<T>,
): Promise<T> {
  const stopping = untilAskedToStop();
  const database = await reachDatabase();
  const { ownerUrl, roleSecret, vault } = database;
  const db = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 4 });
  try {
    return await work(db, stopping.signal, database);
  } finally {
    stopping.begin();
    await db.close();
    await database.stop();
  }
}

/** `vrijplaats migrate`. */
export async function migrateCommand(): Promise<number> {
  const database = await startDatabase(readConfig(process.env, { demo: false }));
  try {
    const applied = await prepareDatabase(database);
    process.stdout.write(
      applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}.\n`,
    );
    return 0;
  } finally {
    await database.stop();
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (!found) throw new StartProblem(`${option} is "${value}"; it must be ${allowed.join(', ')}.`);
  return found;
}

/** `vrijplaats photo`. */
export async function photoCommand(options: {
  at?: string;
  known?: string;
  format: string;
}): Promise<number> {
  const format = oneOf('--format', options.format, [
    'json',
    'csv',
    'table',
  ] satisfies PhotoFormat[]);
  if (options.at !== undefined && !isDay(options.at)) {
    throw new StartProblem(`--at is "${options.at}"; it must be a day that exists, as yyyy-mm-dd.`);
  }
  if (options.known !== undefined && Number.isNaN(Date.parse(options.known))) {
    throw new StartProblem(
      `--known is "${options.known}"; it must be a moment, as 2026-03-01T12:00:00Z.`,
    );
  }
  const known = options.known && new Date(options.known).toISOString();
  return withDatabase((db) => runPhoto({ db, at: options.at, known, format, io: process }));
}

/** `vrijplaats snapshot`. */
export async function snapshotCommand(options: { kind: string }): Promise<number> {
  const kinds: SnapshotKind[] = ['WEEKLY', 'MONTHLY', 'AD_HOC'];
  const kind = oneOf('--kind', options.kind, kinds);
  return withDatabase((db) => runSnapshot({ db, kind, io: process }));
}

export interface ImportOptions {
  kind?: string;
  provider?: string;
  dryRun?: boolean;
  yes?: boolean;
}

async function ask(question: string): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message: question, initialValue: false })) === true;
}

/** Nothing large is begun while the log of changes has little room. */
async function withRoom<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const { walVolumeBytes } = readConfig(process.env, { demo: false });
  const room = openLogRoom(ownerUrl, walVolumeBytes);
  try {
    await room.require();
    return await work();
  } finally {
    await room.close();
  }
}

const rowsText = (rows: number | null) =>
  rows === null ? 'Checking.' : `${rows.toLocaleString('en')} rows read.`;

/** `vrijplaats import`. */
export async function importCommand(
  files: readonly string[],
  given: ImportOptions,
): Promise<number> {
  const { kind, ...rest } = given;
  const options: ImportCliOptions = {
    ...rest,
    ...(kind !== undefined && {
      kind: oneOf('--kind', kind, ['recognition', 'stay', 'absence', 'unavailability'] as const),
    }),
  };
  const talks = process.stdin.isTTY && process.stdout.isTTY;
  const code = await withDatabase((db, signal, { ownerUrl }) =>
    withRoom(ownerUrl, () =>
      runImport({
        db,
        files,
        options,
        io: {
          stdout: process.stdout,
          stderr: process.stderr,
          signal,
          ...(talks && {
            confirm: ask,
            progress: (rows: number | null) => process.stderr.write(`\r\u001b[K${rowsText(rows)}`),
          }),
        },
      }),
    ).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'log-nearly-full') {
        throw new StartProblem(
          'The volume of the log of changes (pg_wal) is nearly full: nothing was imported. Make room and try again.',
        );
      }
      if (error instanceof Failure && error.code === 'file-unreadable') {
        throw new StartProblem(
          `${String(error.details['path'])} cannot be read (${String(error.details['code'])}).`,
        );
      }
      throw error;
    }),
  );
  if (code === importExit.notConfirmed) {
    process.stderr.write('Nothing was applied. Add --yes to apply without being asked.\n');
  }
  return code;
}
