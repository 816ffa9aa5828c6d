import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { isOwnSchema } from '../platform/db/own-schemas.ts';
import { asJj, asPc, live, matrix, ownEvent, refusal, urlOf } from './attacks.fixtures.ts';
import { people } from './oracle.ts';
import { changeCapacity } from './two-worlds.fixtures.ts';
import type { Verdict } from './wall-client.ts';

/** What an attacker with a login tries at the server itself. */
describe('listening', () => {
  async function listen(login: 'vp_jj' | 'vp_pc' | 'vp_jobs', names: string[]) {
    const client = new pg.Client({ connectionString: urlOf(login) });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ channel }) => heard.push(channel));
    for (const name of names) await client.query(`listen ${client.escapeIdentifier(name)}`);
    return { client, heard };
  }
  test('no login hears that capacity or a session changed, but the jobs login that was told the name', async () => {
    const names = ['vp_capacity', 'vp_session', 'vp_capacity_', '*', '%'];
    const [{ name }] = (await matrix.t.db.as('vp_jobs', (tx) =>
      tx.rows<{ name: string }>(`select platform.channel('vp_capacity') as name`),
    )) as [{ name: string }];
    const spies = [await listen('vp_jj', names), await listen('vp_pc', names)];
    const jobs = await listen('vp_jobs', [name]);
    await changeCapacity(matrix.t, matrix.world.units.b.slice(0, 1), 99);
    await matrix.t.db.as('vp_door', (tx) =>
      tx.rows(`select auth.end_session(sha256($1), 'test')`, [
        Buffer.from(live('AN', 1).token!, 'hex'),
      ]),
    );
    await expect.poll(() => jobs.heard.length).toBeGreaterThan(0);
    for (const { client, heard } of spies) {
      await client.query('select 1');
      expect(heard).toEqual([]);
      await client.end();
    }
    await jobs.client.end();
  });
  test('the name is told to nobody else, and cannot be guessed', async () => {
    for (const role of people)
      expect(
        refusal(await matrix.clients[role].ask([`select platform.channel('vp_capacity')`])),
      ).toBe('grant');
    for (const role of people)
      expect(
        refusal(await matrix.clients[role].ask([`select platform.notify('vp_capacity', '{}')`])),
      ).toBe('grant');
    expect(await matrix.t.owner(`select length(mark) as n from platform.channel`)).toEqual([
      { n: 32 },
    ]);
  });
  test('no function tells its news by a name that can be guessed', async () => {
    expect(
      await matrix.t.owner(`select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where ${isOwnSchema('n.nspname')} and p.proname <> 'notify' and p.prosrc ~ 'pg_notify|\\mnotify\\s+\\w'`),
    ).toEqual([]);
  });
});

