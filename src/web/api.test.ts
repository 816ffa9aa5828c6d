import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiProblem, type ApiPorts, createApi, Intention, withQuery } from './api.ts';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

type Answer = { status: number; json?: unknown; headers?: Record<string, string> } | 'no answer';

/** An api over a list of answers, the last of which is given for ever. */
function apiOver(answers: readonly Answer[], change: Partial<ApiPorts> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  let keys = 0;
  let token = 'token-1';
  const api = createApi({
    fetch: async (path, init) => {
      sent.push({
        path,
        method: init.method ?? 'GET',
        headers: init.headers as Record<string, string>,
        body: init.body,
      });
      const answer = answers[Math.min(sent.length, answers.length) - 1] as Answer;
      if (answer === 'no answer') throw new TypeError('failed to fetch');
      const body = answer.json === undefined ? null : JSON.stringify(answer.json);
      return new Response(body, { status: answer.status, headers: answer.headers ?? {} });
    },
    csrfToken: () => token,
    signInAgain: async () => {
      token = 'token-2';
    },
    isAttended: () => true,
    onAnswer: () => {},
    renewToken: async () => {
      token = 'token-3';
    },
    wait: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    onPutOff: () => {},
    newKey: () => `key-${++keys}`,
    ...change,
  });
  return { api, sent, waits };
}

describe('a write', () => {
  test('carries token and key, and keeps its key on every try', async () => {
    const { api, sent, waits } = apiOver([
      'no answer',
      { status: 503 },
      { status: 200, json: { ok: true } },
    ]);
    expect(await api.send('POST', '/api/x', { a: 1 })).toEqual({ ok: true });
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'key-1',
      'key-1',
      'key-1',
    ]);
    expect(sent.map(({ body }) => body)).toEqual(Array(3).fill('{"a":1}'));
    expect(sent[0]?.headers['x-csrf-token']).toBe('token-1');
    expect(waits).toEqual([400, 800]);
  });

  test('asked twice at once goes once; asked again after its answer goes again', async () => {
    const { api, sent } = apiOver([{ status: 200, json: { id: 1 } }]);
    const twice = [api.send('POST', '/api/x', { a: 1 }), api.send('POST', '/api/x', { a: 1 })];
    expect(await Promise.all(twice)).toEqual([{ id: 1 }, { id: 1 }]);
    expect(sent).toHaveLength(1);
    await Promise.all([
      api.send('POST', '/api/x', { a: 1 }),
      api.send('POST', '/api/x', { a: 2 }),
      api.send('POST', '/api/x', { a: 1 }, { key: 'mine' }),
    ]);
    expect(sent).toHaveLength(4);
  });

  test('waits as long as the server asks, within reason', async () => {
    const { api, waits } = apiOver([
      { status: 503, headers: { 'retry-after': '2' } },
      { status: 503, headers: { 'retry-after': '600' } },
      { status: 204 },
    ]);
    expect(await api.send('DELETE', '/api/x')).toBeNull();
    expect(waits).toEqual([2000, 5000]);
  });

  test('gives up after four tries and says that no answer came', async () => {
    const { api, sent } = apiOver(['no answer']);
    await expect(api.send('POST', '/api/x')).rejects.toMatchObject({
      code: 'no-answer',
      status: 0,
    });
    expect(sent).toHaveLength(4);
  });

  test('is not sent again when the server understood and refused', async () => {
    const refusal = {
      status: 409,
      json: {
        title: 'De plaats is al bezet',
        detail: 'Kies een andere.',
        code: 'place-taken',
        traceId: 't-1',
        fields: [{ path: '/placeId', code: 'taken', message: 'bezet' }],
      },
    };
    const { api, sent } = apiOver([refusal]);
    const fault = await api.send('POST', '/api/x').catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ApiProblem);
    expect(fault).toMatchObject({
      message: 'De plaats is al bezet',
      mend: 'Kies een andere.',
      code: 'place-taken',
      reference: 't-1',
    });
    expect((fault as ApiProblem).faultOf('/placeId')).toBe('bezet');
    expect((fault as ApiProblem).faultOf('/from')).toBeNull();
    expect(sent).toHaveLength(1);
  });

  test('goes on under the same key and the new token once somebody signed in again', async () => {
    const { api, sent } = apiOver([
      { status: 401, json: { code: 'not-signed-in' } },
      { status: 200, json: 1 },
    ]);
    expect(await api.send('PUT', '/api/x', { typed: 'much' })).toBe(1);
    expect(
      sent.map(({ headers }) => [headers['idempotency-key'], headers['x-csrf-token']]),
    ).toEqual([
      ['key-1', 'token-1'],
      ['key-1', 'token-2'],
    ]);
  });

  test('fetches a new token once, and does not go round for ever', async () => {
    const { api, sent } = apiOver([{ status: 403, json: { code: 'csrf-refused' } }]);
    await expect(api.send('POST', '/api/x')).rejects.toMatchObject({ code: 'csrf-refused' });
    expect(sent.map(({ headers }) => headers['x-csrf-token'])).toEqual(['token-1', 'token-3']);
  });

  test('stops when its signal says so', async () => {
    const ending = new AbortController();
    const { api, sent } = apiOver(['no answer'], { wait: async () => ending.abort() });
    await expect(api.send('POST', '/api/x', {}, { signal: ending.signal })).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});

