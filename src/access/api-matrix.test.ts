import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes, liveNotices, liveUnits, openRoutesWith, words } from '../cli/slices.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import {
  type Asker,
  hashOf,
  makeMatrixWorld,
  type MatrixWorld,
  refusedAtTheDoor,
} from './matrix-world.fixtures.ts';
import { people } from './oracle.ts';
import { oracleLinks, oracleRoutes } from './oracle-routes.ts';
import { apiAnswers, operations } from './two-worlds.fixtures.ts';

let t: TestDatabase;
let world: MatrixWorld;
let server: TestServer;
let cells = 0;

beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  const clock = { now: () => new Date() };
  // How often one may ask is another test's subject.
  const routes = allRoutes.map((each) => ({ ...each, limitPerMinute: 100_000 }));
  server = await startTestServer(t, {
    routes,
    openRoutes: openRoutesWith({ pushKey: null }).map((each) => ({
      ...each,
      limitPerMinute: 100_000,
    })),
    words,
    liveSource: liveUnits(t.db, clock),
    personal: liveNotices(t.db),
  });
});
afterAll(async () => {
  console.log(`API: ${cells} cells`);
  await server.close();
  await t.close();
});

const live = (role: string, n = 0) =>
  world.askers.filter((each) => each.role === role && each.state === 'live')[n]!;
const absent = '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11';
const fill = (path: string, value = absent) => path.replaceAll(/\{\w+\}/g, value);

async function ask(token: string | null, method: string, path: string, body?: object) {
  cells++;
  const headers = new Headers({ 'x-csrf-token': 'csrf', 'idempotency-key': randomUUID() });
  if (token !== null) headers.set('cookie', `__Host-vp=${token}`);
  if (body) headers.set('content-type', 'application/json');
  const abort = new AbortController();
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers,
    signal: abort.signal,
    ...(body && { body: JSON.stringify(body) }),
  });
  const stream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  const text = stream ? '' : await answer.text();
  if (stream) abort.abort();
  return { status: answer.status, text, code: /"code":"([a-z-]+)"/.exec(text)?.[1] ?? null };
}
/** An answer without what differs each time. */
const bare = (answer: { status: number; text: string }) =>
  `${answer.status} ${answer.text.replaceAll(/"(instance|traceId)":"[0-9a-f]{16}"/g, '')}`;

describe('every route, every role, every way of asking', () => {
  test('the document and the oracle name the same operations', async () => {
    const named = (await operations(server)).map(([method, path]) => `${method} ${path}`);
    expect(named.sort()).toEqual(Object.keys({ ...oracleRoutes, ...oracleLinks }).sort());
  });
  test.each(Object.entries(oracleRoutes))('%s', async (name, may) => {
    const [method, path] = name.split(' ') as [string, string];
    const wrong: string[] = [];
    // The stream has a fixed limit for each address: there the ways of not being signed in are tried once.
    const all = [...world.askers, null];
    const askers =
      path === '/api/live'
        ? all.filter((each) => !each || each.state === 'live' || each.role === 'AT')
        : all;
    for (const asker of askers) {
      const answer = await ask(
        asker?.token ?? null,
        method,
        fill(path),
        path === '/api/session/hat' ? { hatId: absent } : undefined,
      );
      const isLive = asker?.state === 'live';
      const allowed = may === 'everybody' || (isLive && may.includes(asker.role));
      // A cookie of another role's live session is that session: it counts as its own role.
      const borrowed = asker?.state === 'session of another role on this login';
      if (borrowed) continue;
      const expected = allowed ? 'let in' : isLive ? '403 role-not-allowed' : '401 not-signed-in';
      const refused = [401, 403].includes(answer.status) && answer.code !== 'csrf-refused';
      const got = refused ? `${answer.status} ${answer.code}` : 'let in';
      if (got !== expected)
        wrong.push(`${asker?.label ?? 'nobody'}: ${expected}, got ${got} (${answer.status})`);
    }
    expect(wrong).toEqual([]);
  });
  test('a refusal is the same for every route and tells nothing of it', async () => {
    const seen = new Set<string>();
    for (const [name, may] of Object.entries(oracleRoutes)) {
      if (may === 'everybody' || may.includes('JJ')) continue;
      const [method, path] = name.split(' ') as [string, string];
      seen.add(bare(await ask(live('JJ').token, method, fill(path))));
    }
    expect(seen.size).toBe(1);
  });
});

type UnitList = { units: { unitId: string }[] };
const unitsIn = (text: string) =>
  new Set((JSON.parse(text) as UnitList).units.map((unit) => unit.unitId));
const idsOf = (...names: ('a' | 'b' | 'c')[]) =>
  new Set(names.flatMap((name) => world.units[name].map((unit) => unit.unitId)));

