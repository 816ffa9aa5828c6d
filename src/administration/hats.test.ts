import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeProvider, makeReference } from '../capacity/fixtures.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { addPerson, blockPerson, changes, setSetting, settings } from './accounts.ts';
import type { AskHat } from './contract.ts';
import { answerHat, askHat, endHat, people, requests } from './hats.ts';

let t: TestDatabase;
let provider: string;
let agency: string;
let ad: SignedIn;
let second: SignedIn;
let intake: SignedIn;
let keeper: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(() => t.close());
beforeEach(async () => {
  provider = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  agency = await makeOrganisation(t, 'agency');
  ad = await signIn(t, 'AD');
  second = await signIn(t, 'AD');
  intake = await signIn(t, 'PI', { organisationId: provider });
  keeper = await signIn(t, 'PC', { organisationId: provider });
});

const asked = (change: Partial<AskHat> = {}): AskHat => ({
  personId: intake.personId,
  role: 'PC',
  organisationId: provider,
  from: '2026-01-01',
  reason: 'Nieuwe taak (verzonnen)',
  ...change,
});
const ask = (who: SignedIn, change: Partial<AskHat> = {}) =>
  t.db.write(who, (tx) => askHat(tx, asked(change)));
const answer = (who: SignedIn, requestId: string, yes = true) =>
  t.db.write(who, (tx) => answerHat(tx, { requestId, yes }));
const rolesOf = async ({ personId }: SignedIn) =>
  (
    await t.owner<{ role: string }>(
      `select role_code as role from auth.hat where person_id = $1 and not isempty(valid) order by 1`,
      [personId],
    )
  ).map(({ role }) => role);
const signedIn = ({ token }: SignedIn, role: ApplicationRole) =>
  t.db.read({ token, role }, async () => true).catch((error: { code: string }) => error.code);

test('an account without a log-in service gets the one of who adds it', async () => {
  const add = (subject: string, issuer?: string) =>
    t.db.write(ad, (tx) =>
      addPerson(tx, ad.personId, { name: 'Nieuw (verzonnen)', subject, ...(issuer && { issuer }) }),
    );
  const issuerOf = async (id: string) =>
    (await t.owner<{ issuer: string }>('select issuer from auth.person where id = $1', [id]))[0]
      ?.issuer;
  const added = await add(`nieuw-${ad.personId}`);
  expect(await issuerOf(added.id)).toBe(await issuerOf(ad.personId));
  const elsewhere = await add('nieuw', `https://elders.example/${ad.personId}`);
  expect(await issuerOf(elsewhere.id)).toBe(`https://elders.example/${ad.personId}`);
});

