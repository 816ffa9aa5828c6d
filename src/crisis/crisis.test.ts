import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { answerAttempt, askPartners, withdrawAttempt } from './ask-partners.ts';
import {
  addNote,
  closeConsult,
  handOverShift,
  linkRepeat,
  setAgreement,
  startDispatch,
} from './change-request.ts';
import { handToWaitingList, noResponse, withdrawMinor } from './close-minor.ts';
import type { RegisterRequest } from './contract.ts';
import { desk, printedList, requestDetail } from './desk.query.ts';
import {
  addBed,
  endHelp,
  extendHelp,
  fallThrough,
  placeMinor,
  planOutflow,
  startHelp,
} from './give-help.ts';
import { addDuty, addPartner, addPledge, endPledge, removeDuty } from './keep-network.ts';
import { askedOfPartner, network, registrars, registrations } from './network.query.ts';
import { addMinor, registerRequest, setIdentity } from './register-request.ts';
import { runClocks } from './run-clocks.ts';

let t: TestDatabase;
let wvl: SignedIn;
let colleague: SignedIn;
let ovl: SignedIn;
let provider: string;
let intake: SignedIn;
let court: string;
let judge: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  const organisation = await makeOrganisation(t, 'crisis-desk');
  court = await makeOrganisation(t, 'court');
  wvl = await signIn(t, 'CR', {
    organisationId: organisation,
    areaCode: 'WVL',
    name: 'Ann (verzonnen)',
  });
  colleague = await signIn(t, 'CR', { organisationId: organisation, areaCode: 'WVL' });
  ovl = await signIn(t, 'CR', {
    organisationId: organisation,
    areaCode: 'OVL',
    name: 'Bo (verzonnen)',
  });
  intake = await signIn(t, 'PI', { organisationId: provider });
  judge = await signIn(t, 'JJ', { organisationId: court });
});
afterAll(() => t.close());

const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});
const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = wvl,
) => t.db.write(who, (tx) => command(tx, actor(who), input));

const call = (change: Partial<RegisterRequest> = {}): RegisterRequest => ({
  kind: 'DISPATCH',
  registrarKind: 'CLB',
  agreement: 'YES',
  wanted: 'GUIDANCE',
  minors: [{ ageYears: 14, sex: 'F' }],
  ...change,
});
const register = (change: Partial<RegisterRequest> = {}, who = wvl) =>
  run(registerRequest, call(change), who);
let n = 0;
const pledge = async (
  change: { kind?: 'GUIDANCE' | 'STAY' | 'INTERVENTION'; places?: number } & object = {},
  who = wvl,
  partner: { providerId?: string } = {},
) => {
  const { id: partnerId } = await run(
    addPartner,
    { name: `Partner ${n++} (verzonnen)`, sector: 'YOUTH_CARE' as const, ...partner },
    who,
  );
  const { id: pledgeId } = await run(
    addPledge,
    {
      partnerId,
      kind: 'GUIDANCE' as const,
      places: 1,
      funding: 'STRUCTURAL' as const,
      from: '2025-01-01',
      ...change,
    },
    who,
  );
  return { partnerId, pledgeId };
};
/** A child for which the partner of the pledge said yes. */
const agreed = async (pledgeId: string, who = wvl) => {
  const { id, minorIds } = await register({}, who);
  const minorId = minorIds[0]!;
  const { attemptIds } = await run(askPartners, { minorId, asks: [{ pledgeId }] }, who);
  await run(answerAttempt, { attemptId: attemptIds[0]!, answer: 'YES' as const }, who);
  return { requestId: id, minorId, attemptId: attemptIds[0]! };
};
const placed = async (pledgeId: string) => {
  const child = await agreed(pledgeId);
  const { id } = await run(placeMinor, { ...child, startNow: true });
  return { ...child, deploymentId: id };
};
const detail = (requestId: string, who = wvl) =>
  t.db.read(who, (tx) => requestDetail(tx, requestId));
