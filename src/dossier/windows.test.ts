import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addWaiting, type Waiting } from '../access/matrix-world-waiting.fixtures.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../capacity/fixtures.ts';
import { type Actor, recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { writeIdentity } from '../waiting-list/identity.ts';
import { ask } from './ask.ts';
import { fileOf, looksOf, myWindows } from './file.query.ts';
import { gatherLooks } from './gather-looks.ts';
import { dossierRoutesWith, dossierWords } from './index.ts';
import * as keep from './team/keep.ts';
import { keepingOf, questions } from './team/keeping.query.ts';

let t: TestDatabase;
let server: TestServer;
let waiting: Waiting;
let childId: string;
let units: { west: MadeUnit; east: MadeUnit };
let team: string;
let worker: SignedIn;
let colleague: SignedIn;
let stranger: SignedIn;

const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: null,
});
const run = <Input, Out>(
  command: (tx: Writer, actor: Actor, input: Input) => Promise<Out>,
  input: Input,
  who: SignedIn = worker,
) => t.db.write(who, (tx) => command(tx, actorOf(who), input));

/** Rows written behind the wall, under an event. */
const behind = <Row extends object = { id: string }>(sql: string, values: unknown[] = []) =>
  t.db.as('vp_jobs', async (tx) => {
    await tx.rows(
      `with made as (insert into platform.event (slice, kind, at) values ('dossier', 'test', platform.now()) returning id)
       select set_config('vp.event', id::text, true) from made`,
    );
    return tx.rows<Row>(sql, values);
  });

const subjectOf = (who: SignedIn) => ({ name: 'Iemand (verzonnen)', subject: who.personId });
const give = (
  who: SignedIn,
  kind: 'CHILD' | 'PARENT' | 'TRUSTED',
  more: object = {},
  child = childId,
) => run(keep.giveWindow, { childId: child, kind, ...subjectOf(who), ...more });
const bar = { restriction: 'BARRED', ground: 'JUDGE_ORDER' } as const;

const fileFor = (who: SignedIn, child = childId) => t.db.read(who, (tx) => fileOf(tx, child));
const windowsOf = async (who: SignedIn) =>
  (await t.db.read(who, myWindows)).windows.map((each) => each.childId);
const looksFor = (who: SignedIn) =>
  t.db.read(who, (tx) => looksOf(tx, childId, 0, (purpose) => purpose));

/** A child who is so many years old today, or a number of days more. */
async function childOf(years: number, days = 0): Promise<string> {
  const id = randomUUID();
  const [made] = await behind<{ born: string }>(
    `with day as (select (platform.today() - make_interval(years => $2))::date - $3::int as born), p as (
       insert into waiting_list.person (id, pseudonym, region_code, born_month, sex, invented)
       select $1::uuid, 'K-' || translate(upper(substr(md5($4::text), 1, 8)), 'ILOU', 'JKMN'), 'WVL', date_trunc('month', born)::date, 'X', true from day returning id)
     select born::text from day`,
    [id, years, days, id],
  );
  await t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'dossier',
      kind: 'test',
      organisationId: null,
      subjectId: null,
    });
    await writeIdentity(tx, id, 'WVL', {
      fileNumber: null,
      givenName: 'Kind',
      familyName: 'Proef (verzonnen)',
      birthDate: made!.born,
    });
  });
  return id;
}