describe('which rows', () => {
  test.each([
    ['AT', ['a', 'b', 'c']],
    ['AS', ['a', 'b', 'c']],
    ['PI', ['a']],
    ['PC', ['a']],
  ] as const)('%s sees in photo and exports the units of %s', async (role, names) => {
    const { token } = live(role);
    expect(unitsIn((await ask(token, 'GET', '/api/capacity/photo')).text)).toEqual(idsOf(...names));
    expect(unitsIn((await ask(token, 'GET', '/api/capacity/photo?at=2026-01-01')).text)).toEqual(
      idsOf(...names),
    );
    if (role === 'AT') {
      expect((await ask(token, 'GET', '/api/capacity/export/stay?format=json')).status).toBe(403);
      return;
    }
    for (const kind of [
      'recognition',
      'stay',
      'absence',
      'unavailability',
      'hold',
      'reconversion',
      'place',
    ]) {
      const rows = JSON.parse(
        (await ask(token, 'GET', `/api/capacity/export/${kind}?format=json`)).text,
      ) as object[];
      const wanted = await t.owner<{ n: number }>(
        `select count(*)::int as n from capacity.${kind} where unit_id = any ($1)`,
        [[...idsOf(...names)]],
      );
      expect(rows.length).toBe(wanted[0]!.n);
    }
  });
  test.each(['AT', 'AS', 'PI', 'AN', 'RB', 'JJ'])('%s sees the whole catalogue', async (role) => {
    expect(unitsIn((await ask(live(role).token, 'GET', '/api/capacity/catalogue')).text)).toEqual(
      idsOf('a', 'b', 'c'),
    );
  });
  test.each(['PI', 'PC'])('%s is told the duties of its own units', async (role) => {
    expect(unitsIn((await ask(live(role).token, 'GET', '/api/capacity/duties')).text)).toEqual(
      idsOf('a'),
    );
  });
  test('the keeper sees its own part of the catalogue', async () => {
    expect(unitsIn((await ask(live('PC').token, 'GET', '/api/capacity/catalogue')).text)).toEqual(
      idsOf('a'),
    );
  });
});

describe('addresses that open one thing without a session', () => {
  // In this world the secret of everybody's link is the token of their session.
  const read = (path: string, secret: string, cookie: string | null = null) =>
    ask(cookie, 'GET', path.replace('{secret}', secret));
  const gone: readonly string[] = [
    ...refusedAtTheDoor.filter((state) => !state.startsWith('hat of another')),
    'forged token',
    'hash of a live token',
  ];
  test.each(Object.entries(oracleLinks))('%s', async (name, may) => {
    const [, path] = name.split(' ') as [string, string];
    const wrong: string[] = [];
    // Writes that were tried before may have taken back or replaced a link.
    await t.owner('update auth.link set revoked_at = null');
    // Something to come in every unit.
    await t.db.as('vp_jobs', async (tx) => {
      const about = { slice: 'capacity', kind: 'review', organisationId: null, subjectId: null };
      await recordEvent(tx, theProgram, about);
      await tx.rows('update capacity.unavailability set review_on = platform.today() + 10');
    });
    for (const asker of world.askers) {
      if (!asker.token || asker.state === 'session of another role on this login') continue;
      if (asker.state.startsWith('hat of another')) continue;
      const answer = await read(path, asker.token, live('AT').token);
      const mayMake = may.includes(asker.role);
      const expected = gone.includes(asker.state) ? 404 : mayMake ? 200 : 403;
      if (answer.status !== expected)
        wrong.push(`${asker.label}: ${expected}, got ${answer.status}`);
      if (answer.status !== 200) continue;
      const own =
        asker.organisationId === world.providers.a
          ? 'a'
          : asker.organisationId === world.providers.b
            ? 'b'
            : 'c';
      const names = await t.owner<{ name: string; provider_id: string }>(
        'select name, provider_id from capacity.care_unit',
      );
      const text = answer.text.replaceAll(/\r?\n[ \t]/g, '');
      for (const unit of names) {
        const isOwn = unit.provider_id === world.providers[own];
        if (text.includes(unit.name) !== isOwn) wrong.push(`${asker.label}: ${unit.name}`);
      }
      if (/child|key [abc]|held for|explained/.test(text)) wrong.push(`${asker.label}: a child`);
    }
    expect(wrong).toEqual([]);
    const mine = live('PC').token!;
    const [cookie, none] = [await read(path, absent, mine), await read(path, 'x'.repeat(64))];
    expect([cookie.status, bare(cookie)]).toEqual([404, bare(none)]);
    await t.owner('update auth.link set revoked_at = now() where token_hash = $1', [hashOf(mine)]);
    expect(bare(await read(path, mine))).toBe(bare(none));
    await t.owner('update auth.link set revoked_at = null where token_hash = $1', [hashOf(mine)]);
    // What was opened for one answer is closed after it.
    await expect
      .poll(() =>
        t.owner(`select 1 from auth.session where end_cause = 'link' and ends_at > now()`),
      )
      .toEqual([]);
  });
});

