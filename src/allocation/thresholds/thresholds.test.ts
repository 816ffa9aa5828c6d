import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MadeUnit } from '../../capacity/fixtures.ts';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import type { SignedIn } from '../../platform/testing/database.ts';
import { makeRequest } from '../../waiting-list/fixtures.ts';
import { declineReasons } from '../dialogue/codes.ts';
import { refuseProposal } from '../dialogue/answer-proposal.ts';
import { changeGrade } from '../dialogue/change-grade.ts';
import { propose } from '../dialogue/propose.ts';
import { hearClient, sendProposal } from '../dialogue/send-proposal.ts';
import { endProposal } from '../dialogue/start-allocated.ts';
import { comment, followUp, recordClientView } from './follow-up.ts';
import { followUps, sideOf, thresholdStates } from './sides.ts';
import { thresholdDetail, thresholds } from './thresholds.query.ts';
import {
  t,
  providerId,
  worker,
  elsewhere,
  intake,
  stranger,
  today,
  run,
  unitOf,
} from '../dialogue/sides.fixtures.ts';

async function sent(unit: MadeUnit): Promise<string> {
  const { requestId } = await t.db.as('vp_jobs', (tx) => makeRequest(tx));
  const { id: proposalId } = await run(propose, {
    requestIds: [requestId],
    unitId: unit.unitId,
    module: unit.module,
    startOn: today,
  });
  await run(hearClient, { proposalId, how: 'PRESENT' });
  await run(sendProposal, { proposalId });
  return proposalId;
}
const refuse = (proposalId: string, code = 'AGE', liftable = true) =>
  run(refuseProposal, { proposalId, code, by: 'TEAM', liftable } as never, intake);
const list = (who: SignedIn, query = {}) =>
  t.db.read(who, (tx) => thresholds(tx, who.role !== 'PI', query, null));
const detail = (who: SignedIn, id: string) =>
  t.db.read(who, (tx) => thresholdDetail(tx, who.role !== 'PI', id));
const rowOf = async (code: string) => (await list(worker)).rows.find((row) => row.code === code)!;

