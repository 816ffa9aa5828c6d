import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn } from '../platform/testing/database.ts';
import { answerAttempt, askPartners, withdrawAttempt } from './ask-partners.ts';
import { setAgreement } from './change-request.ts';
import { noResponse } from './close-minor.ts';
import { addPartner, addPledge } from './keep-network.ts';
import { askedOfPartner } from './network.query.ts';
import {
  closeDesks,
  codes,
  colleague,
  detail,
  intake,
  openDesks,
  ovl,
  pledge,
  provider,
  register,
  run,
  t,
  wvl,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

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
    const name = `Huis ${crypto.randomUUID().slice(0, 4)} (verzonnen)`;
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
