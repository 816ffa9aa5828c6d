import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeOrganisation,
  signIn,
  type SignedIn,
  type TestDatabase,
  testDatabase,
} from '../testing/database.ts';
import { EventReader } from '../testing/event-reader.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import type { LiveSource } from './live.ts';

let db: TestDatabase;
let server: TestServer;
let all: SignedIn;
let mine: SignedIn;
let other: SignedIn;
let nobodys: SignedIn;
let organisationId: string;
const readers: EventReader[] = [];

/** Whose each id is; frames are made of it as a slice makes them of its rows. */
const owners = new Map<string, string>();
let asked: string[][] = [];
let broken = false;
let padding = '';

const source: LiveSource = {
  topic: 'units',
  channel: 'test_live',
  roles: ['AT', 'AS', 'PI', 'PC'],
  classes: ['D0'],
  idsOf: (payload) => (JSON.parse(payload) as { units: string[] }).units,
  classOf: ({ role, organisationId: own }) => (role === 'AT' ? 'all' : own ? `org:${own}` : null),
  classesOf: async (ids) =>
    new Set(['all', ...ids.map((id) => `org:${owners.get(id) ?? owners.get(id[0]!)}`)]),
  async frames(ids) {
    asked.push([...ids]);
    if (broken) throw new Error('the database is away');
    const frames = new Map<string, string[]>([['all', []]]);
    for (const id of ids) {
      const row = JSON.stringify({ id, padding });
      frames.get('all')!.push(row);
      const key = `org:${owners.get(id)}`;
      frames.set(key, [...(frames.get(key) ?? []), row]);
    }
    // PostgreSQL breaks lines between the rows of a JSON list.
    return new Map([...frames].map(([key, rows]) => [key, `{"units":[${rows.join(',\n ')}]}`]));
  },
};

const open = async (who: SignedIn) => {
  const reader = await EventReader.open(`${server.url}/api/live`, who.token);
  readers.push(reader);
  return reader;
};
const notify = (ids: string[]) =>
  db.owner(`select platform.notify('test_live', $1)`, [JSON.stringify({ units: ids })]);
const idsIn = (reader: EventReader) =>
  reader.events
    .filter(({ event }) => event === 'units')
    .flatMap(({ data }) => (data as { units: { id: string }[] }).units.map((row) => row.id));

