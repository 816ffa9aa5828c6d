import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { assessUrgency, confirmAssessment } from './assess-urgency.ts';
import { changeRequest } from './change-request.ts';
import { changeState } from './change-state.ts';
import { type EnterRequest, RequestDetail, RuleSets } from './contract.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { askPriority, decidePriority } from './decide-priority.ts';
import { findDuplicates } from './duplicates.query.ts';
import { enterRequest } from './enter-request.ts';
import { makeRequest, makeRules } from './fixtures.ts';
import { groupSiblings } from './group-siblings.ts';
import { lookAgain, setApart, takeOwner, writeNote } from './keep-request.ts';
import { approveRules, keepRules } from './keep-rules.ts';
import { firstRuleSet } from './first-rule-set.ts';
import { waitingList } from './list.query.ts';
import { requestDetail } from './request.query.ts';
import { ruleSets } from './rule-sets.query.ts';

let t: TestDatabase;
let worker: SignedIn;
let colleague: SignedIn;
let supervisor: SignedIn;
let elsewhere: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
  });
  const team = await makeOrganisation(t, 'access-team');
  const west = { organisationId: team, areaCode: 'WVL' };
  worker = await signIn(t, 'AT', west);
  colleague = await signIn(t, 'AT', west);
  supervisor = await signIn(t, 'AS', west);
  elsewhere = await signIn(t, 'AT', { organisationId: team, areaCode: 'OVL' });
});
afterAll(() => t.close());

const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});
const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who = worker,
) => t.db.write(who, (tx) => command(tx, actor(who), input));
const make = (of: Parameters<typeof makeRequest>[1] = {}) =>
  t.db.as('vp_jobs', (tx) => makeRequest(tx, of));
/** One request as the screen gets it: every answer here is also held against its contract. */
const detail = async (requestId: string, who = worker) => {
  const answer = await t.db.read(who, (tx) => requestDetail(tx, requestId));
  expect(Value.Errors(RequestDetail, answer)).toEqual([]);
  return answer;
};
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Brussels',
  });

const girl: EnterRequest = {
  identity: {
    fileNumber: null,
    givenName: 'Noor',
    familyName: 'Verzonnen',
    birthDate: '2012-03-14',
  },
  municipality: 'M-WVL',
  sex: 'F',
  wishes: [{ module: 'STAY_O12' }],
  supportNeeds: 'Rust en een vaste begeleider',
  fileKind: 'VOLUNTARY',
  registrarKind: 'OCJ',
  registeredOn: today,
};

describe('a request comes in', () => {
  test('begins as a draft, passes to the list when all is there, and waits since that day', async () => {
    const { id } = await run(enterRequest, girl);
    expect(await detail(id)).toMatchObject({
      row: { state: 'DRAFT', standing: null, name: 'Noor Verzonnen', bornMonth: '2012-03' },
      notes: [{ kind: 'SUPPORT_NEEDS' }],
      positions: [],
    });
    await run(changeState, { requestId: id, to: 'SUBMITTED' });
    await expect(run(changeState, { requestId: id, to: 'DIRECTABLE' })).rejects.toMatchObject({
      code: 'not-directable',
      details: { missing: ['CONSENT_REPRESENTATIVE', 'CONSENT_MINOR'] },
    });
    await run(changeRequest, {
      requestId: id,
      consentRepresentative: 'GIVEN',
      consentMinor: 'GIVEN',
    });
    await run(changeState, { requestId: id, to: 'DIRECTABLE' });
    await run(changeState, { requestId: id, to: 'WAITING' });
    const { row, steps, moves, positions } = await detail(id);
    expect(row.standing).toMatchObject({ band: 'D', since: today, callable: true });
    expect(steps.map(({ to }) => to)).toEqual(['DRAFT', 'SUBMITTED', 'DIRECTABLE', 'WAITING']);
    expect(moves).toMatchObject([{ cause: 'ENTERED', afterBand: 5, beforeBand: null }]);
    expect(positions).toHaveLength(1);
    expect(positions[0]!.position).toBe(positions[0]!.of);
  });

  test('for one child once: twenty at the same moment leave one', async () => {
    const { personId, requestId } = await make();
    await run(changeState, { requestId, to: 'CANCELLED', reason: 'OTHER' });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        run(enterRequest, { ...girl, identity: undefined, personId } as never),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'one-open-request' });
  });

  test('another region reads it under pseudonym, without name or words, and changes nothing', async () => {
    const { id } = await run(enterRequest, girl);
    expect(await detail(id, elsewhere)).toMatchObject({
      row: { name: null },
      identity: null,
      notes: null,
      mayChange: false,
      choices: [],
    });
    await expect(
      run(changeState, { requestId: id, to: 'SUBMITTED' }, elsewhere),
    ).rejects.toMatchObject({ code: 'request-of-other-region' });
    await expect(
      t.db.write(elsewhere, (tx) =>
        tx.rows(
          `update waiting_list.request set review_on = current_date where id = $1 returning id`,
          [id],
        ),
      ),
    ).resolves.toEqual([]);
  });
});

