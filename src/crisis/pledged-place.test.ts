import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUnit } from '../capacity/fixtures.ts';
import { recordEvent } from '../platform/db/command.ts';
import { signIn } from '../platform/testing/database.ts';
import { askPartners } from './ask-partners.ts';
import { turnOf } from './change.ts';
import { addBed, endHelp, fallThrough, placeMinor, planOutflow, startHelp } from './give-help.ts';
import {
  actor,
  agreed,
  closeDesks,
  codes,
  colleague,
  detail,
  openDesks,
  ovl,
  placed,
  pledge,
  provider,
  register,
  run,
  t,
  wvl,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

describe('a pledged place', () => {
  test('twenty who want the last one at once: one child gets it', async () => {
    const { pledgeId } = await pledge({ places: 1 });
    // One after another: what is fought over here is the place, not the question.
    const children: Awaited<ReturnType<typeof agreed>>[] = [];
    for (let i = 0; i < 20; i++) children.push(await agreed(pledgeId, i % 2 ? wvl : colleague));
    const tries = await Promise.allSettled(
      children.map((child, i) => {
        const who = i % 2 ? colleague : wvl;
        return t.db.write(who, (tx) => placeMinor(tx, actor(who), child), { turn: turnOf('WVL') });
      }),
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
