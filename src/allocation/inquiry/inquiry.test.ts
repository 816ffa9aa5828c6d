import { describe, expect, test } from 'vitest';
import type { SignedIn } from '../../platform/testing/database.ts';
import { answerInquiry, seeInquiry } from './answer-inquiry.ts';
import { askInquiry, withdrawInquiry } from './ask-inquiry.ts';
import { inquiries } from './inquiries.query.ts';
import { inquiryStates, mayTake } from './inquiry.ts';
import { overdueInquiries } from './overdue-inquiries.ts';
import {
  t,
  providerId,
  worker,
  colleague,
  elsewhere,
  intake,
  keeper,
  stranger,
  run,
  unitOf,
} from '../dialogue/sides.fixtures.ts';

const unit = () => unitOf(2);
const ask = async (who = worker) => {
  const { unitId, module } = await unit();
  return run(askInquiry, { unitId, module, words: 'Is er echt een kamer vrij?' }, who);
};
const list = (who: SignedIn, view: 'open' | 'closed' = 'open') =>
  t.db.read(who, (tx) => inquiries(tx, who.role, { view, limit: 200 }));
const rowOf = async (who: SignedIn, id: string, view: 'open' | 'closed' = 'open') =>
  (await list(who, view)).rows.find((row) => row.id === id);

describe('who is told', () => {
  const kindsOf = async (who: SignedIn, inquiryId: string) =>
    (
      await t.owner<{ kind: string }>(
        `select kind from notices.notice where person_id = $1 and path = $2 order by at, kind`,
        [who.personId, `/bevragingen?vraag=${inquiryId}`],
      )
    ).map(({ kind }) => kind);

  test('the house is asked, the asker is told of the answer, and nobody else of anything', async () => {
    const { id } = await ask();
    expect(await kindsOf(intake, id)).toEqual(['allocation.inquiry-asked']);
    expect(await kindsOf(keeper, id)).toEqual(['allocation.inquiry-asked']);
    await run(seeInquiry, { inquiryId: id }, keeper);
    await run(answerInquiry, { inquiryId: id, answer: 'AVAILABLE' }, keeper);
    expect(await kindsOf(worker, id)).toEqual(['allocation.inquiry-answered']);
    for (const who of [colleague, elsewhere, stranger]) expect(await kindsOf(who, id)).toEqual([]);
  });
});

