import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modulePlans } from '../demo/plan.ts';
import { projectRoot } from '../platform/config.ts';
import { routeFaults } from '../platform/http/check-routes.ts';
import { laneOf } from '../platform/http/route.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { allRoutes, liveUnits, mayRead, tags, words } from './slices.ts';
import { systemClock } from '../platform/clock.ts';

let db: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  db = await testDatabase();
  server = await startTestServer(db, {
    routes: allRoutes,
    tags,
    words,
    liveSource: liveUnits(db.db, systemClock),
  });
});
afterAll(async () => {
  await server.close();
  await db.close();
});

interface OpenApi {
  openapi: string;
  tags: { name: string }[];
  paths: Record<
    string,
    Record<
      string,
      {
        tags: string[];
        'x-roles'?: string[];
        responses: Record<string, unknown>;
        parameters?: { name: string }[];
        security?: object[];
      }
    >
  >;
}
const read = async () => (await (await fetch(`${server.url}/api/openapi.json`)).json()) as OpenApi;

test('every route may read what it answers with, in each of its roles', () => {
  expect(routeFaults(allRoutes, mayRead)).toEqual([]);
});

test('the document holds every route with its roles, problems and key', async () => {
  const document = await read();
  expect(document.openapi).toBe('3.1.0');
  for (const route of allRoutes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    expect(operation, `${route.method} ${path}`).toBeDefined();
    expect(operation!['x-roles']).toEqual(route.roles);
    expect(Object.keys(operation!.responses)).toEqual(
      expect.arrayContaining(['400', '401', '403', '404', '429', '500', '503']),
    );
    const key = (operation!.parameters ?? []).some(
      (parameter) => parameter.name === 'idempotency-key',
    );
    expect(key).toBe(route.method !== 'GET');
    expect(document.tags.map((tag) => tag.name)).toContain(route.tag);
  }
  for (const path of ['/api/session', '/api/session/hat', '/api/live'])
    expect(document.paths[path]).toBeDefined();
});

test('the document passes an independent check, which finds a planted fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  const lint = async (document: unknown) => {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    return promisify(execFile)(
      join(projectRoot, 'node_modules/.bin/redocly'),
      ['lint', '--format=summary', file],
      {
        timeout: 60_000,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
  };
  try {
    const document = await read();
    await lint(document);
    const spoilt = structuredClone(document) as unknown as {
      paths: Record<string, { get: { responses: unknown } }>;
    };
    spoilt.paths['/api/session']!.get.responses = 'none';
    await expect(lint(spoilt)).rejects.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('no failure of a slice is left without words of its own', () => {
  for (const { problems = {} } of words.flatMap((each) => Object.values(each))) {
    for (const [code, { title }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(title).toMatch(/\S/);
    }
  }
});

test('every module of the demo has its name in each language, the Dutch one as the demo writes it', () => {
  const written = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(`src/capacity/locales/modules.${language}.json`, 'utf8'));
  const planned = Object.fromEntries(modulePlans.map(({ code, nameNl }) => [code, nameNl]));
  expect(written('nl')).toEqual(planned);
  for (const language of ['fr', 'en']) {
    expect(Object.keys(written(language))).toEqual(Object.keys(planned));
  }
});

test('the lanes are those that were decided: what is urgent and what gives way when it is busy', () => {
  const inLane = (lane: string) =>
    allRoutes.filter((route) => laneOf(route) === lane).map(({ path }) => path);
  const folders = (paths: string[]) => [
    ...new Set(paths.map((path) => path.split('/').slice(2, 3).join('/'))),
  ];
  expect(folders(inLane('urgent')).toSorted()).toEqual(['crisis', 'foster-care', 'region']);
  for (const { path, method, multipart, tag, ...rest } of allRoutes) {
    const lane = laneOf({ ...rest, ...(multipart && { multipart }) });
    if (tag === 'crisis' && !path.includes('figures'))
      expect(`${method} ${path} ${lane}`).toMatch(/urgent$/);
    if (tag === 'insight' || multipart) expect(`${method} ${path} ${lane}`).toMatch(/deferrable$/);
  }
});

test('every import gives way while the log of changes is nearly full, and nothing that is urgent does', () => {
  const bulk = allRoutes.filter((each) => each.bulk);
  const imports = allRoutes.filter(
    ({ method, path, multipart }) =>
      multipart === true || (method === 'POST' && /\/imports\/:\w+\/apply$/.test(path)),
  );
  expect(imports.length).toBeGreaterThan(3);
  expect(bulk.map(({ path }) => path)).toEqual(imports.map(({ path }) => path));
  expect(bulk.map(laneOf)).not.toContain('urgent');
});
