import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProvider, makeReference } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { answerAttempt, askPartners } from './ask-partners.ts';
import { addPartner, addPledge } from './keep-network.ts';
import { askedOfPartner } from './network.query.ts';
import { registerRequest } from './register-request.ts';

let t: TestDatabase;
let desk: SignedIn;
let intake: SignedIn;
let stranger: SignedIn;
let attemptId: string;
let minorId: string;
let requestId: string;

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who: SignedIn = desk,
) => {
  const actor = { personId: who.personId, hatId: who.hatId, role: who.role, name: null };
  return t.db.write(who, (tx) => command(tx, actor, input));
};

beforeAll(async () => {
  t = await testDatabase();
  const [a, b] = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return [await makeProvider(tx), await makeProvider(tx)];
  });
  desk = await signIn(t, 'CR', { areaCode: 'WVL' });
  intake = await signIn(t, 'PI', { organisationId: a });
  stranger = await signIn(t, 'PI', { organisationId: b });
  const { id: partnerId } = await run(addPartner, {
    name: 'Partner (verzonnen)',
    sector: 'YOUTH_CARE' as const,
    providerId: a,
  });
  const { id: pledgeId } = await run(addPledge, {
    partnerId,
    kind: 'GUIDANCE' as const,
    places: 1,
    funding: 'STRUCTURAL' as const,
    from: '2025-01-01',
  });
  const call = await run(registerRequest, {
    kind: 'DISPATCH' as const,
    registrarKind: 'GP' as const,
    agreement: 'YES' as const,
    wanted: 'GUIDANCE' as const,
    minors: [{ sex: 'F' as const, ageYears: 7 }],
  });
  requestId = call.id;
  minorId = call.minorIds[0]!;
  const asked = await run(askPartners, { minorId, asks: [{ pledgeId }] });
  attemptId = asked.attemptIds[0]!;
});
afterAll(() => t.close());

describe('statements of one’s own, under the desk’s login', () => {
  const event = `with e as (select gen_random_uuid() as id), made as (
    insert into platform.event (id, slice, kind, at) select id, 'crisis', 'own', platform.now() from e)
    select set_config('vp.event', id::text, true) from e`;
  test.each([
    [
      'a minor is helped by nobody',
      `update crisis.minor set state = 'RUNNING' where id = $1`,
      'crisis-step-not-allowed',
    ],
    [
      'a question is answered before it is asked',
      `update crisis.attempt set asked_at = now() where minor_id = $1`,
      'forbidden',
    ],
    [
      'a question changes its term',
      `update crisis.attempt set due_at = now() where minor_id = $1`,
      'attempt-stands',
    ],
    [
      'a place is given without a yes',
      `insert into crisis.deployment (request_id, minor_id, region_code, attempt_id, pledge_id, partner_id, kind)
       select request_id, minor_id, region_code, id, pledge_id, partner_id, kind from crisis.attempt where minor_id = $1`,
      'placed-after-a-yes',
    ],
    [
      'a child is written on the list by hand',
      `insert into waiting_list.person (region_code) select region_code from crisis.minor where id = $1`,
      'forbidden',
    ],
    [
      'a case is closed by saying so',
      `update crisis.request set closed_at = now() where id <> $1`,
      'forbidden',
    ],
    ['words are changed', `update crisis.note set words = 'x' where id <> $1`, 'forbidden'],
    ['a stay is written by hand', `delete from capacity.stay where id <> $1`, 'forbidden'],
  ])('%s: refused', async (_, sql, code) => {
    await expect(
      t.db.write(desk, async (tx) => {
        await tx.rows(event);
        await tx.rows(sql, [minorId]);
      }),
    ).rejects.toMatchObject({ code });
  });
});

test('another house neither sees nor answers what a partner is asked', async () => {
  expect((await t.db.read(stranger, askedOfPartner)).rows).toEqual([]);
  await expect(
    run(answerAttempt, { attemptId, answer: 'YES' as const }, stranger),
  ).rejects.toMatchObject({ code: 'attempt-not-found' });
  await expect(
    t.db.write(stranger, (tx) =>
      tx.rows(`select crisis.answer_asked($1, 'YES', null)`, [attemptId]),
    ),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('a partner sees nothing that leads to the case, and two answers at once are one', async () => {
  for (const column of ['request_id', 'minor_id', 'asked_by_name'])
    await expect(
      t.db.read(intake, (tx) => tx.rows(`select ${column} from crisis.attempt`)),
    ).rejects.toMatchObject({ code: 'forbidden' });
  const tries = await Promise.allSettled([
    run(answerAttempt, { attemptId, answer: 'YES' as const }, intake),
    run(answerAttempt, { attemptId, answer: 'NO' as const, reason: 'FULL' as const }),
    run(answerAttempt, { attemptId, answer: 'NO' as const, reason: 'AGE' as const }, intake),
  ]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await t.db.read(intake, askedOfPartner)).rows).toEqual([]);
  expect(
    await t.owner(`select 1 from crisis.attempt_history where id = $1`, [attemptId]),
  ).toHaveLength(1);
  expect(requestId).not.toBe('');
});