const codes = (tries: PromiseSettledResult<unknown>[]) =>
  tries.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
  );

describe('a pledged place', () => {
  test('twenty who want the last one at once: one child gets it', async () => {
    const { pledgeId } = await pledge({ places: 1 });
    const children = await Promise.all(
      Array.from({ length: 20 }, (_, i) => agreed(pledgeId, i % 2 ? wvl : colleague)),
    );
    const tries = await Promise.allSettled(
      children.map((child, i) => run(placeMinor, child, i % 2 ? colleague : wvl)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codes(tries))).toEqual(new Set(['pledge-full']));
    expect(
      await t.owner(`select 1 from crisis.deployment where pledge_id = $1`, [pledgeId]),
    ).toHaveLength(1);
  });

  test('of three places three are given, and a fourth when one falls through', async () => {
    const { pledgeId } = await pledge({ places: 3 });
    const children = [];
    for (let i = 0; i < 4; i++) children.push(await agreed(pledgeId));
    const given = [];
    for (const child of children.slice(0, 3)) given.push(await run(placeMinor, child));
    expect(given.map(({ slot }) => slot)).toEqual([1, 2, 3]);
    await expect(run(placeMinor, children[3]!)).rejects.toMatchObject({ code: 'pledge-full' });
    await run(fallThrough, { deploymentId: given[1]!.id });
    expect((await run(placeMinor, children[3]!)).slot).toBe(2);
    expect((await detail(children[1]!.requestId)).state).toBe('DISPATCHING');
  });

  test('nothing is given where nobody said yes, or by a desk of another region', async () => {
    const { pledgeId } = await pledge();
    const { minorIds } = await register();
    const minorId = minorIds[0]!;
    const { attemptIds } = await run(askPartners, { minorId, asks: [{ pledgeId }] });
    await expect(run(placeMinor, { minorId, attemptId: attemptIds[0]! })).rejects.toMatchObject({
      code: 'placed-after-a-yes',
    });
    await expect(
      run(placeMinor, { minorId, attemptId: attemptIds[0]! }, ovl),
    ).rejects.toMatchObject({ code: 'crisis-of-other-region' });
  });

  test('a bed of a unit is held, lived in and left as any other place', async () => {
    const unit = await t.db.as('vp_jobs', (tx) =>
      makeUnit(tx, { providerId: provider, places: 1, recognised: 1 }),
    );
    const { pledgeId } = await pledge(
      { kind: 'STAY', places: 5, unitId: unit.unitId, module: unit.module } as object,
      wvl,
      { providerId: provider },
    );
    const free = async () =>
      (
        await t.owner<{ free: number }>(
          `select free from capacity.unit_live where unit_id = $1 and module_code = $2`,
          [unit.unitId, unit.module],
        )
      )[0]!.free;
    const child = await agreed(pledgeId);
    const other = await agreed(pledgeId);
    const { id } = await run(placeMinor, child);
    expect(await free()).toBe(0);
    const keeper = await signIn(t, 'PC', { organisationId: provider });
    const letGo = (sql: string) =>
      t.db.write(keeper, async (tx) => {
        await recordEvent(tx, actor(keeper), {
          slice: 'capacity',
          kind: 'own',
          organisationId: provider,
          subjectId: unit.unitId,
        });
        return tx.rows(sql, [unit.unitId]);
      });
    await letGo('delete from capacity.hold where unit_id = $1');
    expect(await free()).toBe(0);
    await expect(
      letGo('update capacity.hold set place_id = null where unit_id = $1'),
    ).rejects.toMatchObject({ code: 'held-for-crisis' });
    await expect(run(placeMinor, other)).rejects.toMatchObject({ code: 'crisis-bed-gone' });
    await run(startHelp, { deploymentId: id });
    expect(await free()).toBe(0);
    await run(endHelp, {
      deploymentId: id,
      destination: 'HOME' as const,
      outflow: { nextStep: 'NONE' as const },
    });
    const [stay] = await t.owner<{ ended: boolean; end_reason: string }>(
      `select not upper_inf(period) as ended, end_reason from capacity.stay where unit_id = $1`,
      [unit.unitId],
    );
    expect(stay).toEqual({ ended: true, end_reason: 'HOME' });
    expect(await t.owner(`select 1 from capacity.hold where unit_id = $1`, [unit.unitId])).toEqual(
      [],
    );
  });

  test('a bed is part of a guidance, and ends with it', async () => {
    const { pledgeId } = await pledge();
    const bed = await pledge({ kind: 'STAY' });
    const { deploymentId, requestId } = await placed(pledgeId);
    await run(addBed, { deploymentId, pledgeId: bed.pledgeId });
    await expect(run(addBed, { deploymentId, pledgeId: pledgeId })).rejects.toThrow();
    await run(planOutflow, {
      deploymentId,
      nextStep: 'VIST' as const,
      owner: 'Team (verzonnen)',
      on: '2027-01-01',
    });
    await run(endHelp, { deploymentId, destination: 'HOME' as const });
    const { minors, state } = await detail(requestId);
    expect(state).toBe('ENDED');
    expect(minors[0]!.deployments.map((each) => each.state)).toEqual(['ENDED', 'FALLEN']);
  });
});

