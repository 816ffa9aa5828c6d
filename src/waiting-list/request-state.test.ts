import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { choices, isCallable, keepsPosition, mayGo, requestStates } from './request-state.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

test('the database holds the same passages', async () => {
  const rows = await t.owner<{ from: string; to: string; may: boolean }>(
    `select f as "from", t as "to", waiting_list.may_go(f, t) as may
       from unnest($1::text[]) f, unnest($1::text[]) t`,
    [requestStates],
  );
  expect(rows).toHaveLength(requestStates.length ** 2);
  for (const { from, to, may } of rows)
    expect(may, `${from} → ${to}`).toBe(mayGo(from as never, to as never));
});

test('nobody chooses by hand what the dialogue about a place does', () => {
  for (const from of requestStates)
    for (const to of choices(from)) expect(['PROPOSED', 'ALLOCATED', 'STARTED']).not.toContain(to);
  expect(choices('PROPOSED')).toEqual([]);
});

test('whoever can be called keeps a position', () => {
  for (const state of requestStates) if (isCallable(state)) expect(keepsPosition(state)).toBe(true);
});
