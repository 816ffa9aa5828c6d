import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { addDays } from '../../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { catalogueJson } from '../catalogue.query.ts';
import type { SearchAnswer, UnitRow } from '../contract.ts';
import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../fixtures.ts';
import { recountAll } from '../recount.fixtures.ts';
import { type Done, startStay } from '../start-stay.ts';
import { searchJson } from '../search.query.ts';
import { reportUnavailability } from '../report-unavailability.ts';
import { unitsJson } from '../unit-row.ts';
import type { ReconversionDetail } from './contract.ts';
import { reconversionDetail } from './detail.query.ts';
import { planReconversion } from './plan-reconversion.ts';
import { reconversions } from './reconversion.queries.ts';
import { registerReconversion } from './register-reconversion.ts';
import { takeBackStep } from './take-back-step.ts';
import { takeEffectDue } from './take-effect-due.ts';
import * as step from './take-step.ts';

const today = '2026-05-06';
const later = '2026-06-01';
let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let as: SignedIn;
let colleague: SignedIn;
let unit: MadeUnit;
let clock = 0;
let day = today;

const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});
const moment = () => {
  clock += 1;
  return new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000).toISOString();
};
const run = <T>(who: SignedIn, work: (tx: Writer, who: Actor) => Promise<T>): Promise<T> => {
  const at = moment();
  return t.db.write(who, async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return work(tx, actor(who));
  });
};
const jobs = <T>(work: (tx: Writer) => Promise<T>) =>
  t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [moment()]);
    return work(tx);
  });

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  const team = await makeOrganisation(t, 'access-team');
  as = await signIn(t, 'AS', { organisationId: team, areaCode: 'WVL' });
  colleague = await signIn(t, 'AS', { organisationId: team, areaCode: 'WVL' });
});
afterAll(() => t.close());
beforeEach(async () => {
  day = today;
  unit = await jobs((tx) => makeUnit(tx, { providerId: provider, places: 8 }));
});

const plan = async (more: { places?: number; toPlaces?: number; effectiveOn?: string } = {}) => {
  const done = await run(pc, (tx, who) =>
    planReconversion(tx, who, {
      unitId: unit.unitId,
      module: unit.module,
      places: 3,
      toModule: 'CRISIS_STAY',
      toPlaces: 2,
      effectiveOn: later,
      reason: 'Meer vraag naar crisisverblijf (verzonnen)',
      ...more,
    }),
  );
  return done.id as string;
};
const approve = (reconversionId: string, who = as, effectiveOn?: string) =>
  run(who, (tx, by) => step.approveReconversion(tx, by, { reconversionId, effectiveOn }));
const refuse = (reconversionId: string, who = as) =>
  run(who, (tx, by) =>
    step.refuseReconversion(tx, by, { reconversionId, reason: 'Geen quotum (verzonnen)' }),
  );
const effective = (reconversionId: string, on: string, who = pc) =>
  run(who, (tx, by) => step.takeEffect(tx, by, { reconversionId, on }));
const register = (reconversionId: string, on: string, who = as) =>
  run(who, (tx, by) =>
    registerReconversion(tx, by, {
      reconversionId,
      on,
      source: 'MB 2026/17 (verzonnen)',
      recognition: 'CHANGE',
    }),
  );
const takeBack = (reconversionId: string, who: SignedIn) =>
  run(who, (tx, by) => takeBackStep(tx, by, { reconversionId }));
const detail = (id: string, who = as) =>
  t.db.read(who, (tx) => reconversionDetail(tx, id, who.role, day)) as Promise<ReconversionDetail>;
const figuresOn = async (on: string) => {
  const text = await t.db.read(as, (tx) =>
    unitsJson(tx, { day: on, knownAt: null, today: day }, [unit.unitId]),
  );
  return new Map((JSON.parse(text) as UnitRow[]).map((row) => [row.module, row.figures]));
};

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
    day = '2026-06-08';
    expect(await jobs(takeEffectDue)).toBeGreaterThan(0);
    expect(await jobs(takeEffectDue)).toBe(0);
    expect((await figuresOn(day)).get(unit.module)).toMatchObject({
      recognised: 8,
      notConverted: 3,
      free: 5,
    });
    day = '2026-07-01';
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

