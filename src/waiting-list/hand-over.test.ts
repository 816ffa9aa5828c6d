import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { type Actor, recordEvent, theProgram } from '../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { makeRequest, makeRules, type MadeRequest } from './fixtures.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { writeIdentity } from './identity.ts';
import { answerHandOver, askHandOver, withdrawHandOver } from './hand-over.ts';
import { groupSiblings } from './group-siblings.ts';
import { waitingList } from './list.query.ts';
import { requestDetail } from './request.query.ts';

let t: TestDatabase;
let from: SignedIn;
let to: SignedIn;
let third: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
  });
  const organisationId = await makeOrganisation(t, 'access-team');
  from = await signIn(t, 'AT', { organisationId, areaCode: 'WVL' });
  to = await signIn(t, 'AT', { organisationId, areaCode: 'OVL' });
  third = await signIn(t, 'AT', { organisationId, areaCode: 'ANT' });
});
afterAll(() => t.close());

const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});
const told = { slice: 'test', kind: 'test', organisationId: null, subjectId: null };
const make = (of: Parameters<typeof makeRequest>[1] = {}) =>
  t.db.as('vp_jobs', (tx) => makeRequest(tx, { facts: ['COMPLEX'], ...of }));
const ask = (requestId: string, who = from) =>
  t.db.write(who, (tx) =>
    askHandOver(tx, actorOf(who), { requestId, toRegion: 'OVL', reason: 'MOVED' }),
  );
const idOf = async (requestId: string) =>
  (
    await t.owner<{ id: string }>(
      `select id from waiting_list.hand_over where request_id = $1 order by known_from desc limit 1`,
      [requestId],
    )
  )[0]!.id;
const answer = async (requestId: string, accept: boolean, who = to) => {
  const handOverId = await idOf(requestId);
  const reason = accept ? {} : { reason: 'INCOMPLETE' as const };
  return t.db.write(who, (tx) =>
    answerHandOver(tx, actorOf(who), { handOverId, accept, ...reason }),
  );
};
const seenBy = (who: SignedIn, { requestId, personId }: MadeRequest) =>
  t.db.read(who, async (tx) => ({
    identity: (await tx.rows(`select 1 from waiting_list.identity where id = $1`, [personId]))
      .length,
    before: (
      await tx.rows(
        `select distinct region_code from waiting_list.identity_history where id = $1`,
        [personId],
      )
    ).length,
    notes: (await tx.rows(`select 1 from waiting_list.note where request_id = $1`, [requestId]))
      .length,
    profile: (await tx.rows(`select 1 from waiting_list.request where id = $1`, [requestId]))
      .length,
  }));

test('asked, nothing moves; accepted, all of it does, and its place in the order stands', async () => {
  const made = await make({ since: '2025-03-04' });
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, told);
    await tx.rows(
      `insert into waiting_list.note (request_id, region_code, kind, words, event_id) select id, region_code, 'OTHER', 'x', event_id from waiting_list.request where id = $1`,
      [made.requestId],
    );
    await writeIdentity(tx, made.personId, 'WVL', {
      fileNumber: null,
      givenName: 'Later',
      familyName: 'Later (verzonnen)',
      birthDate: null,
    });
    await tx.rows(`update waiting_list.request set owner_id = $2 where id = $1`, [
      made.requestId,
      from.personId,
    ]);
  });
  const standing = () =>
    t.owner(
      `select band_no, since, tie, callable, facts, region_code from waiting_list.position where request_id = $1`,
      [made.requestId],
    );
  const [stood] = await standing();
  await ask(made.requestId);
  await expect(ask(made.requestId)).rejects.toMatchObject({ code: 'hand-over-open-once' });
  expect(await seenBy(from, made)).toEqual({ identity: 1, before: 1, notes: 1, profile: 1 });
  expect(await seenBy(to, made)).toEqual({ identity: 0, before: 0, notes: 0, profile: 1 });
  const list = await t.db.read(to, (tx) => waitingList(tx, { view: 'handOver' }));
  expect(list).toMatchObject({
    handOvers: 1,
    total: 1,
    rows: [{ requestId: made.requestId, name: null }],
  });
  await answer(made.requestId, true);
  expect(await seenBy(from, made)).toEqual({ identity: 0, before: 0, notes: 0, profile: 1 });
  expect(await seenBy(to, made)).toEqual({ identity: 1, before: 1, notes: 1, profile: 1 });
  expect(await seenBy(third, made)).toEqual({ identity: 0, before: 0, notes: 0, profile: 1 });
  expect(await standing()).toEqual([{ ...stood, region_code: 'OVL' }]);
  const [left] = await t.owner<{ regions: string }>(
    `select (select string_agg(distinct x, ',') from (
       select region_code as x from waiting_list.assessment where request_id = $1
       union all select region_code from waiting_list.entry where request_id = $1
       union all select region_code from waiting_list.request where id = $1 and owner_id is null) u) as regions`,
    [made.requestId],
  );
  expect(left!.regions).toBe('OVL');
  const detail = await t.db.read(from, (tx) => requestDetail(tx, made.requestId));
  expect(detail).toMatchObject({
    mayChange: false,
    identity: null,
    handOver: { state: 'ACCEPTED', from: 'WVL', to: 'OVL' },
  });
  expect(detail.steps.length).toBeGreaterThan(0);
});

