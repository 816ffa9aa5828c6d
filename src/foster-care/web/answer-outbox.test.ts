import { expect, test } from 'vitest';
import { ApiProblem } from '../../web/api.ts';
import { AnswerOutbox, HOLD_MS, type Unsent } from './answer-outbox.ts';

/** An outbox over a clock that is moved by hand, and a line that answers as it is told. */
function make() {
  const timers = new Set<{ at: number; run: () => void }>();
  const sent: Unsent[] = [];
  const settled: [string, string | null][] = [];
  let now = Date.parse('2026-11-23T20:50:00Z');
  let keys = 0;
  const line: { fault: ApiProblem | null } = { fault: null };
  const outbox = new AnswerOutbox({
    send: async (unsent) => {
      sent.push(unsent);
      if (line.fault) throw line.fault;
    },
    settled: ({ answer }, refused) => settled.push([answer, refused?.code ?? null]),
    now: () => new Date(now),
    newKey: () => `key ${++keys}`,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const pass = async (ms: number) => {
    now += ms;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.run();
    }
    await Promise.resolve();
    await Promise.resolve();
  };
  return { outbox, sent, settled, line, pass };
}
const states = (outbox: AnswerOutbox) => outbox.get().map(({ state }) => state);

test('an answer is held a moment, then it goes', async () => {
  const { outbox, sent, settled, pass } = make();
  outbox.give('a', 'CAN');
  await pass(HOLD_MS - 1);
  expect([states(outbox), sent]).toEqual([['held'], []]);
  await pass(1);
  expect([states(outbox), settled]).toEqual([[], [['CAN', null]]]);
});

test('what was taken back or said otherwise never goes', async () => {
  const { outbox, sent, pass } = make();
  outbox.give('a', 'CAN');
  outbox.undo('a');
  outbox.give('b', 'CAN');
  outbox.give('b', 'CALL_ME');
  await pass(HOLD_MS);
  expect(sent.map(({ cardId, answer }) => [cardId, answer])).toEqual([['b', 'CALL_ME']]);
});

test('a line that is back sends what waits, leaving also what is held', async () => {
  const { outbox, sent, pass } = make();
  outbox.give('a', 'CAN');
  outbox.flush();
  await pass(0);
  expect([states(outbox), sent]).toEqual([['held'], []]);
  outbox.leave();
  await pass(0);
  expect([states(outbox), sent.length]).toEqual([[], 1]);
  await pass(HOLD_MS);
  expect(sent).toHaveLength(1);
});

test('without an answer it waits, and goes again with the same key and moment', async () => {
  const { outbox, sent, settled, line, pass } = make();
  line.fault = new ApiProblem(0, 'no-answer');
  outbox.give('a', 'CAN');
  await pass(HOLD_MS);
  expect([states(outbox), settled]).toEqual([['waiting'], []]);
  await pass(15_000);
  expect([states(outbox), sent.length]).toEqual([['waiting'], 2]);
  line.fault = null;
  outbox.flush();
  await pass(0);
  expect([states(outbox), settled]).toEqual([[], [['CAN', null]]]);
  expect(new Set(sent.map(({ key, givenAt }) => `${key} ${givenAt}`)).size).toBe(1);
});

test('a card that was closed meanwhile is told, and nothing is sent again', async () => {
  const { outbox, sent, settled, line, pass } = make();
  line.fault = new ApiProblem(409, 'card-is-closed');
  outbox.give('a', 'CAN');
  await pass(HOLD_MS);
  await pass(60_000);
  expect([states(outbox), settled, sent.length]).toEqual([[], [['CAN', 'card-is-closed']], 1]);
});
