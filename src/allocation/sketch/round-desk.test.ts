import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../../capacity/fixtures.ts';
import type { Actor } from '../../platform/db/command.ts';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { type MadeRequest, makeRequest, makeRules } from '../../waiting-list/fixtures.ts';
import { propose } from '../dialogue/propose.ts';
import { eraseFromRound, recomputeRound, type RoundRecord } from '../round-record.ts';
import { loadSolver } from '../round/mip.ts';
import { acceptSuggestion, closeRound } from './accept-suggestion.ts';
import { unitAhead } from './ahead.query.ts';
import { changeChoices } from './change-choices.ts';
import { keepRound, RoundDesk } from './draw-round.ts';
import { roundDetail, rounds } from './rounds.query.ts';
import type { Sketch } from './sketch.ts';

let t: TestDatabase;
let worker: SignedIn;
let second: SignedIn;
let elsewhere: SignedIn;
let unit: MadeUnit;
let small: MadeUnit;
let kids: Record<'danger' | 'longest' | 'later' | 'last' | 'young' | 'led' | 'other', MadeRequest>;
let pair: MadeRequest[];
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
const faults: unknown[] = [];
const desk = new RoundDesk();

const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});

beforeAll(async () => {
  t = await testDatabase();
  const made = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    const providerId = await makeProvider(tx);
    const two = await makeUnit(tx, {
      providerId,
      places: 2,
      recognised: 2,
      features: [[], ['adapted']],
    });
    const one = await makeUnit(tx, { providerId, places: 2, recognised: 2, module: 'CRISIS_STAY' });
    const child = (of: Parameters<typeof makeRequest>[1] = {}) =>
      makeRequest(tx, { bornMonth: '2012-05', ...of });
    const groupId = randomUUID();
    await recordEvent(tx, theProgram, {
      slice: 'test',
      kind: 'test',
      organisationId: null,
      subjectId: null,
    });
    await tx.rows(
      `insert into waiting_list.sibling_group (id, region_code, together) values ($1, 'WVL', 'REQUIRED')`,
      [groupId],
    );
    return {
      two,
      one,
      kids: {
        danger: await child({ facts: ['UNSAFE_NOW'], since: '2026-01-01' }),
        longest: await child({ since: '2020-01-01' }),
        later: await child({ since: '2025-06-01' }),
        last: await child({ since: '2025-09-01' }),
        young: await child({ since: '2019-01-01', bornMonth: '2023-01' }),
        led: await child({ since: '2018-01-01' }),
        other: await child({ since: '2018-06-01', region: 'OVL' }),
      },
      pair: [
        await child({ groupId, modules: ['CRISIS_STAY'], since: '2025-02-01' }),
        await child({ groupId, modules: ['CRISIS_STAY'], since: '2025-03-01', sex: 'M' }),
      ],
    };
  });
  unit = made.two;
  small = made.one;
  kids = made.kids;
  pair = made.pair;
  const team = await makeOrganisation(t, 'access-team');
  worker = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  second = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  elsewhere = await signIn(t, 'AT', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'OVL',
  });
  await t.db.write(worker, (tx) =>
    propose(tx, actorOf(worker), {
      requestIds: [kids.led.requestId],
      unitId: unit.unitId,
      module: unit.module,
      startOn: today,
    }),
  );
});
afterAll(() => t.close());

async function draw(scope: 'REGION' | 'ALL' = 'REGION', who = worker): Promise<string> {
  const { id, drawn } = await desk.begin(
    {
      db: t.db,
      caller: who,
      actor: actorOf(who),
      key: randomUUID(),
      log: (error) => faults.push(error),
    },
    { scope, from: today },
  );
  await drawn;
  expect(faults).toEqual([]);
  return id;
}
const detail = (roundId: string, who = worker) =>
  t.db.read(who, (tx) => roundDetail(tx, roundId, null));
const change = (
  roundId: string,
  of: Omit<Parameters<typeof changeChoices>[2], 'roundId'>,
  who = worker,
) => t.db.write(who, (tx) => changeChoices(tx, actorOf(who), { roundId, ...of }));
const accept = (roundId: string, { requestId }: MadeRequest, who = worker) =>
  t.db.write(who, (tx) => acceptSuggestion(tx, actorOf(who), { roundId, id: requestId }));
const why = { code: 'SCHOOL', reason: 'Dicht bij de school' } as const;

