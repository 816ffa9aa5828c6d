import { describe, expect, test } from 'vitest';
import { takeEffectDue } from './take-effect-due.ts';
import * as step from './take-step.ts';
import {
  approve,
  as,
  colleague,
  day,
  detail,
  effective,
  figuresOn,
  jobs,
  later,
  pc,
  plan,
  refuse,
  register,
  run,
  setDay,
  t,
  takeBack,
  today,
  unit,
} from './reconversion.fixtures.ts';

describe('two who decide at the same time', () => {
  test('of an approval and a refusal one holds, and the other is told what happened', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await plan({ places: 1 });
      const outcomes = await Promise.allSettled([approve(id), refuse(id, colleague)]);
      const held = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(held.length).toBe(1);
      const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      expect(lost.reason).toMatchObject({ code: 'reconversion-moved-on' });
      const { row, history } = await detail(id);
      expect(['APPROVED', 'CANCELLED']).toContain(row.state);
      expect(history.length).toBe(2);
      if (row.state === 'APPROVED') await takeBack(id, as).then(() => refuse(id));
    }
  });

  test('two approvals are one', async () => {
    const id = await plan();
    const outcomes = await Promise.allSettled([approve(id), approve(id, colleague)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect((await detail(id)).history.map(({ kind }) => kind)).toEqual([
      'reconversion.approve',
      'reconversion.plan',
    ]);
  });
});

describe('from plan to registered at the source', () => {
  test('each step waits for whom it belongs to, and the figures follow', async () => {
    const id = await plan();
    expect((await detail(id)).row).toMatchObject({
      state: 'PLANNED',
      waitsFor: 'SUPERVISOR',
      steps: ['ask', 'approve', 'refuse'],
    });
    await run(as, (tx, by) =>
      step.askAboutReconversion(tx, by, { reconversionId: id, reason: 'Vanaf wanneer precies?' }),
    );
    expect((await detail(id, pc)).row).toMatchObject({
      waitsFor: 'PROVIDER',
      steps: ['answer', 'withdraw'],
    });
    await run(pc, (tx, by) =>
      step.answerAboutReconversion(tx, by, {
        reconversionId: id,
        reason: 'Vanaf 8 juni',
        effectiveOn: '2026-06-08',
      }),
    );
    await approve(id);
    expect((await detail(id)).row).toMatchObject({
      state: 'APPROVED',
      effectiveOn: '2026-06-08',
      decidedOn: today,
    });
    // What is agreed for a day counts from that day, and what is free today cannot be offered beyond it.
    expect((await figuresOn('2026-06-07')).get(unit.module)).toMatchObject({ notConverted: 0 });
    expect((await figuresOn('2026-06-10')).get(unit.module)).toMatchObject({
      notConverted: 3,
      free: 5,
    });
    expect((await figuresOn(today)).get(unit.module)).toMatchObject({ free: 8, offerable: 5 });
    setDay('2026-06-08');
    expect(await jobs(takeEffectDue)).toBeGreaterThan(0);
    expect(await jobs(takeEffectDue)).toBe(0);
    expect((await figuresOn(day)).get(unit.module)).toMatchObject({
      recognised: 8,
      notConverted: 3,
      free: 5,
    });
    setDay('2026-07-01');
    await register(id, '2026-07-01');
    const after = await figuresOn(day);
    expect(after.get(unit.module)).toMatchObject({ recognised: 5, notConverted: 0, free: 5 });
    expect(after.get('CRISIS_STAY')).toMatchObject({ recognised: 2, free: 2 });
    const told = await t.owner<{ kind: string }>(
      `select kind from notices.notice where path like '%' || $1 order by at`,
      [id],
    );
    expect([...new Set(told.map(({ kind }) => kind))]).toEqual(
      ['planned', 'asked', 'answered', 'approved', 'registered'].map(
        (news) => `capacity.reconversion-${news}`,
      ),
    );
    expect((await figuresOn('2026-06-20')).get(unit.module)).toMatchObject({
      recognised: 8,
      notConverted: 3,
    });
    expect((await detail(id)).history.map(({ kind }) => kind)).toEqual([
      'reconversion.register',
      'reconversion.take-effect',
      'reconversion.approve',
      'reconversion.answer',
      'reconversion.ask',
      'reconversion.plan',
    ]);
  });

  test('each step is taken back by who took it, the newest first, and nothing else is left', async () => {
    const id = await plan({ effectiveOn: today });
    const before = await figuresOn(today);
    await approve(id);
    await effective(id, today);
    await register(id, today);
    await expect(takeBack(id, pc)).rejects.toMatchObject({ code: 'own-step-only' });
    await expect(takeBack(id, colleague)).rejects.toMatchObject({ code: 'own-step-only' });
    await takeBack(id, as);
    expect((await figuresOn(today)).get(unit.module)).toMatchObject({
      recognised: 8,
      notConverted: 3,
    });
    await takeBack(id, pc);
    await takeBack(id, as);
    const { row, history } = await detail(id);
    expect(row).toMatchObject({ state: 'PLANNED', decidedOn: null });
    expect((await figuresOn(today)).get(unit.module)).toEqual(before.get(unit.module));
    expect(history.filter(({ undone }) => undone).length).toBe(3);
    await expect(takeBack(id, pc)).rejects.toMatchObject({ code: 'withdraw-instead' });
    await approve(id);
  });

  test('what does not fit is refused by name', async () => {
    const id = await plan();
    await expect(effective(id, today)).rejects.toMatchObject({ code: 'reconversion-moved-on' });
    await expect(approve(id, as, '2026-05-01')).rejects.toMatchObject({
      code: 'effective-in-past',
    });
    await approve(id);
    await expect(effective(id, later)).rejects.toMatchObject({ code: 'not-yet' });
    await expect(effective(id, today)).rejects.toMatchObject({ code: 'before-agreed' });
    await expect(plan({ places: 6 })).rejects.toMatchObject({
      code: 'too-few-recognised',
      details: { left: 5 },
    });
  });
});