describe('who is asked', () => {
  test('twenty who ask the same partner for the same child at once: one question', async () => {
    const { pledgeId } = await pledge();
    const { minorIds } = await register();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        run(askPartners, { minorId: minorIds[0]!, asks: [{ pledgeId }] }, i % 2 ? wvl : colleague),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(codes(tries))).toEqual(new Set(['partner-is-being-asked']));
  });

  test('two desks know of each other, and ask twice only knowingly', async () => {
    const first = await pledge({}, wvl, { providerId: provider });
    const second = await pledge({}, ovl, { providerId: provider });
    const mine = await register();
    const theirs = await register({}, ovl);
    await t.db.as('vp_jobs', async (tx) => {
      await tx.rows(
        `select set_config('vp.event', (select id::text from platform.event limit 1), true)`,
      );
      await tx.rows(`update crisis.request set repeat_of = $2 where id = $1`, [theirs.id, mine.id]);
    });
    const minorId = mine.minorIds[0]!;
    const { attemptIds } = await run(askPartners, {
      minorId,
      asks: [{ pledgeId: first.pledgeId }],
    });
    const again = { minorId: theirs.minorIds[0]!, asks: [{ pledgeId: second.pledgeId }] };
    await expect(run(askPartners, again, ovl)).rejects.toMatchObject({
      code: 'partner-is-being-asked',
      details: { askedBy: 'Ann (verzonnen)', region: 'WVL', attemptId: attemptIds[0] },
    });
    const knowing = { ...again, asks: [{ ...again.asks[0]!, knowingOf: attemptIds[0]! }] };
    expect((await run(askPartners, knowing, ovl)).attemptIds).toHaveLength(1);
  });

  test('a child of the same name and day of birth is known to be asked for elsewhere, and stays unseen', async () => {
    const name = `Huis ${n++} (verzonnen)`;
    const pledgeOf = async (who: SignedIn) => {
      const { id: partnerId } = await run(
        addPartner,
        { name, sector: 'MENTAL_HEALTH' as const },
        who,
      );
      const { id } = await run(
        addPledge,
        {
          partnerId,
          kind: 'GUIDANCE' as const,
          places: 1,
          funding: 'PROJECT' as const,
          from: '2025-01-01',
          until: '2099-01-01',
        },
        who,
      );
      return id;
    };
    const identity = { givenName: 'Mo', familyName: 'Twee (verzonnen)', birthDate: '2012-02-03' };
    const ask = async (who: SignedIn) => {
      const { minorIds } = await register({ minors: [{ sex: 'M', identity }] }, who);
      return { minorId: minorIds[0]!, asks: [{ pledgeId: await pledgeOf(who) }] };
    };
    const { attemptIds } = await run(askPartners, await ask(wvl));
    const again = await ask(ovl);
    await expect(run(askPartners, again, ovl)).rejects.toMatchObject({
      code: 'partner-is-being-asked',
      details: { attemptId: attemptIds[0], region: 'WVL' },
    });
    const knowing = { ...again, asks: [{ ...again.asks[0]!, knowingOf: attemptIds[0]! }] };
    expect((await run(askPartners, knowing, ovl)).attemptIds).toHaveLength(1);
    expect(
      await t.db.read(ovl, (tx) =>
        tx.rows(`select 1 from crisis.identity where region_code = 'WVL'`),
      ),
    ).toEqual([]);
  });

  test('a partner sees what it is asked while it is open, answers itself, and the desk is told', async () => {
    const { pledgeId } = await pledge({}, wvl, { providerId: provider });
    const { id, minorIds } = await register({
      minors: [{ ageBand: '12-14', sex: 'M', identity: { givenName: 'Kind (verzonnen)' } }],
    });
    const { attemptIds } = await run(askPartners, {
      minorId: minorIds[0]!,
      asks: [{ pledgeId }],
    });
    const attemptId = attemptIds[0]!;
    const asked = async () => (await t.db.read(intake, askedOfPartner)).rows;
    const row = (await asked()).find((each) => each.id === attemptId);
    expect(row).toMatchObject({ ageBand: '12-14', sex: 'M', kind: 'GUIDANCE' });
    expect(JSON.stringify(row)).not.toContain('verzonnen');
    await expect(
      run(answerAttempt, { attemptId, answer: 'NO' as const }, intake),
    ).rejects.toMatchObject({ code: 'no-says-why' });
    await run(answerAttempt, { attemptId, answer: 'NO' as const, reason: 'FULL' as const }, intake);
    expect((await asked()).map((each) => each.id)).not.toContain(attemptId);
    expect((await detail(id)).minors[0]!.attempts[0]).toMatchObject({
      state: 'NO',
      reason: 'FULL',
    });
    const kinds = async (who: SignedIn) =>
      (
        await t.owner<{ kind: string }>('select kind from notices.notice where person_id = $1', [
          who.personId,
        ])
      ).map(({ kind }) => kind);
    expect(await kinds(intake)).toContain('crisis.partner-asked');
    expect(await kinds(colleague)).toContain('crisis.partner-answered');
    expect(await kinds(ovl)).not.toContain('crisis.partner-answered');
  });

  test('not without agreement; and what is open is withdrawn when nobody is looked for any more', async () => {
    const { pledgeId } = await pledge();
    await expect(register({ agreement: 'NO' })).rejects.toMatchObject({
      code: 'search-needs-agreement',
    });
    const { id, minorIds } = await register({ agreement: 'UNCLEAR' });
    const minorId = minorIds[0]!;
    const { attemptIds } = await run(askPartners, { minorId, asks: [{ pledgeId }] });
    await run(setAgreement, { requestId: id, agreement: 'NO' });
    const another = await pledge();
    await expect(
      run(askPartners, { minorId, asks: [{ pledgeId: another.pledgeId }] }),
    ).rejects.toMatchObject({ code: 'search-needs-agreement' });
    await run(withdrawAttempt, { attemptId: attemptIds[0]! });
    await run(noResponse, {
      minorId,
      reason: 'NO_AGREEMENT' as const,
      fallback: 'HOME' as const,
    });
    expect(await detail(id)).toMatchObject({ state: 'NO_RESPONSE', closedAt: expect.any(String) });
    await expect(
      run(noResponse, { minorId, reason: 'FULL' as const, fallback: 'HOME' as const }),
    ).rejects.toMatchObject({ code: 'crisis-step-not-allowed' });
  });
});

