import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reader } from './database.ts';
import { signIn, type TestDatabase, testDatabase } from '../testing/database.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

test('a token resolves only under the login of its own role', async () => {
  const at = await signIn(t, 'AT');
  const mine = await t.db.read(at, (tx) => tx.rows(`select auth.my_person() as id`));
  expect(mine).toEqual([{ id: at.personId }]);
  await expect(t.db.read({ role: 'PC', token: at.token }, async () => 1)).rejects.toMatchObject({
    code: 'not-signed-in',
  });
});

test('a dead, unknown or malformed token opens nothing', async () => {
  for (const token of ['', 'x', '0'.repeat(64), "';--".padEnd(64, '0')]) {
    await expect(t.db.read({ role: 'AT', token }, async () => 1)).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  }
});

test('a changed hat ends its sessions at once', async () => {
  const pc = await signIn(t, 'PC');
  await t.db.read(pc, async () => 1);
  await t.owner(`update auth.hat set role_code = 'PI' where id = $1`, [pc.hatId]);
  await expect(t.db.read(pc, async () => 1)).rejects.toMatchObject({ code: 'not-signed-in' });
});

test('a read handle cannot write', async () => {
  const ad = await signIn(t, 'AD');
  const write = (tx: Reader) =>
    tx.rows(`insert into auth.organisation (code, name, kind) values ('X', 'X', 'X')`);
  await expect(t.db.read(ad, write)).rejects.toMatchObject({ code: 'forbidden' });
  // The same person may, with a handle that writes.
  await t.db.write(ad, write);
});

test('identities do not leak through the pool', async () => {
  const callers = await Promise.all(Array.from({ length: 20 }, () => signIn(t, 'AT')));
  const rounds = Array.from({ length: 400 }, (_, i) => callers[i % callers.length]!);
  await Promise.all(
    rounds.map(async (caller, i) => {
      const work = t.db.read(caller, async (tx) => {
        if (i % 7 === 0) await tx.rows('select 1 / 0').catch(() => {});
        return tx.rows<{ id: string }>('select auth.my_person() as id');
      });
      const rows = await work.catch(() => []);
      for (const row of rows) expect(row.id).toBe(caller.personId);
    }),
  );
});