describe('waiting since', () => {
  test('never restarts: not by hand, nor by another module; earlier it may become', async () => {
    const { requestId } = await make({ since: '2024-06-01' });
    await expect(run(changeRequest, { requestId, since: '2024-06-02' })).rejects.toMatchObject({
      code: 'since-never-restarts',
    });
    await run(changeRequest, { requestId, wishes: [{ module: 'CRISIS_STAY' }] });
    await run(changeRequest, { requestId, since: '2024-05-01' });
    const { row, moves } = await detail(requestId);
    expect(row).toMatchObject({ modules: ['CRISIS_STAY'], standing: { since: '2024-05-01' } });
    expect(moves[0]).toMatchObject({ cause: 'SINCE', beforeSince: '2024-06-01' });
  });

  test('the supervisor corrects what was typed wrong, and it stands in the history', async () => {
    const { requestId } = await make({ since: '2014-06-01' });
    await run(changeRequest, { requestId, since: '2024-06-01' }, supervisor);
    expect((await detail(requestId)).moves[0]).toMatchObject({
      cause: 'SINCE',
      afterSince: '2024-06-01',
      role: 'AS',
    });
  });
});

describe('urgency', () => {
  test('the band follows from the facts by the rules, each fact with its source', async () => {
    const { requestId } = await make();
    await expect(
      run(assessUrgency, { requestId, facts: ['VIST'], sources: {}, validUntil: inDays(20) }),
    ).rejects.toMatchObject({ code: 'fact-without-source', details: { facts: ['VIST'] } });
    await run(assessUrgency, {
      requestId,
      facts: ['VIST'],
      sources: { VIST: 'Beslissing crisisverblijf' },
      validUntil: inDays(20),
    });
    const { row, moves, assessments } = await detail(requestId);
    expect(row.standing).toMatchObject({ band: 'A1' });
    expect(moves[0]).toMatchObject({ cause: 'ASSESSED', beforeBand: 5, afterBand: 2 });
    expect(assessments[0]).toMatchObject({ counts: true, secondWorker: 'NONE' });
  });

  test('danger counts at once and stays open until a second worker confirms, not the first', async () => {
    const { requestId } = await make();
    const { id } = await run(assessUrgency, {
      requestId,
      facts: ['UNSAFE_NOW'],
      sources: { UNSAFE_NOW: 'Verslag OCJ' },
      validUntil: inDays(7),
    });
    const before = await detail(requestId);
    expect(before.row.standing?.band).toBe('A0');
    expect(before.row.attention.slice(0, 2)).toEqual(['UNSAFE_WITHOUT_ANSWER', 'SECOND_WORKER']);
    await expect(run(confirmAssessment, { assessmentId: id })).rejects.toMatchObject({
      code: 'somebody-else-confirms',
    });
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => run(confirmAssessment, { assessmentId: id }, colleague)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await detail(requestId)).row.attention).not.toContain('SECOND_WORKER');
  });

  test('another band than the rules give counts once somebody else agrees', async () => {
    const { requestId } = await make();
    const { id } = await run(assessUrgency, {
      requestId,
      facts: [],
      sources: {},
      validUntil: inDays(5),
      override: { bandNo: 1, reason: 'Dreigende uithuiszetting van het gezin' },
    });
    expect((await detail(requestId)).row.standing?.band).toBe('D');
    await run(confirmAssessment, { assessmentId: id }, colleague);
    const { row, moves } = await detail(requestId);
    expect(row.standing?.band).toBe('A0');
    expect(moves[0]).toMatchObject({ cause: 'CONFIRMED' });
  });

  test('somebody looks again in time', async () => {
    const { requestId } = await make();
    await expect(
      run(assessUrgency, {
        requestId,
        facts: ['UNSAFE_NOW'],
        sources: { UNSAFE_NOW: 'x' },
        validUntil: inDays(60),
      }),
    ).rejects.toMatchObject({ code: 'assessment-too-long' });
    await run(lookAgain, { requestId, reviewOn: inDays(30), reason: 'Gesprek gepland' });
    expect((await detail(requestId)).request.reviewOn).toBe(inDays(30));
  });

  test('priority counts while it is asked and once it is granted, and lapses', async () => {
    const { requestId } = await make();
    const band = async () => (await detail(requestId)).row.standing?.band;
    await run(askPriority, { requestId, track: 'IRPC' });
    expect(await band()).toBe('C');
    await expect(run(askPriority, { requestId, track: 'IRPC' })).rejects.toMatchObject({
      code: 'priority-open-once',
    });
    await run(decidePriority, {
      requestId,
      track: 'IRPC',
      state: 'GRANTED',
      validUntil: inDays(100),
    });
    expect(await band()).toBe('B');
    await run(decidePriority, { requestId, track: 'IRPC', state: 'LAPSED' });
    expect(await band()).toBe('D');
  });
});

