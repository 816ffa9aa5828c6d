import { performance } from 'node:perf_hooks';
import { afterEach, expect, test } from 'vitest';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import { type GateThread, openGateThread } from './gate-thread.ts';
import type { Past } from './past.ts';
import { keyOf, type MonthFigures, tablesOf } from './published-tables.ts';
import { monthAfter, randomMonth } from './random-month.fixtures.ts';
import { primaryKeys, remember, suppress } from './suppression.ts';

const thresholds = { usual: 5, sensitive: 9, organisations: 3 };
const open: GateThread[] = [];
const openThread = (signal?: AbortSignal) => {
  const thread = openGateThread(signal);
  open.push(thread);
  return thread;
};
afterEach(async () => {
  for (const thread of open.splice(0)) await thread.close();
});

function threeMonths(): MonthFigures[] {
  const { next } = seededRandom(3);
  // The third takes the rule some tenths of a second.
  const first = randomMonth(next, { providers: 12, units: 40 });
  const second = monthAfter(next, first);
  return [first, second, monthAfter(next, second)];
}

test('a thread hides what the rule hides, also of months after one that it only remembers', async () => {
  const thread = openThread();
  let past: Past | undefined;
  for (const [n, figures] of threeMonths().entries()) {
    const tables = tablesOf(figures, thresholds);
    if (n === 1) {
      const released = { hidden: primaryKeys(tables, thresholds), memory: 'all' as const };
      past = remember(tables, thresholds, released, past);
      expect((await thread.ask({ figures, thresholds, released })).cells).toEqual([]);
      continue;
    }
    const expected = suppress(tables, thresholds, past);
    past = expected.past;
    const { cells, memory } = await thread.ask({ figures, thresholds });
    const hidden = cells.filter((cell) => cell.value === null).map(keyOf);
    expect(new Set(hidden)).toEqual(expected.hidden);
    expect(memory).toBe(expected.memory);
  }
});

test('meanwhile the program is free to answer', async () => {
  const months = threeMonths();
  const thread = openThread();
  for (const figures of months.slice(0, 2)) await thread.ask({ figures, thresholds });
  const before = performance.eventLoopUtilization();
  await thread.ask({ figures: months[2]!, thresholds });
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('who breaks it off does not wait for the month', async () => {
  const stop = new AbortController();
  const [figures] = threeMonths();
  const asked = openThread(stop.signal).ask({ figures: figures!, thresholds });
  stop.abort(new Error('broken off'));
  await expect(asked).rejects.toThrow('broken off');
});

test('what goes wrong in the thread is told to who asked', async () => {
  const [month] = threeMonths();
  const figures = { ...month!, outOfUse: [{ ...month!.outOfUse[0]!, reason: 'NO_SUCH' }] };
  const thread = openThread();
  await expect(thread.ask({ figures, thresholds })).rejects.toThrow(/in no group: NO_SUCH/);
  await expect(thread.ask({ figures, thresholds })).rejects.toThrow();
});
