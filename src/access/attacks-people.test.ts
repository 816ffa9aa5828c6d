import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOrganisation, addPerson, blockPerson, setSetting } from '../administration/accounts.ts';
import { endHat } from '../administration/hats.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../capacity/fixtures.ts';
import { undoEvent } from '../capacity/undo-event.ts';
import { type Actor, idempotent, recordEvent } from '../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';

/** What somebody with a role of their own tries beyond it, by the commands that they may use. */
let t: TestDatabase;
let unit: MadeUnit;
let provider: string;

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 4 }));
});
afterAll(() => t.close());

const actorOf = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});

describe('taking back', () => {
  const recognise = (who: SignedIn) =>
    t.db.write(who, async (tx) => {
      const eventId = await recordEvent(tx, actorOf(who), {
        slice: 'capacity',
        kind: 'import',
        organisationId: who.organisationId,
        subjectId: null,
        undoable: true,
      });
      await tx.rows(
        `insert into capacity.recognition (unit_id, module_code, provider_id, places, period)
         values ($1, $2, $3, 2, '[2026-01-01,)')`,
        [unit.unitId, unit.module, provider],
      );
      return eventId;
    });
  const undo = (who: SignedIn, eventId: string) =>
    t.db.write(who, (tx) => undoEvent(tx, actorOf(who), { eventId }));
  const left = async (eventId: string) =>
    (await t.owner('select 1 from capacity.recognition where event_id = $1', [eventId])).length;

  test('what a supervisor of another house did stays, a colleague’s and one’s own go', async () => {
    const house = await makeOrganisation(t, 'agency');
    const [mine, colleague] = [
      await signIn(t, 'AS', { organisationId: house }),
      await signIn(t, 'AS', { organisationId: house }),
    ];
    const stranger = await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'agency') });
    const [first, second] = [await recognise(mine), await recognise(mine)];
    await expect(undo(stranger, first)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await left(first)).toBe(1);
    await undo(colleague, first);
    await undo(mine, second);
    expect([await left(first), await left(second)]).toEqual([0, 0]);
  });

  test('two at once take it back once, and a third is told', async () => {
    const mine = await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'agency') });
    const eventId = await recognise(mine);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => undo(mine, eventId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(undo(mine, eventId)).rejects.toMatchObject({ code: 'already-undone' });
  });
});

describe('the last administrator', () => {
  const admin = async (until: string | null) => {
    const made = await signIn(t, 'AD');
    if (until)
      await t.owner(`update auth.hat set valid = daterange('2000-01-01', $2) where id = $1`, [
        made.hatId,
        until,
      ]);
    const token = randomBytes(32).toString('hex');
    await t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, idle_limit, idle_ends_at, ends_at)
       values ($1, 'csrf', $2, $3, 'AD', interval '15 minutes', now() + interval '15 minutes', now() + interval '8 hours')`,
      [createHash('sha256').update(Buffer.from(token, 'hex')).digest(), made.personId, made.hatId],
    );
    return { ...made, token };
  };
  const end = (who: SignedIn, whom: SignedIn, on = '2026-01-01') =>
    t.db.write(who, (tx) => endHat(tx, { hatId: whom.hatId, on }));
  const block = (who: SignedIn, whom: SignedIn) =>
    t.db.write(who, (tx) => blockPerson(tx, { personId: whom.personId, blocked: true }));
  const last = { code: 'last-administrator' };

  test('is not ended or blocked by a deputy whose own role runs out', async () => {
    const [keeper, deputy] = [await admin(null), await admin('2099-01-01')];
    await expect(end(deputy, keeper)).rejects.toMatchObject(last);
    await expect(end(deputy, keeper, '2098-01-01')).rejects.toMatchObject(last);
    await expect(block(deputy, keeper)).rejects.toMatchObject(last);
    await end(keeper, deputy);
    const second = await admin(null);
    await block(second, keeper);
    await expect(end(await admin('2099-01-01'), second)).rejects.toMatchObject(last);
  });

  test('is never both of two who end each other at once', async () => {
    const [a, b] = [await admin(null), await admin(null)];
    await t.owner(
      `update auth.hat set valid = 'empty' where role_code = 'AD' and id not in ($1, $2)`,
      [a.hatId, b.hatId],
    );
    const outcomes = await Promise.allSettled([end(a, b), end(b, a)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('settings by one administrator alone', () => {
  const set = async (key: string, value: number) => {
    const ad = await signIn(t, 'AD');
    return t.db.write(ad, (tx) =>
      setSetting(tx, {
        key,
        region: null,
        value,
        from: '2026-06-01',
        source: 'Aanval (verzonnen)',
      }),
    );
  };
  test.each([
    ['insight.smallest-shown.usual', 1],
    ['insight.smallest-shown.usual', 5],
    ['insight.smallest-shown.sensitive', 9],
    ['insight.fewest-organisations', 2],
    ['insight.release-delay-days', 0],
    ['insight.release-delay-days', 14.5],
    ['capacity.stale-after-days', 1.5],
    ['capacity.stale-after-days', 1e300],
    ['capacity.stale-after-days', -1],
    ['capacity.unavailability.longest-days', 1e9],
    ['balance.places-per-1000-minors', -1],
    ['saved-search.most', 0],
    ['saved-search.most', 1e6],
  ])('%s does not become %d', async (key, value) => {
    await expect(set(key, value)).rejects.toMatchObject({ code: 'setting-in-bounds' });
  });
  test('the gate may be made stricter', async () => {
    await set('insight.smallest-shown.usual', 11);
    await set('capacity.stale-after-days', 3);
  });
});

describe('a key of a write', () => {
  const once = (who: SignedIn, key: string, tells: string) =>
    idempotent(t.db, who, { key, route: 'x', input: { same: true } }, async () => tells);

  test('gives its answer under the same hat alone, and to nobody else', async () => {
    const [a, b] = [await makeOrganisation(t, 'provider'), await makeOrganisation(t, 'provider')];
    const atA = await signIn(t, 'PC', { organisationId: a });
    const atB = await signIn(t, 'PC', { organisationId: b });
    await t.owner(`update auth.hat set person_id = $1 where id = $2`, [atA.personId, atB.hatId]);
    await t.owner(`update auth.session set person_id = $1, ended_at = null where hat_id = $2`, [
      atA.personId,
      atB.hatId,
    ]);
    expect((await once(atA, 'key-of-two-hats', 'of A')).body).toBe('of A');
    expect((await once(atA, 'key-of-two-hats', 'again')).body).toBe('of A');
    await expect(once(atB, 'key-of-two-hats', 'of B')).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    const other = await signIn(t, 'PC', { organisationId: a });
    expect((await once(other, 'key-of-two-hats', 'another person’s')).body).toBe(
      'another person’s',
    );
  });
});

test('a name of two lines is no name', async () => {
  const ad = await signIn(t, 'AD');
  const name = 'Twee\nregels (verzonnen)';
  const person = { name, issuer: 'test', subject: 'twee' };
  await expect(t.db.write(ad, (tx) => addPerson(tx, ad.personId, person))).rejects.toMatchObject({
    code: 'person-name-one-line',
  });
  const house = { name, code: 'TWEE', kind: 'agency' } as const;
  await expect(t.db.write(ad, (tx) => addOrganisation(tx, house))).rejects.toMatchObject({
    code: 'organisation-name-one-line',
  });
});
