import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { allRoutes, words } from '../../cli/slices.ts';
import { makeReference } from '../../capacity/fixtures.ts';
import {
  makeOrganisation,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../../platform/testing/server.ts';

let t: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  server = await startTestServer(t, { routes: allRoutes, words });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

test('the same key registers one child, however often it is sent', async () => {
  const organisationId = await makeOrganisation(t, 'emergency-ward');
  const who = await signIn(t, 'RG', { organisationId, areaCode: 'WVL' });
  const key = randomUUID();
  const send = async () => {
    const answer = await fetch(`${server.url}/api/crisis/registrations`, {
      method: 'POST',
      headers: {
        cookie: `__Host-vp=${who.token}`,
        'x-csrf-token': 'csrf',
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        region: 'WVL',
        agreement: 'YES',
        unsafety: 'ACUTE',
        sex: 'UNKNOWN',
        ageYears: 15,
        phone: '050 00 00 00',
      }),
    });
    return [answer.status, await answer.text()];
  };
  const first = await send();
  expect(first).toEqual([200, expect.stringContaining('reference')]);
  expect(await send()).toEqual(first);
  expect(await t.owner('select 1 from crisis.request')).toHaveLength(1);
});
