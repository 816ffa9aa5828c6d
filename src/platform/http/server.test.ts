import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idempotent } from '../db/command.ts';
import { badRequest, conflict, Failure } from '../errors.ts';
import {
  makeOrganisation,
  signIn,
  type SignedIn,
  type TestDatabase,
  testDatabase,
} from '../testing/database.ts';
import { compressFiles } from '../compress-files.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { type Route, route } from './route.ts';

let db: TestDatabase;
let server: TestServer;
let at: SignedIn;
let jj: SignedIn;
const webRoot = mkdtempSync(join(tmpdir(), 'web-'));
let aborted = 0;

const base = {
  summary: 'A route of the test',
  tag: 'test',
  roles: ['AT'] as const,
  classes: ['D0'],
};
const Any = Type.Object({}, { additionalProperties: true });

const routes: Route[] = [
  route({
    ...base,
    method: 'GET',
    path: '/api/test/echo/:id',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    query: Type.Object({
      n: Type.Optional(Type.Integer({ minimum: 1 })),
      yes: Type.Optional(Type.Boolean()),
      list: Type.Optional(Type.Array(Type.String())),
      day: Type.Optional(Type.String({ format: 'date' })),
    }),
    response: Type.Object({ id: Type.String(), query: Any }),
    handler: async ({ params, query }) => ({ id: params.id, query, secret: 'not declared' }),
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/test/things',
    body: Type.Object({
      name: Type.String({ minLength: 2 }),
      count: Type.Integer(),
      kind: Type.Union([Type.Literal('A'), Type.Literal('B')]),
      parts: Type.Optional(Type.Array(Type.Object({ day: Type.String({ format: 'date' }) }))),
    }),
    status: 201,
    response: Type.Object({ made: Type.String(), replayed: Type.Boolean() }),
    handler: async ({ db: database, caller, key, body }) => {
      const outcome = await idempotent(
        database,
        caller,
        { key, route: 'test', input: body },
        async () => ({
          made: crypto.randomUUID(),
        }),
      );
      return { ...outcome.body, replayed: outcome.replayed };
    },
  }),
  ...(['GET', 'POST'] as const).map((method) =>
    route({
      ...base,
      method,
      path: '/api/test/much',
      response: Any,
      handler: async ({ reply }) =>
        reply.type('application/json').send(JSON.stringify({ much: 'the same '.repeat(2000) })),
    }),
  ),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/file',
    response: Type.String(),
    raw: { contentType: 'text/csv' },
    handler: async ({ reply }) => reply.type('text/csv').send('the same '.repeat(2000)),
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/test/bare',
    response: Type.Object({ ok: Type.Boolean() }),
    handler: async () => ({ ok: true }),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/fail/:how',
    params: Type.Object({ how: Type.String() }),
    response: Type.Object({}),
    handler: async ({ params, db: database, caller }) => {
      switch (params.how) {
        case 'conflict':
          throw conflict('test-conflict', { free: 2 });
        case 'unknown-words':
          throw conflict('no-words-for-this');
        case 'forbidden':
          throw new Failure('forbidden', 'forbidden');
        case 'absent':
          throw new Failure('not-found', 'not-found');
        case 'fields':
          throw badRequest('input-not-allowed', {}, [{ path: 'file.B2', code: 'field-required' }]);
        case 'grant':
          return database.read(caller, (tx) => tx.rows('select * from auth.session'));
        case 'busy':
          throw new Failure('unavailable', 'too-busy');
        default:
          throw new Error('the password is hunter2');
      }
    },
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/slow',
    response: Type.Object({}),
    handler: ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted += 1;
          resolve({});
        });
      }),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/late',
    response: Type.Object({}),
    handler: () => new Promise((resolve) => setTimeout(() => resolve({}), 500)),
  }),
  route({
    ...base,
    method: 'GET',
    path: '/api/test/rare',
    limitPerMinute: 3,
    response: Type.Object({}),
    handler: async () => ({}),
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/test/upload',
    multipart: true,
    response: Type.Object({ bytes: Type.Integer() }),
    handler: async ({ request }) => {
      const file = await request.file();
      return { bytes: (await file!.toBuffer()).length };
    },
  }),
];

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(
    join(webRoot, 'index.html'),
    '<!doctype html><script nonce="__NONCE__"></script><style nonce="__NONCE__"></style>',
  );
  writeFileSync(join(webRoot, 'assets/main-abc.js'), 'export {}');
  writeFileSync(
    join(webRoot, 'assets/large-abc.js'),
    `export const x = '${'the same '.repeat(2000)}';`,
  );
  await compressFiles(webRoot);
  writeFileSync(join(webRoot, 'service-worker.js'), '/* worker */');
  writeFileSync(join(webRoot, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  db = await testDatabase();
  server = await startTestServer(db, {
    routes,
    webRoot,
    uploadLimit: 100_000,
    words: [
      {
        nl: { problems: { 'test-conflict': { title: 'Er zijn er {{free}} vrij' } } },
        fr: { problems: { 'test-conflict': { title: 'Il y en a {{free}} de libres' } } },
        en: {},
      },
    ],
  });
  at = await signIn(db, 'AT');
  jj = await signIn(db, 'JJ');
});
afterAll(async () => {
  await server.close();
  await db.close();
  rmSync(webRoot, { recursive: true });
});

