import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import type { KeepSearch } from './contract.ts';
import {
  changeSearch,
  deleteSearch,
  forgetSearches,
  keepSearch,
  restoreSearch,
  savedSearches,
} from './saved-search.queries.ts';

let t: TestDatabase;
let worker: SignedIn;
let supervisor: SignedIn;
let elsewhere: SignedIn;
let keeper: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());
beforeEach(async () => {
  const team = await makeOrganisation(t, 'access-team');
  worker = await signIn(t, 'AT', { organisationId: team });
  supervisor = await signIn(t, 'AS', { organisationId: team });
  keeper = await signIn(t, 'PC', { organisationId: team });
  elsewhere = await signIn(t, 'AT', { organisationId: await makeOrganisation(t, 'access-team') });
});

const girls: KeepSearch = {
  name: 'Meisjes West',
  page: '/regiekamer',
  query: 'gender=F&region=WVL',
};
const keep = (change: Partial<KeepSearch> = {}, who = worker) =>
  t.db.write(who, (tx) => keepSearch(tx, who, { ...girls, ...change }));
const list = (who = worker) => t.db.read(who, savedSearches);
const names = async (who = worker) => (await list(who)).map(({ name }) => name);

describe('keeping an address under a name', () => {
  test('ten at once under one name are one; the others are told', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => keep()));
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of results)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'saved-search-name-once' });
    expect(await names()).toEqual(['Meisjes West']);
  });

  test('ten at once that each become the default leave one', async () => {
    await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => keep({ name: `Vraag ${n}`, isDefault: true })),
    );
    const all = await list();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('colleagues in the same circle of roles read what is shared, and nobody else', async () => {
    await keep({ shared: true });
    await keep({ name: 'Voor mij' });
    expect(await list(supervisor)).toMatchObject([
      { name: 'Meisjes West', own: false, shared: true, isDefault: false },
    ]);
    expect(await names(keeper)).toEqual([]);
    expect(await names(elsewhere)).toEqual([]);
  });

  test('a colleague changes nothing of it', async () => {
    const { id } = await keep({ shared: true });
    const asSupervisor = (work: Parameters<typeof t.db.write>[1]) => t.db.write(supervisor, work);
    const refused = { code: 'saved-search-not-found' };
    await expect(
      asSupervisor((tx) => changeSearch(tx, supervisor, { searchId: id, name: 'x' })),
    ).rejects.toMatchObject(refused);
    await expect(
      asSupervisor((tx) => changeSearch(tx, supervisor, { searchId: id, isDefault: true })),
    ).rejects.toMatchObject(refused);
    await expect(asSupervisor((tx) => deleteSearch(tx, id))).rejects.toMatchObject(refused);
    await expect(asSupervisor((tx) => restoreSearch(tx, id))).rejects.toMatchObject(refused);
  });

  test('nobody puts an address into another organisation', async () => {
    await expect(
      t.db.write(worker, (tx) =>
        keepSearch(
          tx,
          { role: 'AT', organisationId: elsewhere.organisationId },
          { ...girls, shared: true },
        ),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each([
    ['another host', { page: '//elsewhere.example' }, 'saved-search-page'],
    ['the way out', { page: '/auth/logout' }, 'saved-search-screen'],
    ['the issuer', { page: '/idp/session/end' }, 'saved-search-screen'],
    ['what a program is answered', { page: '/api/session' }, 'saved-search-screen'],
    ['a line break', { query: 'a=b\nc' }, 'saved-search-query'],
    ['only spaces', { name: '   ' }, 'saved-search-name'],
  ])('refuses %s', async (_, change, code) => {
    await expect(keep(change)).rejects.toMatchObject({ code });
  });
});

describe('what one person keeps has an end', () => {
  const tooMany = { code: 'saved-search-most' };
  beforeAll(async () => {
    await t.owner(`delete from region.setting where key = 'saved-search.most'`);
    await t.owner(
      `insert into region.setting (key, value, source, valid) values ('saved-search.most', '4', 'test', '[2020-01-01,)')`,
    );
  });
  afterAll(() => t.owner(`delete from region.setting where key = 'saved-search.most'`));

  test('of ten at once for the last one a single one is kept', async () => {
    for (const n of [1, 2, 3]) await keep({ name: `Vraag ${n}` });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => keep({ name: `Laatste ${n}` })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(tooMany);
    expect(await list()).toHaveLength(4);
    await keep({ name: 'Van een ander' }, supervisor);
  });

  test('throwing one away makes room, which putting it back needs too', async () => {
    const { id } = await keep({ name: 'Vraag 1' });
    for (const n of [2, 3, 4]) await keep({ name: `Vraag ${n}` });
    await t.db.write(worker, (tx) => deleteSearch(tx, id));
    await keep({ name: 'Vraag 5' });
    await expect(t.db.write(worker, (tx) => restoreSearch(tx, id))).rejects.toMatchObject(tooMany);
  });

  test('keeping and throwing away again and again comes to an end', async () => {
    const again = async () => {
      for (let n = 0; n < 50; n++) {
        const { id } = await keep({ name: `Vraag ${n}` });
        await t.db.write(worker, (tx) => deleteSearch(tx, id));
      }
    };
    await expect(again()).rejects.toMatchObject(tooMany);
  });
});

describe('afterwards', () => {
  test('rename, stop sharing, and another default', async () => {
    const { id } = await keep({ shared: true, isDefault: true });
    const change = (input: object, searchId = id) =>
      t.db.write(worker, (tx) => changeSearch(tx, worker, { searchId, ...input }));
    await change({ name: ' Meisjes ' });
    expect(await list()).toMatchObject([{ name: 'Meisjes', shared: true, isDefault: true }]);
    await change({ shared: false });
    expect(await names(supervisor)).toEqual([]);
    const other = await keep({ name: 'Jongens' });
    await change({ isDefault: true }, other.id);
    expect((await list()).filter(({ isDefault }) => isDefault)).toMatchObject([
      { name: 'Jongens' },
    ]);
  });

  test('what is deleted is gone for all, can be put back, and is forgotten after a month', async () => {
    const { id } = await keep({ shared: true });
    await t.db.write(worker, (tx) => deleteSearch(tx, id));
    expect([await names(), await names(supervisor)]).toEqual([[], []]);
    await t.db.write(worker, (tx) => restoreSearch(tx, id));
    expect(await names(supervisor)).toEqual(['Meisjes West']);
    await t.db.write(worker, (tx) => deleteSearch(tx, id));
    await keep();
    await expect(t.db.write(worker, (tx) => restoreSearch(tx, id))).rejects.toMatchObject({
      code: 'saved-search-name-once',
    });
    await t.owner(
      `update saved_search.search set deleted_at = now() - interval '31 days' where id = $1`,
      [id],
    );
    await t.db.as('vp_jobs', forgetSearches);
    await expect(t.db.write(worker, (tx) => restoreSearch(tx, id))).rejects.toMatchObject({
      code: 'saved-search-not-found',
    });
  });
});
