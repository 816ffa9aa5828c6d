import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { liveFosterCare, liveNotices, liveUnits } from '../cli/slices.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { EventReader } from '../platform/testing/event-reader.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { notify } from './notify.ts';

let t: TestDatabase;
let server: TestServer;
let reader: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  const organisationId = await makeOrganisation(t, 'access-team');
  reader = await signIn(t, 'AT', { organisationId });
  other = await signIn(t, 'AT', { organisationId });
  server = await startTestServer(t, {
    liveSource: liveUnits(t.db, { now: () => new Date() }),
    personal: liveNotices(t.db),
    told: [liveFosterCare],
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

async function listen(who: SignedIn) {
  const stream = await EventReader.open(`${server.url}/api/live`, who.token);
  onTestFinished(() => stream.close());
  return () => stream.events.filter(({ event }) => event === 'notices').map(({ data }) => data);
}

test('the stream says how many are unread: at once, and with each notice, to that person alone', async () => {
  const [mine, theirs] = [await listen(reader), await listen(other)];
  await expect.poll(mine).toEqual([{ unread: 0 }]);
  await expect.poll(theirs).toEqual([{ unread: 0 }]);
  await t.db.as('vp_jobs', (tx) =>
    notify(tx, {
      to: { personId: reader.personId, role: 'AT' },
      kind: 'capacity.x',
      path: '/',
      dedupeKey: 'live',
      at: new Date(),
    }),
  );
  await expect.poll(mine).toEqual([{ unread: 0 }, { unread: 1 }]);
  expect(theirs()).toEqual([{ unread: 0 }]);
});

test('a foster family hears of its own notices, and of nothing else', async () => {
  const organisationId = await makeOrganisation(t, 'foster-care-service');
  const family = await signIn(t, 'FF', { organisationId });
  const mine = await listen(family);
  await expect.poll(mine).toEqual([{ unread: 0 }]);
  await t.owner(`select platform.notify('vp_capacity', '{"units":["x"]}')`);
  await t.db.as('vp_jobs', (tx) =>
    notify(tx, {
      to: { personId: family.personId, role: 'FF' },
      kind: 'foster-care.card-shown',
      path: '/pleeggezin',
      dedupeKey: 'family',
      at: new Date(),
    }),
  );
  await expect.poll(mine).toEqual([{ unread: 0 }, { unread: 1 }]);
});

test('a family and its service are told that their page changed, and nobody else', async () => {
  const here = await makeOrganisation(t, 'foster-care-service');
  const who = [
    await signIn(t, 'FF', { organisationId: here }),
    await signIn(t, 'FS', { organisationId: here }),
    await signIn(t, 'FF', { organisationId: here }),
  ];
  const heard = await Promise.all(
    who.map(async ({ token }) => {
      const stream = await EventReader.open(`${server.url}/api/live`, token);
      onTestFinished(() => stream.close());
      return () => stream.events.filter(({ event }) => event === 'foster-care').length;
    }),
  );
  await t.owner('select platform.notify($1, $2)', ['vp_foster', who[0]!.personId]);
  await t.owner('select platform.notify($1, $2)', ['vp_foster', here]);
  await expect.poll(() => heard.map((each) => each())).toEqual([1, 1, 0]);
});
