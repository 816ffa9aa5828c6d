import { expect, test } from 'vitest';
import type { Transactions } from '../platform/db/database.ts';
import { changeInTurn, turnOf } from './change.ts';

test('places of one region are given one after another, those of another region beside them', async () => {
  const turns: (string | undefined)[] = [];
  const db = {
    write: async (_caller: unknown, _work: unknown, settings?: { turn?: string }) => {
      turns.push(settings?.turn);
      return { body: null };
    },
  } as unknown as Transactions;
  const give = (areaCode: string) =>
    changeInTurn('place', async () => null)({ db, key: 'a key', session: { areaCode } } as never);
  await give('WVL');
  await give('OVL');
  expect(turns).toEqual([turnOf('WVL'), turnOf('OVL')]);
  expect(turns[0]).not.toBe(turns[1]);
});
