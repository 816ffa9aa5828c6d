import { beginWrite, dropWrite, keepRefusal, keptWrites } from './kept.ts';
import { OUTBOX_LOCK, sendKept } from './send-kept.ts';

/** So long (ms) signing out waits for what was not sent. */
const PATIENCE_MS = 5000;

/** Sends all that waits for this hat, also what could still be taken back. @returns whether nothing is left */
export async function sendAllKept(whose: string): Promise<boolean> {
  try {
    if ((await keptWrites(whose)).length === 0) return true;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await navigator.locks.request(OUTBOX_LOCK, { signal }, () =>
      sendKept({
        fetch: (path, init) => fetch(path, { ...init, credentials: 'same-origin', signal }),
        writes: keptWrites,
        begin: beginWrite,
        drop: dropWrite,
        refuse: keepRefusal,
        now: () => Number.POSITIVE_INFINITY,
      }),
    );
    return (await keptWrites(whose)).length === 0;
  } catch {
    return false;
  }
}
