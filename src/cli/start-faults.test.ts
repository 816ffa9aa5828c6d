import { policiesSql } from '../access/policies.ts';
import { expect, test } from 'vitest';
import { refuseFullDisk } from '../platform/db/cluster.ts';
import { migrate } from '../platform/db/migrate.ts';
import { StartProblem } from '../platform/errors.ts';
import { makeOrganisation, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { readInstance, resetDemo } from './instance.ts';
import { explainFault } from './start-database.ts';

const inWords = /^[A-Z][^\n]*\.$/;
const up = (t: TestDatabase) =>
  migrate({ url: t.ownerUrl, roleSecret: t.roleSecret, policies: policiesSql() });

/** A database with data, as a later version of the program would have left it. */
async function newerDatabase(mode: 'demo' | 'live'): Promise<TestDatabase> {
  const t = await testDatabase({ forThisTest: true });
  await makeOrganisation(t, 'TEAM');
  await t.owner(`update platform.instance set mode = $1`, [mode]);
  await t.owner('create schema later');
  await t.owner(
    'create table later.thing (organisation_id uuid references auth.organisation (id))',
  );
  await t.owner(`insert into public.pgmigrations (name, run_on) values ('9999_later', now())`);
  return t;
}

test('a database that is newer than the program is refused, and nothing in it changes', async () => {
  const t = await newerDatabase('live');
  const refused = await up(t).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartProblem);
  expect((refused as Error).message).toMatch(
    /is newer than this program \(it knows "9999_later"\)/,
  );
  expect(await readInstance(t.ownerUrl)).toMatchObject({ mode: 'live', empty: false });
});

test('a demo is thrown away whole, also one that a newer program made, and made anew', async () => {
  const t = await newerDatabase('demo');
  await resetDemo(t.ownerUrl);
  expect(
    await t.owner(
      `select nspname from pg_namespace where nspname !~ '^pg_|^information_schema$|^public$'`,
    ),
  ).toEqual([]);
  // Twice is no harm: there is nothing left to throw away.
  await resetDemo(t.ownerUrl);
  expect((await up(t)).applied.length).toBeGreaterThan(4);
  expect(await readInstance(t.ownerUrl)).toMatchObject({ mode: 'live', empty: true });
});

test('real data are never thrown away', async () => {
  const t = await newerDatabase('live');
  await expect(resetDemo(t.ownerUrl)).rejects.toThrow(/holds data that are not the demo’s/);
  expect(await readInstance(t.ownerUrl)).toMatchObject({ mode: 'live', empty: false });
  expect(await t.owner('select 1 from later.thing')).toEqual([]);
});

test('a disk without room is refused before anything is written', () => {
  expect(() => refuseFullDisk('/data', () => ({ bavail: 64, bsize: 1024 * 1024 }))).toThrow(
    /^The disk of \/data has 67 MB left; Vrijplaats needs at least 315 MB\. Make room /,
  );
  refuseFullDisk('/data', () => ({ bavail: 400, bsize: 1024 * 1024 }));
});

test.each<[string, unknown, string | null, RegExp | null]>([
  [
    'no room for a table',
    { code: '53100', message: 'x' },
    null,
    /^PostgreSQL stopped: the disk is full\./,
  ],
  [
    'a server that ended',
    new Error('Connection terminated unexpectedly'),
    'the disk is full. Make room and start again.',
    /^PostgreSQL stopped: the disk is full\. Make room and start again\.$/,
  ],
  ['a fault of our own', new TypeError('x is not a function'), 'all is lost', null],
  ['a line that was cut, the server lives', new Error('Connection terminated'), null, null],
])('%s is told in words, or as it is', async (_name, error, trouble, words) => {
  const database = { trouble: () => trouble };
  const told = await explainFault(error, database, 0);
  if (words === null) expect(told).toBe(error);
  else {
    expect((told as Error).message).toMatch(words);
    expect((told as Error).message).toMatch(inWords);
  }
});
