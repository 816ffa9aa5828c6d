import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { allRoutes, liveUnits, tags, words } from '../cli/slices.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';

let t: TestDatabase;
let server: TestServer;
let provider: string;
let other: string;
let pc: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  [provider, other] = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    const ids: [string, string] = [await makeProvider(tx), await makeProvider(tx)];
    for (const providerId of ids) await makeUnit(tx, { providerId });
    return ids;
  });
  server = await startTestServer(t, {
    routes: allRoutes,
    tags,
    words,
    liveSource: liveUnits(t.db, { now: () => new Date() }),
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});
beforeEach(async () => {
  await t.owner(`update auth.api_key set revoked_at = now() where revoked_at is null`);
  pc = await signIn(t, 'PC', { organisationId: provider });
});

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ask = (who: SignedIn, path: string, body?: object, headers: Record<string, string> = {}) =>
  server.as(who, path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
  });
async function make(scopes: string[], endsOn = inDays(30)) {
  const answer = await ask(pc, '/api/keys', { name: 'Dossiersysteem (verzonnen)', scopes, endsOn });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { id: string; secret: string };
}
let n = 0;
const withKey = (secret: string, path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(init.method && { 'idempotency-key': `key-test-${++n}` }),
      ...(init.headers as Record<string, string>),
    },
  });
const codeOf = async (answer: Response) =>
  `${answer.status} ${((await answer.json()) as { code?: string }).code}`;

