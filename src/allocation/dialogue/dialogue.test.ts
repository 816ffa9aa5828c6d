import { describe, expect, test } from 'vitest';
import type { MadeUnit } from '../../capacity/fixtures.ts';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import type { SignedIn } from '../../platform/testing/database.ts';
import { makeRequest } from '../../waiting-list/fixtures.ts';
import { acceptProposal, refuseProposal, say } from './answer-proposal.ts';
import { changeGrade } from './change-grade.ts';
import { expireProposals } from './expire-proposals.ts';
import { lookForCandidates } from '../find-candidates.ts';
import { propose } from './propose.ts';
import { hearClient, sendProposal } from './send-proposal.ts';
import { endProposal, planStart, startAllocated } from './start-allocated.ts';
import {
  t,
  providerId,
  worker,
  supervisor,
  elsewhere,
  intake,
  stranger,
  today,
  actor,
  run,
  unitOf,
} from './sides.fixtures.ts';

const child = (of: Parameters<typeof makeRequest>[1] = {}) =>
  t.db.as('vp_jobs', (tx) => makeRequest(tx, of));

async function draft(unit: MadeUnit, requestIds: string[]): Promise<string> {
  const { id } = await run(propose, {
    requestIds,
    unitId: unit.unitId,
    module: unit.module,
    startOn: today,
  });
  await run(hearClient, { proposalId: id, how: 'PRESENT' });
  return id;
}
async function sent(unit: MadeUnit, requestIds: string[]): Promise<string> {
  const proposalId = await draft(unit, requestIds);
  await run(sendProposal, { proposalId, words: 'Wij zoeken een plaats' });
  return proposalId;
}
const figures = async (unit: MadeUnit) => {
  const [row] = await t.owner<{ free: number; held: number; occupied: number }>(
    `select free, held, occupied from capacity.unit_live where unit_id = $1`,
    [unit.unitId],
  );
  return row!;
};
const stateOf = async (requestId: string) =>
  (
    await t.owner<{ state: string }>(`select state from waiting_list.request where id = $1`, [
      requestId,
    ])
  )[0]!.state;
const proposalState = async (id: string) =>
  (
    await t.owner<{ state: string }>(`select state from allocation.proposal where id = $1`, [id])
  )[0]!.state;