describe('giving a role', () => {
  test('ten who say yes at once give one role', async () => {
    const { requestId } = await ask(ad, { role: 'AS', organisationId: agency });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => answer(second, requestId)),
    );
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await rolesOf(intake)).toEqual(['AS', 'PI']);
  });

  test('an ordinary role is there at once, and the person is told', async () => {
    const { hatId } = await ask(ad);
    expect(hatId).not.toBeNull();
    expect(await rolesOf(intake)).toEqual(['PC', 'PI']);
    expect(
      await t.owner(`select kind, role_code from notices.notice where person_id = $1`, [
        intake.personId,
      ]),
    ).toEqual([{ kind: 'account.hat-given', role_code: null }]);
  });

  test.each(['AT', 'AS', 'CR', 'AD', 'PO', 'OP'] as const)(
    '%s waits for a second administrator',
    async (role) => {
      const { requestId, hatId } = await ask(ad, { role, organisationId: agency, areaCode: 'WVL' });
      expect(hatId).toBeNull();
      expect(await rolesOf(intake)).toEqual(['PI']);
      await expect(answer(ad, requestId)).rejects.toMatchObject({ code: 'two-persons' });
      await answer(second, requestId);
      expect(await rolesOf(intake)).toContain(role);
      await expect(answer(second, requestId)).rejects.toMatchObject({ code: 'answered-once' });
    },
  );

  test('a crisis desk without a region, and a family without a service, are refused', async () => {
    await expect(ask(ad, { role: 'CR', organisationId: agency })).rejects.toMatchObject({
      code: 'desk-has-region',
    });
    await expect(ask(ad, { role: 'FF', organisationId: null })).rejects.toMatchObject({
      code: 'foster-has-service',
    });
  });

  test('a foster-care service gives and ends the role of a family of its own, and no other role', async () => {
    const service = await makeOrganisation(t, 'foster-care-service');
    const own = await signIn(t, 'FS', { organisationId: service });
    const colleague = await signIn(t, 'FS', { organisationId: service });
    const family = { personId: colleague.personId, organisationId: service };
    const { hatId } = await ask(own, { ...family, role: 'FF' });
    expect(await rolesOf(colleague)).toEqual(['FF', 'FS']);
    await t.db.write(own, (tx) => endHat(tx, { hatId: hatId!, on: '2026-01-01' }));
    expect(await rolesOf(colleague)).toEqual(['FS']);
    await expect(ask(own, { ...family, role: 'PC' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      ask(own, { ...family, role: 'FF', organisationId: provider }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a no gives nothing, and one may take back one’s own request', async () => {
    const { requestId } = await ask(ad, { role: 'AT', organisationId: agency });
    await answer(ad, requestId, false);
    expect(await rolesOf(intake)).toEqual(['PI']);
    const [closed] = await t.db.read(ad, (tx) => requests(tx, false));
    expect(closed).toMatchObject({ role: 'AT', answer: 'NO' });
  });

  test('nobody gives a role to themself, asked or answered', async () => {
    await expect(ask(ad, { personId: ad.personId, role: 'AN' })).rejects.toMatchObject({
      code: 'role-never-for-oneself',
    });
    const { requestId } = await ask(ad, {
      personId: second.personId,
      role: 'AT',
      organisationId: agency,
    });
    await expect(answer(second, requestId)).rejects.toMatchObject({
      code: 'role-never-for-oneself',
    });
  });

  test('a deputy’s role ends by itself, and names for whom', async () => {
    const deputy = { standsInFor: keeper.personId };
    await expect(
      ask(intake, { personId: intake.personId, ...deputy, until: '2026-02-01' }),
    ).rejects.toMatchObject({
      code: 'role-never-for-oneself',
    });
    const colleague = await signIn(t, 'PI', { organisationId: provider });
    await expect(ask(intake, { personId: colleague.personId, ...deputy })).rejects.toMatchObject({
      code: 'deputy-until',
    });
    await ask(intake, { personId: colleague.personId, ...deputy, until: '2026-02-01' });
    const shown = (await t.db.read(intake, people)).find(
      ({ personId }) => personId === colleague.personId,
    );
    expect(shown!.hats).toContainEqual(
      expect.objectContaining({
        role: 'PC',
        until: '2026-02-01',
        standsInFor: expect.stringContaining('PC'),
      }),
    );
  });
});

describe('attacks', () => {
  test.each([
    [
      'a row of one’s own',
      (me: string) => `insert into auth.hat (person_id, role_code) values ('${me}', 'AT')`,
    ],
    ['a longer role', () => `update auth.hat set valid = '[2000-01-01,)'`],
    ['another role', () => `update auth.hat set role_code = 'AD'`],
    [
      'a request that was answered',
      (me: string) =>
        `insert into administration.hat_request (person_id, role_code, valid, reason, asked_by, asked_at, decided_by, decided_at, answer)
       values ('${me}', 'AT', '[2026-01-01,)', 'xxx', '${me}', now(), '${me}', now(), 'YES')`,
    ],
    ['an answer', () => `update administration.hat_request set answer = 'YES'`],
    ['the history', () => `delete from administration.change`],
    ['a key', () => `select token_hash from auth.api_key`],
  ])('%s by SQL of its own, under the administrator’s login: refused', async (_, sql) => {
    await expect(t.db.write(ad, (tx) => tx.rows(sql(ad.personId)))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('the owner’s functions themselves keep two persons: a hat without a request is refused', async () => {
    // What a mistake in a later function would do: insert under the owner's rights for an administrator.
    await t.owner(
      `create function administration.mistake(p uuid) returns void language sql security definer as
         $$ insert into auth.hat (person_id, role_code, valid) values (p, 'AT', '[2026-01-01,)') $$`,
    );
    await t.owner(`grant execute on function administration.mistake(uuid) to vp_ad`);
    await expect(
      t.db.write(ad, (tx) => tx.rows('select administration.mistake($1)', [intake.personId])),
    ).rejects.toMatchObject({ code: 'two-persons' });
    await t.owner(`drop function administration.mistake(uuid)`);
  });

  test.each([
    ['a role above', { role: 'AT' }],
    ['at another organisation', { organisationId: 'agency' }],
    ['to a stranger', { personId: 'stranger' }],
  ] as [string, Partial<AskHat>][])('an intake gives %s: refused', async (_, change) => {
    const stranger = await signIn(t, 'PI', { organisationId: agency });
    const filled = {
      ...change,
      ...(change.organisationId && { organisationId: agency }),
      personId: change.personId ? stranger.personId : keeper.personId,
    };
    await expect(ask(intake, filled)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('an intake sees and ends roles of its own house alone', async () => {
    const stranger = await signIn(t, 'PC', { organisationId: agency });
    const seen = (await t.db.read(intake, people)).map(({ personId }) => personId).sort();
    expect(seen).toEqual([intake.personId, keeper.personId].sort());
    await expect(
      t.db.write(intake, (tx) => endHat(tx, { hatId: stranger.hatId, on: '2026-01-01' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    for (const role of ['AT', 'CR', 'PC', 'FF', 'AN', 'RB', 'JJ'] as const) {
      const other = await signIn(t, role, { organisationId: provider, areaCode: 'WVL' });
      await expect(t.db.read(other, people)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('ending and blocking', () => {
  test('whoever wears a role that ends is signed out at once', async () => {
    await t.db.write(intake, (tx) => endHat(tx, { hatId: keeper.hatId, on: '2026-01-01' }));
    expect(await signedIn(keeper, 'PC')).toBe('not-signed-in');
  });
  test('who is blocked is signed out at once and can be let in again; not by themself', async () => {
    const block = (who: SignedIn, personId: string, blocked: boolean) =>
      t.db.write(who, (tx) => blockPerson(tx, { personId, blocked }));
    await block(ad, keeper.personId, true);
    expect(await signedIn(keeper, 'PC')).toBe('not-signed-in');
    await block(ad, keeper.personId, false);
    await expect(block(ad, ad.personId, true)).rejects.toMatchObject({
      code: 'account-never-ones-own',
    });
  });
});

describe('settings', () => {
  const set = (value: number, from: string) =>
    t.db.write(ad, (tx) =>
      setSetting(tx, {
        key: 'norm.proef',
        region: 'WVL',
        value,
        from,
        source: 'Proef (verzonnen)',
      }),
    );
  test('a value holds from a day until the next; who changed it stays known', async () => {
    await set(1, '2026-01-01');
    await set(3, '2026-05-01');
    await set(2, '2026-03-01');
    await set(4, '2026-05-01');
    const rows = (await t.db.read(ad, settings)).filter(({ key }) => key === 'norm.proef');
    expect(rows.map(({ value, from, until }) => [value, from, until])).toEqual([
      [4, '2026-05-01', null],
      [2, '2026-03-01', '2026-05-01'],
      [1, '2026-01-01', '2026-03-01'],
    ]);
    const { changes: found } = await t.db.read(ad, (tx) =>
      changes(tx, { before: null, table: 'region.setting' }),
    );
    expect(found[0]).toMatchObject({
      action: 'UPDATE',
      about: 'norm.proef',
      who: expect.stringContaining('AD'),
      fields: [{ name: 'value', before: '3', after: '4' }],
    });
  });
});
