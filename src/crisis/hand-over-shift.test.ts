import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { addNote } from './change-request.ts';
import { shift } from './desk.query.ts';
import { handOverShift, takeOverShift } from './hand-over-shift.ts';
import { addDuty, addPartner, addPledge } from './keep-network.ts';
import { registerRequest } from './register-request.ts';
import { partners, roster } from './roster.query.ts';

let t: TestDatabase;
let leaves: SignedIn;
let comes: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  const organisationId = await makeOrganisation(t, 'crisis-desk');
  const at = (areaCode: string, name: string) =>
    signIn(t, 'CR', { organisationId, areaCode, name });
  leaves = await at('WVL', 'Ann (verzonnen)');
  comes = await at('WVL', 'Bo (verzonnen)');
  other = await at('OVL', 'Cas (verzonnen)');
});
afterAll(() => t.close());

const run = <Input, Out>(
  who: SignedIn,
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
) => {
  const { personId, hatId, role } = who;
  return t.db.write(who, (tx) => command(tx, { personId, hatId, role, name: null }, input));
};
const handOver = () =>
  run(leaves, handOverShift, { words: 'Bel de wijkagent (verzonnen)', toName: 'Bo (verzonnen)' });
const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

test('a shift is taken over once, however many press at the same moment', async () => {
  const { id: handOverId } = await handOver();
  const tries = await Promise.all(
    [comes, comes, comes].map((who) => refusal(run(who, takeOverShift, { handOverId }))),
  );
  expect(tries.toSorted()).toEqual(['done', 'taken-over-already', 'taken-over-already']);
  const { handOvers } = await t.db.read(comes, shift);
  expect(handOvers[0]).toMatchObject({
    by: 'Ann (verzonnen)',
    toName: 'Bo (verzonnen)',
    takenOverBy: 'Bo (verzonnen)',
  });
});

test('nobody takes over their own shift, nor that of another region', async () => {
  const { id: handOverId } = await handOver();
  expect(await refusal(run(leaves, takeOverShift, { handOverId }))).toBe('taken-over-by-another');
  expect(await refusal(run(other, takeOverShift, { handOverId }))).toBe('hand-over-not-found');
  expect((await t.db.read(other, shift)).handOvers).toEqual([]);
});

test('words of this shift are those since the last was taken over', async () => {
  const { id: requestId, number } = await run(leaves, registerRequest, {
    kind: 'CONSULT' as const,
    registrarKind: 'PARENT' as const,
    agreement: 'YES' as const,
    minors: [],
  });
  await run(leaves, addNote, { requestId, words: 'before' });
  const before = await t.db.read(comes, shift);
  expect(before.notes.map(({ words, number: of }) => [words, of])).toEqual([['before', number]]);
  const { id: handOverId } = await handOver();
  await run(comes, takeOverShift, { handOverId });
  await run(comes, addNote, { requestId, words: 'after' });
  const { notes } = await t.db.read(comes, shift);
  expect(notes.map(({ words }) => words)).toEqual(['after']);
});

test('a roster is of one week by the clock of Brussels', async () => {
  const duty = (from: string, until: string, name: string) =>
    run(leaves, addDuty, { from, until, name });
  // Sunday night runs into the next week: it is of both.
  await duty('2027-03-14T20:00:00Z', '2027-03-15T06:00:00Z', 'Zondag (verzonnen)');
  await duty('2027-03-21T22:59:00Z', '2027-03-21T23:00:00Z', 'Laatste minuut (verzonnen)');
  await duty('2027-03-21T23:00:00Z', '2027-03-22T06:00:00Z', 'Volgende (verzonnen)');
  const { monday, duties } = await t.db.read(leaves, (tx) => roster(tx, { day: '2027-03-17' }));
  expect([monday, ...duties.map(({ name }) => name)]).toEqual([
    '2027-03-15',
    'Zondag (verzonnen)',
    'Laatste minuut (verzonnen)',
  ]);
  expect((await t.db.read(other, (tx) => roster(tx, { day: '2027-03-17' }))).duties).toEqual([]);
});

test('the network holds who pledges nothing as well, and what is pledged for later', async () => {
  await run(leaves, addPartner, { name: 'Zonder (verzonnen)', sector: 'DISABILITY' as const });
  const { id: partnerId } = await run(leaves, addPartner, {
    name: 'Met (verzonnen)',
    sector: 'YOUTH_CARE' as const,
  });
  const pledge = (from: string, until?: string) =>
    run(leaves, addPledge, {
      partnerId,
      kind: 'STAY' as const,
      places: 2,
      funding: 'STRUCTURAL' as const,
      from,
      ...(until ? { until } : {}),
    });
  await pledge('2020-01-01', '2021-01-01');
  await pledge('2099-01-01');
  const { rows } = await t.db.read(leaves, partners);
  expect(rows.map(({ name, pledges }) => [name, pledges.map(({ from }) => from)])).toEqual([
    ['Met (verzonnen)', ['2099-01-01']],
    ['Zonder (verzonnen)', []],
  ]);
  expect((await t.db.read(other, partners)).rows).toEqual([]);
});