describe('a round over the living list', () => {
  test('suggests in the order of the calls, tells why others are left out, and is recomputed from its record', async () => {
    const roundId = await draw();
    const { row, sketch, units, children, recordId } = await detail(roundId);
    expect(row).toMatchObject({ state: 'SKETCH', region: 'WVL', mine: true, accepted: 0 });
    const of = ({ requestId }: MadeRequest) => sketch!.parties.find(({ id }) => id === requestId);
    const unitNo = sketch!.units.findIndex(({ unitId }) => unitId === unit.unitId);
    expect(of(kids.danger)).toMatchObject({ rank: 1, because: 'EXEMPT', unit: unitNo });
    expect(of(kids.longest)).toMatchObject({ because: 'SHARE', unit: unitNo });
    for (const left of [kids.later, kids.last])
      expect(of(left)).toMatchObject({ unit: null, leftOut: { because: 'HIGHER' } });
    // Who fits nowhere is counted; who is led already, or of another region, takes no part.
    for (const away of [kids.young, kids.led, kids.other]) expect(of(away)).toBeUndefined();
    expect(sketch!.figures).toMatchObject({
      parties: 6,
      children: 7,
      rooms: 4,
      placedChildren: 4,
      leftOut: { NO_OPTION: 1, HIGHER: 2 },
      excludedBy: { AGE: 1 },
    });
    expect(of(pair[0]!)).toMatchObject({
      requestIds: pair.map(({ requestId }) => requestId),
      unit: sketch!.units.findIndex(({ unitId }) => unitId === small.unitId),
    });
    expect(units[unitNo]).toMatchObject({ recognised: 2, occupied: 0 });
    expect(children.find(({ requestId }) => requestId === kids.danger.requestId)).toMatchObject({
      pseudonym: kids.danger.pseudonym,
      band: 'A0',
      mine: true,
    });
    expect(JSON.stringify(sketch)).not.toContain('Verzonnen');

    const [kept] = await t.db.read(worker, (tx) =>
      tx.rows<{ content: RoundRecord; hash: string }>(
        `select content, encode(content_hash, 'hex') as hash from allocation.record where id = $1`,
        [recordId],
      ),
    );
    expect(kept!.hash).toBe(kept!.content.sha256);
    // A year later, on another list: the record alone is asked.
    const solving = { loadSolver, now: () => Date.UTC(2030, 0, 1) };
    await t.db.as('vp_jobs', (tx) =>
      makeRequest(tx, { bornMonth: '2012-05', facts: ['UNSAFE_NOW'] }),
    );
    expect(await recomputeRound(kept!.content, solving)).toMatchObject({
      intact: true,
      same: true,
    });
    const erased = eraseFromRound(kept!.content, new Set([kids.later.requestId]));
    expect(await recomputeRound(erased, solving)).toMatchObject({
      intact: true,
      erased: 1,
      same: null,
    });
  });

  test('a round of all regions has everybody, and each region accepts its own', async () => {
    const roundId = await draw('ALL', elsewhere);
    const { sketch } = await detail(roundId, elsewhere);
    const placed = sketch!.parties.filter((party) => party.unit !== null);
    expect(sketch!.figures.parties).toBeGreaterThan(6);
    const foreign = placed.find(({ id }) => id !== kids.other.requestId)!;
    await expect(
      t.db.write(elsewhere, (tx) =>
        acceptSuggestion(tx, actorOf(elsewhere), { roundId, id: foreign.id }),
      ),
    ).rejects.toMatchObject({ code: 'proposal-of-other-region' });
    await expect(
      change(roundId, { changes: [{ id: foreign.id, to: null }], departure: why }),
    ).rejects.toMatchObject({
      code: 'proposal-of-other-region',
    });
  });

  test('whose program died in the middle is said to be broken off, and does not keep its region waiting', async () => {
    const begun = randomUUID();
    await t.db.write(worker, async (tx) => {
      await recordEvent(tx, actorOf(worker), {
        slice: 'allocation',
        kind: 'round.draw',
        organisationId: null,
        subjectId: begun,
      });
      await tx.rows(
        `insert into allocation.round (id, region_code, scope, from_on) values ($1, 'WVL', 'REGION', $2)`,
        [begun, today],
      );
    });
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(
        `update allocation.round set begun_at = now() - interval '16 minutes' where id = $1`,
        [begun],
      );
    });
    const shown = async () => (await t.db.read(worker, (tx) => roundDetail(tx, begun, null))).row;
    expect(await shown()).toMatchObject({ state: 'FAILED', failedBecause: 'BROKEN_OFF' });
    const next = await draw();
    expect((await t.db.read(worker, (tx) => roundDetail(tx, next, null))).row.state).toBe('SKETCH');
    expect(await shown()).toMatchObject({ state: 'FAILED', failedBecause: 'BROKEN_OFF' });
    // It comes back after all: what it drew is not laid beneath a round that is over.
    const record = await t.db.read(worker, (tx) =>
      tx.rows<{ content: RoundRecord; sketch: Sketch }>(
        `select k.content, s.content as sketch from allocation.round r join allocation.record k on k.id = r.record_id
           join allocation.round_sketch s on s.id = r.id where r.id = $1`,
        [next],
      ),
    );
    const late = { record: record[0]!.content, sketch: record[0]!.sketch };
    await expect(
      t.db.write(worker, (tx) => keepRound(tx, actorOf(worker), begun, late)),
    ).rejects.toMatchObject({ code: 'round-step-not-allowed' });
  });

  test('whose drawer left meanwhile fails at once, and a colleague draws the next', async () => {
    const leaver = await signIn(t, 'AT', {
      organisationId: worker.organisationId,
      areaCode: 'WVL',
    });
    const left: unknown[] = [];
    const { id, drawn } = await desk.begin(
      {
        db: t.db,
        caller: leaver,
        actor: actorOf(leaver),
        key: randomUUID(),
        log: (error) => left.push(error),
      },
      { scope: 'REGION', from: today },
    );
    await t.owner(`delete from auth.session where person_id = $1`, [leaver.personId]);
    await drawn;
    expect(left).toMatchObject([{ code: 'not-signed-in' }]);
    expect((await t.db.read(worker, (tx) => roundDetail(tx, id, null))).row).toMatchObject({
      state: 'FAILED',
      failedBecause: 'FAULT',
    });
    await draw();
  });

  test('a child that is in two rounds is accepted once, whoever is at which; one that left the list not at all', async () => {
    const [child, gone] = await t.db.as('vp_jobs', async (tx) => [
      await makeRequest(tx, { since: '2001-01-01', bornMonth: '2012-05', region: 'OVL' }),
      await makeRequest(tx, { since: '2001-02-01', bornMonth: '2012-05', region: 'OVL' }),
    ]);
    const far = await t.db.as('vp_jobs', async (tx) =>
      makeUnit(tx, {
        providerId: await makeProvider(tx),
        places: 3,
        recognised: 3,
        region: 'OVL',
      }),
    );
    expect(far.placeIds).toHaveLength(3);
    const [first, other] = [await draw('REGION', elsewhere), await draw('REGION', elsewhere)];
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(`update waiting_list.request set state = 'ON_HOLD_CLIENT' where id = $1`, [
        gone.requestId,
      ]);
    });
    const accept = (roundId: string, { requestId }: MadeRequest) =>
      t.db.write(elsewhere, (tx) =>
        acceptSuggestion(tx, actorOf(elsewhere), { roundId, id: requestId }),
      );
    await expect(accept(first, gone)).rejects.toMatchObject({ code: 'child-not-waiting' });
    const all = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => accept(n % 2 ? first : other, child)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await t.owner(`select 1 from allocation.proposal_child where request_id = $1`, [
        child.requestId,
      ]),
    ).toHaveLength(1);
  });

  test('one at a time for a region; who leads none draws none', async () => {
    const both = await Promise.allSettled(
      [worker, second].map((who) =>
        desk.begin(
          {
            db: t.db,
            caller: who,
            actor: actorOf(who),
            key: randomUUID(),
            log: (e) => faults.push(e),
          },
          { scope: 'REGION', from: today },
        ),
      ),
    );
    const lost = both.filter((each) => each.status === 'rejected');
    expect(lost).toMatchObject([{ reason: { code: 'round-is-drawn' } }]);
    for (const each of both) if (each.status === 'fulfilled') await each.value.drawn;
    const nobody = await signIn(t, 'AS', {
      organisationId: await makeOrganisation(t, 'access-team'),
    });
    await expect(draw('ALL', nobody)).rejects.toMatchObject({ code: 'region-needed' });
  });
});