describe('what the server itself would let a login do', () => {
  const forbidden: Record<string, string> = {
    'a table of its own': 'create table capacity.mine (id int)',
    'a temporary table': 'create temporary table mine (id int)',
    'a table in public': 'create table public.mine (id int)',
    'a schema': 'create schema mine',
    'a function': `create function capacity.mine() returns int language sql as 'select 1'`,
    'an operator that looks at rows before the policy': `create operator public.<<< (leftarg = text, rightarg = text, function = pg_catalog.texteq)`,
    'a view': 'create view public.mine as select 1',
    'another role': 'set role vp_at',
    'the owner': 'set role vp_owner',
    'another login': 'set session authorization vp_at',
    'a right of its own': 'grant vp_at to vp_jj',
    'no row security for others': 'alter table capacity.stay disable row level security',
    'a policy of its own': 'create policy mine on capacity.stay using (true)',
    'a file': `select pg_read_file('/etc/passwd')`,
    'a folder': `select pg_ls_dir('/')`,
    'COPY to a file': `copy (select 1) to '/tmp/x'`,
    'COPY to a program': `copy (select 1) to program 'true'`,
    'a large object': `select lo_create(0)`,
    'a large object from bytes': `select lo_from_bytea(0, 'x')`,
    'statistics of what others do': 'select query from pg_stat_activity',
    locks: 'select * from pg_locks',
    'numbers of rows': 'select reltuples from pg_class',
    'the size of a table': `select pg_relation_size('capacity.stay')`,
    'tuples written': `select pg_stat_get_tuples_inserted('capacity.stay'::regclass)`,
    'the statistics of columns': 'select * from pg_statistic',
    'the transaction counter': 'select txid_current()',
    'hashes of passwords': 'select rolpassword from pg_authid',
    'a snapshot': 'select pg_export_snapshot()',
    'a trigger out of work': `alter table capacity.stay disable trigger all`,
    'replication role': `set session_replication_role = replica`,
    'a sequence': `select nextval('platform.event_seq_seq')`,
    'the last number of a sequence': `select last_value from platform.event_seq_seq`,
  };
  test.each(Object.entries(forbidden))('%s', async (_name, sql) => {
    for (const ask of [asPc, asJj]) {
      const got = await ask(sql);
      expect([
        got.kind,
        got.kind === 'refused' ? '42501' : (got as { code?: string }).code,
      ]).toEqual(['refused', '42501']);
    }
  });
  test('row_security = off is an error, not data', async () => {
    expect(
      refusal(
        await asPc('set local row_security = off', 'select count(person_ref) from capacity.stay'),
      ),
    ).not.toMatch(/rows/);
  });
  test('COPY shows the own rows only', async () => {
    expect(refusal(await asJj('copy capacity.stay to stdout'))).toBe('grant');
  });
  test('a condition that tells what it sees sees no hidden row', async () => {
    // Division by zero on a hidden row would tell its value.
    const got = await asPc(
      `select 1 from capacity.stay where 1 / (case when person_ref = 'child b1 1' then 0 else 1 end) = 1`,
    );
    expect(got.kind).toBe('rows');
    const cast = await asPc(
      `select 1 from capacity.stay where person_ref like 'child b%' and person_ref::int > 0`,
    );
    expect(cast).toMatchObject({ kind: 'rows', count: 0 });
  });
  test('a token is never text in a running query', async () => {
    await matrix.t.owner('grant vp_at to current_user');
    try {
      const at = live('AT');
      const work = matrix.t.db.read({ role: 'AT', token: at.token! }, (tx) =>
        tx.rows('select pg_sleep(0.5)'),
      );
      const seen: string[] = [];
      await expect
        .poll(async () => {
          const rows = await matrix.t.owner<{ query: string }>(
            `select query from pg_stat_activity where usename = 'vp_at' and datname = current_database()`,
          );
          seen.push(...rows.map((row) => row.query));
          return seen.some((query) => query.includes('pg_sleep'));
        })
        .toBe(true);
      await work;
      const after = await matrix.t.owner<{ query: string }>(
        `select query from pg_stat_activity where usename = 'vp_at' and datname = current_database()`,
      );
      expect(
        [...seen, ...after.map((row) => row.query)].filter((query) => query.includes(at.token!)),
      ).toEqual([]);
    } finally {
      await matrix.t.owner('revoke vp_at from current_user');
    }
  });
  test('a reading handle stays one', async () => {
    const read = matrix.t.db.read({ role: 'AD', token: live('AD').token! }, async (tx) => {
      await tx.rows('set transaction read write');
      await tx.rows(`insert into auth.organisation (code, name, kind) values ('X', 'X', 'X')`);
    });
    await expect(read).rejects.toThrow();
  });
});

