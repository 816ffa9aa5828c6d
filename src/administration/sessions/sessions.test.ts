import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProvider, makeReference } from '../../capacity/fixtures.ts';
import { allRoutes, liveUnits, tags, words } from '../../cli/slices.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../../platform/testing/server.ts';
import type { MySession } from './contract.ts';

let t: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  t = await testDatabase();
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

/** The same person signed in once more, in another browser. */
async function elsewhere(who: SignedIn): Promise<SignedIn> {
  const token = randomBytes(32).toString('hex');
  await t.owner(
    `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code, idle_limit, idle_ends_at, ends_at)
     select $1, csrf_token, person_id, hat_id, role_code, organisation_id, area_code, idle_limit, idle_ends_at, ends_at
       from auth.session where person_id = $2 limit 1`,
    [createHash('sha256').update(Buffer.from(token, 'hex')).digest(), who.personId],
  );
  return { ...who, token };
}
const list = async (who: SignedIn) => {
  const answer = await server.as(who, '/api/sessions');
  expect(answer.status).toBe(200);
  return (await answer.json()) as MySession[];
};
const end = async (who: SignedIn, which: string) => {
  const answer = await server.as(who, `/api/sessions/${which}`, { method: 'POST' });
  return { status: answer.status, said: (await answer.json()) as { ended?: number } };
};
const isAlive = async (who: SignedIn) => (await server.as(who, '/api/sessions')).status === 200;

test('one sees where one is signed in, this browser first, and nobody else’s', async () => {
  const here = await signIn(t, 'AN');
  await signIn(t, 'AN');
  await elsewhere(here);
  const seen = await list(here);
  expect(seen.map((each) => each.here)).toEqual([true, false]);
  expect(seen[0]).toMatchObject({ role: 'AN', organisationName: null });
});

test('another session of one’s own ends at once; the one that asks does not, nor another person’s', async () => {
  const [here, stranger] = [await signIn(t, 'AN'), await signIn(t, 'AN')];
  const [phone, tablet] = [await elsewhere(here), await elsewhere(here)];
  const idOf = async (who: SignedIn) => (await list(who)).find((each) => each.here)!.id;
  const [own, ofPhone, ofStranger] = [await idOf(here), await idOf(phone), await idOf(stranger)];
  expect((await end(here, `${ofPhone}/end`)).said).toEqual({ ended: 1 });
  expect(await isAlive(phone)).toBe(false);
  expect(await isAlive(tablet)).toBe(true);
  for (const refused of [own, ofPhone, ofStranger])
    expect((await end(here, `${refused}/end`)).status).toBe(404);
  expect(await isAlive(here)).toBe(true);
  expect(await isAlive(stranger)).toBe(true);
});

test('all others end together; what a provider’s system opened with its key is not among them', async () => {
  const organisationId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  const here = await signIn(t, 'PC', { organisationId });
  const endsOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const made = await server.as(here, '/api/keys', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Dossiersysteem (verzonnen)', scopes: ['read'], endsOn }),
  });
  const { secret } = (await made.json()) as { secret: string };
  const asProgram = () =>
    fetch(`${server.url}/api/capacity/photo`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await asProgram()).status).toBe(200);
  const others = [await elsewhere(here), await elsewhere(here)];
  expect((await end(here, 'end-others')).said).toEqual({ ended: 2 });
  expect(await Promise.all(others.map(isAlive))).toEqual([false, false]);
  expect(await list(here)).toHaveLength(1);
  expect((await asProgram()).status).toBe(200);
  expect((await end(here, 'end-others')).said).toEqual({ ended: 0 });
});