describe('a registration that is taken back', () => {
  const shown = async (known: string | null = null) => {
    const text = await t.db.read(as, (tx) =>
      unitsJson(tx, { day, knownAt: known, today: day }, [unit.unitId]),
    );
    return (JSON.parse(text) as UnitRow[]).map((row) => `${row.module} ${row.figures.recognised}`);
  };
  const inCatalogue = async () => {
    const { units } = JSON.parse(await t.db.read(as, catalogueJson)) as {
      units: { unitId: string; modules: string[] }[];
    };
    return units.find(({ unitId }) => unitId === unit.unitId)?.modules;
  };
  const registered = async (toPlaces = 2) => {
    const id = await plan({ effectiveOn: today, toPlaces });
    await approve(id);
    await effective(id, today);
    await register(id, today);
    return id;
  };

  test('leaves no row of a module that nobody offers, and is shown as it was known', async () => {
    const id = await registered();
    expect(await shown()).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
    const known = new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000 + 500).toISOString();
    await takeBack(id, as);
    expect(await shown()).toEqual(['STAY_O12 8']);
    expect(await shown(known)).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['STAY_O12']);
    const none = await t.db.read(as, (tx) => searchJson(tx, { minimum: 0, limit: 500 }, day));
    expect(
      (JSON.parse(none) as SearchAnswer).units
        .filter(({ unitId }) => unitId === unit.unitId)
        .map(({ module }) => module),
    ).toEqual(['STAY_O12']);
    await register(id, today);
    expect(await shown()).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
  });

  test('keeps the row while a child stays there: it is one too many, and never hidden', async () => {
    const id = await registered();
    const { id: stayId } = await run(pc, (tx, who) =>
      startStay(tx, who, {
        unitId: unit.unitId,
        module: 'CRISIS_STAY',
        from: today,
        overCapacityReason: 'Nog geen kamers (verzonnen)',
      }),
    );
    await takeBack(id, as);
    expect((await figuresOn(today)).get('CRISIS_STAY')).toMatchObject({
      recognised: 0,
      overOccupied: 1,
    });
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
    expect(stayId).not.toBeNull();
  });

  test('leaves a module that the unit offers by another line', async () => {
    const first = await registered(1);
    const id = await plan({ effectiveOn: today, places: 1, toPlaces: 1 });
    await approve(id);
    await effective(id, today);
    await register(id, today);
    await takeBack(id, as);
    expect(await shown()).toEqual(['CRISIS_STAY 1', 'STAY_O12 5']);
    expect((await detail(first)).row.state).toBe('REGISTERED');
  });

  test('comes back by itself when the source brings places after all', async () => {
    const id = await registered();
    await takeBack(id, as);
    await jobs(async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'import',
        organisationId: provider,
        subjectId: unit.unitId,
      });
      await tx.rows(
        `insert into capacity.recognition (unit_id, module_code, provider_id, places, period)
         values ($1, 'CRISIS_STAY', $2, 4, daterange($3, null))`,
        [unit.unitId, provider, today],
      );
    });
    expect(await shown()).toEqual(['CRISIS_STAY 4', 'STAY_O12 8']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
  });
});

