import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { makeOrganisation, signIn, testDatabase } from '../../src/platform/testing/database.ts';
import { contentOf, differences } from './content-hash.ts';
import { moveDatabase } from './move-database.ts';

/** The superuser of the test server, whom no row-level security binds. */
async function superuser(ownerUrl: string): Promise<pg.Client> {
  const url = new URL(ownerUrl);
  url.username = 'postgres';
  url.password = inject('database').superuserPassword;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function two() {
  const [old, made] = await Promise.all([
    testDatabase({ forThisTest: true }),
    testDatabase({ forThisTest: true }),
  ]);
  const organisationId = await makeOrganisation(old, 'access-team', "Team 'één' \\ (verzonnen)");
  const who = await signIn(old, 'AT', { organisationId, areaCode: 'WVL' });
  await old.db.as('vp_jobs', (tx) =>
    tx.rows(`select audit.append_of_program('{"kind":"TEST","text":"regel"}')`),
  );
  return {
    old,
    made,
    who,
    source: await superuser(old.ownerUrl),
    target: await superuser(made.ownerUrl),
  };
}

test('moves every row and number, and the new database goes on where the old one was', async () => {
  const { old, made, source, target } = await two();
  const moved = await moveDatabase(source, target);
  expect(moved.differing).toEqual([]);
  expect(moved.rows).toBeGreaterThan(5);
  expect(differences(await contentOf(source), await contentOf(target))).toEqual([]);
  const next = (test: typeof old) =>
    test.owner<{ next: number }>(`select last_value + 1 as next from audit.entry_id_seq`);
  expect(await next(made)).toEqual(await next(old));
});

test('the comparison sees one changed letter, one row more, and one table less', async () => {
  const { old, source } = await two();
  const before = await contentOf(source);
  await old.owner(`update auth.organisation set name = name || '.'`);
  const after = await contentOf(source);
  expect(differences(before, after).join()).toMatch(/auth\.organisation: 1 → 1 rows/);
  await makeOrganisation(old, 'provider');
  expect(differences(after, await contentOf(source)).join()).toMatch(/1 → 2 rows/);
  const less = new Map([...before].filter(([name]) => name !== 'auth.person'));
  expect(differences(before, less)).toEqual(['auth.person: 1 → no table rows']);
});

test('refuses a database that somebody uses, and leaves it as it was', async () => {
  const { made, source, target } = await two();
  await signIn(made, 'AT');
  const before = await contentOf(target);
  await expect(moveDatabase(source, target)).rejects.toThrow(/in use/);
  expect(differences(before, await contentOf(target))).toEqual([]);
});

test('moves nothing when a row does not come through', async () => {
  const { made, source, target } = await two();
  await made.owner('alter table auth.person add constraint no_one check (false)');
  const before = await contentOf(target);
  await expect(moveDatabase(source, target)).rejects.toThrow(/no_one/);
  expect(differences(before, await contentOf(target))).toEqual([]);
});