describe('brothers and sisters', () => {
  test('who must stay together stand where the best of them stands, until they leave', async () => {
    const old = await make({ since: '2022-01-01' });
    const young = await make({ since: '2025-06-01' });
    await run(groupSiblings, {
      personIds: [old.personId, young.personId],
      together: 'REQUIRED',
    });
    const joined = await detail(young.requestId);
    expect(joined.row.standing).toMatchObject({ since: '2022-01-01', group: true });
    expect(joined.moves[0]).toMatchObject({ cause: 'SIBLINGS' });
    expect(joined.siblings).toMatchObject([{ pseudonym: old.pseudonym }]);
    await run(groupSiblings, {
      personIds: [old.personId, young.personId],
      together: 'PREFERRED',
    });
    expect((await detail(young.requestId)).row.standing).toMatchObject({ since: '2025-06-01' });
    await run(groupSiblings, { personIds: [young.personId], together: 'REQUIRED' });
    expect((await detail(old.requestId)).siblings).toEqual([]);
  });

  test('a child that is withdrawn takes the others along no longer', async () => {
    const old = await make({ since: '2022-01-01' });
    const young = await make({ since: '2025-06-01' });
    await run(groupSiblings, { personIds: [old.personId, young.personId], together: 'REQUIRED' });
    await run(changeState, { requestId: old.requestId, to: 'CANCELLED', reason: 'OTHER' });
    expect((await detail(young.requestId)).row.standing).toMatchObject({ since: '2025-06-01' });
  });
});

describe('children who are on the list twice', () => {
  test('are found, and merged without losing a day, a wish or a note', async () => {
    const first = await make({
      name: ['Lies', 'Dubbelaere'],
      birthDate: '2013-04-05',
      bornMonth: '2013-04',
      since: '2023-02-01',
    });
    const second = await make({
      name: ['Lies', 'Dubbelare'],
      birthDate: '2013-04-05',
      bornMonth: '2013-04',
      since: '2024-09-01',
      modules: ['CRISIS_STAY'],
    });
    const twin = await make({
      name: ['Bart', 'Dubbelaere'],
      birthDate: '2013-04-05',
      bornMonth: '2013-04',
      sex: 'M',
    });
    expect(await t.db.as('vp_jobs', findDuplicates)).toBeGreaterThan(0);
    expect(await t.db.as('vp_jobs', findDuplicates)).toBe(0);
    const [{ id }] = (await t.owner<{ id: string }>(
      `select id from waiting_list.duplicate where person_id = $1 and other_person_id = $2`,
      [first.personId, second.personId],
    )) as [{ id: string }];
    await run(decideDuplicate, { duplicateId: id, decision: 'MERGE' });
    expect(await detail(first.requestId)).toMatchObject({
      row: { modules: ['CRISIS_STAY', 'STAY_O12'], standing: { since: '2023-02-01' } },
    });
    expect(await detail(second.requestId)).toMatchObject({ row: { state: 'CANCELLED' } });
    expect((await detail(twin.requestId)).row.state).toBe('WAITING');
    await expect(
      run(decideDuplicate, { duplicateId: id, decision: 'MERGE' }),
    ).rejects.toMatchObject({ code: 'duplicate-not-found' });
  });
});