describe('the picture of a day to come', () => {
  const rowsOn = async (at: string, known: string | null = null): Promise<UnitRow[]> => {
    const text = await t.db.read(as, (tx) =>
      unitsJson(tx, { day: at, knownAt: known, today: day }, [unit.unitId]),
    );
    return JSON.parse(text) as UnitRow[];
  };

  test('says which places are only agreed to be converted, and stops saying so once it is a fact', async () => {
    const id = await plan({ effectiveOn: '2026-06-08' });
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({ planned: { notConverted: 0 } });
    await approve(id);
    const ahead = await rowsOn('2026-06-10');
    expect(ahead).toMatchObject([{ figures: { notConverted: 3 }, planned: { notConverted: 3 } }]);
    expect((await rowsOn('2026-06-07'))[0]).toMatchObject({ planned: { notConverted: 0 } });
    expect((await rowsOn(today))[0]!.planned).toBeUndefined();
    const recount = await recountAll(t, '2026-06-10', 'infinity');
    expect(recount.get(`${unit.unitId} ${unit.module}`)).toEqual(ahead[0]!.figures);
    day = '2026-06-08';
    await jobs(takeEffectDue);
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { notConverted: 3 },
      planned: { notConverted: 0 },
    });
  });

  test('no longer counts what was taken back, and says what was known while it was agreed', async () => {
    const id = await plan({ effectiveOn: '2026-06-08' });
    await approve(id);
    const known = new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000 + 500).toISOString();
    await takeBack(id, as);
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { notConverted: 0, free: 8 },
    });
    expect((await rowsOn('2026-06-10', known))[0]).toMatchObject({
      figures: { notConverted: 3, free: 5 },
    });
  });

  test('a unit counts no child more than once where it is full on the agreed day', async () => {
    for (let n = 0; n < 8; n++) {
      await run(pc, (tx, who) =>
        startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today }),
      );
    }
    await approve(await plan({ effectiveOn: '2026-06-08' }));
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { occupied: 8, notConverted: 0, free: 0, overOccupied: 0 },
      planned: { notConverted: 0 },
    });
  });
});

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
  day = later;
  await effective(agreed, later);
  await expect(
    set(pc, agreed, `state = 'APPROVED', effective_on = '2026-05-07'`),
  ).rejects.toMatchObject(refused);
  await takeBack(agreed, pc);
  expect((await detail(agreed)).row).toMatchObject({ state: 'APPROVED', effectiveOn: later });
});

test('the effect that is shown is the effect that comes, whatever lies in the unit', async () => {
  const number = fc.integer({ min: 0, max: 5 });
  await fc.assert(
    fc.asyncProperty(
      number,
      number,
      fc.integer({ min: 1, max: 8 }),
      number,
      async (stays, out, places, toPlaces) => {
        day = today;
        unit = await jobs((tx) => makeUnit(tx, { providerId: provider, places: 8 }));
        const act: ((tx: Writer, who: Actor) => Promise<Done>)[] = [
          ...Array.from(
            { length: stays },
            () => (tx: Writer, who: Actor) =>
              startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today }),
          ),
          ...(out > 0
            ? [
                (tx: Writer, who: Actor) =>
                  reportUnavailability(tx, who, {
                    unitId: unit.unitId,
                    module: unit.module,
                    places: out,
                    reason: 'STAFF_SHORTAGE' as const,
                    from: today,
                    expectedEndOn: addDays(today, 50),
                  }),
              ]
            : []),
        ];
        for (const each of act) await run(pc, each);
        const id = await plan({ places, toPlaces, effectiveOn: today });
        const told = (await detail(id)).effect!;
        const check = async (stage: 'before' | 'effective' | 'registered') => {
          const real = await figuresOn(day);
          for (const { module, ...stages } of told) {
            if (!real.has(module)) continue;
            expect(real.get(module)).toMatchObject(stages[stage]);
          }
        };
        await check('before');
        await approve(id);
        await effective(id, today);
        expect((await detail(id)).effect).toEqual(told);
        await check('effective');
        await register(id, today);
        await check('registered');
        const recount = await recountAll(t, day, 'infinity');
        for (const [module, figures] of await figuresOn(day)) {
          expect(recount.get(`${unit.unitId} ${module}`)).toEqual(figures);
        }
      },
    ),
    { numRuns: 4, examples: [[5, 5, 8, 0]] },
  );
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
    day = '2026-05-05';
    const id = await plan();
    day = today;
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
