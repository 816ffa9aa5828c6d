import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import type { UnitRow } from '../contract.ts';
import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../fixtures.ts';
import { unitsJson } from '../unit-row.ts';
import type { ReconversionDetail } from './contract.ts';
import { reconversionDetail } from './detail.query.ts';
import { planReconversion } from './plan-reconversion.ts';
import { registerReconversion } from './register-reconversion.ts';
import { takeBackStep } from './take-back-step.ts';
import * as step from './take-step.ts';

/** A provider, its manager, two supervisors and a unit that is new in each test: for the tests of one file. */
export const today = '2026-05-06';
export const later = '2026-06-01';
export let t: TestDatabase;
export let provider: string;
export let pc: SignedIn;
export let as: SignedIn;
export let colleague: SignedIn;
export let unit: MadeUnit;
export let clock = 0;
export let day: string;

export const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});
const moment = () => {
  clock += 1;
  return new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000).toISOString();
};
export const run = <T>(who: SignedIn, work: (tx: Writer, who: Actor) => Promise<T>): Promise<T> => {
  const at = moment();
  return t.db.write(who, async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return work(tx, actor(who));
  });
};
export const jobs = <T>(work: (tx: Writer) => Promise<T>) =>
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
/** From now on it is this day. */
export const setDay = (to: string): void => {
  day = to;
};
/** Begins anew: today, with a unit in which nothing happened yet. */
export const beginAnew = async (): Promise<void> => {
  day = today;
  unit = await jobs((tx) => makeUnit(tx, { providerId: provider, places: 8 }));
};
beforeEach(beginAnew);

export const plan = async (
  more: { places?: number; toPlaces?: number; effectiveOn?: string } = {},
) => {
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
export const approve = (reconversionId: string, who = as, effectiveOn?: string) =>
  run(who, (tx, by) => step.approveReconversion(tx, by, { reconversionId, effectiveOn }));
export const refuse = (reconversionId: string, who = as) =>
  run(who, (tx, by) =>
    step.refuseReconversion(tx, by, { reconversionId, reason: 'Geen quotum (verzonnen)' }),
  );
export const effective = (reconversionId: string, on: string, who = pc) =>
  run(who, (tx, by) => step.takeEffect(tx, by, { reconversionId, on }));
export const register = (reconversionId: string, on: string, who = as) =>
  run(who, (tx, by) =>
    registerReconversion(tx, by, {
      reconversionId,
      on,
      source: 'MB 2026/17 (verzonnen)',
      recognition: 'CHANGE',
    }),
  );
export const takeBack = (reconversionId: string, who: SignedIn) =>
  run(who, (tx, by) => takeBackStep(tx, by, { reconversionId }));
export const detail = (id: string, who = as) =>
  t.db.read(who, (tx) => reconversionDetail(tx, id, who.role, day)) as Promise<ReconversionDetail>;
export const figuresOn = async (on: string) => {
  const text = await t.db.read(as, (tx) =>
    unitsJson(tx, { day: on, knownAt: null, today: day }, [unit.unitId]),
  );
  return new Map((JSON.parse(text) as UnitRow[]).map((row) => [row.module, row.figures]));
};