describe('a read that the server puts off', () => {
  const busy = (seconds: number): Answer => ({
    status: 503,
    json: { code: 'overloaded', title: 'Het is nu te druk', detail: 'Over even opnieuw.' },
    headers: { 'retry-after': String(seconds) },
  });

  test('is asked again when the server said, somewhat later each for themselves', async () => {
    const { api, sent, waits } = apiOver([busy(2), busy(10), busy(300), { status: 200, json: 1 }]);
    expect(await api.get('/api/x')).toBe(1);
    expect(sent).toHaveLength(4);
    expect(waits).toEqual([2_500, 12_500, 60_000]);
    const early = apiOver([busy(2), { status: 200, json: 1 }], { random: () => 0 });
    await early.api.get('/api/x');
    expect(early.waits).toEqual([2_000]);
  });

  test('is told of from the second time on, until it is answered or given up', async () => {
    const told: number[] = [];
    const note = { onPutOff: (count: number) => told.push(count) };
    await apiOver([busy(1), { status: 200 }], note).api.get('/api/x');
    expect(told).toEqual([]);
    await apiOver([busy(1), busy(1), { status: 200 }], note).api.get('/api/x');
    expect(told).toEqual([1, 0]);
    const { api, sent } = apiOver([busy(1)], note);
    await expect(api.get('/api/x')).rejects.toMatchObject({
      status: 503,
      message: 'Het is nu te druk',
      mend: 'Over even opnieuw.',
    });
    expect([sent.length, told]).toEqual([6, [1, 0, 1, 0]]);
  });

  test('stops when nobody looks at it any more; another failure is not asked again', async () => {
    const ending = new AbortController();
    const left = apiOver([busy(1)], { wait: async () => ending.abort() });
    await expect(left.api.get('/api/x', {}, ending.signal)).rejects.toThrow();
    const down = apiOver([{ status: 503, json: { code: 'database-away' } }]);
    await expect(down.api.get('/api/x')).rejects.toMatchObject({ code: 'database-away' });
    expect([left.sent.length, down.sent.length]).toEqual([1, 1]);
  });
});

test('an answer that is no JSON becomes a problem with its status as code', async () => {
  const { api } = apiOver([], { fetch: async () => new Response('<html>', { status: 500 }) });
  await expect(api.get('/api/x')).rejects.toMatchObject({
    status: 500,
    code: 'status-500',
    message: '',
  });
});

test('a question leaves out what is empty and repeats lists', () => {
  expect(withQuery('/api/x', { a: 1, b: null, c: '', d: undefined, e: ['p', 'q'], f: false })).toBe(
    '/api/x?a=1&e=p&e=q&f=false',
  );
  expect(withQuery('/api/x')).toBe('/api/x');
});

const counting = () => {
  let count = 0;
  return new Intention(() => `key-${++count}`);
};

describe('an intention', () => {
  test('keeps its key until the server answers, and takes a new one for another body', () => {
    const intention = counting();
    const first = intention.keyFor({ a: 1 });
    intention.settle(new ApiProblem(0, 'no-answer'));
    expect(intention.keyFor({ a: 1 })).toBe(first);
    expect(intention.keyFor({ a: 2 })).not.toBe(first);
    const second = intention.keyFor({ a: 2 });
    intention.settle(new ApiProblem(409, 'place-taken'));
    expect(intention.keyFor({ a: 2 })).not.toBe(second);
    const third = intention.keyFor({ a: 2 });
    intention.settle();
    expect(intention.keyFor({ a: 2 })).not.toBe(third);
  });

  test('never gives two bodies one key', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ body: fc.nat(3), answered: fc.boolean() })), (steps) => {
        const intention = counting();
        const bodies = new Map<string, number>();
        for (const { body, answered } of steps) {
          const key = intention.keyFor(body);
          expect(bodies.get(key) ?? body).toBe(body);
          bodies.set(key, body);
          intention.settle(answered ? undefined : new ApiProblem(0, 'no-answer'));
        }
      }),
    );
  });
});

test('what the page asks by itself says so, and is no activity', async () => {
  const answered: unknown[] = [];
  let isHere = true;
  const { api, sent } = apiOver([{ status: 200, json: {}, headers: { 'x-live-number': '12' } }], {
    isAttended: () => isHere,
    onAnswer: (answer) => answered.push(answer),
  });
  await api.get('/api/x');
  isHere = false;
  await api.get('/api/x');
  expect(sent.map(({ headers }) => headers['x-unattended'])).toEqual([undefined, '1']);
  expect(answered).toEqual([
    { isAttended: true, liveNumber: 12 },
    { isAttended: false, liveNumber: 12 },
  ]);
});