const id = '7f1c2f8a-6c52-4f7e-9f0e-1a2b3c4d5e6f';
const thing = { name: 'ab', count: 1, kind: 'A' };
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as Record<string, unknown> & {
    fields?: { path: string; code: string; message: string; found?: string }[];
  };
  expect(body['status']).toBe(response.status);
  expect(body['type']).toBe(`/problems/${body['code']}`);
  expect(body['traceId']).toMatch(/^[0-9a-f]{16}$/);
  expect(body['instance']).toBe(body['traceId']);
  expect(body['title']).toMatch(/\S/);
  return body;
}

describe('headers, byte by byte', () => {
  const always = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  const closed = "default-src 'none'; frame-ancestors 'none'; sandbox";

  test.each([
    '/api/session',
    '/api/nothing-here',
    '/ready',
    '/live',
    '/api/openapi.json',
    '/auth/callback',
    '/idp/nothing-here',
  ])('%s', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    for (const [name, value] of Object.entries(always))
      expect(response.headers.get(name)).toBe(value);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('an answer of the API may run nothing', async () => {
    const response = await fetch(`${server.url}/api/session`);
    expect(response.headers.get('content-security-policy')).toBe(closed);
  });

  test('a page has a nonce of its own each time, in the header and in the page', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/regiekamer', '/a/b?c=d']) {
      const response = await fetch(`${server.url}${path}`);
      expect(response.status).toBe(200);
      const page = await response.text();
      const nonce = /script nonce="([^"]+)"/.exec(page)![1]!;
      nonces.add(nonce);
      expect(page).toBe(
        `<!doctype html><script nonce="${nonce}"></script><style nonce="${nonce}"></style>`,
      );
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      for (const [name, value] of Object.entries(always))
        expect(response.headers.get(name)).toBe(value);
    }
    expect(nonces.size).toBe(3);
  });

  test('the service worker is asked anew each time, and may ask our own server alone', async () => {
    const worker = await fetch(`${server.url}/service-worker.js`);
    expect(worker.headers.get('content-type')).toMatch(/javascript/);
    expect(worker.headers.get('cache-control')).toBe('no-store');
    expect(worker.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'",
    );
  });

  test('hashed files are kept for ever, others an hour, missing ones are not the page', async () => {
    const hashed = await fetch(`${server.url}/assets/main-abc.js`);
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const icon = await fetch(`${server.url}/icon.svg`);
    expect(icon.headers.get('cache-control')).toBe('public, max-age=3600');
    for (const [name, value] of Object.entries(always)) expect(icon.headers.get(name)).toBe(value);
    expect((await fetch(`${server.url}/assets/main-old.js`)).status).toBe(404);
    expect((await fetch(`${server.url}/regiekamer`, { method: 'POST' })).status).toBe(404);
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2fpackage.json',
      '/index.html',
    ]) {
      expect(await (await fetch(`${server.url}${path}`)).text()).not.toContain('__NONCE__');
    }
  });

  test('behind https a browser is told to stay there', async () => {
    const secure = await startTestServer(db, { publicUrl: 'https://vrijplaats.example', webRoot });
    try {
      const response = await fetch(`${secure.url}/`);
      expect(response.headers.get('strict-transport-security')).toBe(
        'max-age=63072000; includeSubDomains',
      );
      expect(response.headers.get('content-security-policy')).toMatch(
        /; upgrade-insecure-requests$/,
      );
    } finally {
      await secure.close();
    }
  });
});