describe('a call', () => {
  test('an anonymous consult without a minor is closed the same day', async () => {
    const { id, number } = await register({ kind: 'CONSULT', anonymous: true, minors: [] });
    expect(number).toBeGreaterThan(0);
    await run(closeConsult, { requestId: id, words: 'Raad gegeven' });
    expect(await detail(id)).toMatchObject({ state: 'CONSULT_CLOSED', anonymous: true });
  });

  test('a consult becomes a search; minors with and without a name, one unborn', async () => {
    const { id } = await register({ kind: 'CONSULT', minors: [] });
    await expect(
      run(startDispatch, { requestId: id, wanted: 'STAY' as const, agreement: 'YES' as const }),
    ).rejects.toMatchObject({ code: 'dispatch-has-a-minor' });
    await run(addMinor, { requestId: id, unborn: true });
    const { id: minorId } = await run(addMinor, { requestId: id, ageBand: '0-2' as const });
    await run(setIdentity, { minorId, givenName: 'Noa', familyName: 'Proef (verzonnen)' });
    await run(startDispatch, {
      requestId: id,
      wanted: 'STAY' as const,
      agreement: 'JUDGE_ORDER' as const,
    });
    const found = await detail(id);
    expect(found.state).toBe('DISPATCHING');
    expect(found.minors.map(({ unborn, name }) => [unborn, name])).toEqual([
      [true, null],
      [false, 'Noa Proef (verzonnen)'],
    ]);
    // Another region reads the case under pseudonym: no name, no words.
    await run(addNote, { requestId: id, words: 'woorden' });
    const elsewhere = await detail(id, ovl);
    expect(elsewhere.minors.map(({ name }) => name)).toEqual([null, null]);
    expect(elsewhere.notes).toEqual([]);
  });

  test('a request with several is as far as the least far that is not done', async () => {
    const { pledgeId } = await pledge();
    const { id, minorIds } = await register({ minors: [{ sex: 'F' }, { sex: 'M' }] });
    const { attemptIds } = await run(askPartners, {
      minorId: minorIds[0]!,
      asks: [{ pledgeId }],
    });
    await run(answerAttempt, { attemptId: attemptIds[0]!, answer: 'YES' as const });
    const { id: deploymentId } = await run(placeMinor, {
      minorId: minorIds[0]!,
      attemptId: attemptIds[0]!,
      startNow: true,
    });
    expect((await detail(id)).state).toBe('DISPATCHING');
    await run(withdrawMinor, { minorId: minorIds[1]! });
    expect((await detail(id)).state).toBe('RUNNING');
    await run(endHelp, {
      deploymentId,
      destination: 'HOME' as const,
      outflow: { nextStep: 'NONE' as const },
    });
    expect((await detail(id)).state).toBe('ENDED');
  });

  test('a repeat is suggested by name and by profile, and linked', async () => {
    const minor = {
      ageYears: 9,
      sex: 'M' as const,
      identity: { givenName: 'Ali', familyName: 'Rep' },
    };
    const first = await register({ minors: [minor] });
    const second = await register({ minors: [{ ...minor, ageYears: 3 }] });
    expect(second.suggestions).toMatchObject([{ requestId: first.id, signs: ['NAME'] }]);
    await run(linkRepeat, { requestId: second.id, repeatOf: first.id });
    expect((await detail(first.id)).sameCase.map(({ id }) => id)).toEqual([second.id]);
    expect((await detail(second.id)).suggestions).toEqual([]);
    await expect(
      run(linkRepeat, { requestId: first.id, repeatOf: second.id }),
    ).rejects.toMatchObject({ code: 'repeat-of-an-earlier' });
  });

  test('a registrar knows of its own that it is in hand, and how it ended, and nothing else', async () => {
    const { id, number, minorIds } = await register({ registrarOrganisationId: court });
    await register();
    const seen = () => t.db.read(judge, registrations);
    expect(await seen()).toMatchObject({ rows: [{ id, number, state: 'IN_HAND', region: 'WVL' }] });
    await run(withdrawMinor, { minorId: minorIds[0]! });
    expect((await seen()).rows).toMatchObject([{ state: 'WITHDRAWN' }]);
    await expect(detail(id, judge)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await t.db.read(wvl, registrars)).map((each) => each.id)).toContain(court);
  });
});

