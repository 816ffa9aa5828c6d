import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../../capacity/fixtures.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { markRequest } from '../change-request.ts';
import { handToWaitingList, withdrawMinor } from '../close-minor.ts';
import type { RegisterRequest } from '../contract.ts';
import { registerRequest } from '../register-request.ts';
import { followUps } from './follow-up.query.ts';
import { changeFollowUp, closeFollowUp, planFollowUp } from './keep-follow-up.ts';

let t: TestDatabase;
let desk: SignedIn;
let other: SignedIn;
let team: SignedIn;

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = desk,
) =>
  t.db.write(who, (tx) =>
    command(tx, { personId: who.personId, hatId: who.hatId, role: who.role, name: null }, input),
  );
const register = async (change: Partial<RegisterRequest> = {}) => {
  const { id, minorIds } = await run(registerRequest, {
    kind: 'DISPATCH',
    registrarKind: 'EMERGENCY_WARD',
    agreement: 'YES',
    wanted: 'GUIDANCE',
    minors: [
      { ageYears: 16, sex: 'M', identity: { givenName: 'Jo', familyName: 'Na (verzonnen)' } },
    ],
    ...change,
  });
  return { requestId: id, minorId: minorIds[0]! };
};
const list = (who = desk) => t.db.read(who, followUps);
const of = async (minorId: string) =>
  (await list()).open.filter((each) => each.minorId === minorId);

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  const organisationId = await makeOrganisation(t, 'crisis-desk');
  desk = await signIn(t, 'CR', { organisationId, areaCode: 'WVL', name: 'Ann (verzonnen)' });
  other = await signIn(t, 'CR', { organisationId, areaCode: 'OVL' });
  team = await signIn(t, 'AT', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'WVL',
  });
});
afterAll(() => t.close());

describe('follow-up', () => {
  test.each([
    [{ registrarKind: 'EMERGENCY_WARD' }, ['EMERGENCY_WARD']],
    [{ registrarKind: 'GP', problems: ['AFTER_EMERGENCY_WARD'] }, ['EMERGENCY_WARD']],
    [{ registrarKind: 'GP', problems: ['AFTER_FORCED_ADMISSION'] }, ['FORCED_ADMISSION']],
    [{ registrarKind: 'GP' }, []],
  ] as [Partial<RegisterRequest>, string[]][])(
    'is planned by itself when a crisis is over: %o',
    async (change, after) => {
      const { minorId } = await register(change);
      expect(await of(minorId)).toEqual([]);
      await run(withdrawMinor, { minorId });
      expect((await of(minorId)).map((each) => each.after)).toEqual(after);
    },
  );
  test('gets an owner and a day, and is closed with how it ended, once', async () => {
    const { minorId } = await register();
    await run(withdrawMinor, { minorId });
    const [row] = await of(minorId);
    expect(row).toMatchObject({ owner: null, name: 'Jo Na (verzonnen)' });
    expect(row!.dueOn > (await list()).today).toBe(true);
    const followUpId = row!.id;
    await run(changeFollowUp, {
      followUpId,
      owner: 'Casemanager (verzonnen)',
      dueOn: '2027-01-02',
    });
    await run(closeFollowUp, {
      followUpId,
      outcome: 'NOT_REACHED' as const,
      againOn: '2027-01-09',
    });
    expect(await of(minorId)).toMatchObject([
      { owner: 'Casemanager (verzonnen)', dueOn: '2027-01-09', after: 'EMERGENCY_WARD' },
    ]);
    expect((await list()).done).toMatchObject([
      { id: followUpId, outcome: 'NOT_REACHED', doneBy: 'Ann (verzonnen)', dueOn: '2027-01-02' },
    ]);
    await expect(
      run(closeFollowUp, { followUpId, outcome: 'STABLE' as const }),
    ).rejects.toMatchObject({ code: 'follow-up-stands' });
  });
  test('is one at a time after one thing, and the desk of another region touches none', async () => {
    const { minorId } = await register();
    const plan = { minorId, after: 'OTHER' as const, dueOn: '2027-02-01' };
    const { id: followUpId } = await run(planFollowUp, plan);
    await expect(run(planFollowUp, plan)).rejects.toMatchObject({ code: 'follow-up-one-open' });
    expect((await list(other)).open).toEqual([]);
    await expect(
      run(closeFollowUp, { followUpId, outcome: 'STABLE' as const }, other),
    ).rejects.toMatchObject({ code: 'follow-up-not-found' });
  });
  test('is closed once by two who race', async () => {
    const { minorId } = await register();
    const { id: followUpId } = await run(planFollowUp, {
      minorId,
      after: 'OTHER' as const,
      dueOn: '2027-02-01',
    });
    const close = () => run(closeFollowUp, { followUpId, outcome: 'STABLE' as const });
    const ends = await Promise.allSettled([close(), close()]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('the access team', () => {
  const told = () =>
    t.owner<{ kind: string; path: string; details: object }>(
      `select kind, path, details from notices.notice where person_id = $1 order by at`,
      [team.personId],
    );
  const hand = (minorId: string) =>
    run(handToWaitingList, {
      minorId,
      modules: ['STAY_O12'],
      fileKind: 'VOLUNTARY' as const,
      bornMonth: '2010-05',
    });
  test('hears of a child that comes to its list, and is led to the draft', async () => {
    const { minorId, requestId } = await register();
    const { waitingRequestId } = await hand(minorId);
    const path = `/wachtlijst/${waitingRequestId}`;
    expect(await told()).toEqual([
      { kind: 'crisis.handed-to-list', path, details: { accelerated: 'NO' } },
    ]);
    await run(markRequest, { requestId, accelerated: true });
    expect((await told())[1]).toEqual({ kind: 'crisis.accelerated', path, details: {} });
    await run(markRequest, { requestId, accelerated: true });
    expect(await told()).toHaveLength(2);
  });
  test('hears of accelerated allocation before there is a draft, and again when it comes', async () => {
    const before = (await told()).length;
    const { minorId, requestId } = await register();
    await run(markRequest, { requestId, accelerated: true });
    const { waitingRequestId } = await hand(minorId);
    expect((await told()).slice(before)).toEqual([
      { kind: 'crisis.accelerated', path: '/wachtlijst', details: {} },
      {
        kind: 'crisis.handed-to-list',
        path: `/wachtlijst/${waitingRequestId}`,
        details: { accelerated: 'YES' },
      },
    ]);
  });
});