beforeAll(async () => {
  db = await testDatabase();
  server = await startTestServer(db, { liveSource: source, heartbeatMs: 100, checkEveryMs: 0 });
  organisationId = await makeOrganisation(db, 'TEAM');
  const second = await makeOrganisation(db, 'TEAM');
  owners.set('a', organisationId).set('b', second);
  all = await signIn(db, 'AT');
  mine = await signIn(db, 'PC', { organisationId });
  other = await signIn(db, 'PC', { organisationId: second });
  nobodys = await signIn(db, 'PI');
});
beforeEach(() => {
  asked = [];
  broken = false;
  padding = '';
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(async () => {
  await server.close();
  await db.close();
});

describe('the live stream', () => {
  test('opens with the present number and stays alive', async () => {
    const reader = await open(all);
    expect(reader.status).toBe(200);
    expect(reader.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(reader.headers['cache-control']).toBe('no-store');
    expect(reader.headers['x-content-type-options']).toBe('nosniff');
    const hello = await reader.until(({ event }) => event === 'hello');
    expect(Number.isSafeInteger(Number(hello.id))).toBe(true);
    await expect.poll(() => reader.heartbeats, { timeout: 2_000 }).toBeGreaterThan(1);
  });

  test('tells a change within a tenth of a second or so, numbered without holes', async () => {
    const reader = await open(all);
    const hello = await reader.until(({ event }) => event === 'hello');
    const before = performance.now();
    await notify(['a']);
    await reader.until(({ event }) => event === 'units');
    expect(performance.now() - before).toBeLessThan(1_000);
    await notify(['b']);
    await expect.poll(() => idsIn(reader)).toEqual(['a', 'b']);
    const numbers = reader.events.map(({ id }) => Number(id) - Number(hello.id));
    expect(numbers).toEqual([0, 1, 2]);
  });

  test('tells each class its own and nothing of another', async () => {
    const [ofAll, ofMine, ofOther] = [await open(all), await open(mine), await open(other)];
    await notify(['a']);
    await notify(['b']);
    await expect.poll(() => idsIn(ofAll)).toEqual(['a', 'b']);
    await expect.poll(() => [idsIn(ofMine), idsIn(ofOther)]).toEqual([['a'], ['b']]);
    expect(ofMine.events.map(({ event }) => event)).toEqual(['hello', 'units']);
  });

  test('is read once for all, however many look and whatever comes at once', async () => {
    const looking = [await open(all), await open(all), await open(mine)];
    await Promise.all(Array.from({ length: 40 }, (_, n) => notify([n % 2 === 0 ? 'a' : 'b'])));
    for (const reader of looking) await reader.until(({ event }) => event === 'units');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(new Set(idsIn(looking[0]!))).toEqual(new Set(['a', 'b']));
  });

  test('sends at most ten frames a second', async () => {
    const reader = await open(all);
    for (let n = 0; n < 50; n++) {
      await notify(['a']);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const frames = reader.events.filter(({ event }) => event === 'units').length;
    expect(frames).toBeGreaterThan(2);
    expect(frames).toBeLessThanOrEqual(12);
  });

  test('says fetch anew when too much has changed', async () => {
    const reader = await open(all);
    await notify(Array.from({ length: 150 }, (_, n) => `x${n}`));
    await notify(Array.from({ length: 150 }, (_, n) => `y${n}`));
    await reader.until(({ event }) => event === 'resync');
    expect(idsIn(reader).length).toBeLessThan(200);
  });

  test('says so to nobody who sees none of it: that much changes elsewhere is not told', async () => {
    const [ofAll, ofMine, ofOther] = [await open(all), await open(mine), await open(other)];
    await notify(Array.from({ length: 250 }, (_, n) => `a${n}`));
    await ofAll.until(({ event }) => event === 'resync');
    await ofMine.until(({ event }) => event === 'resync');
    await notify(['b']);
    await expect.poll(() => idsIn(ofOther)).toEqual(['b']);
    expect(ofOther.events.map(({ event }) => event)).toEqual(['hello', 'units']);
    const [hello, told] = ofOther.events;
    expect(Number(told!.id) - Number(hello!.id)).toBe(1);
  });

  test('says fetch anew when a frame could not be made', async () => {
    const reader = await open(all);
    broken = true;
    await notify(['a']);
    await expect.poll(() => asked.length).toBe(1);
    broken = false;
    await reader.until(({ event }) => event === 'resync');
    expect(idsIn(reader)).toEqual([]);
  });

  test('says fetch anew after the feed of the database was lost', async () => {
    const reader = await open(all);
    await db
      .owner(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vrijplaats listener' and datname = current_database()`,
      )
      .catch(() => loseFeed());
    await reader.until(({ event }) => event === 'resync', 8_000);
    await notify(['a']);
    await expect.poll(() => idsIn(reader), { timeout: 3_000 }).toEqual(['a']);
  });

  test('who comes back sees by the number whether something was missed', async () => {
    const first = await open(mine);
    const before = await first.until(({ event }) => event === 'hello');
    first.close();
    await expect.poll(() => server.live!.count()).toBe(0);
    const quiet = await open(mine);
    expect((await quiet.until(({ event }) => event === 'hello')).id).toBe(before.id);
    quiet.close();
    await expect.poll(() => server.live!.count()).toBe(0);
    await notify(['a']);
    await expect.poll(() => asked).toEqual([['a']]);
    const back = await open(mine);
    expect(Number((await back.until(({ event }) => event === 'hello')).id)).toBeGreaterThan(
      Number(before.id),
    );
  });

  test('an answer says at which number it was asked, of its own class alone', async () => {
    const numberOf = async (who: SignedIn) => {
      const answer = await fetch(`${server.url}/api/session`, {
        headers: { cookie: `__Host-vp=${who.token}` },
      });
      return answer.headers.get('x-live-number');
    };
    const reader = await open(mine);
    const hello = await reader.until(({ event }) => event === 'hello');
    reader.close();
    await expect.poll(() => server.live!.count()).toBe(0);
    expect(await numberOf(mine)).toBe(hello.id);
    const [ofOther, ofNobody] = [await numberOf(other), await numberOf(nobodys)];
    await notify(['a']);
    await expect.poll(() => numberOf(mine)).toBe(String(Number(hello.id) + 1));
    expect(await numberOf(other)).toBe(ofOther);
    expect(ofNobody).toBeNull();
  });
});

/** The feed's connection breaks. It is the jobs login's: the owner must have its rights to end it. */
async function loseFeed(): Promise<void> {
  await db.owner('grant vp_jobs to current_user');
  await db.owner(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'vrijplaats listener' and datname = current_database()`,
  );
  await db.owner('revoke vp_jobs from current_user');
}

describe('who may look', () => {
  test.each(['JJ', 'AN', 'RB', 'AD'] as const)('%s gets no stream', async (role) => {
    const reader = await open(await signIn(db, role));
    expect(reader.status).toBe(403);
    expect(reader.headers['content-type']).toBe('application/problem+json');
  });
  test('nobody gets none, nor does a role without an organisation', async () => {
    const nobody = await EventReader.open(`${server.url}/api/live`, null);
    expect(nobody.status).toBe(401);
    expect((await open(nobodys)).status).toBe(403);
    expect((await fetch(`${server.url}/api/live`, { method: 'HEAD' })).status).toBe(404);
  });
  test('a session opens so many and no more', async () => {
    const greedy = await signIn(db, 'AT');
    const statuses = [];
    for (let n = 0; n < 9; n++) statuses.push((await open(greedy)).status);
    expect(statuses).toEqual([...Array(8).fill(200), 429]);
  });

  const endings: [string, (who: SignedIn) => Promise<unknown>][] = [
    [
      'the role changes',
      (who) => db.owner(`update auth.hat set role_code = 'AS' where id = $1`, [who.hatId]),
    ],
    [
      'the person is blocked',
      (who) => db.owner(`update auth.person set blocked_at = now() where id = $1`, [who.personId]),
    ],
    [
      'the session runs out',
      (who) =>
        db.owner(`update auth.session set idle_ends_at = now() where person_id = $1`, [
          who.personId,
        ]),
    ],
    ['one logs out', (who) => server.sessions.end(who.token, 'signed out')],
  ];
  test.each(endings)('the stream ends when %s', async (_name, end) => {
    const who = await signIn(db, 'AT');
    const reader = await open(who);
    const neighbour = await open(all);
    await reader.until(({ event }) => event === 'hello');
    await end(who);
    await reader.until(({ event }) => event === 'session');
    await expect.poll(() => reader.closed, { timeout: 3_000 }).toBe(true);
    await notify(['a']);
    await expect.poll(() => idsIn(neighbour)).toEqual(['a']);
    expect(neighbour.closed).toBe(false);
    expect(idsIn(reader)).toEqual([]);
    expect((await server.as(who, '/api/live')).status).toBe(401);
  });

  test('looking does not keep a session alive', async () => {
    const who = await signIn(db, 'AT');
    const reader = await open(who);
    const ends = async () =>
      (
        await db.owner<{ t: Date }>(
          `select idle_ends_at as t from auth.session where person_id = $1`,
          [who.personId],
        )
      )[0]!.t;
    const before = await ends();
    await expect.poll(() => reader.heartbeats, { timeout: 3_000 }).toBeGreaterThan(4);
    expect(await ends()).toEqual(before);
  });
});

describe('bad readers', () => {
  test('one that takes nothing is let go, the others hear everything', async () => {
    const slow = await open(all);
    const good = await open(all);
    await slow.until(({ event }) => event === 'hello');
    slow.pause();
    padding = 'x'.repeat(300_000);
    const before = server.live!.count();
    for (let n = 0; n < 60 && server.live!.count() === before; n++) {
      await notify(['a']);
      await new Promise((resolve) => setTimeout(resolve, 110));
    }
    expect(server.live!.count()).toBe(before - 1);
    padding = '';
    await notify(['b']);
    await expect.poll(() => idsIn(good).at(-1), { timeout: 3_000 }).toBe('b');
  }, 30_000);

  test('a proxy that speaks HTTP/1.0 gets the stream without chunks', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), 'localhost');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      text += part;
    });
    socket.write(
      `GET /api/live HTTP/1.0\r\nHost: localhost\r\nCookie: __Host-vp=${all.token}\r\n\r\n`,
    );
    await expect.poll(() => text, { timeout: 3_000 }).toContain('event: hello');
    await notify(['a']);
    await expect.poll(() => text, { timeout: 3_000 }).toContain('"id":"a"');
    expect(text.toLowerCase()).not.toContain('transfer-encoding');
    expect(text.split('\r\n\r\n')[1]).toMatch(/^id: \d+\nevent: hello\ndata: \{\}\n\n/);
    socket.destroy();
  });
});