describe('help', () => {
  test('is made longer as often as its kind allows, and ends with a next step, its owner and day', async () => {
    const { pledgeId } = await pledge();
    const { deploymentId, requestId } = await placed(pledgeId);
    await run(extendHelp, { deploymentId });
    await run(extendHelp, { deploymentId });
    await expect(run(extendHelp, { deploymentId })).rejects.toMatchObject({
      code: 'no-more-extensions',
    });
    const destination = 'HOME' as const;
    await expect(run(endHelp, { deploymentId, destination })).rejects.toMatchObject({
      code: 'ended-says-what-next',
    });
    await expect(
      run(planOutflow, { deploymentId, nextStep: 'VIST' as const }),
    ).rejects.toMatchObject({ code: 'next-step-has-an-owner' });
    await run(endHelp, {
      deploymentId,
      destination,
      outflow: { nextStep: 'VIST' as const, owner: 'Team (verzonnen)', on: '2027-01-01' },
    });
    expect((await detail(requestId)).minors[0]!.deployments[0]).toMatchObject({
      state: 'ENDED',
      extensions: 2,
      nextStep: 'VIST',
    });
  });

  test('that is really needed for long goes to the waiting list on the same record', async () => {
    const { id, minorIds } = await register({
      longTerm: true,
      minors: [
        {
          sex: 'M',
          identity: { givenName: 'Lou', familyName: 'Lang (verzonnen)', birthDate: '2015-03-04' },
        },
      ],
    });
    const input = {
      minorId: minorIds[0]!,
      modules: ['STAY_O12'],
      fileKind: 'VOLUNTARY' as const,
    };
    const { waitingRequestId } = await run(handToWaitingList, input);
    const [made] = await t.owner(
      `select r.state, r.registrar_kind, r.region_code, i.family_name, p.sex, e.module_code
         from waiting_list.request r join waiting_list.person p on p.id = r.person_id
         join waiting_list.identity i on i.id = p.id join waiting_list.entry e on e.request_id = r.id where r.id = $1`,
      [waitingRequestId],
    );
    expect(made).toEqual({
      state: 'DRAFT',
      registrar_kind: 'CRISIS_POINT',
      region_code: 'WVL',
      family_name: 'Lang (verzonnen)',
      sex: 'M',
      module_code: 'STAY_O12',
    });
    expect((await detail(id)).minors[0]!.waitingRequestId).toBe(waitingRequestId);
    await expect(run(handToWaitingList, input)).rejects.toMatchObject({ code: 'handed-already' });
    await expect(run(handToWaitingList, input, ovl)).rejects.toThrow();
  });
});

