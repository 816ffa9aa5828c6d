import type { Database, Writer } from '../db/database.ts';
import { Failure } from '../errors.ts';
import { type Look, lookTexts } from './look.ts';

/** Where looks are written down. */
export interface LookLog {
  /**
   * Resolves once the look stands in the database, committed.
   * @throws Failure look-not-logged: then nothing may be shown
   */
  append(sessionId: string, look: Look): Promise<void>;
}

interface Pending {
  sessionId: string;
  texts: string[];
  resolve(): void;
  reject(error: unknown): void;
}

/** A line in the transaction of a change, under its event; it stands or falls with it. */
export async function appendInTransaction(tx: Writer, look: Look): Promise<void> {
  for (const text of lookTexts(look))
    await tx.prepared('append look', 'select audit.append($1, null)', [text]);
}

const mostAtOnce = 200;
const mostRounds = 2;
/** So soon after another, a look is one of many; then it is held this long, so that more go with it. */
const busyMs = 15;
const gatherMs = 12;

/**
 * Writes looks of many requests with one transaction: who comes while one is on its way goes with the
 * next, so that under load a look costs a row and no round trip of its own.
 */
export function openLookLog(db: Database): LookLog {
  let waiters: Pending[] = [];
  let rounds = 0;
  let isPlanned = false;
  let lastAt = -Infinity;

  async function write(batch: readonly Pending[]): Promise<void> {
    const sessions = batch.flatMap(({ sessionId, texts }) => texts.map(() => sessionId));
    const texts = batch.flatMap((each) => each.texts);
    await db.as(
      'vp_door',
      (tx) => tx.prepared('append looks', 'select audit.append_looks($1, $2)', [sessions, texts]),
      { isolation: 'read committed' },
    );
  }

  /** What one of them gets wrong is not held against the others. */
  async function writeEach(batch: readonly Pending[], cause: unknown): Promise<void> {
    for (const each of batch) {
      try {
        if (batch.length === 1) throw cause;
        await write([each]);
        each.resolve();
      } catch (error) {
        const failure = new Failure('unavailable', 'look-not-logged');
        failure.cause = error;
        each.reject(failure);
      }
    }
  }

  async function round(): Promise<void> {
    const batch = waiters.slice(0, mostAtOnce);
    waiters = waiters.slice(mostAtOnce);
    rounds += 1;
    try {
      await write(batch);
      for (const each of batch) each.resolve();
    } catch (error) {
      await writeEach(batch, error);
    }
    rounds -= 1;
    plan(true);
  }

  /** One that comes alone goes at once; where they come one after another, some travel together. */
  function plan(isBusy: boolean): void {
    if (isPlanned || rounds >= mostRounds || waiters.length === 0) return;
    isPlanned = true;
    const go = () => {
      isPlanned = false;
      void round();
    };
    if (isBusy) setTimeout(go, gatherMs);
    else setImmediate(go);
  }

  return {
    append: (sessionId, look) =>
      new Promise((resolve, reject) => {
        const now = performance.now();
        waiters.push({ sessionId, texts: lookTexts(look), resolve, reject });
        plan(now - lastAt < busyMs);
        lastAt = now;
      }),
  };
}