test('the application asks for no plan: it would tell how many rows were passed over', () => {
  const asking = globSync('src/**/*.{ts,tsx}').filter(
    (file) =>
      !/\.test\.|\.fixtures\.|drill/.test(file) &&
      /\bexplain\s+(\(|analy[sz]e|select|verbose)/i.test(readFileSync(file, 'utf8')),
  );
  expect(asking).toEqual([]);
});

describe('rights end at once', () => {
  test.each([
    [
      'the hat changes',
      (who: string) =>
        matrix.t.owner(`update auth.hat set role_code = 'PI' where person_id = $1`, [who]),
    ],
    [
      'the hat’s last day was yesterday',
      (who: string) =>
        matrix.t.owner(
          `update auth.hat set valid = daterange('2000-01-01', current_date - 1) where person_id = $1`,
          [who],
        ),
    ],
    [
      'the person moves to another organisation',
      (who: string) =>
        matrix.t.owner(`update auth.hat set organisation_id = $2 where person_id = $1`, [
          who,
          matrix.world.providers.c,
        ]),
    ],
    [
      'the person is blocked',
      (who: string) =>
        matrix.t.owner(`update auth.person set blocked_at = now() where id = $1`, [who]),
    ],
  ])('%s', async (_name, end) => {
    const [person, hat, token] = [
      randomUUID(),
      randomUUID(),
      randomUUID().replaceAll('-', '').repeat(2),
    ];
    await matrix.t.owner(
      `insert into auth.person (id, issuer, subject, name) values ($1::uuid, 'x', $1::uuid::text, 'x')`,
      [person],
    );
    await matrix.t.owner(
      `insert into auth.hat (id, person_id, role_code, organisation_id, valid) values ($1, $2, 'PC', $3, '[2000-01-01,)')`,
      [hat, person, matrix.world.providers.a],
    );
    await matrix.t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, idle_limit, idle_ends_at, ends_at)
       values (sha256(decode($1, 'hex')), 'x', $2, $3, 'PC', $4, '1 hour', now() + interval '1 hour', now() + interval '1 hour')`,
      [token, person, hat, matrix.world.providers.a],
    );
    const ask = () =>
      matrix.clients.PC.ask([
        `select set_config('vp.session', '${token}', true)`,
        'select count(id) from capacity.stay',
      ]);
    expect(await ask()).not.toMatchObject({ rows: [['0']] });
    await end(person);
    expect(await ask()).toMatchObject({ rows: [['0']] });
    expect(refusal(await matrix.clients.PC.ask([`select auth.enter('${token}')`]))).toBe('session');
  });
});

/** Each safeguard taken away by itself: then its attack succeeds, so the tests above can fail. */
describe('without the safeguard the attack succeeds', () => {
  const stay = (provider: string, unit: string, more = '', value = '') =>
    `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period${more}) values ('${unit}', 'STAY_O12', '${provider}', 'y', daterange('2026-01-01', null)${value})`;
  const trigger = (table: string, name: string) => ({
    take: `alter table ${table} disable trigger ${name}`,
    give: `alter table ${table} enable trigger ${name}`,
  });
  const firstEvent = async () =>
    (await matrix.t.owner<{ id: string }>('select id from platform.event order by seq limit 1'))[0]!
      .id;
  const cases: [string, { take: string; give: string }, () => Promise<Verdict>][] = [
    [
      'a fact under another event',
      trigger('capacity.stay', 'a_signed_insert'),
      async () =>
        asPc(
          ...ownEvent().sql,
          stay(
            matrix.world.providers.a,
            matrix.world.units.a[0]!.unitId,
            ', event_id',
            `, '${await firstEvent()}'`,
          ),
        ),
    ],
    [
      'a removal under another event',
      trigger('capacity.hold', 'a_signed_delete'),
      async () =>
        asPc(
          `select set_config('vp.event', '${await firstEvent()}', true)`,
          'delete from capacity.hold',
        ),
    ],
    [
      'a fact in another provider’s unit',
      {
        take: 'alter table capacity.stay drop constraint stay_of_own_unit',
        give: 'alter table capacity.stay add constraint stay_of_own_unit foreign key (unit_id, module_code, provider_id) references capacity.offered_module (unit_id, module_code, provider_id)',
      },
      () =>
        asPc(...ownEvent().sql, stay(matrix.world.providers.a, matrix.world.units.b[0]!.unitId)),
    ],
  ];
  test.each(cases)('%s', async (_name, { take, give }, attack) => {
    expect((await attack()).kind).not.toBe('rows');
    await matrix.t.owner(take);
    try {
      expect((await attack()).kind).toBe('rows');
    } finally {
      await matrix.t.owner(give);
    }
  });
  test('listening, by a name that is known', async () => {
    const spy = new pg.Client({ connectionString: urlOf('vp_jj') });
    await spy.connect();
    let heard = 0;
    spy.on('notification', () => heard++);
    await spy.query('listen vp_capacity');
    await matrix.t.owner(`select pg_notify('vp_capacity', '{}')`);
    await expect.poll(() => heard).toBe(1);
    await spy.end();
  });
});
