import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn, type SignedIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { type Route, route } from './route.ts';

/** What an attacker says to the server itself, beside what the routes do. */
let t: TestDatabase;
let server: TestServer;
let at: SignedIn;
let logged = '';
const webRoot = mkdtempSync(join(tmpdir(), 'hard-'));

const base = { summary: '', tag: 'test', roles: ['AT'] as const, classes: ['D0'] };
const routes: Route[] = [
  route({
    ...base,
    method: 'GET',
    path: '/api/test/one',
    query: Type.Object({ name: Type.Optional(Type.String()) }),
    response: Type.Object({ name: Type.Union([Type.String(), Type.Null()]), ip: Type.String() }),
    handler: async ({ query, request }) => ({ name: query.name ?? null, ip: request.ip }),
  }),
  route({
    ...base,
    method: 'POST',
    path: '/api/test/one',
    body: Type.Object({ name: Type.String() }),
    response: Type.Object({ name: Type.String() }),
    handler: async ({ body }) => body,
  }),
];

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  mkdirSync(join(webRoot, '.git'), { recursive: true });
  writeFileSync(
    join(webRoot, 'index.html'),
    '<title>page</title><script nonce="__NONCE__"></script>',
  );
  writeFileSync(join(webRoot, 'assets/app-1.js'), 'let hashed;');
  writeFileSync(join(webRoot, '.git/config'), 'SECRET-OF-GIT');
  t = await testDatabase();
  const log = new PassThrough();
  log.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  server = await startTestServer(t, { routes, webRoot, log });
  at = await signIn(t, 'AT');
});
afterAll(async () => {
  await server.close();
  await t.close();
  rmSync(webRoot, { recursive: true });
});

/** What the server says to bytes that no client of ours would send. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    );
  });
}
const statusIn = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const asking = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', ''].join('\r\n');

describe('messages', () => {
  test.each([
    ['both lengths', 'content-length: 5', 'transfer-encoding: chunked'],
    ['two lengths', 'content-length: 5', 'content-length: 6'],
    ['a length that is none', 'content-length: 0x5'],
    ['an encoding in disguise', 'transfer-encoding: xchunked'],
    ['a space before the colon', 'content-length : 5'],
    ['a bare line feed in a header', 'x-a: b\nx-c: d\r x-e: f'],
  ])('%s: refused', async (_name, ...headers) => {
    const answer = await raw(`${asking('POST /api/test/one', ...headers)}0\r\n\r\n`);
    expect(statusIn(answer) === 0 || statusIn(answer) === 400).toBe(true);
  });
  test('TRACE gives nothing back, and a method that no route has is not found', async () => {
    const traced = await raw(asking('TRACE /api/test/one', 'x-secret: echo-me'));
    expect(statusIn(traced)).toBeGreaterThanOrEqual(400);
    expect(traced).not.toContain('echo-me');
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
      expect(statusIn(await raw(asking(`${method} /api/test/one`)))).toBeGreaterThanOrEqual(400);
  });
  test('no answer says what the server is made of, or lets another site read it', async () => {
    for (const path of ['/', '/api/test/one', '/nothing.txt', '/api/openapi.json', '/ready']) {
      const { headers } = await fetch(`${server.url}${path}`, {
        headers: { origin: 'https://elsewhere.example' },
      });
      const names = [...headers.keys()];
      expect(names).not.toContain('server');
      expect(names).not.toContain('x-powered-by');
      expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-type')).toMatch(
        /^(text\/html; charset=utf-8|application\/json; charset=utf-8|application\/problem\+json(; charset=utf-8)?|text\/javascript.*)$/,
      );
    }
  });
});

describe('what is asked', () => {
  test('twice the same parameter is not one of the two', async () => {
    expect((await server.as(at, '/api/test/one?name=a&name=b')).status).toBe(400);
    expect((await server.as(at, '/api/test/one?name=a&other=b')).status).toBe(400);
  });
  test.each([
    '{"name":"a","__proto__":{"admin":true}}',
    '{"name":"a","constructor":{"prototype":{"admin":true}}}',
    '{"name":"a","name2":1}',
    '{"name":{"toString":"x"}}',
    '{"name":["a"]}',
    '[1]',
    '{"name":"a"',
    '',
  ])('a body that is none of ours is refused: %s', async (body) => {
    const answer = await server.as(at, '/api/test/one', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
  test('a form of another page is no JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(
        (
          await server.as(at, '/api/test/one', {
            method: 'POST',
            body: '{"name":"a"}',
            headers: { 'content-type': type },
          })
        ).status,
      ).toBe(400);
  });
  test('without a proxy of ours nobody says where they come from', async () => {
    const answer = await server.as(at, '/api/test/one', {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9' },
    });
    expect(((await answer.json()) as { ip: string }).ip).toMatch(
      /^(127\.0\.0\.1|::1|::ffff:127.*)$/,
    );
  });
});

describe('files', () => {
  test.each([
    '/.git/config',
    '/assets/',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/package.json',
    '/src/main.ts',
  ])('%s gives nothing but the page, or nothing', async (path) => {
    const answer = await raw(asking(`GET ${path}`));
    expect(answer).not.toMatch(/SECRET-OF-GIT|"dependencies"|Index of|app-1\.js/);
  });
});

test('a log-in that fails is told, without what was sent', async () => {
  const before = logged.length;
  await fetch(`${server.url}/auth/callback?state=guessed-state&code=guessed-code`);
  await expect.poll(() => logged.slice(before)).toContain('"msg":"answered"');
  expect(logged.slice(before)).toMatch(/"reason":"no attempt of this browser".*log-in refused/);
  expect(logged.slice(before)).not.toContain('guessed');
});

test('who writes line ends into what is logged writes no line of the log', async () => {
  const before = logged.length;
  const forged = encodeURIComponent('a\r\n{"level":60,"msg":"forged"}');
  await fetch(`${server.url}/api/test/one?name=${forged}`, {
    headers: { 'user-agent': 'x {"msg":"forged"}', 'x-request-id': 'forged' },
  });
  await fetch(`${server.url}/api/${forged}`);
  await expect.poll(() => logged.slice(before).split('\n').length).toBeGreaterThan(2);
  const lines = logged.slice(before).trim().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ msg: 'answered' });
  expect(logged.slice(before)).not.toContain('forged');
});