describe('the desk', () => {
  test('shows what is open in its region, the most unsafe first, and the roster and the last words', async () => {
    const acute = await register({ unsafety: 'ACUTE', words: 'nu' });
    await run(handOverShift, { words: 'let op' });
    const now = Date.now();
    const turn = {
      from: new Date(now - 3_600_000).toISOString(),
      until: new Date(now + 3_600_000).toISOString(),
      name: 'Wacht (verzonnen)',
    };
    const { id: dutyId } = await run(addDuty, turn);
    await expect(run(addDuty, turn)).rejects.toMatchObject({ code: 'duty-one-for-a-line' });
    const seen = await t.db.read(wvl, desk);
    expect(seen.requests[0]).toMatchObject({ id: acute.id, unsafety: 'ACUTE' });
    expect(seen.requests.every((each) => each.closedAt === null && each.region === 'WVL')).toBe(
      true,
    );
    expect(seen.handOver[0]!.words).toBe('let op');
    expect(seen.onDuty.map(({ name }) => name)).toEqual(['Wacht (verzonnen)']);
    const list = await t.db.read(wvl, printedList);
    expect(list.notes.map(({ words }) => words)).toContain('nu');
    expect(list.network.length).toBeGreaterThan(0);
    await run(removeDuty, { dutyId });
    expect((await t.db.read(ovl, desk)).requests.map(({ id }) => id)).not.toContain(acute.id);
  });

  test('sees what is pledged, what is left and who is being asked', async () => {
    const { pledgeId } = await pledge({ places: 2 });
    await placed(pledgeId);
    const { minorIds } = await register();
    await run(askPartners, { minorId: minorIds[0]!, asks: [{ pledgeId }] });
    const rowOf = async (who: SignedIn, everywhere: boolean) =>
      (await t.db.read(who, (tx) => network(tx, { everywhere }))).pledges.find(
        (each) => each.pledgeId === pledgeId,
      );
    expect(await rowOf(wvl, false)).toMatchObject({
      places: 2,
      taken: 1,
      asks: [{ minorId: minorIds[0], askedBy: 'Ann (verzonnen)' }],
    });
    expect(await rowOf(ovl, false)).toBeUndefined();
    expect(await rowOf(ovl, true)).toMatchObject({ taken: 1 });
    await run(endPledge, { pledgeId, until: '2025-02-01' });
    expect(await rowOf(wvl, false)).toBeUndefined();
  });
});