describe('who may ask', () => {
  test('nobody is 401, another role 403, unknown 404: each a problem without content', async () => {
    const path = `/api/test/echo/${id}`;
    expect(await problemOf(await fetch(`${server.url}${path}`))).toMatchObject({
      status: 401,
      code: 'not-signed-in',
    });
    expect(await problemOf(await server.as(jj, path))).toMatchObject({
      status: 403,
      code: 'role-not-allowed',
    });
    expect(await problemOf(await server.as(jj, '/api/test/unknown'))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect((await server.as(at, path)).status).toBe(200);
  });

  test('what the wall refuses answers like what is not there', async () => {
    const alike = ['forbidden', 'grant', 'absent'].map(async (how) => {
      const {
        traceId: _,
        instance: __,
        ...body
      } = await problemOf(await server.as(at, `/api/test/fail/${how}`));
      return body;
    });
    const [one, two, three] = await Promise.all(alike);
    expect(one).toEqual(three);
    expect(two).toEqual(three);
    expect(three).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('a role that ends in the middle of a session is out at the next request', async () => {
    const person = await signIn(db, 'AT');
    expect((await server.as(person, `/api/test/echo/${id}`)).status).toBe(200);
    await db.owner(
      `update auth.hat set valid = daterange('2000-01-01', current_date - 1) where id = $1`,
      [person.hatId],
    );
    await expect
      .poll(async () => (await server.as(person, `/api/test/echo/${id}`)).status, {
        timeout: 2_000,
        interval: 20,
      })
      .toBe(401);
  });
});

describe('a write', () => {
  const path = '/api/test/things';
  const cases: [string, Record<string, string>, number][] = [
    ['from our page', { 'sec-fetch-site': 'same-origin' }, 201],
    ['from a program', {}, 201],
    ['typed by the user', { 'sec-fetch-site': 'none' }, 201],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
    ['with another origin', { origin: 'https://evil.example' }, 403],
    ['with no origin to tell', { origin: 'null' }, 403],
    [
      'from our page by the word of another',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
      403,
    ],
    ['without a token', { 'x-csrf-token': '' }, 403],
    ['with a wrong token', { 'x-csrf-token': 'csrg' }, 403],
    ['with a longer token', { 'x-csrf-token': 'csrf0' }, 403],
  ];
  test.each(cases)('%s', async (_name, headers, status) => {
    const response = await server.as(at, path, post(thing, headers));
    expect(response.status).toBe(status);
    if (status === 403) expect((await problemOf(response))['code']).toBe('csrf-refused');
  });

  test('with our own origin', async () => {
    expect((await server.as(at, path, post(thing, { origin: server.url }))).status).toBe(201);
  });

  test.each(['', 'short', 'x'.repeat(256), 'with space', 'é'.repeat(10)])(
    'needs a key: %j is none',
    async (key) => {
      const response = await server.as(
        at,
        path,
        post(thing, { 'idempotency-key': Buffer.from(key).toString('latin1') }),
      );
      expect(await problemOf(response)).toMatchObject({
        status: 400,
        code: 'idempotency-key-missing',
      });
    },
  );

  test('counts once for a key, and a key is for one request', async () => {
    const key = { 'idempotency-key': 'one-key-only' };
    const first = (await (await server.as(at, path, post(thing, key))).json()) as { made: string };
    const again = await server.as(at, path, post(thing, key));
    expect(await again.json()).toEqual({ made: first.made, replayed: true });
    const other = await server.as(at, path, post({ ...thing, count: 2 }, key));
    expect(await problemOf(other)).toMatchObject({ status: 409, code: 'idempotency-key-reused' });
  });

  test('is refused before its body is read', async () => {
    const response = await server.as(jj, '/api/test/upload', {
      method: 'POST',
      body: 'x'.repeat(500_000),
      headers: { 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(403);
  });
});

describe('what is asked', () => {
  const query = (text: string) => server.as(at, `/api/test/echo/${id}?${text}`);

  test('texts of the address become what the contract says', async () => {
    const answer = await (await query('n=12&yes=true&list=a&list=b&day=2026-02-28')).json();
    expect(answer).toEqual({
      id,
      query: { n: 12, yes: true, list: ['a', 'b'], day: '2026-02-28' },
    });
    expect(((await (await query('list=a')).json()) as { query: object }).query).toEqual({
      list: ['a'],
    });
  });

  test.each([
    ['n=1.5', 'query.n', 'field-type-integer'],
    ['n=', 'query.n', 'field-type-integer'],
    ['n=0x10', 'query.n', 'field-type-integer'],
    ['n=0', 'query.n', 'field-minimum'],
    ['n=1&n=2', 'query.n', 'field-type-integer'],
    ['yes=1', 'query.yes', 'field-type-boolean'],
    ['day=2026-02-30', 'query.day', 'field-format-date'],
    ['other=1', 'query.other', 'field-unknown'],
    ['__proto__=1', 'query.__proto__', 'field-unknown'],
  ])('%s is refused by name', async (text, path, code) => {
    const body = await problemOf(await query(text));
    expect(body).toMatchObject({ status: 400, code: 'input-not-allowed' });
    expect(body.fields).toEqual([
      expect.objectContaining({ path, code, message: expect.stringMatching(/\.$/) }),
    ]);
  });

  test('a path that is no id is refused', async () => {
    const body = await problemOf(await server.as(at, '/api/test/echo/1'));
    expect(body.fields).toEqual([
      {
        path: 'path.id',
        code: 'field-format-uuid',
        message: 'Dit is geen geldig kenmerk.',
        found: '"1"',
      },
    ]);
  });

  test('a body is taken as it is: all faults named, with what was found', async () => {
    const body = await problemOf(
      await server.as(
        at,
        '/api/test/things',
        post({ name: 'a', count: '1', kind: 'C', parts: [{ day: 'x', y: 1 }], z: null }),
      ),
    );
    expect(new Map(body.fields!.map((field) => [field.path, field]))).toEqual(
      new Map([
        [
          'body.name',
          {
            path: 'body.name',
            code: 'field-minLength',
            message: 'Dit is te kort: minstens 2 tekens.',
            found: '"a"',
          },
        ],
        [
          'body.count',
          {
            path: 'body.count',
            code: 'field-type-integer',
            message: 'Dit moet een geheel getal zijn.',
            found: '"1"',
          },
        ],
        [
          'body.kind',
          { path: 'body.kind', code: 'field-choice', message: 'Kies een van: A, B.', found: '"C"' },
        ],
        [
          'body.parts.0.day',
          {
            path: 'body.parts.0.day',
            code: 'field-format-date',
            message: 'Dit moet een bestaande dag zijn, als jjjj-mm-dd.',
            found: '"x"',
          },
        ],
        [
          'body.parts.0.y',
          {
            path: 'body.parts.0.y',
            code: 'field-unknown',
            message: 'Dit veld bestaat niet. Laat het weg.',
            found: '1',
          },
        ],
        [
          'body.z',
          {
            path: 'body.z',
            code: 'field-unknown',
            message: 'Dit veld bestaat niet. Laat het weg.',
            found: 'null',
          },
        ],
      ]),
    );
    const missing = await problemOf(await server.as(at, '/api/test/things', post({})));
    expect(missing.fields!.map((field) => field.path)).toEqual([
      'body.name',
      'body.count',
      'body.kind',
    ]);
  });

  test.each(['[', '{"a":'])(
    'a body a hundred thousand deep of %s is refused as any other',
    async (open) => {
      const close = open === '[' ? ']' : '}';
      const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      for (const body of [`{"name":${deep},"count":1,"kind":"A"}`, `{"x":${deep}}`, deep]) {
        const response = await server.as(at, '/api/test/things', { ...post(thing), body });
        expect(await problemOf(response)).toMatchObject({ status: 400 });
      }
    },
  );

  test('a body where none is asked is refused, an empty one is not', async () => {
    expect((await server.as(at, '/api/test/bare', post({}))).status).toBe(200);
    expect((await server.as(at, '/api/test/bare', { method: 'POST' })).status).toBe(200);
    expect((await server.as(at, '/api/test/bare', post({ x: 1 }))).status).toBe(400);
  });

  test.each<[string, RequestInit, string, number]>([
    [
      'no JSON',
      { headers: { 'content-type': 'application/json' }, body: '{"name":' },
      'body-not-readable',
      400,
    ],
    [
      'nothing',
      { headers: { 'content-type': 'application/json' }, body: '' },
      'body-not-readable',
      400,
    ],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
      'media-type-not-allowed',
      400,
    ],
    [
      'too much',
      {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'x'.repeat(2_000_000) }),
      },
      'too-large',
      413,
    ],
    [
      'a poisoned prototype',
      { headers: { 'content-type': 'application/json' }, body: '{"__proto__":{"x":1}}' },
      'body-not-readable',
      400,
    ],
  ])('%s is a problem, not a crash', async (_name, init, code, status) => {
    const body = await problemOf(
      await server.as(at, '/api/test/things', { method: 'POST', ...init }),
    );
    expect(body).toMatchObject({ code, status });
  });

  test('a file is taken up to its limit', async () => {
    const form = (bytes: number) => {
      const data = new FormData();
      data.append('file', new Blob(['x'.repeat(bytes)]), 'a.csv');
      return data;
    };
    const good = await server.as(at, '/api/test/upload', { method: 'POST', body: form(90_000) });
    expect(await good.json()).toEqual({ bytes: 90_000 });
    const large = await server.as(at, '/api/test/upload', { method: 'POST', body: form(200_000) });
    expect(await problemOf(large)).toMatchObject({ status: 413, code: 'too-large' });
  });
});

describe('answers are compressed', () => {
  const asking = { headers: { 'accept-encoding': 'br, gzip' } };
  const encodingOf = async (answer: Promise<Response>) =>
    (await answer).headers.get('content-encoding');

  test('when they are data that a screen reads, with the same content', async () => {
    const small = await server.as(at, '/api/test/much', asking);
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(small.headers.get('vary')).toContain('accept-encoding');
    expect(await small.text()).toHaveLength(18_000 + '{"much":""}'.length);
    const gzip = { headers: { 'accept-encoding': 'gzip' } };
    expect(await encodingOf(server.as(at, '/api/test/much', gzip))).toBe('gzip');
    const plain = { headers: { 'accept-encoding': 'identity' } };
    expect(await encodingOf(server.as(at, '/api/test/much', plain))).toBeNull();
  });

  test('never beside a secret: not the session, not a write, not a file; nor what is short', async () => {
    for (const [path, method] of [
      ['/api/session', 'GET'],
      ['/api/test/much', 'POST'],
      ['/api/test/file', 'GET'],
      [`/api/test/echo/${id}`, 'GET'],
    ] as const) {
      expect(await encodingOf(server.as(at, path, { ...asking, method }))).toBeNull();
    }
  });

  test('at the build where they are files: smaller than now, for ever, and only to who asks', async () => {
    const path = `${server.url}/assets/large-abc.js`;
    const answer = await fetch(path, asking);
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(200);
    expect(await answer.text()).toMatch(/^export const x/);
    const plain = await fetch(path, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect((await fetch(`${path}.br`)).status).toBe(404);
  });
});

describe('what is answered', () => {
  test('only what the contract declares', async () => {
    const answer = await (await server.as(at, `/api/test/echo/${id}`)).json();
    expect(answer).toEqual({ id, query: {} });
  });

  test('a slice’s own words, with its facts', async () => {
    const body = await problemOf(await server.as(at, '/api/test/fail/conflict'));
    expect(body).toMatchObject({
      status: 409,
      code: 'test-conflict',
      title: 'Er zijn er 2 vrij',
      details: { free: 2 },
    });
    const asked = async (headers: Record<string, string>) =>
      (await problemOf(await server.as(at, '/api/test/fail/conflict', { headers })))['title'];
    expect(await asked({ 'accept-language': 'fr-BE' })).toMatch(/^Il y en a/);
    expect(await asked({ 'accept-language': 'en' })).toBe('Somebody was before you');
    const bare = await problemOf(await server.as(at, '/api/test/fail/unknown-words'));
    expect(bare).toMatchObject({
      status: 409,
      code: 'no-words-for-this',
      title: 'Iemand was je voor',
    });
  });

  test('a surprise tells nothing of what it was', async () => {
    const text = await (await server.as(at, '/api/test/fail/surprise')).text();
    expect(JSON.parse(text)).toMatchObject({ status: 500, code: 'unexpected' });
    expect(text).not.toMatch(/hunter2|Error|at /);
  });

  test('come back later says when', async () => {
    const response = await server.as(at, '/api/test/fail/busy');
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await problemOf(response))['status']).toBe(503);
  });

  test('too many questions are refused, for this session alone', async () => {
    const hasty = await signIn(db, 'AT');
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await server.as(hasty, '/api/test/rare')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await server.as(hasty, '/api/test/rare');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'too-many' });
    expect((await server.as(at, '/api/test/rare')).status).toBe(200);
  });

  test('too many questions are too many under every session of the same person', async () => {
    const hasty = await signIn(db, 'AT');
    const organisationId = await makeOrganisation(db, 'TEAM');
    const again = await signIn(db, 'AT', { organisationId });
    for (const table of ['auth.hat', 'auth.session'])
      await db.owner(`update ${table} set person_id = $1 where person_id = $2`, [
        hasty.personId,
        again.personId,
      ]);
    await db.owner(`update auth.session set ended_at = null where person_id = $1`, [
      hasty.personId,
    ]);
    for (let i = 0; i < 3; i++) await server.as(hasty, '/api/test/rare');
    expect((await server.as(again, '/api/test/rare')).status).toBe(429);
  });

  test('nobody hears the end of what nobody waits for', async () => {
    const leave = new AbortController();
    const asked = server.as(at, '/api/test/slow', { signal: leave.signal }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    leave.abort();
    await asked;
    await expect.poll(() => aborted, { timeout: 3_000 }).toBe(1);
  });
});

describe('a handler that takes too long', () => {
  let bounded: TestServer;
  let ended = '';
  let seen: AbortSignal | null = null;
  beforeAll(async () => {
    const slow = (method: 'GET' | 'POST') =>
      route({
        ...base,
        method,
        path: '/api/test/slowly',
        ...(method === 'POST' && { body: Type.Object({ ms: Type.Integer() }) }),
        response: Type.Object({ ended: Type.Boolean() }),
        async handler({ body, signal }) {
          seen = signal;
          const { ms = 600 } = (body ?? {}) as { ms?: number };
          const atFirst = signal.aborted;
          await new Promise((resolve) => setTimeout(resolve, ms));
          ended = `${method} ${atFirst} ${signal.aborted}`;
          return { ended: true };
        },
      });
    bounded = await startTestServer(db, {
      routes: [slow('GET'), slow('POST')],
      handlerMs: 200,
      lookRules: { isLogged: () => false, purposeOf: () => 'x' },
    });
  });
  afterAll(() => bounded.close());
  const post = (ms: number, more: RequestInit = {}) =>
    bounded.as(at, '/api/test/slowly', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms }),
      ...more,
    });

  test.each([
    ['GET', () => bounded.as(at, '/api/test/slowly')],
    ['POST', () => post(600)],
  ] as const)('is told so, by %s as well, and hears that its time is over', async (method, ask) => {
    const response = await ask();
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'timed-out' });
    await expect.poll(() => ended, { timeout: 3_000 }).toBe(`${method} false true`);
  });

  test('one that is in time is not broken off once its body was read', async () => {
    const response = await post(50);
    expect(response.status).toBe(200);
    expect(ended).toBe('POST false false');
  });

  test('a write hears that who asked has gone away', async () => {
    const leave = new AbortController();
    seen = null;
    const asked = post(100, { signal: leave.signal }).catch(() => null);
    await expect.poll(() => seen, { timeout: 3_000 }).not.toBeNull();
    leave.abort();
    await asked;
    await expect.poll(() => ended, { timeout: 3_000 }).toBe('POST false true');
  });
});

