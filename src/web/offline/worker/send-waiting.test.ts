import { expect, test } from 'vitest';
import type { Left } from '../send-kept.ts';
import { sendWaiting } from './send-waiting.ts';

const done: Left = { unheard: 0, nextDueAt: null };

/** A device on which each try comes to what is told here, in order; a fault where nobody answers. */
function makeDevice(outcomes: readonly (Left | null | Error)[]) {
  let now = 1000;
  let tries = 0;
  let told = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const run = () =>
    sendWaiting({
      alone: (use) => {
        const mine = turn.then(use);
        turn = mine.catch(() => {});
        return mine;
      },
      send: async () => {
        const outcome = outcomes[tries++]!;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      tell: () => void told++,
      now: () => now,
      wait: async (ms) => void (now += ms),
    }).then(
      () => 'done',
      () => 'again',
    );
  return { run, seen: () => ({ tries, told, now }) };
}

test('who is asked while another is at it without a line tries when that one gave up', async () => {
  const { run, seen } = makeDevice([new Error('no line'), done]);
  expect(await Promise.all([run(), run()])).toEqual(['again', 'done']);
  expect(seen()).toMatchObject({ tries: 2, told: 1 });
});

test('what can still be taken back goes when it is due, though its page is closed', async () => {
  const { run, seen } = makeDevice([{ unheard: 0, nextDueAt: 5000 }, done]);
  expect(await run()).toBe('done');
  expect(seen()).toEqual({ tries: 2, told: 2, now: 5000 });
});

test.each([
  ['nobody answered', { unheard: 1, nextDueAt: null }, 'again'],
  ['the clock jumped back', { unheard: 0, nextDueAt: 100_000 }, 'again'],
  ['nobody is signed in', null, 'done'],
])('when %s it tries once', async (_, left, outcome) => {
  const { run, seen } = makeDevice([left]);
  expect(await run()).toBe(outcome);
  expect(seen().tries).toBe(1);
});