describe('another provider’s row and none at all are one answer', () => {
  const foreign = async () => {
    const unit = world.units.b[0]!;
    const [one] = await t.owner<{
      absence: string;
      unavailability: string;
      event: string;
      import: string;
      reconversion: string;
    }>(
      `select (select id from capacity.absence where unit_id = $1 limit 1) as absence, (select id from capacity.unavailability where unit_id = $1 limit 1) as unavailability,
        (select id from platform.event where subject_id = $1 and undoable limit 1) as event, (select id from capacity.import_file where owner_id = $2 limit 1) as import,
        (select id from capacity.reconversion where unit_id = $1 limit 1) as reconversion`,
      [unit.unitId, world.providers.b],
    );
    return {
      unitId: unit.unitId,
      stayId: world.firstStays[unit.unitId]!,
      absenceId: one!.absence,
      unavailabilityId: one!.unavailability,
      eventId: one!.event,
      importId: one!.import,
      reconversionId: one!.reconversion,
      placeId: unit.placeIds[0]!,
    };
  };
  const today = '2026-05-06';
  const bodies: Record<string, (ids: Record<string, string>) => object> = {
    'POST /api/capacity/stays': ({ unitId }) => ({
      unitId,
      module: 'STAY_O12',
      from: today,
      personRef: 'nobody',
    }),
    'POST /api/capacity/stays/{stayId}/end': () => ({ on: today, reason: 'HOME' }),
    'POST /api/capacity/stays/{stayId}/move': ({ placeId }) => ({ placeId, on: today }),
    'POST /api/capacity/stays/{stayId}/absences': () => ({ from: today, kind: 'HOME' }),
    'POST /api/capacity/absences/{absenceId}/end': () => ({ on: today }),
    'POST /api/capacity/unavailabilities': ({ unitId }) => ({
      unitId,
      module: 'STAY_O12',
      places: 1,
      reason: 'BUILDING',
      from: today,
      expectedEndOn: '2026-06-01',
    }),
    'POST /api/capacity/unavailabilities/{unavailabilityId}/end': () => ({ on: today }),
    'POST /api/capacity/unavailabilities/{unavailabilityId}/extend': () => ({
      expectedEndOn: '2026-06-01',
    }),
    'POST /api/capacity/events/{eventId}/undo': () => ({}),
    'POST /api/capacity/stays/{stayId}/expect': () => ({ expectedEndOn: null }),
    'POST /api/capacity/several/confirm': ({ unitId }) => ({ unitIds: [unitId] }),
    'POST /api/capacity/several/unavailabilities': ({ unitId }) => ({
      units: [{ unitId, module: 'STAY_O12' }],
      onlyFor: 'GIRLS',
      reason: 'GROUP_LOAD',
      from: today,
      expectedEndOn: '2026-06-01',
    }),
    'POST /api/capacity/several/undo': ({ eventId }) => ({ eventIds: [eventId] }),
    'POST /api/capacity/reconversions': ({ unitId }) => ({
      unitId,
      module: 'STAY_O12',
      places: 1,
      toModule: 'CRISIS_STAY',
      toPlaces: 1,
      effectiveOn: today,
      reason: 'A plan',
    }),
    'POST /api/capacity/reconversions/{reconversionId}/answer': () => ({ reason: 'An answer' }),
    'POST /api/capacity/reconversions/{reconversionId}/withdraw': () => ({ reason: 'A reason' }),
    'POST /api/capacity/reconversions/{reconversionId}/take-effect': () => ({ on: today }),
    'POST /api/capacity/reconversions/{reconversionId}/take-back': () => ({}),
    'GET /api/capacity/units/{unitId}/can-come': () => ({}),
  };
  const query: Record<string, string> = {
    'GET /api/capacity/units/{unitId}/can-come': `?module=STAY_O12&from=${today}`,
    'GET /api/capacity/units/{unitId}/calendar': `?from=${today}&until=2026-06-01`,
  };
  test.each(['PC', 'PI', 'AS'])('%s', async (role) => {
    const ids = await foreign();
    const asked: string[] = [];
    for (const [name, may] of Object.entries(oracleRoutes)) {
      const [method, path] = name.split(' ') as [string, string];
      const param = /\{(\w+)\}/.exec(path)?.[1] as keyof typeof ids | undefined;
      const make = bodies[name];
      const takes = param ? param in ids : make !== undefined;
      if (may === 'everybody' || !may.includes(role as 'PC') || !takes) continue;
      // The supervisor sees every provider's capacity; only import files are another's.
      if (role === 'AS' && param !== 'importId') continue;
      const nothing = Object.fromEntries(
        Object.keys(ids).map((key) => [key, absent]),
      ) as typeof ids;
      const [hidden, none] = await Promise.all(
        [ids, nothing].map((each) =>
          ask(
            live(role).token,
            method,
            `${fill(path, param ? each[param] : '')}${query[name] ?? ''}`,
            method === 'GET' ? undefined : make?.(each),
          ),
        ),
      );
      // Which unit stands in the way is said with the id that was asked about.
      const said = (answer: typeof hidden) =>
        bare(answer!).replace(/"details":\{"unitId":"[0-9a-f-]{36}"\},?/, '');
      expect([name, said(hidden)]).toEqual([name, said(none)]);
      // A list of nothing is as good as not found.
      const empty = hidden!.status === 200 && /"\w+":\[\]/.test(hidden!.text);
      expect([name, empty || hidden!.status === 404]).toEqual([name, true]);
      asked.push(name);
    }
    expect(asked.length).toBeGreaterThan(role === 'PC' ? 14 : role === 'PI' ? 4 : 3);
  });
  test('a place of its own, asked for a place of another', async () => {
    const ids = await foreign();
    const mine = world.units.a[0]!;
    // A time-out of another provider's stay is another thing: who knows its id and the child's pseudonym was told.
    const asking = (placeId: string) =>
      ask(live('PC').token, 'POST', '/api/capacity/stays', {
        unitId: mine.unitId,
        module: mine.module,
        from: today,
        personRef: 'somebody',
        placeId,
      });
    const [hidden, none] = [await asking(ids.placeId), await asking(absent)];
    expect(bare(hidden)).toEqual(bare(none));
    expect(hidden.status).toBeGreaterThanOrEqual(400);
  });
});

