import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes, words } from '../cli/slices.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { Route } from '../platform/http/route.ts';
import { lookRules } from './looks.ts';
import { type Asker, makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import { tellingKeys } from './subject-check.ts';
import { apiQuestions } from './two-worlds.fixtures.ts';

/** Real answers of every route that reads, to everybody who may ask: their lines name whom they show, and nobody else. */
let t: TestDatabase;
let world: MatrixWorld;
let server: TestServer;

const open = (routes: readonly Route[]) =>
  startTestServer(t, {
    routes: routes.map((each) => ({ ...each, limitPerMinute: 100_000 })),
    words,
    lookRules,
  });

beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  server = await open(allRoutes);
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids that tell of one thing in an answer: a unit's by itself, those of one person's case together. */
function told(value: unknown, found: string[][] = []): string[][] {
  if (Array.isArray(value)) for (const each of value) told(each, found);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return found;
  const ofCase: string[] = [];
  for (const [key, inside] of Object.entries(value)) {
    const ids = [inside].flat().filter((id) => typeof id === 'string');
    if (!tellingKeys.has(key)) told(inside, found);
    else if (key.toLowerCase().includes('unit') || key.endsWith('s'))
      found.push(...ids.map((id) => [id]));
    else ofCase.push(...ids);
  }
  if (ofCase.length > 0) found.push(ofCase);
  return found;
}

interface Line {
  look: { route: string; subjects?: { kind: string; ids: string[]; every?: boolean }[] };
}

/** Asks one question, and says what its line has too much or too little. */
async function faultsOf(at: TestServer, who: Asker, path: string): Promise<string[] | null> {
  const [before] = await t.owner<{ id: string }>(
    'select coalesce(max(id), 0) as id from audit.entry',
  );
  const answer = await fetch(`${at.url}${path}`, { headers: { cookie: `__Host-vp=${who.token}` } });
  const text = await answer.text();
  if (answer.status !== 200) return null;
  const lines = await t.owner<{ line: string }>('select line from audit.entry where id > $1', [
    before!.id,
  ]);
  if (lines.length === 0) return null;
  const looks = lines.map(({ line }) => (JSON.parse(line) as Line).look);
  const subjects = looks.flatMap((each) => each.subjects ?? []);
  const named = new Set(subjects.flatMap(({ ids }) => ids));
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  const shown = isJson ? told(JSON.parse(text)) : [];
  const seen = new Set(`${path} ${text}`.match(uuid));
  // Files that a person reads hold no ids: there only the one who sends them knows.
  const extra = isJson ? [...named].filter((id) => !seen.has(id)) : [];
  const every = new Set(subjects.filter((each) => each.every).map(({ kind }) => kind));
  const units = new Set(
    [...world.units.a, ...world.units.b, ...world.units.c].map(({ unitId }) => unitId),
  );
  const missing = shown.filter(
    (ids) => !ids.some((id) => named.has(id) || (every.has('unit') && units.has(id))),
  );
  return [
    ...extra.map((id) => `${path} names ${id}, which it does not show`),
    ...missing.map((ids) => `${path} shows ${ids.join(' ')} and does not name it`),
  ];
}

async function faultsOfAll(at: TestServer, roles: readonly string[], only?: string) {
  const faults: string[] = [];
  let lines = 0;
  for (const role of roles) {
    const who = world.askers.find((each) => each.role === role && each.state === 'live')!;
    const units = [world.units.a[0]!];
    for (const path of await apiQuestions(at, world, units)) {
      if (path.includes('/live') || (only && !path.startsWith(only))) continue;
      const found = await faultsOf(at, who, path);
      if (found) lines++;
      faults.push(...(found ?? []).map((each) => `${role}: ${each}`));
    }
  }
  return { faults: [...new Set(faults)], lines };
}

test('the line of an answer names exactly whose files it shows', async () => {
  const roles = ['AT', 'PI', 'CR', 'FS', 'FF'];
  const { faults, lines } = await faultsOfAll(server, roles);
  expect(faults).toEqual([]);
  expect(lines).toBeGreaterThan(100);
});

test('a route that forgets one is found', async () => {
  const path = '/api/waiting-list';
  const forgetful = await open(
    allRoutes.map((each) =>
      each.path === path && each.method === 'GET' ? { ...each, subjects: {} } : each,
    ),
  );
  try {
    const { faults } = await faultsOfAll(forgetful, ['AT'], path);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/does not name it/);
  } finally {
    await forgetful.close();
  }
});