test('a log tells what broke and never the row or the secret that it broke on', async () => {
  let text = '';
  const log = new PassThrough().on('data', (part: Buffer) => {
    text += part.toString();
  });
  const token = await signIn(db, 'AT');
  const broken = route({
    ...base,
    method: 'GET',
    path: '/api/test/broken',
    query: Type.Object({ name: Type.String() }),
    response: Type.Object({}),
    handler: async () => {
      throw Object.assign(new Error('the server broke'), {
        code: 'XX000',
        detail: 'Failing row contains (Jan Janssens)',
        where: 'SQL statement about Jan Janssens',
      });
    },
  });
  const other = await startTestServer(db, { routes: [broken], log });
  await other.as(token, '/api/test/broken?name=Jan%20Janssens', {
    headers: { authorization: '' },
  });
  await other.as(token, '/api/test/broken?name=Jan%20Janssens');
  await other.close();
  expect(text).toContain('the server broke');
  expect(text).toContain('XX000');
  expect(text).not.toMatch(/Janssens/);
  expect(text).not.toContain(token.token);
});

test('ready says no once the server means to stop, while everything is still answered', async () => {
  const other = await testDatabase({ forThisTest: true });
  const leaving = await startTestServer(other);
  expect((await fetch(`${leaving.url}/ready`)).status).toBe(200);
  leaving.app.announceStop();
  expect((await fetch(`${leaving.url}/ready`)).status).toBe(503);
  expect((await fetch(`${leaving.url}/live`)).status).toBe(200);
  await leaving.close();
});

test('ready says no when the database is gone', async () => {
  const other = await testDatabase();
  const lonely = await startTestServer(other);
  expect((await fetch(`${lonely.url}/ready`)).status).toBe(200);
  await lonely.feed.stop();
  await other.close();
  expect((await fetch(`${lonely.url}/ready`)).status).toBe(503);
  expect((await fetch(`${lonely.url}/live`)).status).toBe(200);
  await lonely.close();
});

test('stops when the last request is answered, whatever browsers keep open', async () => {
  const busy = await startTestServer(db, { routes });
  const agent = new Agent({ keepAlive: true, maxSockets: 30 });
  const ask = (path: string) =>
    new Promise<number>((resolve, reject) => {
      get(
        `${busy.url}${path}`,
        { agent, headers: { cookie: `__Host-vp=${at.token}` } },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      ).on('error', reject);
    });
  await Promise.all(Array.from({ length: 10 }, () => ask('/ready')));
  const late = Array.from({ length: 10 }, () => ask('/api/test/late'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = performance.now();
  await Promise.all([busy.close(), ...late]);
  expect(new Set(await Promise.all(late))).toEqual(new Set([200]));
  expect(performance.now() - before).toBeLessThan(3_000);
  agent.destroy();
});