describe('a question to a provider', () => {
  test('two who answer at once: one answer stands', async () => {
    const { id } = await ask();
    const tries = await Promise.allSettled([
      run(answerInquiry, { inquiryId: id, answer: 'AVAILABLE' }, intake),
      run(answerInquiry, { inquiryId: id, answer: 'NOT_AVAILABLE', reason: 'TAKEN' }, keeper),
    ]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tries.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      code: 'inquiry-step-not-allowed',
    });
  });

  test('twenty who ask the same at once: one question goes out', async () => {
    const { unitId, module } = await unit();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        run(askInquiry, { unitId, module, words: `vraag ${n}` }, n % 2 ? worker : colleague),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is seen and answered, and changes no figure', async () => {
    const { unitId, module } = await unit();
    const figures = () => t.owner(`select * from capacity.unit_live where unit_id = $1`, [unitId]);
    const before = await figures();
    const { id } = await run(askInquiry, { unitId, module, words: 'Is er plaats?', termDays: 2 });
    await run(seeInquiry, { inquiryId: id }, intake);
    await run(seeInquiry, { inquiryId: id }, keeper);
    expect(await rowOf(worker, id)).toMatchObject({
      state: 'SEEN',
      free: 2,
      mayWithdraw: true,
      mayAnswer: false,
    });
    expect(await rowOf(keeper, id)).toMatchObject({ mayAnswer: true, mayWithdraw: false });
    await run(
      answerInquiry,
      { inquiryId: id, answer: 'LATER', availableFrom: '2099-01-01', words: 'Na de werken.' },
      keeper,
    );
    expect(await rowOf(worker, id, 'closed')).toMatchObject({
      state: 'ANSWERED',
      answer: 'LATER',
      availableFrom: '2099-01-01',
      answerWords: 'Na de werken.',
    });
    expect(await figures()).toEqual(before);
  });

  test.each([
    [{ answer: 'NOT_AVAILABLE' as const }, 'not-available-says-why'],
    [{ answer: 'NOT_AVAILABLE' as const, reason: 'OTHER' as const }, 'other-is-explained'],
    [{ answer: 'LATER' as const }, 'later-says-when'],
    [{ answer: 'LATER' as const, availableFrom: '2020-01-01' }, 'later-is-later'],
  ])('an answer is whole: %o', async (answer, code) => {
    const { id } = await ask();
    await expect(run(answerInquiry, { inquiryId: id, ...answer }, intake)).rejects.toMatchObject({
      code,
    });
  });

  test('another provider finds none of it, another region only reads', async () => {
    const { id } = await ask();
    await expect(
      run(answerInquiry, { inquiryId: id, answer: 'AVAILABLE' }, stranger),
    ).rejects.toMatchObject({ code: 'inquiry-not-found' });
    expect((await list(stranger)).rows).toEqual([]);
    expect(await rowOf(elsewhere, id)).toBeUndefined();
    await expect(run(withdrawInquiry, { inquiryId: id }, elsewhere)).rejects.toMatchObject({
      code: 'inquiry-not-found',
    });
  });

  test('is withdrawn by the access team, and no longer answered', async () => {
    const { id } = await ask();
    await run(withdrawInquiry, { inquiryId: id }, colleague);
    await expect(
      run(answerInquiry, { inquiryId: id, answer: 'AVAILABLE' }, intake),
    ).rejects.toMatchObject({ code: 'inquiry-step-not-allowed' });
    expect(await rowOf(intake, id, 'closed')).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('a term that passes is registered once, told to both sides, and can still be answered', async () => {
    const { id } = await ask();
    await t.owner(
      `do $$ begin perform set_config('vp.event', (select event_id::text from allocation.inquiry where id = '${id}'), true);
         update allocation.inquiry set due_at = platform.now() - interval '1 minute' where id = '${id}'; end $$`,
    );
    expect(await t.db.as('vp_jobs', overdueInquiries)).toBe(1);
    expect(await t.db.as('vp_jobs', overdueInquiries)).toBe(0);
    const told = await t.owner<{ person_id: string }>(
      `select person_id from notices.notice where kind = 'allocation.inquiry-overdue' and path like '%' || $1`,
      [id],
    );
    expect(told.map(({ person_id }) => person_id).sort()).toEqual(
      [worker, intake, keeper].map(({ personId }) => personId).sort(),
    );
    await run(answerInquiry, { inquiryId: id, answer: 'AVAILABLE' }, intake);
    expect(await rowOf(worker, id, 'closed')).toMatchObject({ state: 'ANSWERED' });
  });
});

test('the database takes the steps of the table, and no other', async () => {
  const parties = [
    ['ACCESS', worker],
    ['PROVIDER', intake],
  ] as const;
  for (const [by, who] of parties)
    for (const to of inquiryStates) {
      const { id } = await ask();
      const tried = t.db.write(who, async (tx) => {
        await tx.rows(
          `with e as (insert into platform.event (id, slice, kind, at, person_id, role_code, organisation_id)
             values (gen_random_uuid(), 'allocation', 'x', platform.now(), $1, $2, $3) returning id) select 1`,
          [who.personId, who.role, providerId],
        );
        const [event] = await tx.rows<{ id: string }>(
          `select id from platform.event where kind = 'x' order by seq desc limit 1`,
        );
        await tx.rows(`select set_config('vp.event', $1, true)`, [event!.id]);
        await tx.rows(
          `update allocation.inquiry set state = $2${to === 'ANSWERED' ? `, answer = 'AVAILABLE', answered_at = platform.now()` : ''} where id = $1`,
          [id, to],
        );
      });
      const took = await tried.then(
        () => true,
        (error: { code?: string }) => {
          expect(error.code).toMatch(/step-not-allowed|not-with-this-step|forbidden/);
          return false;
        },
      );
      if (to !== 'SENT') expect([by, to, took]).toEqual([by, to, mayTake('SENT', to, by)]);
    }
});