describe('a key', () => {
  test('is told once and kept as a hash; sent again the request is told that it was', async () => {
    const body = { name: 'Dossier', scopes: ['read'], endsOn: inDays(10) };
    const sameKey = { 'idempotency-key': 'make-key-once' };
    const first = (await (await ask(pc, '/api/keys', body, sameKey)).json()) as {
      id: string;
      secret: string;
    };
    const again = (await (await ask(pc, '/api/keys', body, sameKey)).json()) as { secret: null };
    expect(first.secret).toMatch(/^vrp_[0-9a-f]{64}$/);
    expect(again).toEqual({ id: first.id, secret: null });
    const kept = JSON.stringify([
      await t.owner(`select k.*, encode(token_hash, 'hex') as hex from auth.api_key k`),
      await t.owner(`select * from platform.idempotency_key`),
      await t.owner(`select * from auth.session`),
    ]);
    expect(kept).not.toContain(first.secret.slice(4));
    expect(await (await ask(pc, '/api/keys')).text()).not.toContain(first.secret.slice(4));
  });

  test('reads the rows of its own organisation, and no others', async () => {
    const { secret } = await make(['read']);
    const photo = await withKey(secret, '/api/capacity/photo');
    const { units } = (await photo.json()) as { units: { providerId: string }[] };
    expect(units.map(({ providerId }) => providerId)).toEqual([provider]);
    expect(JSON.stringify(units)).not.toContain(other);
    const [shown] = (await (await ask(pc, '/api/keys')).json()) as { lastUsedAt: string | null }[];
    expect(shown!.lastUsedAt).not.toBeNull();
  });

  test('imports only with that scope, without a token against forgery', async () => {
    const [reader, importer] = [await make(['read']), await make(['import'])];
    expect(await codeOf(await withKey(reader.secret, '/api/capacity/imports'))).toBe(
      '403 key-scope',
    );
    expect((await withKey(importer.secret, '/api/capacity/imports')).status).toBe(200);
    expect(await codeOf(await withKey(importer.secret, '/api/capacity/photo'))).toBe(
      '403 key-scope',
    );
    const form = new FormData();
    form.append('file', new File(['soort;x\n'], 'x.csv'));
    const sent = await withKey(importer.secret, '/api/capacity/imports', {
      method: 'POST',
      body: form,
    });
    expect([401, 403]).not.toContain(sent.status);
  });

  test.each([
    ['GET', '/api/keys'],
    ['GET', '/api/session'],
    ['GET', '/api/live'],
    ['GET', '/api/notices'],
    ['POST', '/api/keys'],
    ['POST', '/api/session/hat'],
    ['POST', '/api/capacity/stays'],
    ['GET', '/api/capacity/search'],
  ])('does not open %s %s, also not with the cookie of somebody who may', async (method, path) => {
    const { secret } = await make(['read', 'import']);
    const headers = { cookie: `__Host-vp=${pc.token}`, 'x-csrf-token': 'csrf' };
    const body = path === '/api/session/hat' && { body: JSON.stringify({ hatId: pc.hatId }) };
    const answer = await withKey(secret, path, {
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { method }),
      ...body,
    });
    if (path === '/api/session') expect(await answer.json()).toMatchObject({ signedIn: false });
    else expect([401, 403]).toContain(answer.status);
  });

  test('is no session: as a cookie it opens nothing', async () => {
    const { secret } = await make(['read']);
    for (const cookie of [secret, secret.slice(4)]) {
      const answer = await fetch(`${server.url}/api/capacity/photo`, {
        headers: { cookie: `__Host-vp=${cookie}` },
      });
      expect(answer.status).toBe(401);
    }
  });

  test('that reads only, only reads: the database refuses its writes whatever the program asks', async () => {
    const { secret } = await make(['read']);
    const opened = (await server.sessions.openKey(secret))!;
    await expect(
      t.db.write({ role: 'PC', token: opened.token }, (tx) =>
        tx.rows(`update capacity.provider set name = name`),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each(['revoked', 'hat ended', 'person blocked', 'last day over'])(
    'opens nothing once it is: %s',
    async (how) => {
      const { id, secret } = await make(['read']);
      expect((await withKey(secret, '/api/capacity/photo')).status).toBe(200);
      if (how === 'revoked') expect((await ask(pc, `/api/keys/${id}/revoke`, {})).status).toBe(200);
      if (how === 'hat ended')
        await t.owner(`update auth.hat set valid = '[2000-01-01,2000-02-01)' where id = $1`, [
          pc.hatId,
        ]);
      if (how === 'person blocked')
        await t.owner(`update auth.person set blocked_at = now() where id = $1`, [pc.personId]);
      if (how === 'last day over') {
        await t.owner(`update auth.api_key set ends_on = '2020-01-01' where id = $1`, [id]);
        server.sessions.forget(null);
      }
      await expect
        .poll(async () => codeOf(await withKey(secret, '/api/capacity/photo')))
        .toBe('401 key-in-vain');
    },
  );

  test.each(['vrp_', `vrp_${'0'.repeat(64)}`, 'x', ''])(
    'that nobody made: "%s"',
    async (secret) => {
      expect(await codeOf(await withKey(secret, '/api/capacity/photo'))).toBe('401 key-in-vain');
    },
  );

  test('is asked at most sixty times a minute', async () => {
    const { secret } = await make(['read']);
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => withKey(secret, '/api/capacity/modules')),
    );
    const counted = Map.groupBy(answers, ({ status }) => status);
    expect(counted.get(200)).toHaveLength(60);
    expect(counted.get(429)).toHaveLength(10);
  });

  test('of another organisation cannot be seen or revoked, and only the keeper makes one', async () => {
    const { id } = await make(['read']);
    const stranger = await signIn(t, 'PC', { organisationId: other });
    expect(await (await ask(stranger, '/api/keys')).json()).toEqual([]);
    expect(await codeOf(await ask(stranger, `/api/keys/${id}/revoke`, {}))).toBe(
      '404 key-not-found',
    );
    for (const [scopes, endsOn] of [
      [['read'], inDays(400)],
      [['read'], inDays(-1)],
      [['write'], inDays(10)],
      [[], inDays(10)],
    ] as const)
      expect((await ask(pc, '/api/keys', { name: 'x', scopes, endsOn })).status).toBe(400);
  });

  test('stands in the document where it opens something', async () => {
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { security: object[] }>>;
    };
    expect(document.paths['/api/capacity/photo']!['get']!.security).toContainEqual({ key: [] });
    expect(document.paths['/api/keys']!['post']!.security).not.toContainEqual({ key: [] });
  });
});
