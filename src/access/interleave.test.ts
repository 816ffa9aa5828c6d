import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { interleave } from './interleave.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';

let t: TestDatabase;
let world: MatrixWorld;
beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
});
afterAll(() => t.close());

test('2,000 rounds of many people on two connections: each sees its own (the drill interleave does 100,000)', async () => {
  const done = await interleave(t, world, { rounds: 2_000, seed: 1 });
  expect(done.wrong).toEqual([]);
  expect(done.right).toBeGreaterThan(1_000);
  expect(done.broken).toBeGreaterThan(300);
}, 120_000);

test('an identity that stays behind on a connection is found', async () => {
  // The planted fault: the function that opens a transaction lets an older token stand.
  const [{ text }] = (await t.owner<{ text: string }>(
    `select pg_get_functiondef('auth.enter(text)'::regprocedure) as text`,
  )) as [{ text: string }];
  const faulty = text.replace(
    `set_config('vp.session', token, true)`,
    `set_config('vp.session', coalesce(nullif(current_setting('vp.session', true), ''), token), false)`,
  );
  expect(faulty).not.toBe(text);
  await t.owner(faulty);
  try {
    expect((await interleave(t, world, { rounds: 300, seed: 2 })).wrong.length).toBeGreaterThan(0);
  } finally {
    await t.owner(text);
  }
}, 60_000);
