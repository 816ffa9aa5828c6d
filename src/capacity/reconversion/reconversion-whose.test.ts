import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recordEvent } from '../../platform/db/command.ts';
import { type SignedIn, signIn } from '../../platform/testing/database.ts';
import { makeProvider } from '../fixtures.ts';
import { planReconversion } from './plan-reconversion.ts';
import { reconversions } from './reconversion.queries.ts';
import * as step from './take-step.ts';
import {
  approve,
  as,
  colleague,
  detail,
  effective,
  later,
  pc,
  plan,
  provider,
  refuse,
  run,
  setDay,
  t,
  takeBack,
  today,
  unit,
} from './reconversion.fixtures.ts';

/** Whose step it is, and who may know of it. */
describe('the database keeps whose step it is', () => {
  const by = (who: SignedIn, id: string, set: string) =>
    run(who, async (tx, actor_) => {
      await recordEvent(tx, actor_, {
        slice: 'capacity',
        kind: 'forged',
        organisationId: provider,
        subjectId: unit.unitId,
      });
      await tx.rows(`update capacity.reconversion set ${set} where id = $1`, [id]);
    });
  const refused = { code: 'forbidden' };

  test('a provider approves nothing, and the supervisor rewrites no plan', async () => {
    const id = await plan();
    await expect(by(pc, id, `state = 'APPROVED'`)).rejects.toMatchObject(refused);
    await expect(by(pc, id, `decided_on = '2026-01-01'`)).rejects.toMatchObject(refused);
    await expect(by(as, id, 'places = 1')).rejects.toMatchObject(refused);
    await expect(by(as, id, `effective_on = '2026-08-01'`)).rejects.toMatchObject(refused);
    await approve(id);
    await expect(by(pc, id, `state = 'PLANNED', decided_on = null`)).rejects.toMatchObject(refused);
    await expect(by(pc, id, `effective_on = '2027-01-01'`)).rejects.toMatchObject(refused);
    await expect(
      by(pc, id, `state = 'EFFECTIVE', effective_on = '2026-05-01'`),
    ).rejects.toMatchObject(refused);
    await expect(
      by(as, id, `state = 'REGISTERED', effective_on = '2026-01-01', registered_on = '2026-05-01'`),
    ).rejects.toMatchObject(refused);
  });
});

test('a provider brings back no plan that was refused, and goes back to no day that was not agreed', async () => {
  const set = (who: SignedIn, id: string, what: string) =>
    run(who, async (tx, by) => {
      await recordEvent(tx, by, {
        slice: 'capacity',
        kind: 'forged',
        organisationId: provider,
        subjectId: unit.unitId,
      });
      await tx.rows(`update capacity.reconversion set ${what} where id = $1`, [id]);
    });
  const refused = { code: 'forbidden' };
  const no = await plan({ places: 1 });
  await refuse(no);
  await expect(set(pc, no, `state = 'PLANNED'`)).rejects.toMatchObject(refused);
  const away = await plan({ places: 1 });
  await run(pc, (tx, by) =>
    step.withdrawReconversion(tx, by, { reconversionId: away, reason: 'Toch niet (verzonnen)' }),
  );
  await expect(set(as, away, `state = 'PLANNED'`)).rejects.toMatchObject(refused);
  const agreed = await plan({ places: 1 });
  await approve(agreed);
  setDay(later);
  await effective(agreed, later);
  await expect(
    set(pc, agreed, `state = 'APPROVED', effective_on = '2026-05-07'`),
  ).rejects.toMatchObject(refused);
  await takeBack(agreed, pc);
  expect((await detail(agreed)).row).toMatchObject({ state: 'APPROVED', effectiveOn: later });
});

describe('nobody agrees with the plan of their own house', () => {
  const refused = { code: 'plan-agreed-by-another' };
  const wear = async (who: SignedIn, organisationId: string, valid: string, role = 'PC') => {
    await t.owner(
      `insert into auth.hat (id, person_id, role_code, organisation_id, valid) values (gen_random_uuid(), $1, $2, $3, $4)`,
      [who.personId, role, organisationId, valid],
    );
  };
  const supervisor = async () =>
    signIn(t, 'AS', { organisationId: as.organisationId, areaCode: 'WVL' });
  /** A session of the same person under another hat. */
  const alsoKeeper = async (who: SignedIn): Promise<SignedIn> => {
    const token = randomBytes(32).toString('hex');
    const [hat] = await t.owner<{ id: string }>(
      `insert into auth.hat (person_id, role_code, organisation_id, valid)
       values ($1, 'PC', $2, daterange('2000-01-01', null)) returning id`,
      [who.personId, provider],
    );
    await t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, idle_limit, idle_ends_at, ends_at)
       values (sha256(decode($1, 'hex')), 'csrf', $2, $3, 'PC', $4, interval '15 minutes', now() + interval '15 minutes', now() + interval '8 hours')`,
      [token, who.personId, hat!.id, provider],
    );
    return { ...who, role: 'PC', token, hatId: hat!.id, organisationId: provider };
  };

  test('who asked it themselves, under their other hat, even when that hat is off by then', async () => {
    const both = await supervisor();
    const keeper = await alsoKeeper(both);
    const { id: made } = await run(keeper, (tx, who) =>
      planReconversion(tx, who, {
        unitId: unit.unitId,
        module: unit.module,
        places: 2,
        toModule: 'CRISIS_STAY',
        toPlaces: 1,
        effectiveOn: later,
        reason: 'Eigen plan (verzonnen)',
      }),
    );
    const id = made as string;
    await expect(approve(id, both)).rejects.toMatchObject(refused);
    await t.owner(
      `update auth.hat set valid = daterange('2000-01-01', '2000-01-02') where id = $1`,
      [keeper.hatId],
    );
    await expect(approve(id, both)).rejects.toMatchObject(refused);
    expect((await detail(id)).row.state).toBe('PLANNED');
    await approve(id, colleague);
  });

  test.each([
    ['a keeper of the house', 'PC', '[2000-01-01,)'],
    ['who takes in for the house', 'PI', '[2000-01-01,)'],
    ['who stopped since the plan was made', 'PC', `[2000-01-01,2026-05-06)`],
  ])('%s', async (_, role, valid) => {
    const both = await supervisor();
    setDay('2026-05-05');
    const id = await plan();
    setDay(today);
    await wear(both, provider, valid, role);
    await expect(approve(id, both)).rejects.toMatchObject(refused);
    await approve(id, colleague);
  });

  test('who left the house before, or works for another, agrees as anybody', async () => {
    const free = await supervisor();
    await wear(free, provider, '[2000-01-01,2026-05-01)');
    await wear(free, await t.db.as('vp_jobs', (tx) => makeProvider(tx)), '[2000-01-01,)');
    await approve(await plan(), free);
  });
});

test('a provider sees its own register, the access team everybody’s', async () => {
  const id = await plan();
  const other = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  const stranger = await signIn(t, 'PC', { organisationId: other });
  const seen = (who: SignedIn) =>
    t.db.read(who, (tx) => reconversions(tx, who.role, { state: null, limit: 200, offset: 0 }));
  expect((await seen(stranger)).rows).toEqual([]);
  expect((await seen(as)).rows.some((row) => row.id === id)).toBe(true);
  await expect(detail(id, stranger)).rejects.toMatchObject({ code: 'reconversion-not-found' });
});