describe('from a proposal to a stay', () => {
  test('the place is held from sending, the child shown to that provider alone, the stay begins', async () => {
    const unit = await unitOf(2);
    const girl = await child();
    const proposalId = await draft(unit, [girl.requestId]);
    expect(await figures(unit)).toMatchObject({ free: 2, held: 0 });
    const seen = (who: SignedIn) =>
      t.db.read(who, (tx) =>
        tx.rows(`select c.pseudonym from allocation.proposal_child c where c.proposal_id = $1`, [
          proposalId,
        ]),
      );
    expect(await seen(intake)).toEqual([]);
    await run(sendProposal, { proposalId });
    expect(await figures(unit)).toMatchObject({ free: 1, held: 1 });
    expect(await stateOf(girl.requestId)).toBe('PROPOSED');
    expect(await seen(intake)).toEqual([{ pseudonym: girl.pseudonym }]);
    expect(await seen(stranger)).toEqual([]);
    await run(
      say,
      { proposalId, kind: 'QUESTION', words: 'Gaat ze naar school?' } as never,
      intake,
    );
    expect(await proposalState(proposalId)).toBe('IN_DIALOGUE');
    await run(acceptProposal, { proposalId }, intake);
    expect(await stateOf(girl.requestId)).toBe('ALLOCATED');
    await run(planStart, { proposalId, startOn: today }, intake);
    await run(startAllocated, { proposalId }, intake);
    expect(await figures(unit)).toMatchObject({ free: 1, held: 0, occupied: 1 });
    expect(await stateOf(girl.requestId)).toBe('STARTED');
    expect(await seen(intake)).toEqual([]);
    const [stay] = await t.owner<{ ref: string }>(
      `select person_ref as ref from capacity.stay where unit_id = $1`,
      [unit.unitId],
    );
    expect(stay!.ref).toBe(girl.pseudonym);
  });

  test('a refusal keeps its reason, frees the place, and the child stands where it stood', async () => {
    const unit = await unitOf(1);
    const boy = await child({ since: '2023-03-03', sex: 'M' });
    const proposalId = await sent(unit, [boy.requestId]);
    await expect(
      run(
        refuseProposal,
        { proposalId, code: 'OTHER', by: 'TEAM', liftable: false } as never,
        intake,
      ),
    ).rejects.toMatchObject({ code: 'other-is-explained' });
    await run(
      refuseProposal,
      { proposalId, code: 'GROUP_MIX', by: 'TEAM', liftable: true, liftedBy: 'Twee maanden rust' },
      intake,
    );
    expect(await figures(unit)).toMatchObject({ free: 1, held: 0 });
    expect(await stateOf(boy.requestId)).toBe('WAITING');
    const [position] = await t.owner<{ since: string; callable: boolean }>(
      `select since::text, callable from waiting_list.position where request_id = $1`,
      [boy.requestId],
    );
    expect(position).toEqual({ since: '2023-03-03', callable: true });
    const mine = await t.db.read(intake, (tx) =>
      tx.rows(`select state, decline_code from allocation.proposal where id = $1`, [proposalId]),
    );
    expect(mine).toEqual([{ state: 'NOT_STARTED', decline_code: 'GROUP_MIX' }]);
    const words = await t.db.read(intake, (tx) =>
      tx.rows(`select words from allocation.message where proposal_id = $1`, [proposalId]),
    );
    expect(words).toEqual([]);
  });

  test('silence expires to a person; up a grade with motive opens it again; grade 3 is off', async () => {
    const unit = await unitOf(1);
    const girl = await child();
    const proposalId = await sent(unit, [girl.requestId]);
    expect(await t.db.as('vp_jobs', expireProposals)).toBe(0);
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(
        `update allocation.proposal set due_at = now() - interval '1 minute' where id = $1`,
        [proposalId],
      );
    });
    expect(await t.db.as('vp_jobs', expireProposals)).toBe(1);
    expect(await stateOf(girl.requestId)).toBe('WAITING');
    expect(await figures(unit)).toMatchObject({ free: 1 });
    const up = {
      proposalId,
      to: 2,
      motive: 'Geen antwoord binnen de termijn',
      heard: 'Directie telefonisch gehoord',
      agreements: [{ what: 'Antwoord geven', owner: 'Directie', due: today }],
    };
    await expect(run(changeGrade, { ...up, to: 3 })).rejects.toMatchObject({
      code: 'one-grade-at-a-time',
    });
    await run(changeGrade, up);
    expect(await proposalState(proposalId)).toBe('IN_DIALOGUE');
    expect(await figures(unit)).toMatchObject({ free: 0, held: 1 });
    await expect(run(changeGrade, { ...up, to: 3 }, supervisor)).rejects.toMatchObject({
      code: 'no-duty-to-admit',
    });
  });

  test('a withdrawn child leads out of its proposal, and the place is free', async () => {
    const unit = await unitOf(1);
    const girl = await child();
    const proposalId = await sent(unit, [girl.requestId]);
    await t.db.write(worker, async (tx) => {
      await recordEvent(tx, actor(worker), {
        slice: 'waiting-list',
        kind: 'request.state',
        organisationId: null,
        subjectId: girl.requestId,
      });
      await tx.rows(`update waiting_list.request set state = 'CANCELLED' where id = $1`, [
        girl.requestId,
      ]);
    });
    expect(await proposalState(proposalId)).toBe('WITHDRAWN');
    expect(await stateOf(girl.requestId)).toBe('CANCELLED');
    expect(await figures(unit)).toMatchObject({ free: 1, held: 0 });
  });

  test('a draft that goes changes nothing for a child that is proposed elsewhere', async () => {
    const girl = await child();
    const other = await draft(await unitOf(1), [girl.requestId]);
    await sent(await unitOf(1), [girl.requestId]);
    await run(endProposal, { proposalId: other, to: 'WITHDRAWN', reason: 'Niet nodig' });
    expect(await stateOf(girl.requestId)).toBe('PROPOSED');
  });

  test('who is first, the list says: not who asks, not another list', async () => {
    const unit = await unitOf(2);
    const [, second] = [
      await child({ since: '2001-01-01', bornMonth: '2012-05' }),
      await child({ since: '2001-01-02', bornMonth: '2012-05' }),
    ];
    const asked = { unitId: unit.unitId, module: unit.module };
    const look = (who = worker, of = asked) =>
      run(lookForCandidates, of, who).then(({ id }) => id!);
    const recordId = await look();
    const input = { ...asked, requestIds: [second.requestId], startOn: today, recordId };
    await expect(run(propose, { ...input, rankInRecord: 1 })).rejects.toMatchObject({
      code: 'first-or-reason',
    });
    const other = await unitOf(1);
    const notOfIt = [
      await look(worker, { unitId: other.unitId, module: other.module }),
      await look(elsewhere),
      '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11',
    ];
    for (const wrong of notOfIt)
      await expect(
        run(propose, { ...input, recordId: wrong, rankInRecord: 1 }),
      ).rejects.toMatchObject({ code: 'record-not-found' });
    const later = await child({ since: '2001-01-03', bornMonth: '2012-05' });
    await expect(
      run(propose, { ...input, requestIds: [later.requestId], rankInRecord: 1 }),
    ).rejects.toMatchObject({ code: 'record-not-found' });
    const departure = { code: 'NETWORK' as const, reason: 'Het netwerk woont vlakbij' };
    const { id } = await run(propose, { ...input, rankInRecord: 1, departure });
    expect(
      await t.owner(
        `select rank_in_record > 1 as "isLater" from allocation.proposal where id = $1`,
        [id],
      ),
    ).toEqual([{ isLater: true }]);
  });

  test('who went to another region is not called back by the region that asked before', async () => {
    const unit = await unitOf(1);
    const girl = await child();
    const proposalId = await sent(unit, [girl.requestId]);
    await run(
      refuseProposal,
      { proposalId, code: 'GROUP_MIX', by: 'TEAM', liftable: true },
      intake,
    );
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(`update waiting_list.person set region_code = 'OVL' where id = $1`, [
        girl.personId,
      ]);
    });
    await expect(
      run(changeGrade, {
        proposalId,
        to: 2,
        motive: 'Toch nog eens vragen',
        heard: 'Directie telefonisch gehoord',
        agreements: [{ what: 'Antwoord geven', owner: 'Directie', due: today }],
      }),
    ).rejects.toMatchObject({ code: 'child-of-other-region' });
    expect(await stateOf(girl.requestId)).toBe('WAITING');
    expect(await figures(unit)).toMatchObject({ free: 1, held: 0 });
  });

  test('brothers and sisters come together or not at all', async () => {
    const unit = await unitOf(3);
    const [a, b] = [await child(), await child()];
    const proposalId = await sent(unit, [a.requestId, b.requestId]);
    expect(await figures(unit)).toMatchObject({ free: 1, held: 2 });
    const [c, d] = [await child(), await child()];
    const second = await draft(unit, [c.requestId, d.requestId]);
    await expect(run(sendProposal, { proposalId: second })).rejects.toMatchObject({
      code: 'place-gone',
    });
    expect(await stateOf(c.requestId)).toBe('WAITING');
    await run(endProposal, { proposalId, to: 'WITHDRAWN', reason: 'Ander aanbod' });
    expect(await figures(unit)).toMatchObject({ free: 3, held: 0 });
  });
});

