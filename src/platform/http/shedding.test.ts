import { PassThrough } from 'node:stream';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { signIn, type SignedIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import type { Lane } from './admission.ts';
import { once } from './once.ts';
import { type Route, route } from './route.ts';

let t: TestDatabase;
let at: SignedIn;

const base = { summary: 'A route', tag: 'test', roles: ['AT'] as const, classes: ['D0'] };
const Done = Type.Object({ ok: Type.Boolean() });

/** A read in a lane that keeps a connection of the database busy for so long. */
const sleeper = (lane: Lane, ms: number): Route =>
  route({
    ...base,
    lane,
    method: 'GET',
    path: `/api/test/${lane}`,
    response: Done,
    handler: async ({ db, caller }) => {
      await db.read(caller, (tx) => tx.rows('select pg_sleep($1)', [ms / 1000]));
      return { ok: true };
    },
  });
const note = route({
  ...base,
  method: 'POST',
  path: '/api/test/notes',
  body: Type.Object({ words: Type.String() }),
  response: Type.Object({ id: Type.String() }),
  handler: (context) =>
    once(context, 'test.note', context.body, async (tx) => {
      const [row] = await tx.rows<{ id: string }>(
        'insert into public.test_note (words) values ($1) returning id',
        [context.body.words],
      );
      await tx.rows('select pg_sleep(0.02)');
      return row!;
    }),
});
const upload = route({
  ...base,
  method: 'POST',
  path: '/api/test/upload',
  multipart: true,
  response: Type.Object({ bytes: Type.Integer() }),
  handler: async ({ request }) => ({ bytes: (await (await request.file())!.toBuffer()).length }),
});
const routes = [
  sleeper('urgent', 5),
  sleeper('ordinary', 30),
  sleeper('deferrable', 60),
  note,
  upload,
];
const admission = { atOnce: 4, urgentAtOnce: 4 };

beforeAll(async () => {
  t = await testDatabase();
  await t.owner(
    `create table public.test_note (id uuid primary key default gen_random_uuid(), words text not null)`,
  );
  await t.owner('grant usage on schema public to vp_at');
  await t.owner('grant select, insert on public.test_note to vp_at');
  at = await signIn(t, 'AT');
});
afterAll(() => t.close());

async function withServer<T>(
  options: { routes?: Route[]; db?: Database; atOnce?: number; log?: PassThrough },
  work: (server: TestServer) => Promise<T>,
): Promise<T> {
  const server = await startTestServer(options.db ? { ...t, db: options.db } : t, {
    routes: options.routes ?? routes,
    admission: { ...admission, ...(options.atOnce && { atOnce: options.atOnce }) },
    ...(options.log && { log: options.log }),
  });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

interface Seen {
  status: number;
  ms: number;
}

async function ask(server: TestServer, path: string, init?: RequestInit): Promise<Seen> {
  const began = performance.now();
  const response = await server.as(at, path, init);
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - began };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const answered = (seen: readonly Seen[]) => seen.filter(({ status }) => status === 200).length;

/** Forty who ask ordinary work without a pause (ten times what fits) while `work` goes on; it begins once this is an overload. */
async function whileOverloaded<T>(server: TestServer, work: () => Promise<T>) {
  const over = new AbortController();
  const ordinary: Seen[] = [];
  const askers = Array.from({ length: 40 }, async () => {
    while (!over.signal.aborted) {
      const seen = await ask(server, '/api/test/ordinary');
      ordinary.push(seen);
      if (seen.status === 503) await pause(20);
    }
  });
  try {
    while (!ordinary.some(({ status }) => status === 503)) await pause(10);
    return { ordinary, result: await work() };
  } finally {
    over.abort();
    await Promise.all(askers);
  }
}

async function askInTurn(server: TestServer, path: string, count: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let i = 0; i < count; i++) {
    seen.push(await ask(server, path));
    await pause(10);
  }
  return seen;
}

/** The promise to what is urgent, over its answers. */
const isKept = (urgent: readonly Seen[]) =>
  urgent.every(({ status, ms }) => status === 200 && ms < 1_000);

describe('in an overload', () => {
  test('what can wait is refused, ordinary work goes on, and what is urgent is answered', async () => {
    const log = new PassThrough();
    const lines: string[] = [];
    log.on('data', (line: Buffer) => lines.push(line.toString()));
    await withServer({ log }, async (server) => {
      const { ordinary, result } = await whileOverloaded(server, async () => ({
        deferrable: await askInTurn(server, '/api/test/deferrable', 5),
        urgent: await askInTurn(server, '/api/test/urgent', 15),
        health: [await ask(server, '/live'), await ask(server, '/ready')],
        session: await ask(server, '/api/session'),
      }));
      expect(result.deferrable.map(({ status }) => status)).toEqual(Array(5).fill(503));
      expect(isKept(result.urgent)).toBe(true);
      expect([...result.health, result.session].map(({ status }) => status)).toEqual([
        200, 200, 200,
      ]);
      expect(answered(ordinary)).toBeGreaterThan(10);
    });
    // A refusal is no error of ours: it is counted, and its trace is not written down.
    expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('a route that lost its lane is found', async () => {
    const planted = routes.map((each) =>
      each.lane === 'urgent' ? { ...each, lane: 'ordinary' as const } : each,
    );
    const urgent = await withServer({ routes: planted }, async (server) => {
      const { result } = await whileOverloaded(server, () =>
        Promise.all(Array.from({ length: 20 }, () => askInTurn(server, '/api/test/urgent', 2))),
      );
      return result.flat();
    });
    expect(isKept(urgent)).toBe(false);
  });

  /** The two shared connections of the login are in use for a second and a half; then something urgent is asked. */
  async function urgentBehind(isReserved: boolean): Promise<Seen[]> {
    const db = openDatabase({ url: t.ownerUrl, roleSecret: t.roleSecret, poolSize: 2 });
    const slow = [sleeper('urgent', 5), sleeper('ordinary', 250)];
    const given = isReserved ? db : { ...db, reserved: db };
    try {
      return await withServer({ db: given, atOnce: 100, routes: slow }, async (server) => {
        const busy = Array.from({ length: 12 }, () => ask(server, '/api/test/ordinary'));
        await pause(100);
        const urgent = await ask(server, '/api/test/urgent');
        await Promise.all(busy);
        return [urgent];
      });
    } finally {
      await db.close();
    }
  }

  test('urgent work has connections of its own, and without them it is found', async () => {
    expect(isKept(await urgentBehind(true))).toBe(true);
    expect(isKept(await urgentBehind(false))).toBe(false);
  }, 30_000);
});

describe('who is refused', () => {
  test('hears why, when to come back, in their own language', async () => {
    await withServer({}, (server) =>
      whileOverloaded(server, async () => {
        const response = await server.as(at, '/api/test/deferrable', {
          headers: { 'accept-language': 'fr' },
        });
        expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(response.headers.get('content-language')).toBe('fr');
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        const problem = (await response.json()) as { title: string; details: { seconds: number } };
        expect(problem).toMatchObject({ status: 503, code: 'overloaded' });
        expect(problem.title).toBe('Il y a trop de monde en ce moment');
        expect(response.headers.get('retry-after')).toBe(String(problem.details.seconds));
        expect(problem.details.seconds).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  test('has changed nothing, and the same key works once when it is calm again', async () => {
    await withServer({}, async (server) => {
      const send = async (key: string, i = 0) => {
        await pause(i * 15);
        return ask(server, '/api/test/notes', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ words: key }),
        });
      };
      const keys = Array.from({ length: 30 }, (_, i) => `shed-key-${i}`);
      const { result: first } = await whileOverloaded(server, () => Promise.all(keys.map(send)));
      const stored = async () =>
        (await t.owner<{ words: string }>('select words from public.test_note order by 1')).map(
          ({ words }) => words,
        );
      const taken = keys.filter((_, i) => first[i]!.status === 200);
      expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200, 503]));
      expect(await stored()).toEqual(taken.toSorted());
      for (const key of [...keys, ...keys]) expect((await send(key)).status).toBe(200);
      expect(await stored()).toEqual(keys.toSorted());
    });
  }, 30_000);

  test('hears it also when a large file was on its way', async () => {
    await withServer({}, (server) =>
      whileOverloaded(server, async () => {
        const form = new FormData();
        form.append('file', new File([new Uint8Array(8 * 1024 * 1024)], 'large.csv'));
        const response = await server.as(at, '/api/test/upload', { method: 'POST', body: form });
        expect(response.status).toBe(503);
        expect(await response.json()).toMatchObject({ code: 'overloaded' });
      }),
    );
  });

  test('who goes away while waiting leaves the queue', async () => {
    await withServer({ atOnce: 1 }, async (server) => {
      const first = ask(server, '/api/test/ordinary');
      const gone = Array.from({ length: 20 }, async () => {
        const signal = AbortSignal.timeout(10);
        await ask(server, '/api/test/ordinary', { signal }).catch(() => {});
      });
      await Promise.all([first, ...gone]);
      expect((await ask(server, '/api/test/ordinary')).ms).toBeLessThan(400);
    });
  });
});
