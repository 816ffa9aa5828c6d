import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emergencies, reviewEmergency } from '../administration/emergency/emergencies.ts';
import { systemState } from '../administration/system/system.query.ts';
import { makeReference } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { sealAll } from '../platform/audit/sealing.ts';
import { noteRuns } from '../platform/jobs/note-runs.ts';
import { writeIdentity } from '../waiting-list/identity.ts';
import { insertNote } from '../waiting-list/note.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { blockAccount, breaches, sayBreach, stepBreach } from './breach/breaches.ts';
import { closeFile, openedFiles, openFile } from './emergency/open-file.ts';
import { answerFinding, findings } from './findings/findings.ts';
import { watchLog } from './findings/watch-log.ts';
import { logCsv } from './log/log-csv.ts';
import { accounts, lookersOf, seenByAccount, touched, wholeSeen } from './log/log.query.ts';

let t: TestDatabase;
let officer: SignedIn;
let second: SignedIn;
let operations: SignedIn;
let worker: SignedIn;
let requestId: string;
let personId: string;

const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who: SignedIn = officer,
) =>
  t.db.write(who, (tx) =>
    command(tx, { personId: who.personId, hatId: who.hatId, role: who.role, name: null }, input),
  );
const ever = { from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };

/** A look as the program writes it, at a moment that is said. */
async function look(
  who: SignedIn,
  at: string,
  ids: readonly string[],
  { what = 'READ', kind = 'request' } = {},
) {
  const line = {
    at,
    look: {
      classes: ['D6'],
      kind: what,
      outcome: 200,
      purpose: 'KEEPING_WAITING_LIST',
      request: 'x',
      route: 'GET /api/things/:id',
      rows: ids.length,
      subjects: [{ ids, kind }],
    },
    who: {
      account: who.personId,
      hat: who.hatId,
      organisation: who.organisationId,
      role: who.role,
      session: randomUUID(),
    },
  };
  await t.owner(
    `insert into audit.entry (tx, account, at, line) values (pg_current_xact_id(), $1, $2, $3)`,
    [who.personId, at, JSON.stringify(line)],
  );
}

async function makeRequest(region: string, familyName: string) {
  return t.db.as('vp_jobs', async (tx) => {
    const [event] = await tx.rows<{ id: string }>(
      `insert into platform.event (id, slice, kind, at) values (gen_random_uuid(), 'waiting-list', 'fixture', platform.now()) returning id`,
    );
    await tx.rows(`select set_config('vp.event', $1, true)`, [event!.id]);
    const [person] = await tx.rows<{ id: string }>(
      `insert into waiting_list.person (pseudonym, region_code, born_month, sex, invented) values ('K-00000001', $1, '2012-05-01', 'F', true)
       returning id`,
      [region],
    );
    const identity = { fileNumber: null, givenName: 'Eva', familyName, birthDate: null };
    await writeIdentity(tx, person!.id, region, identity);
    const [request] = await tx.rows<{ id: string }>(
      `insert into waiting_list.request (person_id, region_code, gate, file_kind, registrar_kind, registered_on, since, state, security_need, invented)
       values ($1, $2, 'ITP', 'VOLUNTARY', 'FAMILY', '2026-01-01', '2026-01-01', 'DRAFT', 'OPEN', true) returning id`,
      [person!.id, region],
    );
    await insertNote(tx, {
      requestId: request!.id,
      personId: person!.id,
      region,
      kind: 'OTHER',
      words: 'woorden over Eva',
    });
    return { requestId: request!.id, personId: person!.id };
  });
}

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', (tx) => makeReference(tx));
  officer = await signIn(t, 'PO', { name: 'Petra (verzonnen)' });
  second = await signIn(t, 'PO', { name: 'Paul (verzonnen)' });
  operations = await signIn(t, 'OP');
  worker = await signIn(t, 'AT', { areaCode: 'WVL', name: 'Lies Vandamme (verzonnen)' });
  ({ requestId, personId } = await makeRequest('OVL', 'Vandamme (verzonnen)'));
  for (const [n, id] of [requestId, randomUUID(), randomUUID()].entries())
    await look(worker, `2026-11-20T10:0${n}:00Z`, [id]);
  await look(worker, '2026-11-20T10:05:00Z', [requestId], { what: 'WRITE' });
  await look(
    worker,
    '2026-11-20T11:00:00Z',
    Array.from({ length: 9 }, () => randomUUID()),
  );
  await sealAll(t.db);
});
afterAll(() => t.close());

