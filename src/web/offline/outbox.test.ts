import { expect, test } from 'vitest';
import { ApiProblem } from '../api.ts';
import type { KeptWrite } from './kept.ts';
import { Outbox } from './outbox.ts';

const HOLD_MS = 5000;

/** A device that lasts longer than its pages: what was kept, a clock moved by hand, and a line that answers as told. */
function makeDevice() {
  const kept = new Map<string, KeptWrite>();
  const timers = new Set<{ at: number; run: () => void }>();
  const sent: KeptWrite[] = [];
  const settled: [string, string][] = [];
  const line: { fault: Error | null; isOnline: boolean; waits: number } = {
    fault: null,
    isOnline: true,
    waits: 0,
  };
  let now = Date.parse('2026-11-23T20:50:00Z');
  let keys = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const open = (isKeeping = true) =>
    new Outbox({
      memory: {
        all: async () => [...kept.values()],
        keep: async (write) => {
          if (!isKeeping) throw new Error('nothing is kept here');
          for (const { key, about } of kept.values()) if (about === write.about) kept.delete(key);
          kept.set(write.key, write);
        },
        drop: async (key) => void kept.delete(key),
        begin: async (key) => {
          const write = kept.get(key);
          if (!isKeeping) throw new Error('nothing is kept here');
          if (write) kept.set(key, { ...write, isTried: true });
          return write !== undefined;
        },
      },
      send: async (write) => {
        sent.push(write);
        if (line.fault) throw line.fault;
      },
      settled: ({ body }, outcome) =>
        settled.push([String(body), outcome instanceof ApiProblem ? outcome.code : outcome]),
      alone: (run) => {
        const mine = turn.then(run);
        turn = mine.catch(() => {});
        return mine;
      },
      isOnline: () => line.isOnline,
      waits: () => void line.waits++,
      now: () => new Date(now),
      newKey: () => `key ${++keys}`,
      after: (ms, run) => {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    });
  const settle = async () => {
    for (let i = 0; i < 30; i += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    await settle();
    now += ms;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.run();
    }
    await settle();
  };
  /** The phone is closed: nothing of its page runs any more. */
  const close = () => timers.clear();
  return { open, kept, sent, settled, line, pass, close };
}
const say = (outbox: Outbox, about: string, body: string, holdMs = HOLD_MS) =>
  outbox.give({ whose: 'hat', about, method: 'POST', path: '/', body: () => body, holdMs });
const states = (outbox: Outbox) => outbox.get().map(({ state }) => state);

test('what is said is kept and held a moment, then it goes', async () => {
  const { open, kept, sent, settled, pass } = makeDevice();
  const outbox = open();
  say(outbox, 'a', 'CAN');
  await pass(HOLD_MS - 1);
  expect([states(outbox), sent, kept.size]).toEqual([['held'], [], 1]);
  await pass(1);
  expect([states(outbox), settled, kept.size]).toEqual([[], [['CAN', 'taken']], 0]);
});

test('what was taken back or said otherwise never goes, and is not kept', async () => {
  const { open, kept, sent, pass } = makeDevice();
  const outbox = open();
  say(outbox, 'a', 'CAN');
  outbox.undo('a');
  say(outbox, 'b', 'CAN');
  say(outbox, 'b', 'CALL_ME');
  await pass(1);
  expect([...kept.values()].map(({ body }) => body)).toEqual(['CALL_ME']);
  await pass(HOLD_MS);
  expect(sent.map(({ about, body }) => [about, body])).toEqual([['b', 'CALL_ME']]);
});

test('a line that is back sends what waits, leaving also what is held', async () => {
  const { open, sent, pass } = makeDevice();
  const outbox = open();
  say(outbox, 'a', 'CAN');
  outbox.flush();
  await pass(0);
  expect([states(outbox), sent]).toEqual([['held'], []]);
  outbox.leave();
  await pass(0);
  expect([states(outbox), sent.length]).toEqual([[], 1]);
  await pass(HOLD_MS);
  expect(sent).toHaveLength(1);
});

test('without an answer it waits, cannot be taken back, and goes again with the same key and moment', async () => {
  const { open, sent, settled, line, pass } = makeDevice();
  const outbox = open();
  line.fault = new ApiProblem(0, 'no-answer');
  say(outbox, 'a', 'CAN');
  await pass(HOLD_MS);
  outbox.undo('a');
  expect([states(outbox), settled]).toEqual([['waiting'], []]);
  await pass(15_000);
  expect([states(outbox), sent.length, line.waits]).toEqual([['waiting'], 2, 2]);
  line.fault = null;
  outbox.flush();
  await pass(0);
  expect([states(outbox), settled]).toEqual([[], [['CAN', 'taken']]]);
  expect(new Set(sent.map(({ key, madeAt }) => `${key} ${madeAt}`)).size).toBe(1);
});

test('without a line it is not even tried, and can be taken back', async () => {
  const { open, kept, sent, line, pass } = makeDevice();
  const outbox = open();
  line.isOnline = false;
  say(outbox, 'a', 'CAN');
  await pass(HOLD_MS);
  expect([states(outbox), sent]).toEqual([['waiting'], []]);
  outbox.undo('a');
  await pass(15_000);
  expect([states(outbox), kept.size, sent]).toEqual([[], 0, []]);
});

test('a phone that was closed sends at its next opening, with the same key', async () => {
  const { open, sent, line, pass, close } = makeDevice();
  line.fault = new DOMException('too late', 'TimeoutError');
  say(open(), 'a', 'CAN');
  await pass(HOLD_MS);
  close();
  line.fault = null;
  const next = open();
  await next.load();
  await pass(0);
  expect([states(next), sent.map(({ key }) => key)]).toEqual([[], ['key 1', 'key 1']]);
});

test('what somebody else of this device sent is let go, and sent no more', async () => {
  const { open, kept, sent, settled, line, pass } = makeDevice();
  const outbox = open();
  line.isOnline = false;
  say(outbox, 'a', 'CAN', 0);
  await pass(0);
  kept.clear();
  line.isOnline = true;
  outbox.flush();
  await pass(0);
  expect([states(outbox), sent, settled]).toEqual([[], [], [['CAN', 'elsewhere']]]);
  // Two pages of one device.
  say(outbox, 'b', 'CALL_ME');
  await pass(0);
  const other = open();
  await other.load();
  await pass(HOLD_MS);
  expect([states(outbox), states(other), sent.length]).toEqual([[], [], 1]);
});

test('what was closed meanwhile is told, and nothing is sent again', async () => {
  const { open, sent, settled, line, pass } = makeDevice();
  const outbox = open();
  line.fault = new ApiProblem(409, 'card-is-closed');
  say(outbox, 'a', 'CAN');
  await pass(HOLD_MS);
  await pass(60_000);
  expect([states(outbox), settled, sent.length]).toEqual([[], [['CAN', 'card-is-closed']], 1]);
});

test('a page that lets go sends nothing more; the next one takes up what was kept', async () => {
  const { open, sent, line, pass } = makeDevice();
  const outbox = open();
  line.isOnline = false;
  say(outbox, 'a', 'CAN', 0);
  await pass(0);
  outbox.end();
  line.isOnline = true;
  await pass(15_000);
  expect(sent).toEqual([]);
  await open().load();
  await pass(0);
  expect(sent.map(({ body }) => body)).toEqual(['CAN']);
});

test('a browser that keeps nothing sends all the same, and says so', async () => {
  const { open, sent, pass } = makeDevice();
  const outbox = open(false);
  expect(outbox.isKeeping()).toBe(true);
  say(outbox, 'a', 'CAN');
  await pass(HOLD_MS);
  expect([states(outbox), sent.length, outbox.isKeeping()]).toEqual([[], 1, false]);
});
