import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { Board, FamilyPage, RequestLook } from './contract.ts';
import {
  beginFixtures,
  makeFamily,
  makeService,
  makeWindow,
  makeYear,
  setPhase,
} from './fixtures.ts';
import { fosterCareRoutes, fosterCareWords, signUpRoutes } from './index.ts';

let t: TestDatabase;
let server: TestServer;
let serviceId: string;
let service: SignedIn;
let family: SignedIn;
beforeAll(async () => {
  t = await testDatabase();
  serviceId = await makeOrganisation(t, 'foster-care-service');
  family = await signIn(t, 'FF', { organisationId: serviceId });
  service = await signIn(t, 'FS', { organisationId: serviceId, areaCode: 'WVL' });
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await beginFixtures(tx);
    await makeService(tx, { id: serviceId });
    await setPhase(tx, 'WVL', 2);
    await makeYear(tx, { serviceId });
    await makeWindow(tx, await makeFamily(tx, { serviceId, personId: family.personId }));
  });
  server = await startTestServer(t, {
    routes: fosterCareRoutes,
    openRoutes: signUpRoutes,
    words: [fosterCareWords],
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const post = async (who: SignedIn, path: string, body?: object, key = randomUUID()) => {
  const answer = await server.as(who, path, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body) }),
    headers: { ...(body && { 'content-type': 'application/json' }), 'idempotency-key': key },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const get = async <T>(who: SignedIn, path: string) =>
  (await (await server.as(who, path)).json()) as T;

const asked = async (more: object = {}) => {
  const [today] = await t.owner<{ day: string }>('select platform.today() as day');
  return {
    serviceId,
    registrarKind: 'PERSON',
    registrarName: 'Iemand van de crisisdienst (verzonnen)',
    municipality: 'M-WVL',
    youngest: 4,
    oldest: 4,
    children: 1,
    kind: 'CRISIS',
    length: 'WEEK',
    startOn: today!.day,
    startHour: 20,
    school: 'NONE',
    pets: 'FINE',
    access: 'NONE',
    contact: 'NONE',
    ...more,
  };
};

describe('from a request to a family, over the wire', () => {
  test('ten fields, an answer that is sent twice, and a match', async () => {
    const made = await post(service, '/api/foster-care/requests', await asked());
    expect(made.status).toBe(200);
    const requestId = made.body['id'] as string;
    if (!made.body['published']) {
      await post(service, `/api/foster-care/requests/${requestId}/check`);
      await post(service, `/api/foster-care/requests/${requestId}/publish`);
    }
    const { cards } = await get<FamilyPage>(family, '/api/foster-care/mine');
    expect(cards).toHaveLength(1);
    expect(Object.keys(cards[0]!.card)).toHaveLength(10);
    // Nothing of a child but the ten fields: no place, no name, no registrar.
    expect(JSON.stringify(cards)).not.toMatch(/M-WVL|Iemand|km/);

    // The service sees the card as it is published, and which of its own families fit what was asked.
    const look = await get<RequestLook>(service, `/api/foster-care/requests/${requestId}/look`);
    expect(look).toMatchObject({
      level: 0,
      card: cards[0]!.card,
      families: [{ km: 0, misses: [] }],
    });
    const theirs = `/api/foster-care/requests/${randomUUID()}/look`;
    expect((await server.as(service, theirs)).status).toBe(404);
    expect((await server.as(family, theirs)).status).toBe(403);

    const answer = { answer: 'CAN', givenAt: new Date().toISOString() };
    const key = randomUUID();
    const path = `/api/foster-care/mine/cards/${cards[0]!.id}/answer`;
    const first = await post(family, path, answer, key);
    expect(await post(family, path, answer, key)).toEqual(first);
    const board = await get<Board>(service, '/api/foster-care/board');
    expect(board).toMatchObject({ phase: 2, mayMatchNow: true });
    const [candidate] = board.open.find(({ id }) => id === requestId)!.candidates;
    expect(candidate).toMatchObject({ answer: 'CAN', km: 0 });

    const match = await post(service, `/api/foster-care/requests/${requestId}/match`, {
      familyId: candidate!.familyId,
    });
    const matchId = match.body['id'] as string;
    for (const who of [service, family])
      await post(who, `/api/foster-care/matches/${matchId}/confirm`);
    expect((await get<FamilyPage>(family, '/api/foster-care/mine')).matches).toMatchObject([
      { id: matchId, state: 'CONFIRMED' },
    ]);
    // What waited on the phone meanwhile is told that it is too late.
    expect(await post(family, path, answer)).toMatchObject({
      status: 409,
      body: { code: 'card-is-closed' },
    });
  });

  test.each([
    ['youngest', 18],
    ['start_hour', 3],
    ['name', 'Noor'],
    ['words', 'Een kind dat …'],
  ])('a request holds codes and numbers alone: %s is refused', async (field, value) => {
    const { status } = await post(service, '/api/foster-care/requests', {
      ...(await asked()),
      [field]: value,
    });
    expect(status).toBe(400);
  });
});

test('a request unlike all others waits for the service; its notice opens it', async () => {
  const rare = await asked({ youngest: 9, oldest: 12, children: 3, kind: 'RESPITE' });
  const made = await post(service, '/api/foster-care/requests', rare);
  const requestId = made.body['id'] as string;
  expect(made.body['published']).toBe(false);
  const look = await get<RequestLook>(service, `/api/foster-care/requests/${requestId}/look`);
  expect(look).toMatchObject({ level: null, card: null });
  // One family with two places: brothers and sisters of three do not fit.
  expect(look.families[0]!.misses).toEqual(['PLACES', 'DAYS']);
  const notices = await t.owner<{ path: string }>(
    `select path from notices.notice where kind = 'foster-care.request-received' order by at desc limit 1`,
  );
  expect(notices).toEqual([{ path: `/pleegzorg?vraag=${requestId}` }]);
});

describe('sign-up without an account', () => {
  const signUp = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/foster-care/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const form = () => ({
    id: randomUUID(),
    serviceId,
    contactName: 'Een gezin (verzonnen)',
    phone: '0470 12 34 56',
    mail: 'een.gezin@voorbeeld.invalid',
    municipality: 'M-WVL',
    kinds: ['CRISIS'],
    ageFrom: 0,
    ageTo: 10,
    places: 1,
    siblingsTogether: false,
    hasPets: false,
    schoolReachKm: null,
    access: 'NONE',
    languages: ['nl'],
  });

  test('answers alike, known or not; refuses a foreign page and what it did not ask; and is bounded', async () => {
    const choices = await fetch(`${server.url}/api/foster-care/sign-up`);
    expect(await choices.json()).toMatchObject({
      services: [{ id: serviceId, region: 'WVL' }],
      municipalities: [{ code: 'M-OVL' }, { code: 'M-WVL' }],
    });
    expect((await signUp(form(), { origin: 'https://elsewhere.invalid' })).status).toBe(403);
    expect((await signUp({ ...form(), state: 'APPROVED' })).status).toBe(400);
    const answers = [];
    for (let n = 0; n < 2; n++) answers.push(await signUp(form()));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts)).toEqual(new Set(['{"received":true}']));
    expect(
      await t.owner(
        `select state from foster_care.family where mail = 'een.gezin@voorbeeld.invalid'`,
      ),
    ).toEqual([{ state: 'APPLIED' }]);
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await signUp(form())).status);
    expect(statuses).toContain(429);
  });
});