test('brothers and sisters go along', async () => {
  const [a, b] = [await make(), await make()];
  await t.db.write(from, (tx) =>
    groupSiblings(tx, actorOf(from), { personIds: [a.personId, b.personId], together: 'REQUIRED' }),
  );
  await ask(a.requestId);
  await answer(a.requestId, true);
  for (const made of [a, b]) expect((await seenBy(to, made)).identity).toBe(1);
  const [group] = await t.owner(
    `select g.region_code from waiting_list.person p join waiting_list.sibling_group g on g.id = p.group_id where p.id = $1`,
    [b.personId],
  );
  expect(group).toEqual({ region_code: 'OVL' });
  const detail = await t.db.read(to, (tx) => requestDetail(tx, b.requestId));
  expect(detail).toMatchObject({ mayChange: true, handOver: { state: 'ACCEPTED' } });
});

test('not accepted, with a reason, or taken back: nothing moved, and it can be asked again', async () => {
  const made = await make();
  await ask(made.requestId);
  const handOverId = await idOf(made.requestId);
  await expect(
    t.db.write(to, (tx) => answerHandOver(tx, actorOf(to), { handOverId, accept: false })),
  ).rejects.toMatchObject({ code: 'hand-over-refused-says-why' });
  await answer(made.requestId, false);
  await ask(made.requestId);
  await t.db.write(from, async (tx) =>
    withdrawHandOver(tx, actorOf(from), { handOverId: await idOf(made.requestId) }),
  );
  await expect(answer(made.requestId, true)).rejects.toMatchObject({
    code: 'hand-over-is-answered',
  });
  expect(await seenBy(to, made)).toMatchObject({ identity: 0 });
  const [{ n }] = (await t.owner<{ n: number }>(
    `select count(*)::int as n from waiting_list.hand_over_history where request_id = $1`,
    [made.requestId],
  )) as [{ n: number }];
  expect(n).toBe(2);
});

test('two answers at once: one counts', async () => {
  const made = await make();
  await ask(made.requestId);
  const outcomes = await Promise.allSettled([
    answer(made.requestId, true),
    answer(made.requestId, false),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('asked for one, gone with another', () => {
  const region = (made: MadeRequest) =>
    t.owner<{ region: string; group: string | null }>(
      `select p.region_code as region, g.region_code as "group" from waiting_list.person p
         left join waiting_list.sibling_group g on g.id = p.group_id where p.id = $1`,
      [made.personId],
    );
  const stateOf = async (requestId: string) =>
    (
      await t.owner<{ state: string }>(
        `select state from waiting_list.hand_over where request_id = $1 order by known_from desc limit 1`,
        [requestId],
      )
    )[0]!.state;

  test('a sister who went along is not taken by the third region that was asked for her', async () => {
    await t.owner(
      `insert into region.region (code, name_nl, name_fr, name_en, minors) values ('ANT', 'Antwerpen', 'Anvers', 'Antwerp', 1) on conflict do nothing`,
    );
    const [a, b] = [await make(), await make()];
    await t.db.write(from, (tx) =>
      groupSiblings(tx, actorOf(from), {
        personIds: [a.personId, b.personId],
        together: 'REQUIRED',
      }),
    );
    await t.db.write(from, (tx) =>
      askHandOver(tx, actorOf(from), {
        requestId: b.requestId,
        toRegion: 'ANT',
        reason: 'NETWORK',
      }),
    );
    await ask(a.requestId);
    await answer(a.requestId, true);
    expect(await stateOf(b.requestId)).toBe('WITHDRAWN');
    await expect(answer(b.requestId, true, third)).rejects.toMatchObject({
      code: 'hand-over-is-answered',
    });
    for (const made of [a, b])
      expect(await region(made)).toEqual([{ region: 'OVL', group: 'OVL' }]);
    expect(await seenBy(third, b)).toMatchObject({ identity: 0, notes: 0 });
  });

  test('a child whose request ended meanwhile, or that proved to be another, does not go', async () => {
    const ended = await make();
    await ask(ended.requestId);
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, told);
      await tx.rows(`update waiting_list.request set state = 'CANCELLED' where id = $1`, [
        ended.requestId,
      ]);
    });
    await expect(answer(ended.requestId, true)).rejects.toMatchObject({
      code: 'hand-over-not-now',
    });
    const [kept, other] = [await make(), await make()];
    await ask(other.requestId);
    const [pair] = await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, told);
      return tx.rows<{ id: string }>(
        `insert into waiting_list.duplicate (person_id, other_person_id, region_code, signs) values ($1, $2, 'WVL', '{NAME}') returning id`,
        [kept.personId, other.personId],
      );
    });
    await t.db.write(from, (tx) =>
      decideDuplicate(tx, actorOf(from), { duplicateId: pair!.id, decision: 'MERGE' }),
    );
    await expect(answer(other.requestId, true)).rejects.toMatchObject({
      code: 'hand-over-not-now',
    });
    expect(await seenBy(to, other)).toMatchObject({ identity: 0 });
    const raw = t.db.write(to, async (tx) => {
      await tx.rows(
        `insert into platform.event (slice, kind, person_id, hat_id, role_code) values ('waiting-list', 'attack', auth.my_person(), $1, $2)`,
        [to.hatId, to.role],
      );
      return tx.rows(`select waiting_list.answer_hand_over($1, true, null)`, [
        await idOf(other.requestId),
      ]);
    });
    await expect(raw).rejects.toMatchObject({ code: 'hand-over-not-now' });
    expect(await seenBy(to, other)).toMatchObject({ identity: 0 });
    await answer(other.requestId, false);
    expect(await stateOf(other.requestId)).toBe('REFUSED');
  });

  test('twenty who ask, and twenty who answer, at once: one each', async () => {
    const made = await make();
    const many = <T>(work: () => Promise<T>) =>
      Promise.allSettled(Array.from({ length: 20 }, work)).then((all) => ({
        done: all.filter(({ status }) => status === 'fulfilled').length,
        codes: [
          ...new Set(
            all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code as string] : [])),
          ),
        ],
      }));
    expect(await many(() => ask(made.requestId))).toEqual({
      done: 1,
      codes: ['hand-over-open-once'],
    });
    expect(await many(() => answer(made.requestId, true))).toEqual({
      done: 1,
      codes: ['hand-over-is-answered'],
    });
    expect(await region(made)).toMatchObject([{ region: 'OVL' }]);
  });
});

