import type { Left } from '../send-kept.ts';

/** What can still be taken back goes within this (ms); later than that, the clock of the device jumped. */
const LONGEST_HOLD_MS = 10_000;

export interface SendWaitingPorts {
  /** One sender at a time on this device: waits for the one that is at it. */
  readonly alone: (run: () => Promise<Left | null>) => Promise<Left | null>;
  readonly send: () => Promise<Left | null>;
  /** Tells the pages that something may have gone. */
  readonly tell: () => void;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Sends what waits on this device without a page, also what could still be taken back when the page was closed.
 * Whoever is at it already may have begun without a line, so that one is waited for and not relied on.
 * @throws when something is left that nobody answered: the browser asks again later
 */
export async function sendWaiting(ports: SendWaitingPorts): Promise<void> {
  for (;;) {
    const left = await ports.alone(ports.send);
    ports.tell();
    if (left === null) return;
    if (left.unheard > 0) throw new Error('no answer yet');
    if (left.nextDueAt === null) return;
    const ms = left.nextDueAt - ports.now();
    if (ms > LONGEST_HOLD_MS) throw new Error('not due yet');
    await ports.wait(ms);
  }
}
