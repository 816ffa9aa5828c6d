import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { makeReference } from '../capacity/fixtures.ts';
import type { Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { board, hours } from './board.query.ts';
import { familyPage } from './family-page.query.ts';
import {
  beginFixtures,
  makeFamily,
  makeRequest,
  makeService,
  makeWindow,
  makeYear,
} from './fixtures.ts';
import { type Phase, type PhaseChoice, phaseOn, standingChoices } from './phase.ts';
import * as steps from './steps.ts';

let t: TestDatabase;
let one: SignedIn;
let other: SignedIn;
let today: string;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  const service = async () => {
    const id = await makeOrganisation(t, 'foster-care-service');
    await t.db.as('vp_jobs', async (tx) => {
      await beginFixtures(tx);
      await makeService(tx, { id });
      await makeYear(tx, { serviceId: id });
    });
    return signIn(t, 'FS', { organisationId: id, areaCode: 'WVL' });
  };
  one = await service();
  other = await service();
  // Nobody ever sits at this desk: out of hours, whenever this runs.
  await t.owner(`insert into region.setting (key, value, source) values
    ('foster-care.desk-from', '24', 'test'), ('foster-care.desk-until', '24', 'test')`);
  [today] = (await t.owner<{ day: string }>('select platform.today() as day')).map(
    ({ day }) => day,
  ) as [string];
});
afterAll(() => t.close());

const run = <T>(who: SignedIn, work: (tx: Writer) => Promise<T>) => t.db.write(who, work);
const choose = (who: SignedIn, phase: Phase, from = today) =>
  run(who, (tx) => steps.choosePhase(tx, { phase, from }));
const receive = (who: SignedIn, age = 4, repeatOf?: string) =>
  run(who, (tx) =>
    steps.receiveRequest(tx, {
      serviceId: who.organisationId!,
      registrarKind: 'ORGANISATION',
      municipality: 'M-WVL',
      youngest: age,
      oldest: age,
      children: 1,
      kind: 'CRISIS',
      length: 'WEEK',
      startOn: today,
      startHour: 15,
      school: 'NONE',
      pets: 'FINE',
      access: 'NONE',
      contact: 'NONE',
      ...(repeatOf ? { repeatOf } : {}),
    }),
  );
async function family(service: SignedIn) {
  const who = await signIn(t, 'FF', { organisationId: service.organisationId });
  const familyId = await t.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    const id = await makeFamily(tx, {
      serviceId: service.organisationId!,
      personId: who.personId,
      places: 4,
    });
    await makeWindow(tx, id);
    return id;
  });
  return { who, familyId };
}

describe('out of hours each service', () => {
  test('does what it chose itself from that day on; who never chose does as its region', async () => {
    const { familyId } = await family(one);
    const ask = (requestId: string) =>
      run(one, (tx) => steps.proposeMatch(tx, { requestId, familyId }));
    expect(await receive(one)).toMatchObject({ published: false });
    await choose(one, 1);
    const { id, published } = await receive(one);
    expect(published).toBe(true);
    expect(await receive(other)).toMatchObject({ published: false });
    await expect(ask(id)).rejects.toMatchObject({ code: 'match-next-working-day' });
    await choose(one, 2);
    await choose(one, 0, addDays(today, 1));
    await ask(id);
    expect(await t.db.read(one, (tx) => board(tx, {}))).toMatchObject({
      phase: 2,
      phaseFrom: today,
    });
    expect(await t.db.read(other, (tx) => board(tx, {}))).toMatchObject({ phase: 0 });
    const { choices } = await t.db.read(one, hours);
    expect(standingChoices(choices as readonly PhaseChoice[])).toMatchObject([
      { phase: 2, from: today },
      { phase: 0, from: addDays(today, 1) },
    ]);
    expect(await t.db.read(other, hours)).toMatchObject({ usual: 0, choices: [] });
  });

  test('chooses nothing for the past or for years ahead, and the same again changes nothing', async () => {
    for (const days of [-1, 367])
      await expect(choose(other, 1, addDays(today, days))).rejects.toMatchObject({
        code: 'phase-day-in-bounds',
      });
    for (let n = 0; n < 2; n++) await choose(other, 1, addDays(today, 30));
    expect((await t.db.read(other, hours)).choices).toHaveLength(1);
    await expect(
      t.owner(`update foster_care.phase_choice set from_on = from_on - 20`),
    ).rejects.toThrow('never changed');
  });

  test('stands in the database as the rule says, whatever was chosen', async () => {
    const cases = fc.sample(
      fc.array(fc.tuple(fc.constantFrom<Phase>(0, 1, 2), fc.integer({ min: -3, max: 3 })), {
        maxLength: 6,
      }),
      { numRuns: 30, seed: 41 },
    );
    const expected: Record<string, Phase> = {};
    for (const made of cases) {
      const id = await makeOrganisation(t, 'foster-care-service');
      const choices = made.map(([phase, days]) => ({ phase, from: addDays(today, days) }));
      await t.db.as('vp_jobs', async (tx) => {
        await beginFixtures(tx);
        await makeService(tx, { id });
        for (const { phase, from } of choices)
          await tx.rows(
            `insert into foster_care.phase_choice (service_id, phase, from_on, decided_at) values ($1, $2, $3, '2020-01-01')`,
            [id, phase, from],
          );
      });
      expected[id] = phaseOn(today, choices, 0);
    }
    const found = await t.owner<{ id: string; phase: Phase }>(
      'select organisation_id as id, foster_care.service_phase(organisation_id) as phase from foster_care.service where organisation_id = any ($1)',
      [Object.keys(expected)],
    );
    expect(Object.fromEntries(found.map(({ id, phase }) => [id, phase]))).toEqual(expected);
    expect(new Set(Object.values(expected)).size).toBe(3);
  });
});