describe('who may do what', () => {
  test('another region does not lead it, another provider does not see it, a role does not take the other’s step', async () => {
    const unit = await unitOf(1);
    const girl = await child();
    const proposalId = await draft(unit, [girl.requestId]);
    await expect(run(sendProposal, { proposalId }, elsewhere)).rejects.toMatchObject({
      code: 'proposal-not-found',
    });
    await expect(run(acceptProposal, { proposalId }, intake)).rejects.toMatchObject({
      code: 'proposal-not-found',
    });
    await run(sendProposal, { proposalId });
    await expect(run(acceptProposal, { proposalId })).rejects.toMatchObject({
      code: 'step-not-allowed',
    });
    await expect(run(acceptProposal, { proposalId }, stranger)).rejects.toMatchObject({
      code: 'proposal-not-found',
    });
    // By hand as well.
    await expect(
      t.db.write(intake, async (tx) => {
        await recordEvent(tx, actor(intake), {
          slice: 'allocation',
          kind: 'forged',
          organisationId: providerId,
          subjectId: proposalId,
        });
        await tx.rows(`update allocation.proposal set state = 'STARTED' where id = $1`, [
          proposalId,
        ]);
      }),
    ).rejects.toMatchObject({ code: 'step-not-allowed' });
  });
});

describe('races', () => {
  // Without the turns that routes take, a loser may also run out of attempts; nobody wins twice.
  const outOfAttempts = 'too-busy';

  test('twenty at the last place: one holds it, nobody else gets it, no child is proposed twice', async () => {
    const unit = await unitOf(1);
    const children = await Promise.all(Array.from({ length: 20 }, () => child()));
    const drafts = [];
    for (const each of children) drafts.push(await draft(unit, [each.requestId]));
    const results = await Promise.allSettled(
      drafts.map((proposalId) => run(sendProposal, { proposalId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect(['place-gone', 'promised-once', outOfAttempts]).toContain(each.reason.code);
    expect(await figures(unit)).toMatchObject({ free: 0, held: 1 });
  });

  test('one child, twenty places: one proposal is open', async () => {
    const girl = await child();
    const units = await Promise.all(Array.from({ length: 20 }, () => unitOf(1)));
    const drafts = [];
    for (const unit of units) drafts.push(await draft(unit, [girl.requestId]));
    const results = await Promise.allSettled(
      drafts.map((proposalId) => run(sendProposal, { proposalId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect([
          'one-open-proposal',
          'child-not-waiting',
          'state-does-not-follow',
          outOfAttempts,
        ]).toContain(each.reason.code);
  });
});
