/** The thread of `gate-thread.ts`: keeps what was released before, and answers one question after another. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './gate-thread.ts';
import type { Past } from './past.ts';
import { tablesOf } from './published-tables.ts';
import { remember, suppress } from './suppression.ts';

let past: Past | undefined;

function answer({ figures, thresholds, released }: Question): Answer {
  const tables = tablesOf(figures, thresholds);
  if (released) {
    past = remember(tables, thresholds, released, past);
    return { cells: [], memory: released.memory };
  }
  const { hidden, memory, past: all } = suppress(tables, thresholds, past);
  past = all;
  const cells = tables.cells.map(({ table, row, column, figure, key, value }) => ({
    table,
    row,
    column,
    figure,
    value: hidden.has(key) ? null : value,
  }));
  return { cells, memory };
}

parentPort?.on('message', (question: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer(question));
});