describe('the register follows from the dialogue', () => {
  test('two refusals on the same ground are one threshold with two cases; the provider reads its own', async () => {
    const unit = await unitOf(4);
    await refuse(await sent(unit));
    await refuse(await sent(unit), 'AGE', false);
    await refuse(await sent(unit), 'NO_PLACE');
    const all = await list(worker);
    expect(
      all.rows.map(({ code, side, cases, liftable }) => [code, side, cases, liftable]),
    ).toEqual([
      ['AGE', 'EXCLUSION', 2, 1],
      ['NO_PLACE', 'LACK', 1, 1],
    ]);
    expect(all.sides).toEqual([
      { side: 'EXCLUSION', cases: 2, views: { LACK: 0, EXCLUSION: 0, CLIENT: 0, unknown: 2 } },
      { side: 'LACK', cases: 1, views: { LACK: 0, EXCLUSION: 0, CLIENT: 0, unknown: 1 } },
    ]);
    expect(all.trend).toHaveLength(12);
    expect(all.trend.at(-1)).toMatchObject({ EXCLUSION: 2, LACK: 1, CLIENT: 0 });
    const own = await list(intake);
    expect(own.rows).toEqual(all.rows);
    expect(own.sides.map(({ views }) => views)).toEqual([null, null]);
    expect((await list(stranger)).rows).toEqual([]);
    expect((await list(worker, { side: 'LACK' })).rows).toHaveLength(1);
    expect((await list(worker, { region: 'OVL' })).rows).toEqual([]);
    expect((await list(worker, { module: 'CRISIS_STAY' })).rows).toEqual([]);
    expect((await list(worker, { provider: randomUUID() })).rows).toEqual([]);
  });

  test('stands since its first case, also where that is entered last', async () => {
    const { id } = await rowOf('AGE');
    // As a register that was filled in another order: its triggers stand aside.
    const moveOne = (order: string, by: string) =>
      t.owner(
        `begin; alter table allocation.threshold_case disable trigger user;
         update allocation.threshold_case set at = at ${by} interval '200 days'
          where id = (select id from allocation.threshold_case where threshold_id = '${id}' order by at ${order} limit 1);
         alter table allocation.threshold_case enable trigger user; commit`,
      );
    await moveOne('desc', '-');
    const { row, cases } = await detail(worker, id);
    expect(row.firstAt).toBe(cases.at(-1)!.at);
    expect(Date.parse(row.firstAt)).toBeLessThan(Date.parse(row.lastAt!) - 199 * 86_400_000);
    await moveOne('asc', '+');
  });

  test('a refusal that was lifted by a grade up and repeated counts twice; a dropped draft not at all', async () => {
    const unit = await unitOf(1);
    const proposalId = await sent(unit);
    await refuse(proposalId, 'GROUP_MIX');
    await run(changeGrade, {
      proposalId,
      to: 2,
      motive: 'Opnieuw samen bekijken',
      heard: 'Directie gehoord',
      agreements: [{ what: 'Antwoord geven', owner: 'Directie', due: today }],
    });
    await refuse(proposalId, 'GROUP_MIX');
    expect(await rowOf('GROUP_MIX')).toMatchObject({ cases: 2 });
    const { requestId } = await t.db.as('vp_jobs', (tx) => makeRequest(tx));
    const { id } = await run(propose, {
      requestIds: [requestId],
      unitId: unit.unitId,
      module: unit.module,
      startOn: today,
    });
    await run(endProposal, { proposalId: id, to: 'CLIENT_DECLINED', reason: 'anders' } as never);
    expect(await rowOf('CLIENT_PREFERENCE')).toBeUndefined();
  });

  test('the client’s own choice, a place that is gone and a question answered with no are entries too', async () => {
    const unit = await unitOf(3);
    const declined = await sent(unit);
    await run(endProposal, {
      proposalId: declined,
      to: 'CLIENT_DECLINED',
      reason: 'anders',
    } as never);
    expect(await rowOf('CLIENT_PREFERENCE')).toMatchObject({ side: 'CLIENT', cases: 1 });
    const gone = await sent(unit);
    const before = (await rowOf('NO_PLACE'))?.cases ?? 0;
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'test',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      await tx.rows(`update allocation.proposal set state = 'PLACE_GONE' where id = $1`, [gone]);
      for (const reason of ['ADMISSION_STOP', 'STAFF_SHORTAGE'])
        await tx
          .rows(
            `with asked as (insert into allocation.inquiry (region_code, unit_id, module_code, provider_id, words, due_at)
             values ('WVL', $1, $2, $3, 'Is deze plaats vrij?', now() + interval '1 day') returning id)
           select 1 from asked`,
            [unit.unitId, unit.module, providerId],
          )
          .then(() =>
            tx.rows(
              `update allocation.inquiry set state = 'ANSWERED', answer = 'NOT_AVAILABLE', answer_reason = $1, answered_at = now() where answer is null`,
              [reason],
            ),
          );
    });
    expect(await rowOf('NO_PLACE')).toMatchObject({ cases: before + 2 });
    expect(await rowOf('STAFF')).toMatchObject({ side: 'LACK', cases: 1 });
  });

  test('the side in the database is that of the program, for every code', async () => {
    for (const code of declineReasons) {
      const [row] = await t.owner<{ side: string }>(
        `select allocation.threshold_side($1) as side`,
        [code],
      );
      expect(row!.side, code).toBe(sideOf(code));
    }
  });
});

