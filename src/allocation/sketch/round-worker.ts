/** The thread of `round-thread.ts`: draws one round and ends. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { loadSolver } from '../round/mip.ts';
import { drawSketch } from './draw-sketch.ts';
import type { RoundMessage, RoundQuestion } from './round-thread.ts';

const tell = (message: RoundMessage) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
};

const drawn = await drawSketch(
  workerData as RoundQuestion,
  { loadSolver, now: () => performance.now() },
  () => randomBytes(16).toString('hex'),
  (progress) => tell({ progress }),
);
tell({ drawn });
