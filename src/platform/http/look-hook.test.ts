import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conflict, notFound } from '../errors.ts';
import { signIn, type SignedIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { once } from './once.ts';
import { type Route, route } from './route.ts';

let t: TestDatabase;
let server: TestServer;
let at: SignedIn;

const Any = Type.Object({}, { additionalProperties: true });
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const base = { summary: '', tag: 'test', roles: ['AT'] as const, classes: ['D4'], response: Any };
const Params = Type.Object({ id: Type.String() });
const Listed = Type.Object({ rows: Type.Array(Type.Object({ id: Type.String() })) });
const list = (count: number) => ({
  rows: Array.from({ length: count }, (_, n) => ({ id: id(n) })),
});

const routes: Route[] = [
  route({
    ...base,
    method: 'GET',
    path: '/api/test/list/:count',
    params: Type.Object({ count: Type.Integer() }),
    response: Listed,
    subjects: ({ answer }) => [{ kind: 'file', ids: answer?.rows.map((row) => row.id) ?? [] }],
    handler: async ({ params }) => list(params.count),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/text',
    subjects: ({ text }) => [{ kind: 'file', ids: text!.match(/[0-9a-f-]{36}/g) ?? [] }],
    handler: async ({ reply }) => reply.type('application/json').send(JSON.stringify(list(3))),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/file',
    raw: { contentType: 'text/csv' },
    handler: async ({ reply }) => reply.type('text/csv').send('a;b'),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/gone',
    handler: async () => {
      throw notFound();
    },
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/test/change/:id',
    params: Params,
    body: Type.Object({ how: Type.String() }),
    response: Type.Object({ more: Type.Optional(Type.Array(Type.String())) }),
    subjects: ({ params, answer }) => [{ kind: 'file', ids: [params.id, ...(answer?.more ?? [])] }],
    handler: (context) =>
      once(context, 'test', { ...context.params, ...context.body }, async (tx) => {
        if (context.body.how === 'refuse') throw conflict('test-refused');
        await tx.rows(`select set_config('vp.event', $1, true)`, [id(77)]);
        return context.body.how === 'show' ? { more: [id(5)] } : {};
      }),
  }),
  route({
    ...base,
    classes: ['D0'],
    method: 'GET',
    path: '/api/test/open',
    handler: async () => ({}),
  }),
];

const isLogged = (classes: readonly string[]) => classes.includes('D4');
const lookRules = { isLogged, purposeOf: () => 'TESTING' };

beforeAll(async () => {
  t = await testDatabase();
  server = await startTestServer(t, { routes, lookRules });
  at = await signIn(t, 'AT');
});
afterAll(async () => {
  await server.close();
  await t.close();
});

interface Line {
  event?: string;
  look: Record<string, unknown> & { subjects?: { ids: string[] }[] };
  who: Record<string, string | null>;
}
const asked = async (path: string, how?: string) => {
  const [before] = await t.owner<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from audit.entry',
  );
  const response = await server.as(
    at,
    path,
    how === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify({ how }),
          headers: { 'content-type': 'application/json' },
        },
  );
  const body = await response.text();
  const lines = await t.owner<{ line: string }>(
    'select line from audit.entry where id > $1 order by id',
    [before!.last],
  );
  return {
    status: response.status,
    body,
    lines: lines.map(({ line }) => JSON.parse(line) as Line),
  };
};

