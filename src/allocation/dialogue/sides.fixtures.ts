import { afterAll, beforeAll } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../../capacity/fixtures.ts';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { makeRules } from '../../waiting-list/fixtures.ts';

/**
 * Who has to do with a dialogue, for the tests of one file: a provider with its intake and its manager, a team of
 * West Flanders, a worker of another region and an intake of another provider.
 */
export let t: TestDatabase;
export let providerId: string;
export let worker: SignedIn;
export let colleague: SignedIn;
export let supervisor: SignedIn;
export let elsewhere: SignedIn;
export let intake: SignedIn;
export let keeper: SignedIn;
export let stranger: SignedIn;
export const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });

beforeAll(async () => {
  t = await testDatabase();
  providerId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    return makeProvider(tx);
  });
  const other = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  const organisationId = await makeOrganisation(t, 'access-team');
  const team = { organisationId, areaCode: 'WVL' };
  worker = await signIn(t, 'AT', team);
  colleague = await signIn(t, 'AT', team);
  supervisor = await signIn(t, 'AS', team);
  elsewhere = await signIn(t, 'AT', { organisationId, areaCode: 'OVL' });
  intake = await signIn(t, 'PI', { organisationId: providerId });
  keeper = await signIn(t, 'PC', { organisationId: providerId });
  stranger = await signIn(t, 'PI', { organisationId: other });
});
afterAll(() => t.close());

export const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});
/** Carries out a command as somebody; as the worker where nobody is named. */
export const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = worker,
): Promise<Out> => t.db.write(who, (tx) => command(tx, actor(who), input));
export const unitOf = (places: number) =>
  t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId, places, recognised: places }));
