import { Worker } from 'node:worker_threads';
import type { RoundRecord } from '../round-record.ts';
import type { Recomputed } from '../sealed-record.ts';

/** Recomputes a round from its record alone, in a thread of its own. Ends with whoever asked. */
export function recomputeInThread(record: RoundRecord, signal: AbortSignal): Promise<Recomputed> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./recompute-worker.ts', import.meta.url), {
    workerData: record,
  });
  return new Promise<Recomputed>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of the record ended with ${code}`)));
  }).finally(() => worker.terminate());
}
