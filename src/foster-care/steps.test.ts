import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { board, requests } from './board.query.ts';
import { familyPage } from './family-page.query.ts';
import {
  beginFixtures,
  type FamilyFixture,
  makeFamily,
  makeRequest,
  makeService,
  makeWindow,
  makeYear,
  type RequestFixture,
  setPhase,
} from './fixtures.ts';
import * as steps from './steps.ts';

let t: TestDatabase;
let west: SignedIn;
let east: SignedIn;
let desk: SignedIn;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  const [w, e] = [
    await makeOrganisation(t, 'foster-care-service'),
    await makeOrganisation(t, 'foster-care-service'),
  ];
  await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    await makeService(tx, { id: w });
    await makeService(tx, { id: e, region: 'OVL' });
    await makeYear(tx, { serviceId: w });
    await makeYear(tx, { serviceId: e, region: 'OVL', municipality: 'M-OVL' });
    await setPhase(tx, 'WVL', 2);
    await setPhase(tx, 'OVL', 2);
  });
  west = await signIn(t, 'FS', { organisationId: w, areaCode: 'WVL' });
  east = await signIn(t, 'FS', { organisationId: e, areaCode: 'OVL' });
  desk = await signIn(t, 'CR', {
    organisationId: await makeOrganisation(t, 'crisis-desk'),
    areaCode: 'WVL',
  });
});
afterAll(() => t.close());

interface MadeFamily extends SignedIn {
  familyId: string;
}
/** A family that is always there, of the service of the west where nothing else is said. */
async function family(input: Partial<FamilyFixture> = {}, service = west): Promise<MadeFamily> {
  const who = await signIn(t, 'FF', { organisationId: service.organisationId });
  const familyId = await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    const id = await makeFamily(tx, {
      serviceId: service.organisationId!,
      personId: who.personId,
      ...input,
    });
    await makeWindow(tx, id);
    return id;
  });
  return { ...who, familyId };
}
const request = (input: Partial<RequestFixture> = {}, service = west) =>
  t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    return makeRequest(tx, { serviceId: service.organisationId!, ...input });
  });
const run = <T>(who: SignedIn, work: (tx: Writer) => Promise<T>) => t.db.write(who, work);
const page = (who: SignedIn) => t.db.read(who, familyPage);
/** Takes away what other tests left on the families' screens. */
const published = async (input: Partial<RequestFixture> = {}, service = west) => {
  const id = await request(input, service);
  expect(await run(service, (tx) => steps.publishRequest(tx, id))).toEqual({ id, published: true });
  const [card] = await t.owner<{ id: string }>(
    'select id from foster_care.card where request_id = $1',
    [id],
  );
  return { requestId: id, cardId: card!.id };
};
const seesIt = async (who: SignedIn, cardId: string) =>
  (await page(who)).cards.some((card) => card.id === cardId);
const both = async (service: SignedIn, who: MadeFamily, requestId: string) => {
  const { id } = await run(service, (tx) =>
    steps.proposeMatch(tx, { requestId, familyId: who.familyId }),
  );
  await run(who, (tx) => steps.confirmMatch(tx, id));
  expect(await run(service, (tx) => steps.confirmMatch(tx, id))).toEqual({
    id,
    state: 'CONFIRMED',
  });
  return id;
};
const stateOf = async (requestId: string) =>
  (
    await t.owner<{ state: string }>('select state from foster_care.request where id = $1', [
      requestId,
    ])
  )[0]!.state;