describe('a look has its line before its answer', () => {
  test('who, as what, for which purpose, what and whose', async () => {
    const { lines } = await asked('/api/test/list/2');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      look: {
        kind: 'READ',
        route: 'GET /api/test/list/:count',
        classes: ['D4'],
        purpose: 'TESTING',
        outcome: 200,
        rows: 2,
        subjects: [{ kind: 'file', ids: [id(0), id(1)] }],
      },
      who: { account: at.personId, hat: at.hatId, organisation: null, role: 'AT' },
    });
  });
  test('more subjects than a line holds take several, none left out', async () => {
    const { lines } = await asked('/api/test/list/150');
    expect(lines.map(({ look }) => [look['part'], look['parts']])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(lines.flatMap(({ look }) => look.subjects!.flatMap(({ ids }) => ids))).toEqual(
      list(150).rows.map((row) => row.id),
    );
  });
  test('an answer that the handler sent itself, and a file', async () => {
    expect((await asked('/api/test/text')).lines).toMatchObject([
      { look: { rows: 3, outcome: 200 } },
    ]);
    const file = await asked('/api/test/file');
    expect([file.body, file.lines]).toMatchObject(['a;b', [{ look: { rows: null } }]]);
  });
  test('what was refused was asked', async () => {
    expect((await asked('/api/test/gone')).lines).toMatchObject([
      { look: { outcome: 404, rows: 0 } },
    ]);
  });
  test('what tells of nobody has none', async () => {
    expect((await asked('/api/test/open')).lines).toEqual([]);
  });
});

describe('a change has its line in its own transaction', () => {
  test('one, under its event', async () => {
    const { lines } = await asked(`/api/test/change/${id(1)}`, 'change');
    expect(lines).toMatchObject([
      {
        event: id(77),
        look: { kind: 'WRITE', outcome: 'DONE', subjects: [{ ids: [id(1)] }] },
      },
    ]);
  });
  test('and one more for what the answer shows beyond it', async () => {
    const { lines } = await asked(`/api/test/change/${id(1)}`, 'show');
    expect(lines).toMatchObject([
      { look: { outcome: 'DONE', subjects: [{ ids: [id(1)] }] } },
      { look: { outcome: 200, subjects: [{ ids: [id(1), id(5)] }] } },
    ]);
  });
  test('that falls with it: only the refusal is left', async () => {
    const { lines } = await asked(`/api/test/change/${id(1)}`, 'refuse');
    expect(lines).toMatchObject([{ look: { kind: 'WRITE', outcome: 409 } }]);
  });
});

describe('without a line there is no answer', () => {
  test.each([
    ['read', '/api/test/list/2', undefined],
    ['text', '/api/test/text', undefined],
    ['file', '/api/test/file', undefined],
    ['change', `/api/test/change/${id(1)}`, 'change'],
  ])('%s', async (_name, path, how) => {
    await t.owner('revoke execute on function audit.append_looks(uuid[], text[]) from vp_door');
    await t.owner('revoke execute on function audit.append(text, bytea) from vp_at');
    try {
      const { status, body, lines } = await asked(path, how);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).not.toMatch(/00000000-0000-4000|a;b/);
      expect(lines).toEqual([]);
    } finally {
      await t.owner('grant execute on function audit.append_looks(uuid[], text[]) to vp_door');
      await t.owner('grant execute on function audit.append(text, bytea) to vp_at');
    }
  });
  test('one that cannot be written does not take the others along', async () => {
    const [good, dead] = [at, { ...at, token: 'f'.repeat(64) }];
    const answers = await Promise.all(
      [good, dead, good, good].map((who) => server.as(who, '/api/test/list/1')),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
  });
});

test('as many lines as looks, many at once', async () => {
  const count = async () =>
    (await t.owner<{ n: number }>('select count(*)::int as n from audit.entry'))[0]!.n;
  const before = await count();
  await Promise.all(Array.from({ length: 120 }, () => server.as(at, '/api/test/list/1')));
  expect((await count()) - before).toBe(120);
});

test('an entry is changed by nobody, not even by the owner', async () => {
  await asked('/api/test/list/1');
  await t.owner('select audit.seal(1000)');
  for (const sql of [
    `update audit.entry set line = '{}'`,
    'delete from audit.entry',
    `update audit.line set hash = sha256('x')`,
    'delete from audit.line',
    'truncate audit.line',
    'truncate audit.entry, audit.line',
  ])
    await expect(t.owner(sql)).rejects.toMatchObject({ code: '23001' });
});
