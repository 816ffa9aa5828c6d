import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProvider, makeReference } from '../capacity/fixtures.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import {
  choose,
  forgetNotices,
  inbox,
  markNotice,
  readAll,
  unreadCount,
} from './notices.queries.ts';
import { type NoticeInput, notify } from './notify.ts';

let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  other = await signIn(t, 'PC', { organisationId: await makeOrganisation(t, 'provider') });
});
afterAll(() => t.close());

let n = 0;
const notice = (change: Partial<NoticeInput> = {}): NoticeInput => ({
  to: { role: 'PC', organisationId: provider },
  kind: 'capacity.unavailability-lapsed',
  path: '/mijn-leefgroepen/x',
  about: 'Leefgroep Zes (verzonnen)',
  details: { on: '2026-05-06', places: 2 },
  dedupeKey: `key ${++n}`,
  at: new Date(),
  ...change,
});
const tell = (input: NoticeInput) => t.db.as('vp_jobs', (tx) => notify(tx, input));
const open = (who: SignedIn) =>
  t.db.read(who, (tx) => inbox(tx, { show: 'open', kind: null, limit: 50 }));

describe('telling', () => {
  test('twenty at once with one key tell each person once', async () => {
    const input = notice({ dedupeKey: 'race' });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => tell(input)));
    expect(results.filter((each) => each.status === 'rejected')).toEqual([]);
    const rows = await t.owner(`select person_id from notices.notice where dedupe_key = 'race'`);
    expect(rows).toEqual([{ person_id: pc.personId }]);
  });

  test('reaches who wears the role at the organisation, and nobody else', async () => {
    await tell(notice({ dedupeKey: 'role' }));
    expect((await open(pc)).notices.map(({ kind }) => kind)).toContain(
      'capacity.unavailability-lapsed',
    );
    expect((await open(other)).notices).toEqual([]);
  });

  test.each(['JJ', 'AN', 'RB', 'AD'] as const)(
    '%s is told nothing of capacity, whoever asks for it',
    async (role) => {
      const who = await signIn(t, role, { organisationId: provider });
      for (const to of [
        { role, organisationId: provider },
        { personId: who.personId, role },
      ]) {
        await expect(tell(notice({ to }))).rejects.toMatchObject({ code: 'notice-of-this-role' });
      }
      await expect(tell(notice({ to: { personId: who.personId } }))).rejects.toMatchObject({
        code: 'notice-of-this-role',
      });
      await tell(notice({ to: { personId: who.personId }, kind: 'account.hat-given' }));
      expect((await open(who)).notices).toHaveLength(1);
    },
  );

  test('with two hats the notices of one are not shown under the other', async () => {
    const [hat] = await t.owner<{ id: string }>(
      `insert into auth.hat (person_id, role_code, organisation_id, valid) values ($1, 'JJ', null, '[2000-01-01,)') returning id`,
      [pc.personId],
    );
    const token = 'ab'.repeat(32);
    await t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, idle_limit, idle_ends_at, ends_at)
       values (sha256(decode($1, 'hex')), 'csrf', $2, $3, 'JJ', interval '15 minutes', now() + interval '15 minutes', now() + interval '1 hour')`,
      [token, pc.personId, hat!.id],
    );
    await tell(notice({ dedupeKey: 'hats' }));
    const asJudge = { ...pc, role: 'JJ' as const, token, organisationId: null };
    expect((await open(asJudge)).notices).toEqual([]);
    expect((await open(pc)).notices.length).toBeGreaterThan(0);
  });

  test.each([
    ['another host', { path: '//elsewhere.example' }, 'notice-path'],
    ['another host, as a browser reads it', { path: '/\\elsewhere.example' }, 'notice-path'],
    ['a sentence in the details', { details: { who: 'Jan woont in Gent' } }, 'notice-details'],
    ['no kind at all', { kind: 'x' }, 'notice-kind'],
  ] as [string, Partial<NoticeInput>, string][])('refuses %s', async (_, change, code) => {
    await expect(tell(notice(change))).rejects.toMatchObject({ code });
  });

  test('a session that ended tells nobody', async () => {
    const gone = await signIn(t, 'PC', { organisationId: provider });
    await t.owner(`update auth.session set ended_at = now() where person_id = $1`, [gone.personId]);
    await expect(t.db.write(gone, (tx) => notify(tx, notice()))).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });
});

describe('the inbox', () => {
  let reader: SignedIn;
  beforeAll(async () => {
    reader = await signIn(t, 'AT', { organisationId: await makeOrganisation(t, 'access-team') });
  });
  const mine = (change: Partial<NoticeInput> = {}) =>
    notice({ to: { personId: reader.personId, role: 'AT' }, ...change });

  test('counts what was not read, and what is done leaves it', async () => {
    await tell(mine({ at: new Date('2026-05-01T08:00:00Z') }));
    await tell(mine({ at: new Date('2026-05-02T08:00:00Z') }));
    const { notices, unread, kinds } = await open(reader);
    expect(unread).toBe(2);
    expect(kinds).toEqual([{ kind: 'capacity.unavailability-lapsed', open: 2 }]);
    expect(notices.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-05-02',
      '2026-05-01',
    ]);
    const id = notices[0]!.id;
    const mark = (change: object) => t.db.write(reader, (tx) => markNotice(tx, id, change));
    expect(await mark({ done: true })).toEqual({ unread: 1 });
    expect((await open(reader)).notices).toHaveLength(1);
    expect(await mark({ done: false })).toEqual({ unread: 1 });
    expect(await mark({ read: false })).toEqual({ unread: 2 });
    expect(await t.db.write(reader, readAll)).toEqual({ unread: 0 });
  });

  test('somebody else’s notice answers like none at all', async () => {
    await tell(mine());
    const [notice1] = (await open(reader)).notices;
    for (const id of [notice1!.id, '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11'])
      await expect(
        t.db.write(other, (tx) => markNotice(tx, id, { done: true })),
      ).rejects.toMatchObject({ code: 'notice-not-found' });
  });

  test('gathered kinds appear in the morning, unwanted ones never', async () => {
    await t.db.write(reader, readAll);
    await t.db.write(reader, (tx) => choose(tx, 'capacity.gathered', { told: 'DAILY' }));
    await t.db.write(reader, (tx) => choose(tx, 'capacity.unwanted', { told: 'NEVER' }));
    await tell(mine({ kind: 'capacity.gathered' }));
    await tell(mine({ kind: 'capacity.unwanted' }));
    expect(await t.db.read(reader, unreadCount)).toEqual({ unread: 0 });
    const rows = await t.owner<{ kind: string; hour: string }>(
      `select kind, to_char(shown_from at time zone 'Europe/Brussels', 'HH24:MI') as hour from notices.notice where kind in ('capacity.gathered', 'capacity.unwanted')`,
    );
    expect(rows).toEqual([{ kind: 'capacity.gathered', hour: '07:00' }]);
  });

  test.each([
    ['2026-05-06T04:59:00Z', '2026-05-06T05:00:00.000Z'],
    ['2026-05-06T05:01:00Z', '2026-05-07T05:00:00.000Z'],
    // The nights on which the clock is moved.
    ['2026-03-28T12:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-10-24T12:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('what happens at %s is gathered at %s', async (at, until) => {
    const [row] = await t.owner<{ next: Date }>(`select notices.next_morning($1) as next`, [at]);
    expect(row!.next.toISOString()).toBe(until);
  });

  test('what was done a year ago is forgotten', async () => {
    await tell(mine({ dedupeKey: 'old' }));
    await t.owner(
      `update notices.notice set done_at = now() - interval '366 days' where dedupe_key = 'old'`,
    );
    await t.db.as('vp_jobs', forgetNotices);
    expect(await t.owner(`select 1 from notices.notice where dedupe_key = 'old'`)).toEqual([]);
  });
});