describe('two services never match one family twice', () => {
  test('twenty at once for the one place of a family: one has it', async () => {
    const who = await family({ places: 1 });
    const all = [];
    for (let n = 0; n < 20; n++) {
      const service = n % 2 ? west : east;
      const made = await published(n % 2 ? {} : { region: 'OVL', municipality: 'M-OVL' }, service);
      await run(who, (tx) => steps.answerCard(tx, { cardId: made.cardId, answer: 'CAN' }));
      all.push({ service, requestId: made.requestId });
    }
    const tries = await Promise.allSettled(
      all.map(({ service, requestId }) =>
        run(service, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId })),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of tries)
      if (each.status === 'rejected')
        expect(each.reason.code).toMatch(/^(family-has-no-room|match-place-once|too-busy)$/);
    expect(
      await t.owner('select place_no from foster_care.match_place where family_id = $1 and live', [
        who.familyId,
      ]),
    ).toHaveLength(1);
  });

  test('the constraint stands by itself, whoever writes', async () => {
    const who = await family({ places: 1 });
    // A match that has no first place, to give it this one.
    await t.owner(
      `update foster_care.match_place set place_no = 6 where match_id = (select match_id from foster_care.match_place where live limit 1)`,
    );
    const { requestId } = await published();
    await run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId }));
    await expect(
      t.owner(
        `insert into foster_care.match_place (match_id, family_id, family_service_id, place_no, period)
         select m.id, p.family_id, p.family_service_id, 1, p.period from foster_care.match_place p, foster_care.match m
          where p.family_id = $1 and p.live and not exists (select 1 from foster_care.match_place o where o.match_id = m.id and o.place_no = 1) limit 1`,
        [who.familyId],
      ),
    ).rejects.toMatchObject({ constraint: 'match_place_once' });
  });

  test('twenty who ask twenty families for one request: one is asked', async () => {
    const { requestId } = await published();
    const families: MadeFamily[] = [];
    for (let n = 0; n < 20; n++) families.push(await family());
    const tries = await Promise.allSettled(
      families.map(({ familyId }) =>
        run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId })),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('two places are given twice, and no third time; days that do not meet are free', async () => {
    const who = await family({ places: 2 });
    for (let n = 0; n < 2; n++) {
      const { requestId } = await published();
      await run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId }));
    }
    const { requestId } = await published();
    await expect(
      run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId })),
    ).rejects.toMatchObject({ code: 'family-has-no-room' });
    const [later] = await t.owner<{ day: string }>('select platform.today() + 30 as day');
    const other = await published({ startOn: later!.day });
    await run(west, (tx) =>
      steps.proposeMatch(tx, { requestId: other.requestId, familyId: who.familyId }),
    );
  });
});

describe('a card', () => {
  test('is seen by whom it fits, across the border of a province, and by nobody else', async () => {
    const near = await family();
    const beyond = await family({ municipality: 'M-OVL' }, east);
    const pets = await family({ hasPets: true, kinds: ['RESPITE'] });
    const { cardId } = await published();
    expect([
      await seesIt(near, cardId),
      await seesIt(beyond, cardId),
      await seesIt(pets, cardId),
    ]).toEqual([true, true, false]);
    const { open } = await t.db.read(west, (tx) => board(tx, {}));
    const row = open.find((each) => each.card?.id === cardId)!;
    const kms = row.candidates.map(({ km }) => km);
    expect(kms).toEqual([...kms].sort((a, b) => a - b));
    expect(row.candidates.find(({ familyId }) => familyId === beyond.familyId)).toMatchObject({
      fits: true,
      contactName: null,
      municipality: null,
    });
  });

  test('follows a changed profile and availability at once', async () => {
    const who = await family();
    const { cardId } = await published();
    const profile = {
      phone: '0470 11 22 33',
      municipality: 'M-WVL',
      kinds: ['CRISIS' as const],
      ageFrom: 12,
      ageTo: 17,
      places: 2,
      siblingsTogether: true,
      hasPets: false,
      schoolReachKm: null,
      access: 'NONE' as const,
      languages: ['nl' as const],
    };
    await run(who, (tx) => steps.setProfile(tx, { familyId: null, profile }));
    expect(await seesIt(who, cardId)).toBe(false);
    await run(who, (tx) =>
      steps.setProfile(tx, { familyId: null, profile: { ...profile, ageFrom: 0 } }),
    );
    expect(await seesIt(who, cardId)).toBe(true);
    const [window] = (await page(who)).windows;
    await run(who, (tx) => steps.clearWindow(tx, { familyId: null, windowId: window!.id }));
    expect(await seesIt(who, cardId)).toBe(false);
    const again = { ...window!, id: undefined, windowId: randomUUID(), familyId: null };
    const { id: _, ...input } = again;
    for (let n = 0; n < 2; n++) await run(who, (tx) => steps.setWindow(tx, input));
    expect((await page(who)).windows).toHaveLength(1);
    expect(await seesIt(who, cardId)).toBe(true);
  });

  test('is answered twice as once; an earlier answer that comes late undoes nothing; closed says so', async () => {
    const who = await family();
    const { cardId, requestId } = await published();
    const events = () =>
      t.owner(`select 1 from platform.event where kind = 'card.answer' and subject_id = $1`, [
        cardId,
      ]);
    const now = new Date();
    for (let n = 0; n < 3; n++)
      await run(who, (tx) =>
        steps.answerCard(tx, { cardId, answer: 'CAN', givenAt: now.toISOString() }),
      );
    expect(await events()).toHaveLength(1);
    expect(await stateOf(requestId)).toBe('RESPONSES');
    const late = new Date(now.getTime() - 60_000).toISOString();
    expect(
      await run(who, (tx) => steps.answerCard(tx, { cardId, answer: 'CANNOT', givenAt: late })),
    ).toEqual({ cardId, answer: 'CAN' });
    expect(await run(who, (tx) => steps.seeCards(tx, [cardId]))).toEqual({ seen: 0 });
    await run(west, (tx) => steps.leaveUnfilled(tx, { requestId, reason: 'SOLVED_OTHERWISE' }));
    await expect(
      run(who, (tx) => steps.answerCard(tx, { cardId, answer: 'CAN' })),
    ).rejects.toMatchObject({ code: 'card-is-closed', kind: 'conflict' });
    expect(await seesIt(who, cardId)).toBe(false);
    const { closed } = await t.db.read(west, (tx) => board(tx, {}));
    expect(closed.find((each) => each.id === requestId)).toMatchObject({
      state: 'UNFILLED',
      unfilledReason: 'SOLVED_OTHERWISE',
    });
  });

  test('is not published while it would single out: the service looks itself', async () => {
    const rare = { youngest: 16, oldest: 16, children: 3, region: 'OVL', municipality: 'M-OVL' };
    const id = await request(rare);
    expect(await run(west, (tx) => steps.publishRequest(tx, id))).toEqual({ id, published: false });
    const { open } = await t.db.read(west, (tx) => board(tx, {}));
    expect(open.find((each) => each.id === id)).toMatchObject({ withheld: true, card: null });
    await expect(
      t.owner(
        `insert into foster_care.card (request_id, service_id, request_region, level, siblings) values ($1, $2, 'OVL', 14, true)`,
        [id, west.organisationId],
      ),
    ).rejects.toMatchObject({ constraint: 'card_would_single_out' });
    // A family is asked all the same, and reads its details without a card.
    const who = await family({ places: 3 });
    await run(west, (tx) => steps.keepDetails(tx, { requestId: id, care: 'Woorden' }));
    await both(west, who, id);
    expect((await page(who)).matches).toMatchObject([{ card: null, details: { care: 'Woorden' } }]);
  });

  test('repeats of one child do not make it one of many', async () => {
    const like = { youngest: 1, children: 2, oldest: 1, region: 'WVL' };
    const first = await request(like);
    for (let n = 0; n < 6; n++) await request({ ...like, repeatOf: first });
    const { published: isPublished } = await run(west, (tx) => steps.publishRequest(tx, first));
    expect(isPublished).toBe(false);
  });
});

