import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { signIn, testDatabase, type TestDatabase } from '../testing/database.ts';
import { forgetOld } from './forget-old.ts';

/** Rows of each kind, each so old as said. */
async function leave(t: TestDatabase, kind: 'session' | 'attempt' | 'key', age: string) {
  const { personId, hatId } = await signIn(t, 'AT');
  await t.owner(`delete from auth.session where person_id = $1`, [personId]);
  if (kind === 'session')
    await t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, idle_limit, idle_ends_at, ends_at)
       values ($1, 'c', $2, $3, 'AT', interval '1 hour', now() - $4::interval, now() - $4::interval)`,
      [randomBytes(32), personId, hatId, age],
    );
  else if (kind === 'attempt')
    await t.owner(
      `insert into auth.login_attempt (state_hash, nonce, code_verifier, return_to, created_at) values ($1, 'n', 'v', '/', now() - $2::interval)`,
      [randomBytes(32), age],
    );
  else
    await t.owner(
      `insert into platform.idempotency_key (person_id, key, request_hash, created_at) values ($1, 'a key of mine', '\\x01', now() - $2::interval)`,
      [personId, age],
    );
}

const left = async (t: TestDatabase) => {
  const [row] = await t.owner<Record<string, number>>(
    `select (select count(*)::int from auth.session) as session, (select count(*)::int from auth.login_attempt) as attempt,
            (select count(*)::int from platform.idempotency_key) as key`,
  );
  return row;
};

test('what is old enough is forgotten, and nothing sooner', async () => {
  const t = await testDatabase({ forThisTest: true });
  for (const [kind, stays, goes] of [
    ['session', '364 days', '367 days'],
    ['attempt', '23 hours', '25 hours'],
    ['key', '29 days', '31 days'],
  ] as const) {
    await leave(t, kind, stays);
    await leave(t, kind, goes);
  }
  expect(await forgetOld(t.db)).toBe(3);
  expect(await left(t)).toEqual({ session: 1, attempt: 1, key: 1 });
});

test('in batches, down to the last one; twice does no harm', async () => {
  const t = await testDatabase({ forThisTest: true });
  for (let n = 0; n < 5; n++) await leave(t, 'session', `${400 + n} days`);
  for (let n = 0; n < 3; n++) await leave(t, 'attempt', '2 days');
  const [first] = await t.db.as('vp_jobs', (tx) =>
    tx.rows<{ gone: number }>('select platform.forget_old(2) as gone'),
  );
  expect(first!.gone).toBe(4);
  expect(await forgetOld(t.db, 2)).toBe(4);
  expect(await forgetOld(t.db, 2)).toBe(0);
  expect(await left(t)).toEqual({ session: 0, attempt: 0, key: 0 });
});