describe('the clock', () => {
  const at = (moment: string) =>
    t.db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, [moment]);
      return runClocks(tx);
    });
  const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  test('a server that was down does each due step once, with when it was due and when it was done', async () => {
    const { pledgeId } = await pledge();
    const { id, minorIds } = await register({ agreement: 'UNCLEAR' });
    const { dueAt } = await run(askPartners, { minorId: minorIds[0]!, asks: [{ pledgeId }] });
    await at(hence(100));
    await at(hence(100));
    await at(hence(300));
    const { dueSteps, minors } = await detail(id);
    expect(dueSteps.map(({ kind }) => kind)).toEqual(['ANSWER', 'AGREEMENT']);
    const [silent] = dueSteps;
    expect(new Date(silent!.dueAt).toISOString()).toBe(dueAt);
    expect(new Date(silent!.doneAt) > new Date(silent!.dueAt)).toBe(true);
    expect(minors[0]!.attempts[0]!.state).toBe('SILENT');
    // Who answers late has answered.
    const attemptId = minors[0]!.attempts[0]!.id;
    await run(answerAttempt, { attemptId, answer: 'YES' as const });
    const told = await t.owner<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from notices.notice where person_id = $1 and path = $2 group by 1 order by 1`,
      [wvl.personId, `/crisis?vraag=${id}`],
    );
    expect(told).toEqual([
      { kind: 'crisis.agreement-passed', n: 1 },
      { kind: 'crisis.answer-late', n: 1 },
    ]);
  });

  test('a consult that stays open, help that ends without a plan and help beyond its term are told once', async () => {
    const { pledgeId } = await pledge();
    const consult = await register({ kind: 'CONSULT', minors: [] });
    const { requestId, deploymentId } = await placed(pledgeId);
    await at(hence(28 * 24 - 40));
    expect((await detail(requestId)).dueSteps.map(({ kind }) => kind)).toEqual(['END_NEAR']);
    await at(hence(30 * 24));
    await at(hence(31 * 24));
    expect((await detail(requestId)).dueSteps.map(({ kind }) => kind)).toEqual(['END_NEAR', 'END']);
    expect((await detail(consult.id)).dueSteps.map(({ kind }) => kind)).toEqual(['CONSULT_OPEN']);
    // Made longer, its new end is a new term.
    await run(extendHelp, { deploymentId });
    await at(hence(37 * 24));
    expect((await detail(requestId)).dueSteps.map(({ kind }) => kind)).toEqual([
      'END_NEAR',
      'END',
      'END_NEAR',
      'END',
    ]);
  });
});