describe('a sketch', () => {
  test('is changed with its consequences: full units, a reason for who is passed over, and back again', async () => {
    const roundId = await draw();
    const before = (await detail(roundId)).sketch!;
    const to = { unitId: unit.unitId, module: unit.module };
    const placed = before.parties.filter(
      ({ unit: n }) => n !== null && before.units[n]!.unitId === unit.unitId,
    );
    const [first, last] = [placed[0]!, placed.at(-1)!];
    const inId = kids.last.requestId;
    await expect(change(roundId, { changes: [{ id: inId, to }] })).rejects.toMatchObject({
      code: 'round-too-full',
    });
    const swap = [
      { id: last.id, to: null },
      { id: inId, to },
    ];
    await expect(change(roundId, { changes: swap })).rejects.toMatchObject({
      code: 'first-or-reason',
    });
    await expect(
      change(roundId, { changes: swap, departure: why }, elsewhere),
    ).rejects.toMatchObject({ code: 'proposal-of-other-region' });
    await expect(
      change(roundId, { changes: [{ id: inId, to: { ...to, module: 'CRISIS_STAY' } }] }),
    ).rejects.toMatchObject({ code: 'not-an-option' });
    await expect(
      change(roundId, { changes: [{ id: randomUUID(), to: null }] }),
    ).rejects.toMatchObject({
      code: 'party-not-in-round',
    });
    await change(roundId, { changes: swap, departure: why });
    const { choices } = await detail(roundId);
    expect(choices).toMatchObject([
      { departure: why, proposalId: null },
      { departure: why, proposalId: null },
    ]);
    // Proposed with the reason that was given, as one who is not the first.
    const made = await accept(roundId, kids.last);
    const [proposal] = await t.owner<{ rank: number; code: string; state: string }>(
      `select rank_in_record as rank, departure_code as code, state from allocation.proposal where id = $1`,
      [made.id],
    );
    expect(proposal).toMatchObject({ code: 'SCHOOL', state: 'DRAFT' });
    expect(proposal!.rank).toBeGreaterThan(1);
    await expect(change(roundId, { changes: [{ id: inId }] })).rejects.toMatchObject({
      code: 'round-accepted',
    });
    await accept(roundId, { requestId: first.id } as MadeRequest);
    await change(roundId, { changes: [{ id: last.id, to: null }], departure: why });
    await t.db.write(worker, (tx) => closeRound(tx, actorOf(worker), { roundId }));
    expect((await detail(roundId)).row).toMatchObject({ state: 'CLOSED', accepted: 2 });
    await expect(change(roundId, { changes: [{ id: last.id }] })).rejects.toMatchObject({
      code: 'round-is-closed',
    });
    const [history] = await t.owner<{ n: number }>(
      `select count(*)::int as n from allocation.round_choice_history where round_id = $1`,
      [roundId],
    );
    expect(history!.n).toBeGreaterThan(1);
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(
        `update allocation.proposal set state = 'WITHDRAWN', end_reason = 'test' where state = 'DRAFT'`,
      );
    });
  });

  test('of two people who accept the same suggestion one does; a place that went meanwhile is told', async () => {
    const roundId = await draw();
    const { sketch } = await detail(roundId);
    const { id } = sketch!.parties.find((party) => party.unit !== null)!;
    const both = await Promise.allSettled(
      [worker, second, worker, second].map((who) =>
        accept(roundId, { requestId: id } as MadeRequest, who),
      ),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of both)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'round-accepted' });
    const [drafts] = await t.owner<{ n: number }>(
      `select count(*)::int as n from allocation.proposal p join allocation.proposal_child c on c.proposal_id = p.id
        where c.request_id = $1 and p.state = 'DRAFT'`,
      [id],
    );
    expect(drafts!.n).toBe(1);
    const pairId = sketch!.parties.find(({ requestIds }) => requestIds.length === 2)!.id;
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'test',
        organisationId: small.providerId,
        subjectId: null,
      });
      await tx.rows(
        `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period) values ($1, $2, $3, $4, 'iemand', daterange($5, null))`,
        [small.unitId, small.module, small.providerId, small.placeIds[0], today],
      );
    });
    await expect(accept(roundId, { requestId: pairId } as MadeRequest)).rejects.toMatchObject({
      code: 'place-gone',
    });
    await expect(accept(roundId, kids.young)).rejects.toMatchObject({ code: 'party-not-in-round' });
    const list = await t.db.read(worker, rounds);
    expect(list).toMatchObject({ region: 'WVL', today });
    expect(list.rows[0]).toMatchObject({ id: roundId, accepted: 1 });
    const ahead = await t.db.read(worker, (tx) =>
      unitAhead(tx, { unitId: small.unitId, module: small.module, from: today }),
    );
    expect(ahead).toMatchObject({ recognised: 2 });
    expect(ahead.months.every(({ occupied }) => occupied === 1)).toBe(true);
  });
});