describe('a child that is asked for night after night', () => {
  const publish = (who: SignedIn, id: string) => run(who, (tx) => steps.publishRequest(tx, id));
  /** An age of which the world has no other request. */
  const asked = (who: SignedIn, repeatOf?: string) => receive(who, 16, repeatOf);

  test('is not one of many, though nobody says that it is the same, whichever service is asked', async () => {
    await choose(one, 0);
    await choose(other, 0);
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push((await asked(n % 2 ? one : other)).id);
    const { id: last } = await asked(one, ids[3]);
    ids.push(last);
    await run(one, (tx) => steps.checkRequest(tx, last));
    await publish(one, last);
    const level = async () => {
      const [card] = await t.owner<{ level: number }>(
        'select level from foster_care.card where request_id = $1',
        [last],
      );
      return card?.level;
    };
    // On the rungs that say how old it is it stands alone.
    expect(await level()).toBe(14);
    const alone = await t.owner<{ alike: number }>(
      `select foster_care.alike(0, r) as alike from foster_care.request r where r.id = any ($1)`,
      [ids],
    );
    expect(alone.map(({ alike }) => alike)).toEqual(ids.map(() => 1));
    // What it would be without that: seven alike, on the finest card.
    await t.owner(
      `do $$ begin perform set_config('vp.event', (select id::text from platform.event limit 1), true);
         update foster_care.request set likely_of = null, repeat_of = null where youngest = 16; end $$`,
    );
    const [fine] = await t.owner<{ alike: number }>(
      `select foster_care.alike(0, r) as alike from foster_care.request r where r.id = $1`,
      [last],
    );
    expect(fine!.alike).toBe(7);
  });
});

describe('a family that was asked and is not chosen', () => {
  const words = 'te ver van de school (verzonnen)';

  async function asked() {
    await choose(one, 2);
    const { who, familyId } = await family(one);
    const requestId = await t.db.as('vp_jobs', async (tx) => {
      await beginFixtures(tx);
      return makeRequest(tx, { serviceId: one.organisationId! });
    });
    await run(one, (tx) => steps.publishRequest(tx, requestId));
    const { id } = await run(one, (tx) => steps.proposeMatch(tx, { requestId, familyId }));
    const [card] = await t.owner<{ id: string }>(
      'select id from foster_care.card where request_id = $1',
      [requestId],
    );
    return { who, familyId, requestId, matchId: id, cardId: card!.id };
  }
  const matchOf = async (requestId: string) => {
    const { open, running } = await t.db.read(one, (tx) => board(tx, {}));
    return [...open, ...running].find(({ id }) => id === requestId)?.matches[0];
  };

  test('hears why as a code, and nothing of what the service wrote for itself', async () => {
    const { who, familyId, requestId, matchId, cardId } = await asked();
    await run(one, (tx) => steps.refuseMatch(tx, { matchId, reason: 'NOT_SUITABLE', words }));
    const page = await t.db.read(who, familyPage);
    expect(page).toMatchObject({ matches: [], passedOver: { reason: 'NOT_SUITABLE' } });
    // The card still fits, and is not put before it once more; what it said on the way is not taken.
    expect(page.cards.map(({ id }) => id)).not.toContain(cardId);
    await expect(
      run(who, (tx) => steps.answerCard(tx, { cardId, answer: 'CAN' })),
    ).rejects.toMatchObject({ code: 'card-is-closed' });
    const seen = await t.db.read(who, (tx) =>
      tx.rows('select n.details, n.about, n.path from notices.notice n'),
    );
    expect(JSON.stringify([page, seen])).not.toContain('school (verzonnen)');
    expect(await matchOf(requestId)).toMatchObject({
      refusalReason: 'NOT_SUITABLE',
      refusalWords: words,
    });
    // Asked once more it sees what it is asked.
    const again = await run(one, (tx) => steps.proposeMatch(tx, { requestId, familyId }));
    expect((await t.db.read(who, familyPage)).matches).toMatchObject([{ id: again.id }]);
    // Nobody else is told.
    const { who: neighbour } = await family(one);
    expect((await t.db.read(neighbour, familyPage)).passedOver).toBeNull();
  });

  test('that says no itself is not told so, and what it adds is not kept', async () => {
    const { who, requestId, matchId } = await asked();
    await run(who, (tx) => steps.refuseMatch(tx, { matchId, reason: 'NOT_NOW', words }));
    expect((await t.db.read(who, familyPage)).passedOver).toBeNull();
    expect(await matchOf(requestId)).toMatchObject({ refusedBy: 'FAMILY', refusalWords: null });
  });
});
