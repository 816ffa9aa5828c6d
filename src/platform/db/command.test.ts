import { expect, test } from 'vitest';
import { signIn, testDatabase } from '../testing/database.ts';
import { idempotent } from './command.ts';

test('an answer that is given again is written again, so that its commit waits for a second server as the first did', async () => {
  const it = await testDatabase({ forThisTest: true });
  const who = await signIn(it, 'AD');
  const key = 'a key of mine';
  const ask = () => idempotent(it.db, who, { key, route: 'x', input: {} }, async () => 'done');
  const writer = async () =>
    (
      await it.owner<{ xmin: string }>(
        `select xmin::text from platform.idempotency_key where key = $1`,
        [key],
      )
    )[0]!.xmin;
  expect(await ask()).toMatchObject({ body: 'done', replayed: false });
  const first = await writer();
  expect(await ask()).toMatchObject({ body: 'done', replayed: true });
  expect(await writer()).not.toBe(first);
});

test('the same key many times at once does the work once, and everybody gets its answer', async () => {
  const it = await testDatabase({ forThisTest: true });
  const who = await signIn(it, 'AD');
  let made = 0;
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      idempotent(it.db, who, { key: 'pressed often', route: 'x', input: {} }, async (tx) => {
        made += 1;
        return (await tx.rows<{ id: string }>('select gen_random_uuid() as id'))[0]!.id;
      }),
    ),
  );
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(made).toBeGreaterThanOrEqual(1);
});
