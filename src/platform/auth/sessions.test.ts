import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn, type SignedIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { openSessions, type Sessions } from './sessions.ts';

let t: TestDatabase;
let who: SignedIn;
let sessions: Sessions;
let now = new Date();

beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

const idleSeconds = async () => {
  const [row] = await t.owner<{ left: number }>(
    'select extract(epoch from idle_ends_at - now())::int as left from auth.session where person_id = $1',
    [who.personId],
  );
  return row!.left;
};
/** A session that has been idle for five of its fifteen minutes. */
const idleFor5Minutes = async () => {
  who = await signIn(t, 'AT');
  now = new Date();
  sessions = openSessions({
    db: t.db,
    clock: { now: () => now },
    limits: { idleMinutes: 15, absoluteHours: 8 },
  });
  await t.owner(
    `update auth.session set idle_ends_at = idle_ends_at - interval '5 minutes' where person_id = $1`,
    [who.personId],
  );
};

test('what somebody asks makes the session longer', async () => {
  await idleFor5Minutes();
  await sessions.resolve(who.token);
  expect(await idleSeconds()).toBeGreaterThan(14 * 60);
});

test('what a page asks by itself does not, however often', async () => {
  await idleFor5Minutes();
  for (let n = 0; n < 5; n++) {
    expect((await sessions.resolve(who.token, false))?.personId).toBe(who.personId);
    now = new Date(now.getTime() + 6_000);
  }
  expect(await idleSeconds()).toBeLessThanOrEqual(10 * 60);
});

test('who comes back just after the page asked is seen', async () => {
  await idleFor5Minutes();
  await sessions.resolve(who.token, false);
  await sessions.resolve(who.token);
  expect(await idleSeconds()).toBeGreaterThan(14 * 60);
});

test('a session that ran out is over for the page too', async () => {
  await idleFor5Minutes();
  await t.owner(`update auth.session set idle_ends_at = now() where person_id = $1`, [
    who.personId,
  ]);
  expect(await sessions.resolve(who.token, false)).toBeNull();
  expect(await sessions.resolve(who.token)).toBeNull();
});