describe('what is done about it', () => {
  test('the region’s team follows up, with a ground; what is lifted and met again is named again', async () => {
    const unit = await unitOf(3);
    await refuse(await sent(unit), 'IQ');
    const { id } = await rowOf('IQ');
    await expect(run(followUp, { thresholdId: id, state: 'ACCEPTED' })).rejects.toMatchObject({
      code: 'ground-required',
    });
    await expect(
      run(followUp, { thresholdId: id, state: 'LIFTED' }, elsewhere),
    ).rejects.toMatchObject({ code: 'proposal-of-other-region' });
    await run(followUp, { thresholdId: id, state: 'LIFTING', ground: 'Vorming voor het team' });
    await run(followUp, { thresholdId: id, state: 'LIFTED' });
    await expect(
      run(followUp, { thresholdId: id, state: 'ACCEPTED', ground: 'Erkenning' }),
    ).rejects.toMatchObject({ code: 'threshold-step-not-allowed' });
    await refuse(await sent(unit), 'IQ');
    const after = await detail(worker, id);
    expect(after.row).toMatchObject({ state: 'NAMED', ground: null, cases: 2 });
    expect(after.history.map(({ state }) => state)).toEqual([
      'NAMED',
      'LIFTED',
      'LIFTING',
      'NAMED',
    ]);
    await expect(detail(stranger, id)).rejects.toMatchObject({ code: 'threshold-not-found' });
  });

  test('the transition table of the database is that of the program', async () => {
    const unit = await unitOf(1);
    await refuse(await sent(unit), 'OFFENCE');
    const { id } = await rowOf('OFFENCE');
    for (const from of thresholdStates)
      for (const to of thresholdStates.filter((state) => state !== from)) {
        const tried = t.owner(
          `begin;
           select set_config('vp.event', (select event_id::text from allocation.threshold where id = '${id}'), true);
           alter table allocation.threshold disable trigger checked;
           update allocation.threshold set state = '${from}', ground = 'words' where id = '${id}';
           alter table allocation.threshold enable trigger checked;
           update allocation.threshold set state = '${to}' where id = '${id}';
           rollback`,
        );
        const may = (followUps[from] as readonly string[]).includes(to);
        const went = await tried.then(
          () => true,
          () => false,
        );
        expect(went, `${from} → ${to}`).toBe(may);
      }
  });

  test('the provider comments on its own, and is not told how the client sees it', async () => {
    const unit = await unitOf(2);
    await refuse(await sent(unit), 'MOTIVATION');
    const { id } = await rowOf('MOTIVATION');
    await run(comment, { thresholdId: id, words: 'Wij vragen eerst een kennismaking.' }, intake);
    await expect(
      run(comment, { thresholdId: id, words: 'Van iemand anders' }, stranger),
    ).rejects.toMatchObject({ code: 'threshold-not-found' });
    await run(comment, { thresholdId: id, words: 'Dank, dat nemen we mee.' });
    const [first] = (await detail(worker, id)).cases;
    const before = await detail(intake, id);
    await run(recordClientView, { caseId: first!.id, view: 'EXCLUSION' });
    await expect(
      run(recordClientView, { caseId: first!.id, view: 'LACK' }, elsewhere),
    ).rejects.toMatchObject({ code: 'proposal-of-other-region' });
    const seen = await detail(worker, id);
    expect(seen.cases[0]).toMatchObject({ clientView: 'EXCLUSION', isOwn: true });
    expect(seen.comments.map(({ side }) => side)).toEqual(['PROVIDER', 'ACCESS']);
    expect(await detail(intake, id)).toEqual(before);
    expect(before.comments).toHaveLength(2);
    const sides = (await list(worker)).sides.find(({ side }) => side === 'EXCLUSION');
    expect(sides!.views).toMatchObject({ EXCLUSION: 1 });
  });

  test('eight refusals at once name the threshold once', async () => {
    const unit = await unitOf(8);
    const ids: string[] = [];
    for (let n = 0; n < 8; n++) ids.push(await sent(unit));
    await Promise.all(ids.map((id) => refuse(id, 'ADDICTION')));
    expect(await rowOf('ADDICTION')).toMatchObject({ cases: 8 });
  });
});
