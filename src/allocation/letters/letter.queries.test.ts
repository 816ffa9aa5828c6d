import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProvider, makeReference, makeUnit } from '../../capacity/fixtures.ts';
import { type Actor, recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { makeRequest, makeRules } from '../../waiting-list/fixtures.ts';
import { acceptProposal, refuseProposal } from '../dialogue/answer-proposal.ts';
import { propose } from '../dialogue/propose.ts';
import { hearClient, sendProposal } from '../dialogue/send-proposal.ts';
import { composeLetter } from './compose-letter.ts';
import { letterOfProposal, letterOfWaiting } from './letter.queries.ts';

let t: TestDatabase;
let worker: SignedIn;
let elsewhere: SignedIn;
let intake: SignedIn;
let providerId: string;
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });

beforeAll(async () => {
  t = await testDatabase();
  providerId = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    return makeProvider(tx);
  });
  const team = await makeOrganisation(t, 'access-team');
  worker = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  elsewhere = await signIn(t, 'AT', { organisationId: team, areaCode: 'OVL' });
  intake = await signIn(t, 'PI', { organisationId: providerId });
});
afterAll(() => t.close());

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = worker,
) =>
  t.db.write(who, (tx) =>
    command(tx, { personId: who.personId, hatId: who.hatId, role: who.role, name: null }, input),
  );
const child = (of: Parameters<typeof makeRequest>[1] = {}) =>
  t.db.as('vp_jobs', (tx) =>
    makeRequest(tx, {
      bornMonth: '2012-05',
      name: ['Noor', 'Verzonnen'],
      since: '2025-06-03',
      ...of,
    }),
  );

async function sent(requestId: string): Promise<string> {
  const unit = await t.db.as('vp_jobs', (tx) =>
    makeUnit(tx, { providerId, places: 1, recognised: 1, name: 'Het Nest' }),
  );
  const { id: proposalId } = await run(propose, {
    requestIds: [requestId],
    unitId: unit.unitId,
    module: unit.module,
    startOn: today,
  });
  await run(hearClient, { proposalId, how: 'PRESENT' });
  await run(sendProposal, { proposalId });
  return proposalId;
}
const text = (facts: Parameters<typeof composeLetter>[0]) =>
  JSON.stringify(composeLetter(facts, 'FAMILY'));

test('to somebody for whom nothing fits: that, and what stands in the way; the day does not change', async () => {
  const { requestId } = await child({ bornMonth: '2024-05' });
  const { facts } = await t.db.read(worker, (tx) => letterOfWaiting(tx, requestId));
  expect(facts).toMatchObject({ kind: 'NOT_SUITABLE', child: 'Noor' });
  expect(text(facts)).toContain('3 juni 2025');
});

test('a letter follows a decision, not a question; a refusal is told without what only workers know', async () => {
  const { requestId } = await child();
  const proposalId = await sent(requestId);
  const letter = () => t.db.read(worker, (tx) => letterOfProposal(tx, proposalId, requestId));
  await expect(letter()).rejects.toMatchObject({ code: 'no-letter-yet' });
  await run(
    refuseProposal,
    { proposalId, code: 'AGGRESSION', words: 'Ernstige feiten', by: 'TEAM', liftable: false },
    intake,
  );
  const { facts } = await letter();
  expect(facts.kind).toBe('NOT_STARTED');
  expect(text(facts)).not.toMatch(/AGGRESSION|Ernstige feiten|agressie/i);
});

test('of an agreed proposal it names place, day and what weighed; another region makes none', async () => {
  const { requestId } = await child({ facts: ['VIST'] });
  const proposalId = await sent(requestId);
  await run(acceptProposal, { proposalId }, intake);
  const { facts } = await t.db.read(worker, (tx) => letterOfProposal(tx, proposalId, requestId));
  expect(facts).toMatchObject({ kind: 'STARTS', unit: 'Het Nest', child: 'Noor' });
  expect(text(facts)).toContain('na een crisisverblijf kan het kind niet naar huis');
  await expect(
    t.db.read(elsewhere, (tx) => letterOfProposal(tx, proposalId, requestId)),
  ).rejects.toMatchObject({ code: 'request-of-other-region' });
});

test('when all that fits is full, nothing is free: another letter than nothing fits', async () => {
  const { requestId } = await child();
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'test',
      kind: 'test',
      organisationId: null,
      subjectId: null,
    });
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period)
       select p.unit_id, p.module_code, p.provider_id, p.id, 'vol ' || p.id, daterange(current_date, null) from capacity.place p
        where not exists (select 1 from capacity.stay s where s.place_id = p.id) and not exists (select 1 from capacity.hold h where h.place_id = p.id)`,
    );
  });
  const { facts } = await t.db.read(worker, (tx) => letterOfWaiting(tx, requestId));
  expect(facts.kind).toBe('NOTHING_FREE');
});