describe('rules', () => {
  test.each(['PC', 'RB', 'JJ', 'AD'] as const)('are read by a %s too', async (role) => {
    const reader = await signIn(t, role);
    const sets = await t.db.read(reader, ruleSets);
    expect(Value.Errors(RuleSets, JSON.parse(JSON.stringify(sets)))).toEqual([]);
    expect(sets.filter(({ applied }) => applied)).toHaveLength(1);
  });

  test('hold once a second supervisor approves; every rise and fall names them', async () => {
    const other = await signIn(t, 'AS', { areaCode: 'OVL' });
    const { requestId } = await make({ facts: ['TRAJECTORY_AT_RISK'] });
    const rules = {
      version: 'VP-2026-2',
      title: 'Traject eerst',
      source: 'Proef van het team',
      content: {
        ...firstRuleSet.content,
        bands: firstRuleSet.content.bands.map((band) =>
          band.code === 'A1' ? { ...band, when: [...band.when, ['TRAJECTORY_AT_RISK']] } : band,
        ),
      },
    } as const;
    await run(keepRules, rules as never, supervisor);
    await expect(
      run(approveRules, { version: rules.version, from: today }, supervisor),
    ).rejects.toMatchObject({ code: 'rules-by-two' });
    expect((await detail(requestId)).row.standing?.band).toBe('C');
    await run(approveRules, { version: rules.version, from: today }, other);
    const { row, moves } = await detail(requestId);
    expect(row.standing?.band).toBe('A1');
    expect(moves[0]).toMatchObject({ cause: 'RULES' });
    await expect(run(keepRules, rules as never, supervisor)).rejects.toMatchObject({
      code: 'approved-rules-stand',
    });
  });

  test('without a last band for everybody they are refused', async () => {
    const content = { ...firstRuleSet.content, bands: firstRuleSet.content.bands.slice(0, 2) };
    await expect(
      run(keepRules, { ...firstRuleSet, version: 'VP-2026-9', content }, supervisor),
    ).rejects.toMatchObject({ code: 'rules-not-sound' });
  });
});

describe('the list', () => {
  test('is in the order of calls, filtered, with what asks for somebody’s eye', async () => {
    const a = await make({ since: '2021-01-01', modules: ['CRISIS_STAY'], region: 'OVL' });
    const b = await make({
      since: '2025-01-01',
      modules: ['CRISIS_STAY'],
      region: 'OVL',
      facts: ['NO_ROOF'],
      bornMonth: '2020-01',
    });
    const list = (query: Parameters<typeof waitingList>[1], who = elsewhere) =>
      t.db.read(who, (tx) => waitingList(tx, query));
    const all = await list({ module: ['CRISIS_STAY'], region: ['OVL'] });
    expect(all.rows.map(({ requestId }) => requestId)).toEqual([b.requestId, a.requestId]);
    expect(all).toMatchObject({ total: 2, more: false, bands: [{ count: 1 }, { count: 1 }] });
    expect((await list({ view: 'watch', region: ['OVL'] })).rows).toMatchObject([
      { requestId: b.requestId, attention: ['UNSAFE_WITHOUT_ANSWER', 'SECOND_WORKER'] },
    ]);
    expect((await list({ region: ['OVL'], ageTo: 7 })).total).toBe(1);
    expect((await list({ find: a.pseudonym })).total).toBe(1);
    expect((await list({ find: 'Kind', region: ['OVL'] })).total).toBe(2);
    expect((await list({ find: 'Kind', region: ['OVL'] }, worker)).total).toBe(0);
    await run(takeOwner, { requestId: a.requestId, as: 'FIRST' }, elsewhere);
    expect((await list({ view: 'mine' })).rows).toMatchObject([{ mine: true }]);
  });

  test('keeps apart who may not be together', async () => {
    const [a, b] = [await make(), await make()];
    await run(setApart, {
      requestId: a.requestId,
      apart: [{ otherRequestId: b.requestId }, { otherRef: 'K-X' }],
    });
    await run(setApart, { requestId: a.requestId, apart: [{ otherRequestId: b.requestId }] });
    await run(writeNote, {
      requestId: a.requestId,
      kind: 'APART_REASON',
      words: 'Feiten van 2025',
    });
    await run(writeNote, {
      requestId: a.requestId,
      kind: 'APART_REASON',
      words: 'Feiten van 2024',
    });
    expect(await detail(a.requestId)).toMatchObject({
      apart: [{ pseudonym: b.pseudonym }],
      notes: [{ words: 'Feiten van 2024' }],
    });
  });
});