describe('the log', () => {
  test('shows what one account saw, and each file once', async () => {
    const asked = { account: worker.personId, ...ever };
    const seen = await t.db.read(officer, (tx) => seenByAccount(tx, asked));
    expect(seen).toMatchObject({ total: 5, more: false, account: { roles: ['AT'] } });
    expect(seen.lines[0]).toMatchObject({
      number: 5,
      what: 'READ',
      name: 'Lies Vandamme (verzonnen)',
    });
    const { files, lines } = await t.db.read(officer, (tx) => touched(tx, asked));
    expect(lines).toBe(5);
    expect(files).toHaveLength(12);
    expect(files.find(({ id }) => id === requestId)).toMatchObject({
      kind: 'request',
      looks: 1,
      changes: 1,
      inLists: 0,
    });
    expect(files.filter(({ inLists }) => inLists > 0)).toHaveLength(9);
    const before = await t.db.read(officer, (tx) =>
      seenByAccount(tx, { ...asked, until: '2026-11-20T10:02:00Z' }),
    );
    expect(before.total).toBe(2);
  });
  test('shows who looked at a file, and goes into a file of its own', async () => {
    const { lines } = await t.db.read(officer, (tx) => lookersOf(tx, [requestId]));
    expect(lines.map(({ what }) => what)).toEqual(['WRITE', 'READ']);
    expect(lines[0]).toMatchObject({ account: worker.personId, name: 'Lies Vandamme (verzonnen)' });
    const all = await t.db.read(officer, (tx) =>
      wholeSeen(tx, { account: worker.personId, ...ever }),
    );
    const text = (await logCsv(all).toArray()).join('');
    expect(text.trim().split('\r\n')).toHaveLength(6);
    expect(text).toContain(requestId);
  });
  test('finds accounts by a part of their name', async () => {
    const { rows } = await t.db.read(officer, (tx) => accounts(tx, 'vandam'));
    expect(rows.map(({ id }) => id)).toEqual([worker.personId]);
  });
  test.each(['AT', 'OP'] as const)('is not for %s', async (role) => {
    const who = role === 'AT' ? worker : operations;
    await expect(
      t.db.read(who, (tx) => seenByAccount(tx, { account: worker.personId, ...ever })),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(t.db.read(who, (tx) => lookersOf(tx, [requestId]))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('findings', () => {
  test('of a day are found once and told; a planted look at a namesake is among them', async () => {
    expect(await watchLog(t.db, '2026-11-20')).toBeGreaterThan(0);
    expect(await watchLog(t.db, '2026-11-20')).toBe(0);
    expect(await watchLog(t.db, '2026-11-19')).toBe(0);
    const { open } = await t.db.read(officer, findings);
    expect(open.map(({ kind }) => kind)).toEqual(['OWN_NAME']);
    expect(open[0]).toMatchObject({ account: worker.personId, subjectId: requestId, steps: [] });
    const told = await t.owner<{ person_id: string }>(
      `select person_id from notices.notice where kind = 'account.findings'`,
    );
    expect(told.map((each) => each.person_id).sort()).toEqual(
      [officer.personId, second.personId].sort(),
    );
  });
  test('are answered once, never by who looked, and the one who looked is told only when that is said', async () => {
    const { open } = await t.db.read(officer, findings);
    const { id: findingId } = open[0]!;
    const toldWorker = () =>
      t.owner(`select 1 from notices.notice where person_id = $1 and kind = 'account.look-asked'`, [
        worker.personId,
      ]);
    await run(answerFinding, {
      findingId,
      verdict: 'MORE_ASKED' as const,
      words: 'was dit jouw dossier',
    });
    expect(await toldWorker()).toEqual([]);
    await run(answerFinding, { findingId, verdict: 'TOLD' as const, words: 'eerst horen' });
    expect(await toldWorker()).toHaveLength(1);
    const answers = await Promise.allSettled([
      run(answerFinding, {
        findingId,
        verdict: 'EXPLAINED' as const,
        words: 'een oproep aan balie',
      }),
      run(answerFinding, { findingId, verdict: 'BREACH' as const, words: 'geen reden' }, second),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'finding-answered-once' },
    });
    const { answered, open: left } = await t.db.read(officer, findings);
    expect(left).toEqual([]);
    expect(answered[0]!.steps).toHaveLength(3);
    await t.owner('alter table privacy.finding disable trigger frozen');
    await t.owner('update privacy.finding set account = $1', [officer.personId]);
    await t.owner('alter table privacy.finding enable trigger frozen');
    await expect(
      run(answerFinding, { findingId, verdict: 'MORE_ASKED' as const, words: 'van mezelf' }),
    ).rejects.toMatchObject({ code: 'finding-by-another' });
  });
  test('of a rise just before a proposal: each of a thousand, with its author', async () => {
    await t.owner(
      `with e as (insert into platform.event (id, slice, kind, at, person_id, role_code)
         values (gen_random_uuid(), 'waiting-list', 'fixture', '2026-11-22T08:00:00Z', $1, 'AT') returning id),
       p as (insert into waiting_list.person (pseudonym, region_code, born_month, sex, invented, event_id)
         select 'K-1' || lpad(n::text, 7, '0'), 'WVL', '2012-05-01', 'M', true, e.id from e, generate_series(1, 1000) n returning id, event_id),
       r as (insert into waiting_list.request (person_id, region_code, file_kind, registrar_kind, registered_on, state, invented, event_id)
         select p.id, 'WVL', 'VOLUNTARY', 'FAMILY', '2026-01-01', 'DRAFT', true, p.event_id from p returning id, event_id)
       insert into waiting_list.move (request_id, region_code, cause, before_band_no, before_since, after_band_no, after_since, at, event_id)
       select r.id, 'WVL', case when n % 2 = 0 then 'ASSESSED' else 'SINCE' end, 4, '2026-01-01', case when n % 2 = 0 then 2 else 4 end,
         case when n % 2 = 0 then date '2026-01-01' else '2025-01-01' end, '2026-11-22T08:00:00Z', r.event_id
         from (select *, row_number() over () as n from r) r`,
      [worker.personId],
    );
    // In the place of proposals to a provider, which need much around them: when each went out.
    await t.owner(
      `create or replace view allocation.watch_proposed with (security_invoker = true) as
         select request_id, timestamptz '2026-11-22T11:00:00Z' as sent_at from waiting_list.watch_rise`,
    );
    await watchLog(t.db, '2026-11-22');
    const counted = await t.owner(
      `select kind, count(distinct subject_id)::int as count, min(facts->>'hours') as hours from privacy.finding
        where on_day = '2026-11-22' and account = $1 group by kind order by kind`,
      [worker.personId],
    );
    expect(counted).toEqual([
      { kind: 'MOVED_BEFORE', count: 500, hours: '3' },
      { kind: 'RAISED_BEFORE', count: 500, hours: '3' },
    ]);
    // The control: the day on which nothing was proposed.
    expect(await watchLog(t.db, '2026-11-23')).toBe(0);
  });
});

describe('a breach', () => {
  test('has seventy-two hours from when it was known, and steps that are said once', async () => {
    const knownAt = new Date(Date.now() - 3_600_000).toISOString();
    const { id: breachId } = await run(sayBreach, {
      account: worker.personId,
      from: '2026-11-20T00:00:00Z',
      until: '2026-11-21T00:00:00Z',
      knownAt,
      words: 'een laptop zonder slot',
    });
    await run(stepBreach, {
      breachId,
      step: 'AUTHORITY_TOLD' as const,
      words: 'met hun formulier',
    });
    await expect(
      run(stepBreach, { breachId, step: 'AUTHORITY_NOT_NEEDED' as const, words: 'toch niet' }),
    ).rejects.toMatchObject({ code: 'breach-step-once' });
    const { rows } = await t.db.read(officer, breaches);
    expect(rows[0]).toMatchObject({ id: breachId, steps: [{ step: 'AUTHORITY_TOLD' }] });
    expect(Date.parse(rows[0]!.tellBy) - Date.parse(knownAt)).toBe(72 * 3_600_000);
    const say = (input: object) =>
      run(sayBreach, {
        account: worker.personId,
        ...ever,
        knownAt,
        words: 'iets anders',
        ...input,
      });
    await expect(say({ until: '2019-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'breach-period',
    });
    await expect(say({ knownAt: '2100-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'breach-known-by-now',
    });
  });
  test('ends the sessions of the account in the same moment; never one’s own', async () => {
    const blocked = await signIn(t, 'AT', { areaCode: 'WVL' });
    await t.db.read(blocked, (tx) => tx.rows('select 1'));
    await run(blockAccount, { accountId: blocked.personId, reason: 'een gestolen kaart' });
    await expect(t.db.read(blocked, (tx) => tx.rows('select 1'))).rejects.toMatchObject({
      code: 'not-signed-in',
    });
    await expect(
      run(blockAccount, { accountId: officer.personId, reason: 'mezelf' }),
    ).rejects.toMatchObject({ code: 'account-never-ones-own' });
  });
});

describe('reading in an emergency', () => {
  test('shows one file for an hour, is told within the same moment and reviewed by another', async () => {
    expect(await t.db.read(officer, openedFiles)).toEqual({ rows: [] });
    const { id } = await run(openFile, {
      kind: 'request' as const,
      fileId: requestId,
      reason: 'DANGER' as const,
      words: 'een melding van gevaar',
    });
    const { rows } = await t.db.read(officer, openedFiles);
    expect(rows).toMatchObject([
      {
        id,
        children: [{ id: personId, who: { givenName: 'Eva', familyName: 'Vandamme (verzonnen)' } }],
        words: ['woorden over Eva'],
      },
    ]);
    const others = await t.db.read(second, (tx) =>
      tx.rows('select id from waiting_list.identity union all select id from waiting_list.note'),
    );
    expect(others).toEqual([]);
    const told = await t.owner<{ person_id: string }>(
      `select person_id from notices.notice where dedupe_key = 'account.emergency-opened ' || $1`,
      [id],
    );
    expect(told.map((each) => each.person_id)).toEqual([second.personId]);
    const review = (who: SignedIn) =>
      t.db.write(who, (tx) => reviewEmergency(tx, { accessId: id, verdict: 'CONFIRMED' }));
    await expect(review(officer)).rejects.toMatchObject({ code: 'emergency-review-by-another' });
    await review(second);
    expect((await t.db.read(second, emergencies)).reviewed[0]).toMatchObject({ id, role: 'PO' });
    await run(closeFile, { accessId: id });
    expect(await t.db.read(officer, openedFiles)).toEqual({ rows: [] });
  });
});

test('operations are told how things stand, and no line of what is in them', async () => {
  const [job] = noteRuns([{ name: 'a-job', at: '04:00', catchUpDays: 0, run: async () => {} }]);
  const [bad] = noteRuns([
    { name: 'bad-job', at: '04:00', catchUpDays: 0, run: () => Promise.reject(new Error('no')) },
  ]);
  await job!.run(t.db);
  await expect(bad!.run(t.db)).rejects.toThrow('no');
  const state = await t.db.read(operations, systemState);
  expect(state.log).toMatchObject({ lines: 5, unsealed: 0 });
  expect(state.jobs).toMatchObject([
    { name: 'a-job', failedAt: null },
    { name: 'bad-job', doneAt: null, failedAt: expect.any(String) },
  ]);
  expect(JSON.stringify(state)).not.toMatch(/verzonnen|Vandamme/);
  await expect(t.db.read(officer, systemState)).rejects.toMatchObject({ code: 'forbidden' });
});
