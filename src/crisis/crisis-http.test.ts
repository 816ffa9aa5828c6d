import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { liveDesk, liveUnits, words } from '../cli/slices.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { EventReader } from '../platform/testing/event-reader.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { Desk, Registered } from './contract.ts';
import { crisisRoutes } from './routes.ts';

let t: TestDatabase;
let server: TestServer;
let desk: SignedIn;
let elsewhere: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  const organisationId = await makeOrganisation(t, 'crisis-desk');
  desk = await signIn(t, 'CR', { organisationId, areaCode: 'WVL' });
  elsewhere = await signIn(t, 'CR', { organisationId, areaCode: 'OVL' });
  server = await startTestServer(t, {
    routes: crisisRoutes,
    words,
    liveSource: liveUnits(t.db, { now: () => new Date() }),
    told: [liveDesk],
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const ask = (path: string, body?: object, key = randomUUID()) =>
  fetch(`${server.url}/api/crisis/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      cookie: `__Host-vp=${desk.token}`,
      'x-csrf-token': 'csrf',
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
const call = {
  kind: 'DISPATCH',
  registrarKind: 'POLICE',
  agreement: 'YES',
  wanted: 'STAY',
  minors: [{ ageYears: 12, sex: 'F' }, { unborn: true }],
  words: 'aan de telefoon',
};
const open = async () => ((await (await ask('desk')).json()) as Desk).requests;

test('a line that falls away: what is sent again with its key is written once', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask('requests', call, key)));
  const bodies = await Promise.all(answers.map((each) => each.json() as Promise<Registered>));
  const made = bodies.filter((_, i) => answers[i]!.status === 200);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await (await ask('requests', call, key)).json()).toEqual(made[0]);
  expect((await open()).map(({ id }) => id)).toEqual([made[0]!.id]);
  const changed = await ask('requests', { ...call, wanted: 'GUIDANCE' }, key);
  expect(await changed.json()).toMatchObject({ code: 'idempotency-key-reused' });
});

test('every answer is as its contract says, and a failure has its words', async () => {
  for (const path of [
    'desk',
    'printed-list',
    'network',
    'registrars',
    `requests/${(await open())[0]!.id}`,
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  const refused = await ask('requests', { ...call, agreement: 'NO' });
  expect(await refused.json()).toMatchObject({ title: 'Zoeken kan niet zonder akkoord' });
});

test('the desk of the region is told at once that something changed, another desk not', async () => {
  const listen = async (who: SignedIn) => {
    const stream = await EventReader.open(`${server.url}/api/live`, who.token);
    onTestFinished(() => stream.close());
    return () => stream.events.filter(({ event }) => event === 'crisis').map(({ data }) => data);
  };
  const [mine, theirs] = [await listen(desk), await listen(elsewhere)];
  const { id } = (await (await ask('requests', call)).json()) as Registered;
  await expect.poll(() => mine().length).toBeGreaterThan(0);
  expect(mine()[0]).toEqual({ changed: true });
  expect(JSON.stringify(mine())).not.toContain(id);
  expect(theirs()).toEqual([]);
});
