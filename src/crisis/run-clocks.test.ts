import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAttempt, askPartners } from './ask-partners.ts';
import { extendHelp } from './give-help.ts';
import { runClocks } from './run-clocks.ts';
import {
  closeDesks,
  detail,
  openDesks,
  placed,
  pledge,
  register,
  run,
  t,
  wvl,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

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
