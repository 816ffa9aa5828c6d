import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { dayIn } from '../platform/period.ts';
import {
  makeOrganisation,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { makeRequest, makeRules } from '../waiting-list/fixtures.ts';
import { findMove, type MoveKind } from './moves.ts';
import { Random } from './random.ts';

const today = dayIn(new Date());
let t: TestDatabase;
let people: Record<'AT' | 'PI', Awaited<ReturnType<typeof signIn>>>;
let providerId: string;
const random = new Random('dialogue');

beforeAll(async () => {
  t = await testDatabase();
  providerId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    const made = await makeProvider(tx, { region: 'WVL' });
    await makeUnit(tx, { providerId: made, places: 8, recognised: 8 });
    for (let n = 0; n < 6; n++) await makeRequest(tx, { facts: ['COMPLEX'] });
    return made;
  });
  const organisationId = await makeOrganisation(t, 'access-team');
  people = {
    AT: await signIn(t, 'AT', { organisationId, areaCode: 'WVL' }),
    PI: await signIn(t, 'PI', { organisationId: providerId }),
  };
});
afterAll(() => t.close());

async function run(kind: MoveKind) {
  const move = await t.db.as('vp_jobs', (tx) => findMove(tx, kind, today, random), {
    isolation: 'read committed',
  });
  if (!move) return null;
  const who = people[move.by.role as 'AT' | 'PI'];
  await t.db.write(who, (tx) =>
    move.run(tx, { personId: who.personId, hatId: who.hatId, role: move.by.role, name: null }),
  );
  return move.by;
}
const states = async () =>
  (await t.owner<{ state: string }>(`select state from allocation.proposal order by state`)).map(
    ({ state }) => state,
  );

test('a free place leads to the first candidate; the provider answers; nothing starts before its day', async () => {
  expect(await run('answer')).toBeNull();
  expect(await run('propose')).toEqual({ role: 'AT', region: 'WVL' });
  expect(await states()).toEqual(['SENT']);
  const [kept] = await t.owner<{ rank: number; kind: string }>(
    `select p.rank_in_record as rank, r.kind from allocation.proposal p join allocation.record r on r.id = p.record_id`,
  );
  expect(kept).toEqual({ rank: 1, kind: 'CANDIDATES' });
  for (let n = 0; n < 4; n++)
    if ((await states()).some((state) => state === 'SENT' || state === 'IN_DIALOGUE'))
      expect(await run('answer')).toEqual({ role: 'PI', providerId });
  expect(['START_PLANNED', 'NOT_STARTED']).toContain((await states())[0]);
  expect(await run('begin')).toBeNull();
  await run('propose');
  expect(await run('decline')).toEqual({ role: 'AT', region: 'WVL' });
  expect(await states()).toContain('CLIENT_DECLINED');
});