describe('by raw SQL', () => {
  const attempt = (who: SignedIn, text: string, values: unknown[]) =>
    t.db.write(who, async (tx) => {
      await tx.rows(
        `insert into platform.event (slice, kind, person_id, hat_id, role_code) values ('waiting-list', 'attack', auth.my_person(), $1, $2)`,
        [who.hatId, who.role],
      );
      return (await tx.rows(text, values)).length;
    });

  test('nobody answers for the other region, or takes a child that is not offered', async () => {
    const made = await make();
    await ask(made.requestId);
    const id = await idOf(made.requestId);
    const accepted = `update waiting_list.hand_over set state = 'ACCEPTED', answered_on = platform.today() where id = $1 returning id`;
    await expect(attempt(from, accepted, [id])).rejects.toMatchObject({
      code: 'hand-over-answered-elsewhere',
    });
    for (const who of [to, third]) expect(await attempt(who, accepted, [id])).toBe(0);
    const call = `select waiting_list.answer_hand_over($1, true, null)`;
    for (const who of [from, third])
      await expect(attempt(who, call, [id])).rejects.toMatchObject({ kind: 'not-found' });
    const take = `update waiting_list.person set region_code = 'OVL' where id = $1 returning id`;
    expect(await attempt(to, take, [made.personId])).toBe(0);
    await expect(attempt(from, take, [made.personId])).rejects.toThrow();
    const pull = `insert into waiting_list.hand_over (request_id, person_id, region_code, to_region_code, reason_code) values ($1, $2, $3, $4, 'MOVED') returning id`;
    const other = await make();
    await expect(
      attempt(to, pull, [other.requestId, other.personId, 'WVL', 'OVL']),
    ).rejects.toThrow();
    await expect(
      attempt(to, pull, [other.requestId, other.personId, 'OVL', 'ANT']),
    ).rejects.toMatchObject({ code: 'hand-over-of-own-child' });
    expect(await seenBy(to, made)).toMatchObject({ identity: 0, notes: 0 });
  });
});

test('how many stand before a child is what a count says, after all of it and folded', async () => {
  for (let n = 0; n < 12; n++)
    await make({
      since: `2025-0${1 + (n % 3)}-0${1 + (n % 4)}`,
      facts: n % 3 ? ['COMPLEX'] : ['NO_ROOF'],
      modules: n % 2 ? ['STAY_O12'] : ['STAY_O12', 'CRISIS_STAY'],
    });
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, told);
    await tx.rows(
      `update waiting_list.request set state = 'CANCELLED' where id in (select request_id from waiting_list.position where callable order by tie limit 3)`,
    );
  });
  const rows = await t.owner<{
    request_id: string;
    module_code: string;
    ahead: number;
    of: number;
  }>(
    `select q.request_id, q.module_code,
       (select count(*)::int from waiting_list.position z where z.module_code = q.module_code and z.callable
          and (z.band_no, z.since, z.tie, z.request_id) < (q.band_no, q.since, q.tie, q.request_id)) as ahead,
       (select count(*)::int from waiting_list.position z where z.module_code = q.module_code and z.callable) as of
       from waiting_list.position q where q.callable`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const folded of [false, true]) {
    if (folded) await t.db.as('vp_jobs', (tx) => tx.rows(`select waiting_list.fold_standing()`));
    for (const { request_id, module_code, ahead, of } of rows) {
      const { positions } = await t.db.read(from, (tx) => requestDetail(tx, request_id));
      expect(positions.find(({ module }) => module === module_code)).toMatchObject({
        position: ahead + 1,
        of,
      });
    }
  }
});
