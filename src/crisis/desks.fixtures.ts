import { makeProvider, makeReference } from '../capacity/fixtures.ts';
import { type Actor } from '../platform/db/command.ts';
import { type Writer } from '../platform/db/database.ts';
import {
  type SignedIn,
  type TestDatabase,
  makeOrganisation,
  signIn,
  testDatabase,
} from '../platform/testing/database.ts';
import { answerAttempt, askPartners } from './ask-partners.ts';
import { type RegisterRequest } from './contract.ts';
import { requestDetail } from './desk.query.ts';
import { placeMinor } from './give-help.ts';
import { addPartner, addPledge } from './keep-network.ts';
import { registerRequest } from './register-request.ts';

export let t: TestDatabase;
export let wvl: SignedIn;
export let colleague: SignedIn;
export let ovl: SignedIn;
export let provider: string;
export let intake: SignedIn;
export let court: string;
export let judge: SignedIn;

/** Two desks, a provider with its intake and a court with its judge, on a database of their own. Call in `beforeAll`. */
export async function openDesks(): Promise<void> {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  const organisation = await makeOrganisation(t, 'crisis-desk');
  court = await makeOrganisation(t, 'court');
  wvl = await signIn(t, 'CR', {
    organisationId: organisation,
    areaCode: 'WVL',
    name: 'Ann (verzonnen)',
  });
  colleague = await signIn(t, 'CR', { organisationId: organisation, areaCode: 'WVL' });
  ovl = await signIn(t, 'CR', {
    organisationId: organisation,
    areaCode: 'OVL',
    name: 'Bo (verzonnen)',
  });
  intake = await signIn(t, 'PI', { organisationId: provider });
  judge = await signIn(t, 'JJ', { organisationId: court });
}
export const closeDesks = (): Promise<void> => t?.close();

export const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});
export const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = wvl,
) => t.db.write(who, (tx) => command(tx, actor(who), input));

const call = (change: Partial<RegisterRequest> = {}): RegisterRequest => ({
  kind: 'DISPATCH',
  registrarKind: 'CLB',
  agreement: 'YES',
  wanted: 'GUIDANCE',
  minors: [{ ageYears: 14, sex: 'F' }],
  ...change,
});
export const register = (change: Partial<RegisterRequest> = {}, who = wvl) =>
  run(registerRequest, call(change), who);
let n = 0;
export const pledge = async (
  change: { kind?: 'GUIDANCE' | 'STAY' | 'INTERVENTION'; places?: number } & object = {},
  who = wvl,
  partner: { providerId?: string } = {},
) => {
  const { id: partnerId } = await run(
    addPartner,
    { name: `Partner ${n++} (verzonnen)`, sector: 'YOUTH_CARE' as const, ...partner },
    who,
  );
  const { id: pledgeId } = await run(
    addPledge,
    {
      partnerId,
      kind: 'GUIDANCE' as const,
      places: 1,
      funding: 'STRUCTURAL' as const,
      from: '2025-01-01',
      ...change,
    },
    who,
  );
  return { partnerId, pledgeId };
};
/** A child for which the partner of the pledge said yes. */
export const agreed = async (pledgeId: string, who = wvl) => {
  const { id, minorIds } = await register({}, who);
  const minorId = minorIds[0]!;
  const { attemptIds } = await run(askPartners, { minorId, asks: [{ pledgeId }] }, who);
  await run(answerAttempt, { attemptId: attemptIds[0]!, answer: 'YES' as const }, who);
  return { requestId: id, minorId, attemptId: attemptIds[0]! };
};
export const placed = async (pledgeId: string) => {
  const child = await agreed(pledgeId);
  const { id } = await run(placeMinor, { ...child, startNow: true });
  return { ...child, deploymentId: id };
};
export const detail = (requestId: string, who = wvl) =>
  t.db.read(who, (tx) => requestDetail(tx, requestId));
export const codes = (tries: PromiseSettledResult<unknown>[]) =>
  tries.flatMap((each) =>
    each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
  );
