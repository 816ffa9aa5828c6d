import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import {
  makeOrganisation,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { brokenPromises, type Crowd, makeCrowdWorld, workAtOnce } from './crowd.fixtures.ts';

let t: TestDatabase;
let crowd: Crowd;

beforeAll(async () => {
  t = await testDatabase();
  const { providers, units, requestIds } = await makeCrowdWorld(t.db, {
    providers: 2,
    unitsEach: 2,
    places: 3,
    children: 30,
    region: 'WVL',
  });
  const team = await makeOrganisation(t, 'access-team');
  const access = await Promise.all(
    Array.from({ length: 12 }, () => signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' })),
  );
  const intakes = await Promise.all(
    Array.from({ length: 8 }, (_, at) => signIn(t, 'PI', { organisationId: providers[at % 2]! })),
  );
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
  const managers = await Promise.all(
    providers.map(async (providerId) => ({
      ...(await signIn(t, 'PC', { organisationId: providerId })),
      providerId,
    })),
  );
  crowd = {
    db: t.db,
    owner: t.owner,
    access,
    intakes,
    managers,
    units,
    requestIds,
    today,
    region: 'WVL',
  };
});
afterAll(() => t.close());

test('twenty people at the same places: no place and no child twice, no word lost, no step outside the table', async () => {
  const done = await workAtOnce(crowd, { actsEach: 20, seed: 1 });
  expect(done.done).toBeGreaterThan(60);
  expect(await brokenPromises(crowd, done)).toEqual([]);
});

test('a planted double promise, a lost word and a child that stands elsewhere are found', async () => {
  const lost = {
    acts: 0,
    done: 0,
    refused: {},
    messages: ['nooit bewaard'],
  };
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'test',
      kind: 'test',
      organisationId: null,
      subjectId: null,
    });
    await tx.rows(
      `update waiting_list.request set state = 'ON_HOLD_CLIENT' where id = (select id from waiting_list.request where state = 'WAITING' limit 1)`,
    );
    // A stay that the dialogue knows nothing of, on a place that it holds.
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period)
       select h.unit_id, h.module_code, h.provider_id, h.place_id, 'iemand anders', h.period from capacity.hold h limit 1`,
    );
  });
  const found = await brokenPromises(crowd, lost);
  for (const what of ['a message lost', 'a child in another state', 'a place twice'])
    expect(found.some((each) => each.startsWith(what))).toBe(true);
});
