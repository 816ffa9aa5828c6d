import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import { holds, mayStep, type Party, proposalStates, steps, stepsFor } from './proposal.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

const logins: Record<Party, string[]> = {
  ACCESS: ['vp_at', 'vp_as'],
  PROVIDER: ['vp_pi'],
  PROGRAM: ['vp_jobs'],
};

test('the database holds the same steps for the same people', async () => {
  const rows = await t.owner<{ from: string; to: string; login: string; may: boolean }>(
    `select f as "from", t as "to", l as login, allocation.may_step(f, t, l) as may
       from unnest($1::text[]) f, unnest($1::text[]) t, unnest($2::text[]) l`,
    [proposalStates, Object.values(logins).flat()],
  );
  for (const { from, to, login, may } of rows) {
    const party = (Object.keys(logins) as Party[]).find((each) => logins[each].includes(login))!;
    expect(may, `${from} → ${to} by ${login}`).toBe(mayStep(from as never, to as never, party));
  }
});

test('the database holds places in the same states', async () => {
  const rows = await t.owner<{ state: string; held: boolean }>(
    `select s as state, allocation.holds(s) as held from unnest($1::text[]) s`,
    [proposalStates],
  );
  for (const { state, held } of rows) expect(held).toBe(holds(state as never));
});

test('every open state leads out, and nothing accepts by itself', () => {
  for (const state of proposalStates) {
    if (
      state === 'STARTED' ||
      state === 'CLIENT_DECLINED' ||
      state === 'WITHDRAWN' ||
      state === 'PLACE_GONE'
    ) {
      expect(stepsFor(state, 'ACCESS')).toEqual([]);
      continue;
    }
    expect(stepsFor(state, 'ACCESS')).toContain('withdraw');
  }
  for (const { to, by } of steps)
    if (by.includes('PROGRAM')) expect(['EXPIRED', 'PLACE_GONE', 'WITHDRAWN']).toContain(to);
});
