import { Worker } from 'node:worker_threads';
import type { Memory } from './past.ts';
import type { Coordinate, MonthFigures, Thresholds } from './published-tables.ts';

/** A month to work out; or, with `released`, one that was released before and is only remembered. */
export interface Question {
  figures: MonthFigures;
  thresholds: Thresholds;
  released?: { hidden: ReadonlySet<string>; memory: Memory };
}

/** A cell as it is published; null where it is not shown. */
export interface GatedCell extends Coordinate {
  value: number | null;
}

export interface Answer {
  /** None of a month that is only remembered. */
  cells: GatedCell[];
  memory: Memory;
}

/**
 * The release gate in a thread of its own: a month takes it up to some seconds in one piece, in which the
 * program would answer nobody. The months go in one after another, each is held against all before it.
 */
export interface GateThread {
  /** @throws the signal's reason when it is aborted meanwhile; the thread has then ended */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

export function openGateThread(signal?: AbortSignal): GateThread {
  const worker = new Worker(new URL('./gate-worker.ts', import.meta.url));
  let waiting: { resolve(answer: Answer): void; reject(reason: unknown): void } | null = null;
  let ended: { why: unknown } | null = null;
  const end = (why: unknown) => {
    ended ??= { why };
    waiting?.reject(ended.why);
    waiting = null;
  };
  const abort = () => {
    end(signal?.reason);
    void worker.terminate();
  };
  signal?.addEventListener('abort', abort, { once: true });
  worker.on('message', (answer: Answer) => {
    waiting?.resolve(answer);
    waiting = null;
  });
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the thread of the release gate ended with ${code}`)));
  return {
    ask(question) {
      signal?.throwIfAborted();
      return new Promise((resolve, reject) => {
        if (ended) {
          reject(ended.why);
          return;
        }
        waiting = { resolve, reject };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(question);
      });
    },
    async close() {
      signal?.removeEventListener('abort', abort);
      await worker.terminate();
    },
  };
}