describe('a match', () => {
  test('tells the details after both said yes, and to this family alone', async () => {
    const who = await family();
    const other = await family();
    const { requestId, cardId } = await published();
    await run(west, (tx) =>
      steps.keepDetails(tx, { requestId, firstNames: 'Noor', arrival: 'Om vier uur' }),
    );
    const { id } = await run(west, (tx) =>
      steps.proposeMatch(tx, { requestId, familyId: who.familyId }),
    );
    const detailsOf = async (one: SignedIn) =>
      (await page(one)).matches.map(({ details }) => details);
    expect(await detailsOf(who)).toEqual([null]);
    await run(who, (tx) => steps.confirmMatch(tx, id));
    expect(await detailsOf(who)).toEqual([null]);
    expect(await run(who, (tx) => steps.confirmMatch(tx, id))).toEqual({ id, state: 'PROPOSED' });
    expect(await seesIt(other, cardId)).toBe(true);
    await run(west, (tx) => steps.confirmMatch(tx, id));
    expect(await detailsOf(who)).toEqual([{ firstNames: 'Noor', arrival: 'Om vier uur' }]);
    expect(await detailsOf(other)).toEqual([]);
    expect(await seesIt(other, cardId)).toBe(false);
    expect(await stateOf(requestId)).toBe('MATCHED');
  });

  test.each(['family', 'service'])(
    'refused by the %s: details gone, places free, card open again',
    async (by) => {
      const who = await family({ places: 1 });
      const other = await family();
      const { requestId, cardId } = await published();
      await run(west, (tx) => steps.keepDetails(tx, { requestId, firstNames: 'Noor' }));
      const matchId = await both(west, who, requestId);
      for (let n = 0; n < 2; n++)
        await run(by === 'family' && n === 0 ? who : west, (tx) =>
          steps.refuseMatch(tx, { matchId, reason: 'NOT_NOW' }),
        );
      expect((await page(who)).matches).toEqual([]);
      expect(JSON.stringify(await page(who))).not.toContain('Noor');
      expect(await stateOf(requestId)).toBe('RESPONSES');
      // Who said no may still change its mind; whom the service turned down is not shown it once more.
      expect([await seesIt(who, cardId), await seesIt(other, cardId)]).toEqual([
        by === 'family',
        true,
      ]);
      await both(west, other, requestId);
    },
  );

  test('starts and ends: the places are free, the details gone for everybody', async () => {
    const who = await family({ places: 1 });
    const [today] = await t.owner<{ day: string }>('select platform.today() as day');
    const on = today!.day;
    const { requestId } = await published({ startOn: on, startHour: 20 });
    await run(west, (tx) => steps.keepDetails(tx, { requestId, firstNames: 'Noor' }));
    const matchId = await both(west, who, requestId);
    await expect(run(who, (tx) => steps.startMatch(tx, { matchId, on }))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    for (let n = 0; n < 2; n++) await run(west, (tx) => steps.startMatch(tx, { matchId, on }));
    const running = await t.db.read(west, (tx) => board(tx, {}));
    expect(running.running.find((each) => each.id === requestId)).toMatchObject({
      state: 'STARTED',
      startedOn: on,
    });
    await run(west, (tx) => steps.endMatch(tx, { matchId, on, reason: 'HOME' }));
    expect(
      await t.owner('select 1 from foster_care.detail where request_id = $1', [requestId]),
    ).toEqual([]);
    expect((await page(who)).matches).toEqual([]);
    const next = await published({ startOn: on, startHour: 20 });
    await both(west, who, next.requestId);
  });

  test('another service asks only who answered, and finds nothing of the rest', async () => {
    const who = await family({ municipality: 'M-OVL' }, east);
    const { requestId, cardId } = await published();
    const ask = () =>
      run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId }));
    await expect(ask()).rejects.toMatchObject({ kind: 'not-found' });
    await run(who, (tx) => steps.answerCard(tx, { cardId, answer: 'CALL_ME' }));
    const { open, families } = await t.db.read(west, (tx) => board(tx, {}));
    expect(open.find((each) => each.card?.id === cardId)!.candidates[0]).toMatchObject({
      familyId: who.familyId,
      answer: 'CALL_ME',
      phone: '0470 00 00 00',
      municipality: null,
    });
    expect(families.some(({ id }) => id === who.familyId)).toBe(false);
    await ask();
    await expect(
      run(east, (tx) => steps.leaveUnfilled(tx, { requestId, reason: 'NO_ANSWER' })),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what is another’s is touched by nobody', () => {
  test('a family answers, confirms and changes its own alone', async () => {
    const who = await family({ places: 1 });
    const thief = await family();
    const away = await family({ kinds: ['RESPITE'] });
    const { requestId, cardId } = await published();
    const matchId = (
      await run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId }))
    ).id;
    const windowId = (await page(who)).windows[0]!.id;
    const window = { from: '2026-01-01', until: null, weekdays: [1], onHolidays: true };
    const hours = { hourFrom: 8, hourUntil: 21, places: 1 };
    const tries: ((tx: Writer) => Promise<unknown>)[] = [
      (tx) => steps.confirmMatch(tx, matchId),
      (tx) => steps.refuseMatch(tx, { matchId, reason: 'NOT_NOW' }),
      (tx) => steps.setWindow(tx, { familyId: who.familyId, windowId, ...window, ...hours }),
      (tx) => steps.decideFamily(tx, { familyId: thief.familyId, state: 'ENDED' }),
      (tx) => steps.publishRequest(tx, requestId),
      (tx) => steps.keepDetails(tx, { requestId, care: 'x' }),
      (tx) => tx.rows(`update foster_care.shown_card set answer = 'CAN'`),
      (tx) => tx.rows(`insert into foster_care.match_place select * from foster_care.match_place`),
      (tx) => tx.rows(`delete from foster_care.availability`),
    ];
    for (const each of tries)
      await expect(run(thief, each)).rejects.toMatchObject({
        kind: expect.stringMatching(/^(not-found|forbidden)$/),
      });
    // A window of another family is not taken away, and a card that one does not see is closed.
    await run(thief, (tx) => steps.clearWindow(tx, { familyId: who.familyId, windowId }));
    expect((await page(who)).windows).toHaveLength(1);
    await expect(
      run(away, (tx) => steps.answerCard(tx, { cardId, answer: 'CAN' })),
    ).rejects.toMatchObject({ code: 'card-is-closed' });
    expect((await page(who)).matches).toMatchObject([{ id: matchId, state: 'PROPOSED' }]);
  });

  test('what a family could read of a match that ended is in no history that it reads', async () => {
    const who = await family();
    const { requestId } = await published();
    const matchId = await both(west, who, requestId);
    await run(west, (tx) => steps.refuseMatch(tx, { matchId, reason: 'REQUEST_CHANGED' }));
    for (const table of ['match_history', 'request', 'card', 'match_place', 'family_history'])
      await expect(
        t.db.read(who, (tx) => tx.rows(`select 1 from foster_care.${table}`)),
      ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('who brings a request in', () => {
  const input = async (more: object = {}) => {
    const [today] = await t.owner<{ day: string }>('select platform.today() as day');
    return {
      serviceId: west.organisationId!,
      registrarKind: 'ORGANISATION' as const,
      registrarName: 'CLB (verzonnen)',
      municipality: 'M-WVL',
      youngest: 4,
      oldest: 4,
      children: 1,
      kind: 'CRISIS' as const,
      length: 'WEEK' as const,
      startOn: today!.day,
      startHour: 15,
      school: 'NONE' as const,
      pets: 'FINE' as const,
      access: 'NONE' as const,
      contact: 'NONE' as const,
      ...more,
    };
  };
  const at = (phase: number, atDesk: boolean) =>
    t.owner(
      `update region.setting set value = to_jsonb($1::int) where key = 'foster-care.phase' and region_code = 'WVL';`.replace(
        '$1',
        String(phase),
      ) +
        `delete from region.setting where key like 'foster-care.desk%';
         insert into region.setting (key, value, source) values ('foster-care.desk-from', '${atDesk ? 0 : 24}', 'test'), ('foster-care.desk-until', '24', 'test')`,
    );

  test('the crisis desk sees how it stands, and that the child is with a family', async () => {
    const crisisRef = randomUUID();
    const who = await family();
    const made = await run(desk, async (tx) =>
      steps.receiveRequest(tx, { ...(await input()), crisisKind: 'crisis-request', crisisRef }),
    );
    const requestId = made.id;
    const ours = () => t.db.read(desk, (tx) => requests(tx, { crisisRef }));
    // Where nobody sits at the desk it went out at once.
    if (!made.published) {
      await run(west, (tx) => steps.checkRequest(tx, requestId));
      await run(west, (tx) => steps.publishRequest(tx, requestId));
    }
    expect(await ours()).toMatchObject([{ id: requestId, state: 'PUBLISHED', crisisRef }]);
    const matchId = await both(west, who, requestId);
    const [today] = await t.owner<{ day: string }>('select platform.today() as day');
    await run(west, (tx) => steps.startMatch(tx, { matchId, on: today!.day }));
    expect(await ours()).toMatchObject([{ state: 'STARTED', startedOn: today!.day }]);
    expect(
      await t.owner(
        `select details->>'crisisRef' as ref from platform.event where kind = 'match.start' and subject_id = $1`,
        [matchId],
      ),
    ).toEqual([{ ref: crisisRef }]);
  });

  test('out of hours: nothing, published at once, matched at once', async () => {
    const who = await family();
    const receive = async () => run(west, async (tx) => steps.receiveRequest(tx, await input()));
    const match = (requestId: string) =>
      run(west, (tx) => steps.proposeMatch(tx, { requestId, familyId: who.familyId }));
    await at(0, false);
    expect(await receive()).toMatchObject({ published: false });
    await at(1, false);
    const first = await receive();
    expect(first).toMatchObject({ published: true });
    await expect(match(first.id)).rejects.toMatchObject({ code: 'match-next-working-day' });
    await at(2, false);
    await match(first.id);
    await t.owner(`delete from region.setting where key like 'foster-care.desk%'`);
  });

  test('the access team its own region, and nobody of another service', async () => {
    const team = await makeOrganisation(t, 'access-team');
    const there = await signIn(t, 'AT', { organisationId: team, areaCode: 'OVL' });
    const { id } = await run(west, async (tx) => steps.receiveRequest(tx, await input()));
    await expect(
      run(there, async (tx) => steps.receiveRequest(tx, await input())),
    ).rejects.toMatchObject({ code: 'request-of-other-region' });
    await expect(
      run(east, async (tx) => steps.receiveRequest(tx, await input())),
    ).rejects.toMatchObject({ code: 'request-unknown-place' });
    const seen = (who: SignedIn) => t.db.read(who, (tx) => requests(tx, {}));
    expect((await seen(there)).some((each) => each.id === id)).toBe(false);
    expect((await seen(east)).some((each) => each.id === id)).toBe(false);
  });
});

describe('a family signs up', () => {
  const signUp = (more: object = {}) => ({
    id: randomUUID(),
    serviceId: west.organisationId!,
    contactName: 'Een gezin (verzonnen)',
    phone: '0470 12 34 56',
    mail: `${randomUUID().slice(0, 8)}@voorbeeld.invalid`,
    municipality: 'M-WVL',
    kinds: ['CRISIS' as const],
    ageFrom: 0,
    ageTo: 10,
    places: 1,
    siblingsTogether: false,
    hasPets: false,
    schoolReachKm: 10,
    access: 'NONE' as const,
    languages: ['nl' as const],
    ...more,
  });
  const asNobody = (input: ReturnType<typeof signUp>) =>
    t.db.as('vp_nobody', (tx) => steps.signUp(tx, input));
  const applied = async (id: string) =>
    (await t.db.read(west, (tx) => board(tx, {}))).families.find((each) => each.id === id);

  test('hears the same whether it is known or not, and waits for a yes', async () => {
    const input = signUp();
    expect(await asNobody(input)).toEqual({ received: true });
    expect(await asNobody(input)).toEqual({ received: true });
    expect(await asNobody({ ...signUp(), mail: input.mail })).toEqual({ received: true });
    expect(
      await t.owner('select id from foster_care.family where mail = $1', [input.mail]),
    ).toEqual([{ id: input.id }]);
    expect(await applied(input.id)).toMatchObject({ state: 'APPLIED' });
  });

  test('gets an account with the first yes, is paused and ended by its service alone', async () => {
    const input = signUp();
    await asNobody(input);
    const decide = (who: SignedIn, state: 'APPROVED' | 'PAUSED' | 'ENDED' | 'REFUSED') =>
      run(who, (tx) => steps.decideFamily(tx, { familyId: input.id, state }));
    await expect(decide(east, 'APPROVED')).rejects.toMatchObject({ kind: 'not-found' });
    for (let n = 0; n < 2; n++) await decide(west, 'APPROVED');
    expect(
      await t.owner(
        `select h.role_code as role, h.organisation_id as at, p.name from auth.hat h join auth.person p on p.id = h.person_id
           join foster_care.family f on f.person_id = p.id where f.id = $1`,
        [input.id],
      ),
    ).toEqual([{ role: 'FF', at: west.organisationId, name: input.contactName }]);
    await decide(west, 'PAUSED');
    await decide(west, 'ENDED');
    await expect(decide(west, 'APPROVED')).rejects.toMatchObject({
      code: 'family-step-not-allowed',
    });
    expect(
      await t.owner(
        `select 1 from auth.hat h join foster_care.family f on f.person_id = h.person_id where f.id = $1 and h.valid @> current_date`,
        [input.id],
      ),
    ).toEqual([]);
  });

  test('refused, what it told of itself is gone', async () => {
    const input = signUp();
    await asNobody(input);
    const refuse = (more: object) =>
      run(west, (tx) => steps.decideFamily(tx, { familyId: input.id, state: 'REFUSED', ...more }));
    await expect(refuse({})).rejects.toMatchObject({ code: 'family-refusal-says-why' });
    for (let n = 0; n < 2; n++) await refuse({ reason: 'HOME', words: 'trap zonder leuning' });
    const { refused } = await t.db.read(west, (tx) => board(tx, {}));
    expect(refused.find(({ id }) => id === input.id)).toMatchObject({
      reason: 'HOME',
      words: 'trap zonder leuning',
    });
    const kept = await t.owner(
      `select to_jsonb(f)::text || coalesce((select jsonb_agg(h)::text from foster_care.family_history h where h.id = f.id), '') as words from foster_care.family f where f.id = $1`,
      [input.id],
    );
    for (const secret of [input.mail, input.contactName, input.phone])
      expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('at most so many wait with one service in a day', async () => {
    const only = await makeOrganisation(t, 'foster-care-service');
    await t.db.as('vp_jobs', (tx) => makeService(tx, { id: only }));
    for (let n = 0; n < 50; n++) await asNobody(signUp({ serviceId: only }));
    await expect(asNobody(signUp({ serviceId: only }))).rejects.toMatchObject({
      code: 'too-many-sign-ups',
    });
  });
});
