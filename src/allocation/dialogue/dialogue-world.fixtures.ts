import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../../capacity/fixtures.ts';
import { type Actor, recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { type MadeRequest, makeRequest, makeRules } from '../../waiting-list/fixtures.ts';
import { acceptProposal } from './answer-proposal.ts';
import { propose } from './propose.ts';
import { hearClient, sendProposal } from './send-proposal.ts';
import { planStart, startAllocated } from './start-allocated.ts';

/** Two sides of a dialogue and the steps between them, for the tests of what comes after; every name is invented. */
export interface DialogueWorld {
  t: TestDatabase;
  worker: SignedIn;
  intake: SignedIn;
  manager: SignedIn;
  providerId: string;
  today: string;
}

export async function makeDialogueWorld(): Promise<DialogueWorld> {
  const t = await testDatabase();
  const providerId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    return makeProvider(tx);
  });
  const team = await makeOrganisation(t, 'access-team');
  const worker = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  const intake = await signIn(t, 'PI', { organisationId: providerId });
  const manager = await signIn(t, 'PC', { organisationId: providerId });
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
  return { t, worker, intake, manager, providerId, today };
}

export const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});

export const run = <Input, Out>(
  { t }: DialogueWorld,
  who: SignedIn,
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
): Promise<Out> => t.db.write(who, (tx) => command(tx, actorOf(who), input));

/** SQL of one's own, under an event of one's own. */
export const byHand = (
  { t }: DialogueWorld,
  who: SignedIn,
  text: string,
  values: unknown[] = [],
): Promise<unknown[]> =>
  t.db.write(who, async (tx) => {
    await recordEvent(tx, actorOf(who), {
      slice: 'allocation',
      kind: 'by-hand',
      organisationId: who.organisationId,
      subjectId: null,
    });
    return tx.rows(text, values);
  });

/** What the program does outside a command, under an event. */
export const byProgram = ({ t }: DialogueWorld, text: string, values: unknown[] = []) =>
  t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'allocation',
      kind: 'by-program',
      organisationId: null,
      subjectId: null,
    });
    return tx.rows(text, values);
  });

export const aChild = (
  { t }: DialogueWorld,
  of: Parameters<typeof makeRequest>[1] = {},
): Promise<MadeRequest> => t.db.as('vp_jobs', (tx) => makeRequest(tx, of));

export const aUnit = (
  { t, providerId }: DialogueWorld,
  places: number,
  features?: string[][],
): Promise<MadeUnit> =>
  t.db.as('vp_jobs', (tx) =>
    makeUnit(tx, { providerId, places, recognised: places, ...(features && { features }) }),
  );

export type Reached = 'CLIENT_HEARD' | 'SENT' | 'ACCEPTED' | 'START_PLANNED' | 'STARTED';

/** A proposal of these children for this unit, led step by step to a state by who may take each step. */
export async function ledTo(
  world: DialogueWorld,
  state: Reached,
  unit: MadeUnit,
  children: readonly MadeRequest[],
  startOn = world.today,
): Promise<string> {
  const { worker, intake } = world;
  const { id: proposalId } = await run(world, worker, propose, {
    requestIds: children.map(({ requestId }) => requestId),
    unitId: unit.unitId,
    module: unit.module,
    startOn,
  });
  await run(world, worker, hearClient, { proposalId, how: 'PRESENT' });
  if (state === 'CLIENT_HEARD') return proposalId;
  await run(world, worker, sendProposal, { proposalId });
  if (state === 'SENT') return proposalId;
  await run(world, intake, acceptProposal, { proposalId });
  if (state === 'ACCEPTED') return proposalId;
  await run(world, intake, planStart, { proposalId, startOn });
  if (state === 'START_PLANNED') return proposalId;
  await run(world, intake, startAllocated, { proposalId });
  return proposalId;
}
