import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../platform/db/migrate.ts';
import type { WallPart } from '../platform/db/wall.ts';
import { testDatabase } from '../platform/testing/database.ts';
import { policiesSql } from './policies.ts';

/** A database with the wall in force, and somebody else at work in it. */
async function world() {
  const t = await testDatabase({ forThisTest: true });
  const other = new pg.Client({ connectionString: t.ownerUrl });
  await other.connect();
  onTestFinished(() => other.end());
  return {
    ...t,
    other,
    start: (policies = policiesSql()) =>
      migrate({ url: t.ownerUrl, roleSecret: t.roleSecret, policies }),
  };
}

const everyTable = `select string_agg(format('%I.%I', n.nspname, c.relname), ', ') as names from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema|public|graphile_worker)' and format('%I.%I', n.nspname, c.relname) <> all ($1)`;

async function holdAll(other: pg.Client, mode: string, but: string[] = []): Promise<void> {
  const { rows } = await other.query<{ names: string }>(everyTable, [but]);
  await other.query('begin');
  await other.query(`lock table ${rows[0]!.names} in ${mode} mode`);
}

const policiesOf = async (client: pg.Client, table: string) =>
  (
    await client.query(
      `select polname, polcmd, pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as "check"
         from pg_policy where polrelid = $1::regclass order by polname`,
      [table],
    )
  ).rows;

/** The same wall, in which one table says something else. */
const changed = (table: string): WallPart[] =>
  policiesSql().map((part) =>
    part.name === table ? { ...part, sql: part.sql.replace('vp_at_read', 'vp_at_sees') } : part,
  );

test('a start with nothing changed waits for no lock', async () => {
  const { other, start } = await world();
  await holdAll(other, 'access exclusive');
  const began = performance.now();
  expect(await start()).toEqual({ applied: [], renewed: [] });
  expect(performance.now() - began).toBeLessThan(2_000);
  await other.query('rollback');
}, 30_000);

test('one changed policy locks its table and no other', async () => {
  const { other, start } = await world();
  // Whoever reads holds this on each table that they read: a policy could not be made on any of them.
  await holdAll(other, 'access share', ['capacity.care_unit']);
  expect(await start(changed('capacity.care_unit'))).toEqual({
    applied: [],
    renewed: ['capacity.care_unit'],
  });
  await other.query('rollback');
  const names = (await policiesOf(other, 'capacity.care_unit')).map(({ polname }) => polname);
  expect(names).toContain('vp_at_sees');
  expect(names).not.toContain('vp_at_read');
  expect((await start()).renewed).toEqual(['capacity.care_unit']);
}, 30_000);

test('a table is never seen without its policies while they are said anew', async () => {
  const { other, start } = await world();
  const ended = new AbortController();
  const counts = new Set<number>();
  const watched = (async () => {
    while (!ended.signal.aborted)
      counts.add((await policiesOf(other, 'capacity.care_unit')).length);
  })();
  for (let n = 0; n < 5; n += 1) {
    await start(changed('capacity.care_unit'));
    await start();
  }
  ended.abort();
  await watched;
  expect(counts.size).toBe(1);
}, 30_000);

test.each<[string, string, string]>([
  [
    'a policy that was opened',
    'alter policy vp_pc_read on capacity.care_unit using (true)',
    'capacity.care_unit',
  ],
  [
    'a policy that was dropped',
    'drop policy vp_pc_read on capacity.care_unit',
    'capacity.care_unit',
  ],
  [
    'a policy that was planted',
    'create policy planted on capacity.care_unit to vp_nobody using (true)',
    'capacity.care_unit',
  ],
  [
    'row security turned off',
    'alter table capacity.care_unit disable row level security',
    'capacity.care_unit',
  ],
  [
    'row security not for the owner',
    'alter table capacity.care_unit no force row level security',
    'capacity.care_unit',
  ],
  ['a grant on a table', 'grant select on capacity.care_unit to vp_nobody', 'capacity.care_unit'],
  ['a grant on a column', 'grant update (id) on capacity.care_unit to vp_at', 'capacity.care_unit'],
  ['a grant on a view', 'grant select on region.norm to vp_nobody', 'region.norm'],
  ['a grant on a schema', 'grant create on schema capacity to vp_at', 'capacity'],
  [
    'a right to call',
    'grant execute on function platform.channel(text) to vp_at',
    'platform.channel(text)',
  ],
  [
    'a right that was taken',
    'revoke execute on function auth.enter(text) from vp_at',
    'auth.enter(text)',
  ],
])(
  '%s by hand is found and put right',
  async (_, plant, name) => {
    const { other, start } = await world();
    const state = async () =>
      (
        await other.query(
          `select (select json_agg(json_build_array(c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text[]) order by c.oid) from pg_class c where relnamespace::regnamespace::text in ('capacity', 'region')) as tables,
                (select json_agg(json_build_array(attrelid::regclass, attname, attacl::text[]) order by attrelid, attnum) from pg_attribute where attacl is not null) as columns,
                (select json_agg(json_build_array(oid::regprocedure, proacl::text[]) order by oid) from pg_proc where proname in ('enter', 'channel')) as functions,
                (select json_agg(json_build_array(nspname, nspacl::text[]) order by nspname) from pg_namespace where nspname !~ '^pg_') as schemas`,
        )
      ).rows[0];
    const before = await state();
    const policies = await policiesOf(other, 'capacity.care_unit');
    await other.query(plant);
    expect([await state(), await policiesOf(other, 'capacity.care_unit')]).not.toEqual([
      before,
      policies,
    ]);
    expect((await start()).renewed).toEqual([name]);
    expect(await policiesOf(other, 'capacity.care_unit')).toEqual(policies);
    expect(await state()).toEqual(before);
  },
  30_000,
);

test('what nobody speaks of is open to nobody, and a new function is not open to all', async () => {
  const { other, start } = await world();
  await other.query(`create function capacity.planted() returns int language sql as 'select 1'`);
  await other.query(`create table capacity.planted_table (id int)`);
  await other.query(`grant select on capacity.planted_table to vp_at`);
  await other.query(`create policy planted on capacity.planted_table using (true)`);
  // The words that migrations end with.
  await other.query(
    `do $$ begin if to_regclass('public.policies_in_force') is not null then delete from public.policies_in_force; end if; end $$`,
  );
  expect((await start()).renewed.sort()).toEqual(['capacity.planted()', 'capacity.planted_table']);
  const { rows } = await other.query(
    `select has_function_privilege('vp_at', 'capacity.planted()', 'execute') as calls, has_table_privilege('vp_at', 'capacity.planted_table', 'select') as reads`,
  );
  expect(rows).toEqual([{ calls: false, reads: false }]);
  expect(await policiesOf(other, 'capacity.planted_table')).toEqual([]);
  expect((await start()).renewed).toEqual([]);
}, 30_000);

test('a wall that speaks of what is not there does not start', async () => {
  const { start } = await world();
  const missing: WallPart = { kind: 'function', name: 'capacity.nothing()', sql: '' };
  await expect(start([...policiesSql(), missing])).rejects.toThrow('capacity.nothing()');
}, 30_000);

test('two starts at once say the same wall', async () => {
  const { start } = await world();
  const [a, b] = await Promise.all([
    start(changed('capacity.care_unit')),
    start(changed('capacity.care_unit')),
  ]);
  expect([...a.renewed, ...b.renewed]).toContain('capacity.care_unit');
  expect((await start(changed('capacity.care_unit'))).renewed).toEqual([]);
}, 30_000);
