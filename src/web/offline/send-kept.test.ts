import { expect, test } from 'vitest';
import type { KeptRefusal, KeptWrite } from './kept.ts';
import { sendKept } from './send-kept.ts';

const write = (key: string, change: Partial<KeptWrite> = {}): KeptWrite => ({
  key,
  whose: 'hat',
  about: key,
  method: 'POST',
  path: `/api/${key}`,
  body: { answer: 'CAN' },
  madeAt: '2026-11-23T20:00:00Z',
  dueAt: 0,
  isTried: false,
  ...change,
});

const done = { unheard: 0, nextDueAt: null };

/** A device with these writes, and a server that answers each path as told (200 unless said otherwise). */
async function send(
  writes: readonly KeptWrite[],
  answers: Record<string, number> = {},
  session: object = { signedIn: true, hatId: 'hat', csrfToken: 'token' },
) {
  const kept = new Map(writes.map((each) => [each.key, each]));
  const refusals: KeptRefusal[] = [];
  const sent: [string, Headers][] = [];
  const run = sendKept({
    fetch: async (path, init) => {
      if (path === '/api/session') return Response.json(session, { status: answers[path] ?? 200 });
      sent.push([path, new Headers(init?.headers)]);
      const status = answers[path] ?? 200;
      if (status === 0) throw new TypeError('no line');
      return Response.json({ title: 'Afgesloten', detail: 'Niets te doen.' }, { status });
    },
    writes: async (whose) => [...kept.values()].filter((each) => each.whose === whose),
    begin: async (key) => kept.has(key),
    drop: async (key) => void kept.delete(key),
    refuse: async (refusal) => void refusals.push(refusal),
    now: () => 1000,
  });
  const left = await run.catch(() => 'no answer');
  return { left, sent, kept: [...kept.keys()], refusals };
}

test('what is due goes under its own key with the token of now', async () => {
  const { left, sent, kept } = await send([write('a'), write('b', { dueAt: 2000 })]);
  expect([left, sent.map(([path]) => path), kept]).toEqual([
    { unheard: 0, nextDueAt: 2000 },
    ['/api/a'],
    ['b'],
  ]);
  expect(sent[0]![1].get('idempotency-key')).toBe('a');
  expect(sent[0]![1].get('x-csrf-token')).toBe('token');
});

test('nothing goes for who is not signed in, or as somebody else', async () => {
  expect(await send([write('a')], {}, { signedIn: false })).toMatchObject({
    left: null,
    sent: [],
    kept: ['a'],
  });
  const other = { signedIn: true, hatId: 'other', csrfToken: 'token' };
  expect(await send([write('a')], {}, other)).toMatchObject({
    left: done,
    sent: [],
    kept: ['a'],
  });
});

test.each([401, 403, 429, 503])('an answer %i keeps it for later', async (status) => {
  const { left, kept, refusals } = await send([write('a'), write('b')], { '/api/a': status });
  expect([left, kept, refusals]).toEqual([{ unheard: 2, nextDueAt: null }, ['a', 'b'], []]);
});

test('a server that cannot say who is signed in keeps it for later', async () => {
  const busy = { title: 'Te druk' };
  const { left, kept, sent } = await send([write('a')], { '/api/session': 503 }, busy);
  expect([left, kept, sent]).toEqual(['no answer', ['a'], []]);
});

test('a line that breaks keeps it for later', async () => {
  const { left, kept } = await send([write('a'), write('b')], { '/api/b': 0 });
  expect([left, kept]).toEqual(['no answer', ['b']]);
});

test('a refusal is kept in its words alone, and the rest goes on', async () => {
  const { left, kept, refusals } = await send([write('card:1'), write('b')], {
    '/api/card:1': 409,
  });
  expect([left, kept]).toEqual([done, []]);
  expect(refusals).toEqual([{ key: 'card:1', whose: 'hat', words: 'Afgesloten. Niets te doen.' }]);
});