beforeAll(async () => {
  t = await testDatabase();
  team = await makeOrganisation(t, 'access-team', 'Toegangsteam (verzonnen)');
  worker = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  colleague = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
  stranger = await signIn(t, 'AT', { organisationId: team, areaCode: 'OVL' });
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    const unit = async (region: string, name: string) =>
      makeUnit(tx, { providerId: await makeProvider(tx, { region, name }), region, name });
    units = { west: await unit('WVL', 'De Westkant'), east: await unit('OVL', 'De Oostkant') };
    waiting = await addWaiting(tx, 'WVL', units.west.unitId);
  });
  childId = waiting.personId;
  server = await startTestServer(t, {
    routes: dossierRoutesWith(() => null),
    words: [dossierWords],
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

let child: SignedIn;
let parent: SignedIn;
let other: SignedIn;
let trusted: SignedIn;
const ids: Record<string, string> = {};
beforeEach(async () => {
  await behind(
    `update dossier.relation set ended_at = platform.now(), end_reason = 'next test' where ended_at is null returning id`,
  );
  [child, parent, other, trusted] = await Promise.all([
    signIn(t, 'CH'),
    signIn(t, 'PA'),
    signIn(t, 'PA'),
    signIn(t, 'TP'),
  ]);
  ids.child = (await give(child, 'CHILD')).id;
  ids.parent = (await give(parent, 'PARENT')).id;
  ids.other = (await give(other, 'PARENT')).id;
  ids.trusted = (await give(trusted, 'TRUSTED')).id;
});

describe('who has a window', () => {
  test('of two accounts given to one child at the same moment, one has it', async () => {
    const young = await childOf(13);
    const two = await Promise.all([signIn(t, 'CH'), signIn(t, 'CH')]);
    const done = await Promise.allSettled(two.map((who) => give(who, 'CHILD', {}, young)));
    expect(done.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = done.find((each) => each.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'one-account-for-the-child' });
  });

  test.each([
    ['on the twelfth birthday', 12, 0, true],
    ['the day before', 12, -1, false],
    ['the day after', 12, 1, true],
  ])('a child %s', async (_, years, days, sees) => {
    const born = await childOf(years, days);
    const who = await signIn(t, 'CH');
    await give(who, 'CHILD', {}, born);
    expect(await windowsOf(who)).toEqual(sees ? [born] : []);
    // What is found goes before the age, in both directions and at once.
    await run(keep.recordCapability, { childId: born, able: !sees, ground: 'bevonden in gesprek' });
    expect(await windowsOf(who)).toEqual(sees ? [] : [born]);
  });

  test.each([
    ['on the eighteenth birthday', 0, false],
    ['the day before', -1, true],
  ])('a parent of a child %s', async (_, days, sees) => {
    const born = await childOf(18, days);
    const who = await signIn(t, 'PA');
    await give(who, 'PARENT', {}, born);
    expect(await windowsOf(who)).toEqual(sees ? [born] : []);
  });

  test('a stranger region, oneself, and a limit without a ground are refused', async () => {
    await expect(
      run(keep.endWindow, { relationId: ids.parent!, reason: 'geen' }, stranger),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(t.db.read(stranger, (tx) => keepingOf(tx, childId))).rejects.toMatchObject({
      code: 'window-not-found',
    });
    await expect(give({ ...worker, personId: worker.personId }, 'PARENT')).rejects.toMatchObject({
      code: 'window-never-for-oneself',
    });
    await expect(
      run(keep.changeWindow, { relationId: ids.parent!, restriction: 'BARRED' }),
    ).rejects.toMatchObject({ code: 'restriction-has-ground' });
    await expect(run(keep.changeWindow, { relationId: ids.child!, ...bar })).rejects.toMatchObject({
      code: 'child-is-never-barred',
    });
  });

  test('the name is opened for who has a window', async () => {
    const born = await childOf(13);
    const who = await signIn(t, 'CH');
    await give(who, 'CHILD', {}, born);
    expect((await fileFor(who, born)).givenName).toBe('Kind');
    expect((await t.db.read(worker, (tx) => keepingOf(tx, born))).name).toBe(
      'Kind Proef (verzonnen)',
    );
  });

  test('an account that nobody knew can sign in with its window alone', async () => {
    const made = await run(keep.giveWindow, {
      childId: await childOf(15),
      kind: 'TRUSTED',
      name: 'Nieuw (verzonnen)',
      subject: `nieuw-${randomUUID()}`,
    });
    const hats = await t.owner<{ role: string; organisation: string | null }>(
      `select h.role_code as role, h.organisation_id as organisation from dossier.relation r join auth.hat h on h.person_id = r.person_id where r.id = $1`,
      [made.id],
    );
    expect(hats).toEqual([{ role: 'TP', organisation: null }]);
    const [session] = await t.owner<{ idle: number }>(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, idle_limit, idle_ends_at, ends_at)
       select '\\x09', 'c', h.person_id, h.id, h.role_code, interval '15 minutes', now() + interval '15 minutes', now() + interval '8 hours'
         from dossier.relation r join auth.hat h on h.person_id = r.person_id where r.id = $1
       returning round(extract(epoch from idle_ends_at - now()))::int as idle`,
      [made.id],
    );
    expect(session!.idle).toBe(300);
  });
});

const part = (
  partClass: 'NORMAL' | 'CHILD_TOLD' | 'CONFIDENCE' | 'COURT' | 'AGOGIC' | 'THIRD_PERSON',
) =>
  run(keep.keepPart, {
    childId,
    kind: 'REPORT',
    class: partClass,
    drawnUpOn: '2026-03-04',
    title: `Titel ${partClass}`,
    words: `Woorden ${partClass}`,
    writtenBy: 'Consulent (verzonnen)',
  });

describe('what a window shows', () => {
  beforeAll(async () => {
    for (const each of [
      'NORMAL',
      'CHILD_TOLD',
      'CONFIDENCE',
      'COURT',
      'AGOGIC',
      'THIRD_PERSON',
    ] as const)
      await part(each);
  });
  const read = async (who: SignedIn) => {
    const { parts } = await fileFor(who);
    expect(parts).toHaveLength(6);
    return parts
      .filter((each) => each.words !== null)
      .map((each) => each.class)
      .sort();
  };

  test('parts by their class: withheld ones are there without their words', async () => {
    expect(await read(child)).toEqual(['CHILD_TOLD', 'NORMAL']);
    expect(await read(parent)).toEqual(['NORMAL']);
    expect(await read(trusted)).toEqual(['AGOGIC', 'CHILD_TOLD', 'NORMAL']);
    const withheld = (await fileFor(child)).parts.find((each) => each.class === 'COURT');
    expect(withheld).toMatchObject({ title: null, words: null, writtenBy: null });
  });

  test('another class holds from the next question on', async () => {
    const { parts } = await t.db.read(worker, (tx) => keepingOf(tx, childId));
    const told = parts.find((each) => each.class === 'CHILD_TOLD')!;
    await run(keep.keepPart, { childId, partId: told.id, class: 'NORMAL' });
    expect(await read(parent)).toEqual(['NORMAL', 'NORMAL']);
    await run(keep.keepPart, { childId, partId: told.id, class: 'CHILD_TOLD' });
    expect(await read(parent)).toEqual(['NORMAL']);
  });

  test('the child’s own place in the order, as the access team has it', async () => {
    await behind(
      `insert into waiting_list.confirmation (id, region_code) select id, region_code from waiting_list.assessment where request_id = $1 on conflict do nothing returning id`,
      [waiting.requestId],
    );
    const file = await fileFor(child);
    expect(file.positions).toMatchObject([{ module: 'STAY_O12', position: 1 }]);
    expect(file.region).toMatchObject({ nl: 'West-Vlaanderen' });
  });

  test('nobody gains a sister’s file through the other', async () => {
    await expect(fileFor(child, waiting.siblingId)).rejects.toMatchObject({
      code: 'window-not-found',
    });
    const text = JSON.stringify(await fileFor(child));
    expect(text).not.toContain('Tweede WVL');
    expect(text).not.toContain(waiting.siblingId);
  });

  test('barred in mid-session: at once nothing of the place is left', async () => {
    const before = await fileFor(parent);
    expect(before.region).toBeDefined();
    const [mark] = (await t.db.read(parent, myWindows)).windows;
    await run(keep.changeWindow, { relationId: ids.parent!, ...bar });
    const [next] = (await t.db.read(parent, myWindows)).windows;
    expect(next!.mark).not.toBe(mark!.mark);
    const after = await fileFor(parent);
    expect(Object.keys(after).sort()).toEqual([
      'allows',
      'childId',
      'claims',
      'givenName',
      'ground',
      'invented',
      'kind',
      'parts',
      'request',
      'restriction',
    ]);
    expect(after.parts).toEqual([]);
    await expect(looksFor(parent)).rejects.toMatchObject({ code: 'window-not-found' });
    // The other parent's window is another.
    expect((await fileFor(other)).region).toBeDefined();
    await run(keep.endWindow, { relationId: ids.parent!, reason: 'beslissing van de rechter' });
    expect(await windowsOf(parent)).toEqual([]);
    await expect(fileFor(parent)).rejects.toMatchObject({ code: 'window-not-found' });
  });
});

describe('two worlds', () => {
  const paths = ['', '/looks', '/copy.json', '/copy.pdf'].map(
    (end) => () => `/api/dossier/files/${childId}${end}`,
  );
  /** All that one is answered, without what differs each time. */
  const answers = async (who: SignedIn) => {
    const texts: string[] = [];
    for (const path of [() => '/api/dossier/windows', ...paths]) {
      const answer = await server.as(who, path());
      texts.push(
        `${answer.status} ${(await answer.text()).replaceAll(/"(instance|traceId)":"[0-9a-f]{16}"/g, '')}`,
      );
    }
    return texts;
  };
  /** A place that was found for the child at a unit. */
  const place = (unit: MadeUnit, region: string) =>
    behind(
      `with p as (insert into allocation.proposal (region_code, unit_id, module_code, provider_id, start_on, state, client_heard, sent, sent_at, answered_at)
         values ($1, $2, $3, $4, platform.today(), 'ACCEPTED', 'PRESENT', true, now(), now()) returning *)
       insert into allocation.proposal_child (proposal_id, region_code, provider_id, request_id, pseudonym, age_years, sex, security_need, file_kind)
       select id, region_code, provider_id, $5, 'K-TEST0000', 14, 'F', 'OPEN', 'VOLUNTARY' from p returning id`,
      [region, unit.unitId, unit.module, unit.providerId, waiting.requestId],
    );
  const lookFrom = async (organisationId: string, role: 'PI' | 'AT') => {
    const who = await signIn(t, role, { organisationId, areaCode: 'WVL' });
    await t.owner(
      `select audit.append_looks(array_agg(id), array_agg($2::text)) from auth.session where person_id = $1`,
      [
        who.personId,
        `{"classes":["D4","D8"],"kind":"READ","outcome":200,"purpose":"FINDING_A_PLACE","subjects":[{"ids":["${childId}"],"kind":"person"}]}`,
      ],
    );
    await t.owner('select audit.seal(1000)');
    await t.db.as('vp_jobs', gatherLooks);
  };

  test('a barred parent is answered the same, byte for byte, wherever the child lives', async () => {
    await run(keep.changeWindow, { relationId: ids.parent!, ...bar });
    await place(units.west, 'WVL');
    await lookFrom(units.west.providerId, 'PI');
    const marks = /"mark":"[0-9a-f]+"/g;
    const bare = (texts: string[]) => texts.map((each) => each.replaceAll(marks, ''));
    const [barredWest, seenWest] = [await answers(parent), await answers(other)];
    await place(units.east, 'WVL');
    await lookFrom(units.east.providerId, 'PI');
    await behind(
      `update waiting_list.person set municipality_code = 'M-OVL', region_code = 'OVL' where id = $1 returning id`,
      [childId],
    );
    const [barredEast, seenEast] = [await answers(parent), await answers(other)];
    await behind(
      `update waiting_list.person set municipality_code = 'M-WVL', region_code = 'WVL' where id = $1 returning id`,
      [childId],
    );
    const statuses = (texts: string[]) => texts.map((each) => each.slice(0, 3));
    expect(statuses(barredWest)).toEqual(['200', '200', '404', '404', '404']);
    expect(statuses(seenWest)).toEqual(['200', '200', '200', '200', '200']);
    expect(bare(barredEast)).toEqual(bare(barredWest));
    // The control: who is not barred is answered otherwise, so that the two worlds do differ.
    expect(seenEast[1]).not.toBe(seenWest[1]);
    expect(barredWest.join('\n')).not.toMatch(/Westkant|Oostkant|Vlaanderen|M-WVL|M-OVL/);
    expect(seenEast[1]).toMatch(/Oostkant/);
  });

  test('who looked: the count is the same for everybody, the lines are as safe as the reader needs', async () => {
    await lookFrom(units.west.providerId, 'PI');
    await lookFrom(team, 'AT');
    await run(keep.setShield, { childId, kind: 'PLACE', organisationId: units.west.providerId });
    const [ofChild, ofParent, ofTrusted] = [
      await looksFor(child),
      await looksFor(parent),
      await looksFor(trusted),
    ];
    expect(ofParent.count).toBe(ofChild.count);
    expect(ofTrusted.lines).toHaveLength(ofParent.lines.length);
    expect(JSON.stringify(ofChild)).toContain('Westkant');
    expect(JSON.stringify(ofParent)).not.toContain('Westkant');
    expect(ofParent.lines.filter((each) => each.why === 'PLACE').length).toBeGreaterThan(0);
    const staff = ofParent.lines.find((each) => each.role === 'AT')!;
    expect(staff).toMatchObject({
      organisation: 'Toegangsteam (verzonnen)',
      purpose: 'FINDING_A_PLACE',
    });
    expect(staff.who).toMatch(/^[0-9A-F]{4}$/);
    expect(JSON.stringify(ofChild)).not.toContain('Persoon AT');
    // A running inquiry is told later, to everybody; afterwards as it was.
    await run(keep.setShield, {
      childId,
      kind: 'INQUIRY',
      organisationId: team,
      until: '2098-01-01',
    });
    const during = await looksFor(child);
    expect(during.count).toBe(ofChild.count);
    expect(during.lines.some((each) => each.role === 'AT')).toBe(false);
    await run(keep.setShield, {
      childId,
      kind: 'INQUIRY',
      organisationId: team,
      until: '2026-01-01',
    });
    expect((await looksFor(child)).lines.some((each) => each.role === 'AT')).toBe(true);
  });

  test('what was logged before anybody had a window is shown too, and nothing twice', async () => {
    const late = await childOf(14);
    const who = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
    await t.owner(
      `select audit.append_looks(array_agg(id), array_agg($2::text)) from auth.session where person_id = $1`,
      [
        who.personId,
        `{"classes":["D4"],"kind":"READ","outcome":200,"purpose":"FINDING_A_PLACE","subjects":[{"ids":["${late}"],"kind":"person"}]}`,
      ],
    );
    await t.owner('select audit.seal(1000)');
    await t.db.as('vp_jobs', gatherLooks);
    const young = await signIn(t, 'CH');
    await give(young, 'CHILD', {}, late);
    await Promise.all([t.db.as('vp_jobs', gatherLooks), t.db.as('vp_jobs', gatherLooks)]);
    await t.db.as('vp_jobs', gatherLooks);
    const looks = await t.db.read(young, (tx) => looksOf(tx, late, 0, () => null));
    expect(looks.count).toBe(1);
  });

  test('a copy holds what the window shows, and a barred parent gets none', async () => {
    const pdf = await server.as(child, `/api/dossier/files/${childId}/copy.pdf`);
    expect([pdf.status, pdf.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await pdf.text()).startsWith('%PDF-1.7')).toBe(true);
    const json = await server.as(trusted, `/api/dossier/files/${childId}/copy.json`);
    expect(await json.text()).toContain('Woorden AGOGIC');
    await run(keep.changeWindow, { relationId: ids.parent!, ...bar });
    const none = await server.as(parent, `/api/dossier/files/${childId}/copy.pdf`);
    expect(none.status).toBe(404);
  });
});

describe('what is asked', () => {
  const asking = (who: SignedIn, kind: 'OBJECTION' | 'ADDITION' | 'COMPLAINT' = 'ADDITION') =>
    t.db.write(who, (tx) => ask(tx, { childId, kind, words: 'Dit wil ik zeggen' }));

  test('sent twice under one key it stands there once, and the order is as it was', async () => {
    const order = () =>
      t.owner('select * from waiting_list.position order by request_id, module_code');
    const before = await order();
    const send = (key: string) =>
      server.as(parent, `/api/dossier/files/${childId}/claims`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ kind: 'OBJECTION', words: 'Ik ga niet akkoord' }),
      });
    const key = randomUUID();
    const sent = await Promise.all([send(key), send(key)]);
    expect(sent.map((each) => each.status)).toEqual([200, 200]);
    expect((await fileFor(parent)).claims).toHaveLength(1);
    expect(await order()).toEqual(before);
    // Each apart: neither the other parent nor the child reads it.
    expect((await fileFor(other)).claims).toEqual([]);
    expect((await fileFor(child)).claims).toEqual([]);
  });

  test('of two answers at the same moment one stands, with its reason', async () => {
    const { id, dueOn } = await asking(child);
    const [row] = (await t.db.read(worker, questions)).rows.filter((each) => each.id === id);
    expect(row).toMatchObject({ dueOn, outcome: null, windowKind: 'CHILD' });
    const answer = (who: SignedIn) =>
      run(
        keep.answerClaim,
        { claimId: id, outcome: 'GRANTED' as const, answer: 'Je hebt gelijk' },
        who,
      );
    const done = await Promise.allSettled([answer(worker), answer(colleague)]);
    expect(done.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      (done.find((each) => each.status === 'rejected') as PromiseRejectedResult).reason,
    ).toMatchObject({
      code: 'claim-answered-once',
    });
    expect((await fileFor(child)).claims).toMatchObject([
      { outcome: 'GRANTED', answer: 'Je hebt gelijk' },
    ]);
    const notices = await t.owner(
      `select 1 from notices.notice where person_id = $1 and kind = 'dossier.answered' and role_code = 'CH'`,
      [child.personId],
    );
    expect(notices).toHaveLength(1);
    expect((await t.db.read(stranger, questions)).rows).toEqual([]);
  });

  test('an objection is not answered by who judged how urgent it is', async () => {
    const { id } = await asking(parent, 'OBJECTION');
    await t.owner(
      `alter table waiting_list.assessment disable trigger user; update waiting_list.assessment set assessed_by = '${worker.personId}' where request_id = '${waiting.requestId}'; alter table waiting_list.assessment enable trigger user`,
    );
    const answer = { claimId: id, outcome: 'REFUSED' as const, answer: 'Niet akkoord, want' };
    await expect(run(keep.answerClaim, answer)).rejects.toMatchObject({
      code: 'objection-by-another',
    });
    await run(keep.answerClaim, answer, colleague);
  });

  test('terms: thirty days, for a complaint forty-five; a window that ended asks nothing', async () => {
    const days = async (dueOn: string) =>
      (await t.owner<{ n: number }>('select $1::date - platform.today() as n', [dueOn]))[0]!.n;
    expect(await days((await asking(trusted)).dueOn)).toBe(30);
    expect(await days((await asking(trusted, 'COMPLAINT')).dueOn)).toBe(45);
    await run(keep.endWindow, { relationId: ids.trusted!, reason: 'op vraag van de jongere' });
    await expect(asking(trusted)).rejects.toMatchObject({ code: 'not-found' });
  });
});
