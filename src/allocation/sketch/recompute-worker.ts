/** The thread of `recompute-thread.ts`: recomputes one record and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadSolver } from '../round/mip.ts';
import { recomputeRound, type RoundRecord } from '../round-record.ts';

const answer = await recomputeRound(workerData as RoundRecord, {
  loadSolver,
  now: () => performance.now(),
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(answer);
