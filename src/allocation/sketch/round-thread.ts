import { Worker } from 'node:worker_threads';
import type { CallShare } from '../call-order.ts';
import type { OrderRules } from '../candidate-record.ts';
import type { RoundRecord } from '../round-record.ts';
import type { RoundFacts } from './lay-round.ts';
import type { Sketch } from './sketch.ts';

export interface RoundQuestion {
  readonly facts: RoundFacts;
  readonly shares: readonly CallShare[];
  readonly orderRules: OrderRules;
  /** Seconds for the solver. */
  readonly timeLimit: number;
}

export interface DrawnRound {
  readonly record: RoundRecord;
  readonly sketch: Sketch;
}

/** How far it is: how many parties were held against the places, or that it is being solved. */
export interface RoundProgress {
  readonly step: 'FACTS' | 'FITS' | 'SOLVING';
  readonly done: number;
  readonly of: number;
}

export type RoundMessage = { readonly progress: RoundProgress } | { readonly drawn: DrawnRound };

/** Draws a round in a thread of its own: it takes seconds in one piece, in which the program would answer nobody. */
export function drawInThread(
  question: RoundQuestion,
  onProgress: (progress: RoundProgress) => void,
  signal?: AbortSignal,
): Promise<DrawnRound> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./round-worker.ts', import.meta.url), {
    workerData: question,
  });
  return new Promise<DrawnRound>((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: RoundMessage) => {
      if ('drawn' in message) resolve(message.drawn);
      else onProgress(message.progress);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of the round ended with ${code}`)));
  }).finally(() => worker.terminate());
}
