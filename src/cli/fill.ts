import { embeddedIssuerName } from '../platform/auth/embedded-issuer.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { Failure, StartProblem } from '../platform/errors.ts';
import { liveDataProblem, markDemo, readInstance } from './instance.ts';
import { showProgress } from './progress.ts';
import type { RunningDatabase } from './start-database.ts';

export interface FillOptions {
  seed?: string;
  scale?: number;
  reset?: boolean;
}

/** As many as a first release goes back: only how far the progress is depends on it. */
const pastMonths = 24;

/** The day of the demo that stands there, null when it has to be filled. A fill is one transaction: half of one never stands there. */
async function filledOn(db: Database, options: FillOptions): Promise<string | null> {
  const { demoState } = await import('../demo/index.ts');
  const filled = await demoState(db);
  if (!filled) return null;
  const { seed = filled.seed, scale = filled.scale } = options;
  if (seed !== filled.seed || scale !== filled.scale) {
    throw new StartProblem(
      `The demo was filled with --scale ${filled.scale} --seed ${filled.seed}. Add --reset to throw it away and fill it anew.`,
    );
  }
  return filled.today;
}

async function withDatabase<T>(
  database: RunningDatabase,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const { ownerUrl, roleSecret, vault } = database;
  const db = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 2 });
  try {
    return await work(db);
  } catch (error) {
    // A full disk stops the server, or refuses one statement, whichever meets it first.
    if (error instanceof Failure && error.code === 'disk-full') {
      throw new StartProblem('PostgreSQL stopped: the disk is full. Make room and start again.');
    }
    throw error;
  } finally {
    await db.close();
  }
}

async function fill(
  db: Database,
  options: FillOptions & { ownerUrl: string; signal: AbortSignal },
): Promise<void> {
  const { fillDemo } = await import('../demo/index.ts');
  await markDemo(options.ownerUrl);
  const progress = showProgress(process.stdout, 'Filling the demo');
  try {
    await fillDemo({
      db,
      clock: systemClock,
      issuer: embeddedIssuerName,
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.scale !== undefined && { scale: options.scale }),
      progress: (done) => progress.tell(done),
      signal: options.signal,
    });
  } finally {
    progress.end();
  }
}

/** What the nightly jobs would have done before the demo's first day; what is done already is left alone. */
async function catchUp(db: Database, until: string, signal: AbortSignal): Promise<void> {
  // What the providers would have been told last night stands in their inboxes.
  const { tellOfUnavailability } = await import('../capacity/index.ts');
  await db.as('vp_jobs', tellOfUnavailability);
  const { countCrisis, makeDueReleases, releaseCrisis } = await import('../insight/index.ts');
  await db.as('vp_jobs', async (tx) => {
    await countCrisis(tx);
    await releaseCrisis(tx);
  });
  const progress = showProgress(process.stdout, 'Releasing the figures of past months');
  try {
    let done = 0;
    await makeDueReleases(db, {
      signal,
      until,
      progress: () => progress.tell(done++ / pastMonths),
    });
  } finally {
    progress.end();
  }
}

/**
 * Makes sure that a prepared database holds the demo: fills it on the first start. What comes after the fill
 * is taken up again on the next start when the first one was broken off.
 * @throws StartProblem for a database that holds other data
 */
export async function ensureDemo(
  database: RunningDatabase,
  options: FillOptions & { signal: AbortSignal },
): Promise<void> {
  const { signal } = options;
  const instance = await readInstance(database.ownerUrl);
  if (instance.mode !== 'demo' && !instance.empty) throw liveDataProblem();
  await withDatabase(database, async (db) => {
    if (!(await filledOn(db, options))) {
      if (!instance.empty) throw liveDataProblem();
      await fill(db, { ...options, ownerUrl: database.ownerUrl });
    }
    const day = await filledOn(db, options);
    if (day) await catchUp(db, day, signal);
  });
}