describe('canaries: what may not leave is in no answer', () => {
  const texts = async (asker: Asker) => {
    const units = [...world.units.a, ...world.units.b, ...world.units.c];
    const answers = await apiAnswers(server, asker, world, { units, only: 'GET' });
    // The document names the codes of absences; that is no child's.
    answers.delete('GET /api/openapi.json ');
    return [...answers.values()].join('\n');
  };
  test('what tells of one child leaves to its own provider only, also after real commands', async () => {
    const unit = world.units.a[1]!;
    const { token } = live('PC');
    const post = async (path: string, body: object) => {
      const answer = await ask(token, 'POST', path, body);
      expect([path, answer.status, answer.text.slice(0, 300)]).toEqual([
        path,
        200,
        expect.any(String),
      ]);
      return JSON.parse(answer.text) as { id: string; eventId: string };
    };
    const started = await post('/api/capacity/stays', {
      unitId: unit.unitId,
      module: unit.module,
      from: '2026-05-06',
      personRef: 'CANARY-CHILD',
      fileKind: 'COURT_URGENT',
      overCapacityReason: 'Een proef',
    });
    await post(`/api/capacity/stays/${started.id}/absences`, {
      from: '2026-05-07',
      until: '2026-05-08',
      kind: 'RUNAWAY',
    });
    await post(`/api/capacity/stays/${started.id}/end`, { on: '2026-05-09', reason: 'HOME' });
    const mine = await texts(live('PC'));
    expect(mine).toContain('CANARY-CHILD');
    for (const role of people.filter((each) => !['PC', 'PI'].includes(each))) {
      const theirs = await texts(live(role));
      const found =
        /CANARY-CHILD|child [abc]\d|key [abc]\d|away [abc]\d|held for|RUNAWAY|HOSPITAL|COURT_URGENT|OCJ_MANO/.exec(
          theirs,
        );
      expect([role, found?.[0] ?? null]).toEqual([role, null]);
    }
    // At the database too: every column that the access team may read, history and events included.
    const [at] = [live('AT')];
    const seen = await t.db.read({ role: 'AT', token: at.token! }, async (tx) =>
      JSON.stringify([
        await tx.rows(`select details, reason, kind from platform.event`),
        await tx.rows(`select id, period, needs, expected_end_on from capacity.stay_history`),
      ]),
    );
    expect(seen).not.toMatch(/CANARY|RUNAWAY|HOSPITAL|COURT_URGENT/);
  });
  test('nothing of another provider leaves to a provider', async () => {
    for (const role of ['PC', 'PI']) {
      const seen = await texts(live(role));
      expect(seen).toMatch(/note a1/);
      const found =
        /(child|key|away|note|explained|reason|held for|row child|plan child|file) [bc]\d?/.exec(
          seen,
        );
      expect([role, found?.[0] ?? null]).toEqual([role, null]);
    }
  });
});
