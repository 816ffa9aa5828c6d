import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../platform/db/database.ts';
import { isOwnSchema } from '../platform/db/own-schemas.ts';
import { loginPassword } from '../platform/db/roles.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Clients, closeClients, opening, openClients } from './matrix-check.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import { people } from './oracle.ts';
import { changeCapacity } from './two-worlds.fixtures.ts';
import type { Verdict } from './wall-client.ts';

let t: TestDatabase;
let world: MatrixWorld;
let clients: Clients;
beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  clients = await openClients(t);
});
afterAll(async () => {
  await closeClients(clients);
  await t.close();
});

const live = (role: string, n = 0) =>
  world.askers.filter((each) => each.role === role && each.state === 'live')[n]!;
/** SQL of an attacker under the capacity manager's login with a live session of its own; nothing of it stays. */
const asPc = (...sql: string[]) => clients.PC.ask([...opening(live('PC')), ...sql], true);
const asJj = (...sql: string[]) => clients.JJ.ask([...opening(live('JJ')), ...sql], true);
const refusal = (got: Verdict) =>
  got.kind === 'refused' ? got.by : got.kind === 'failed' ? got.code : `${got.count} rows`;
const event = (organisationId: string, more = '') =>
  `with e as (insert into platform.event (slice, kind, at, organisation_id${more ? ', reason' : ''}) values ('capacity', 'x', platform.now(), '${organisationId}'${more}) returning id)
   select set_config('vp.event', id::text, true) from e`;
/** An event that is recorded and used by the statements after it. */
const ownEvent = () => {
  const id = randomUUID();
  return {
    id,
    sql: [
      `insert into platform.event (id, slice, kind, at, organisation_id) values ('${id}', 'capacity', 'x', platform.now(), '${world.providers.a}')`,
      `select set_config('vp.event', '${id}', true)`,
    ],
  };
};

describe('the clock and the settings', () => {
  test('the clock cannot be set where the data are real', async () => {
    const sql = [
      `select set_config('vp.clock', '2031-01-01T00:00:00Z', true)`,
      'select extract(year from platform.now())',
    ];
    expect(await asPc(...sql)).toMatchObject({ rows: [['2031']] });
    await t.owner(`update platform.instance set mode = 'live'`);
    try {
      expect(await asPc(...sql)).not.toMatchObject({ rows: [['2031']] });
      expect(await clients.JOBS.ask(sql, true)).not.toMatchObject({ rows: [['2031']] });
    } finally {
      await t.owner(`update platform.instance set mode = 'test'`);
    }
    expect(refusal(await asPc(`update platform.instance set mode = 'demo'`))).toBe('grant');
  });

  test('what one transaction leaves behind does not reach the next one on the same connection', async () => {
    const db = openDatabase({ url: t.ownerUrl, roleSecret: t.roleSecret, poolSize: 1 });
    const settings = ['vp.session', 'vp.event', 'vp.restore', 'vp.bulk', 'vp.clock'];
    try {
      const pc = live('PC');
      const other = live('PC', 1);
      const caller = (asker: typeof pc) => ({ role: 'PC' as const, token: asker.token! });
      const left = await db.write(caller(pc), async (tx) => {
        for (const name of settings)
          await tx.rows(`select set_config($1, $2, false)`, [
            name,
            name === 'vp.session' ? pc.token : 'on',
          ]);
        return tx.rows('select pg_backend_pid() as pid');
      });
      const [now] = await db.write(caller(other), (tx) =>
        tx.rows<Record<string, string>>(
          `select pg_backend_pid() as pid, auth.my_person() as person, ${settings
            .slice(1)
            .map((name, i) => `current_setting('${name}', true) as s${i}`)
            .join(', ')}`,
        ),
      );
      expect(now).toEqual({
        pid: (left[0] as { pid: number }).pid,
        person: other.personId,
        s0: '',
        s1: '',
        s2: '',
        s3: '',
      });
    } finally {
      await db.close();
    }
  });
});

describe('events: who did what', () => {
  test('an event is signed by the session, whatever the statement says', async () => {
    const [forged, theirs] = [live('PC', 1), live('PC')];
    const got = await asPc(
      `insert into platform.event (slice, kind, at, organisation_id, person_id, hat_id, role_code, actor_name) values
        ('capacity', 'x', '2001-01-01', '${world.providers.a}', '${forged.personId}', gen_random_uuid(), 'AS', 'iemand anders')
       returning person_id, role_code, actor_name, at > '2002-01-01'`,
    );
    expect(got).toMatchObject({
      rows: [[theirs.personId, 'PC', `${theirs.label} (verzonnen)`, 't']],
    });
    expect(refusal(await asPc(event(world.providers.b)))).toBe('policy');
  });

  const fact = (more = '', value = '') =>
    `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period${more}) values
      ('${world.units.a[0]!.unitId}', 'STAY_O12', '${world.providers.a}', 'x', daterange('2026-01-01', null)${value})`;
  const eventOf = async (provider: string) =>
    (
      await t.owner<{ id: string }>(
        'select id from platform.event where organisation_id = $1 order by seq limit 1',
        [provider],
      )
    )[0]!.id;

  test('a fact stands under an event of its own transaction, or not at all', async () => {
    expect(refusal(await asPc(...ownEvent().sql, fact()))).toBe('1 rows');
    expect(refusal(await asPc(fact()))).toBe('23502');
    for (const id of [await eventOf(world.providers.b), await eventOf(world.providers.a)]) {
      expect(refusal(await asPc(`select set_config('vp.event', '${id}', true)`, fact()))).toBe(
        'trigger',
      );
      expect(refusal(await asPc(...ownEvent().sql, fact(', event_id', `, '${id}'`)))).toBe(
        'trigger',
      );
      expect(
        refusal(
          await asPc(
            `select set_config('vp.event', '${id}', true)`,
            'update capacity.stay set needs = needs',
          ),
        ),
      ).toBe('trigger');
      expect(
        refusal(
          await asPc(`select set_config('vp.event', '${id}', true)`, 'delete from capacity.hold'),
        ),
      ).toBe('trigger');
    }
    expect(refusal(await asPc('update capacity.stay set needs = needs'))).toMatch(/trigger|23502/);
    expect(refusal(await asPc('delete from capacity.hold'))).toBe('trigger');
  });

  test('vp.restore puts back a version under the event that wrote it, and under no other', async () => {
    const restore = `select set_config('vp.restore', 'on', true)`;
    const id = await eventOf(world.providers.a);
    const wrong = await asPc(
      ...ownEvent().sql,
      restore,
      `update capacity.confirmation set event_id = '${id}'`,
    );
    expect(refusal(wrong)).toBe('grant');
    const other = await t.owner<{ id: string }>(
      `select id from platform.event where organisation_id = $1 order by seq desc limit 1`,
      [world.providers.b],
    );
    expect(
      refusal(
        await asPc(
          ...ownEvent().sql,
          restore,
          `update capacity.stay set event_id = '${other[0]!.id}'`,
        ),
      ),
    ).toBe('trigger');
    // What it was before is what may come back.
    const back = `update capacity.hold h set event_id = b.event_id from capacity.hold_history b where b.id = h.id`;
    expect(refusal(await asPc(...ownEvent().sql, restore, back))).toBe(
      '2 rows'.replace('2', String(4)),
    );
  });

  test('vp.bulk is for the jobs login alone: the figures follow', async () => {
    const figures = `select sum(raw_occupied) from capacity.unit_live`;
    const before = await asPc(figures);
    const after = await asPc(
      ...ownEvent().sql,
      `select set_config('vp.bulk', 'on', true)`,
      fact(),
      figures,
    );
    expect(Number((after as { rows: string[][] }).rows[0]![0])).toBe(
      Number((before as { rows: string[][] }).rows[0]![0]) + 1,
    );
  });

  test('nothing is marked undone without the event that undoes it', async () => {
    const [one] = await t.owner<{ id: string }>(
      `select id from platform.event where organisation_id = $1 and undoable limit 1`,
      [world.providers.a],
    );
    const read = `select undone_by is not null from platform.event where id = '${one!.id}'`;
    const mark = (by: string) => `select platform.mark_undone('${one!.id}', '${by}')`;
    expect(refusal(await asPc(mark(one!.id)))).toBe('trigger');
    const own = ownEvent();
    expect(refusal(await asPc(...own.sql, mark(own.id)))).toBe('trigger');
    expect(await asPc(read)).toMatchObject({ rows: [['f']] });
    const undo = randomUUID();
    const really = `insert into platform.event (id, slice, kind, at, organisation_id, undo_of) values ('${undo}', 'capacity', 'undo', platform.now(), '${world.providers.a}', '${one!.id}')`;
    expect(await asPc(really, mark(undo), read)).toMatchObject({ rows: [['t']] });
  });
});

describe('keys between rows tell nothing of rows that are hidden', () => {
  const insert = (table: string, values: Record<string, string>) =>
    `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`;
  const q = (text: string) => `'${text}'`;
  const base = (unitId: string) => ({
    unit_id: q(unitId),
    module_code: q('STAY_O12'),
    provider_id: q(world.providers.a),
  });
  const nowhere = '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11';
  const period = `daterange('2025-06-01', '2025-07-01')`;
  const rows: Record<string, (unitId: string) => Record<string, string>> = {
    'capacity.stay': (unitId) => ({ ...base(unitId), person_ref: q('x'), period }),
    'capacity.absence': (unitId) => ({
      ...base(unitId),
      stay_id: q(world.firstStays[unitId] ?? nowhere),
      kind: q('HOME'),
      period,
    }),
    'capacity.hold': (unitId) => ({ ...base(unitId), reason_code: q('RESERVED_START'), period }),
    'capacity.unavailability': (unitId) => ({
      ...base(unitId),
      places: '1',
      reason_code: q('BUILDING'),
      period,
      expected_end_on: q('2025-08-01'),
      review_on: q('2025-07-01'),
    }),
    'capacity.reconversion': (unitId) => ({
      ...base(unitId),
      places: '1',
      to_module_code: q('CRISIS_STAY'),
      to_places: '1',
    }),
    'capacity.place': (unitId) => ({ ...base(unitId), label: q('1') }),
  };
  test.each(Object.keys(rows))(
    '%s: a row in another provider’s unit is refused as in a unit that is not there',
    async (table) => {
      const figures = async () =>
        JSON.stringify(
          await t.owner('select * from capacity.unit_live order by unit_id, module_code'),
        );
      const before = await figures();
      const hidden = world.units.b[0]!.unitId;
      const seen = [];
      for (const unitId of [hidden, nowhere])
        seen.push(refusal(await asPc(...ownEvent().sql, insert(table, rows[table]!(unitId)))));
      expect(seen).toEqual(['23503', '23503']);
      expect(await figures()).toBe(before);
      if (table !== 'capacity.place' && table !== 'capacity.absence')
        expect(
          refusal(
            await asPc(...ownEvent().sql, insert(table, rows[table]!(world.units.a[0]!.unitId))),
          ),
        ).toBe('1 rows');
    },
  );

  test('a fact of its own cannot be moved into another provider’s unit', async () => {
    const got = await asPc(
      ...ownEvent().sql,
      `update capacity.hold set unit_id = '${world.units.b[0]!.unitId}' where reason_code = 'RESERVED_SIBLING'`,
    );
    expect(refusal(got)).toBe('23503');
  });

  test('a place: taken, free and absent are one answer', async () => {
    const mine = world.units.a[0]!.unitId;
    // Place 0 has a child in that period, place 2 a promise, place 1 nothing but a place out of use.
    const places = [...world.units.b[0]!.placeIds.slice(0, 3), nowhere];
    for (const table of ['capacity.stay', 'capacity.hold'] as const) {
      const seen = new Set<string>();
      for (const place of places) {
        const got = await asPc(
          ...ownEvent().sql,
          insert(table, { ...rows[table]!(mine), place_id: q(place) }),
        );
        seen.add(
          `${refusal(got)} ${(got as { message: string }).message.replaceAll(/"[^"]*"/g, '')}`,
        );
      }
      expect([...seen]).toHaveLength(1);
    }
  });

  test('a stay: one with an absence that day, one without and none at all are one answer', async () => {
    const seen = new Set<string>();
    for (const stay of [...world.units.b.map((unit) => world.firstStays[unit.unitId]!), nowhere])
      for (const days of [
        `daterange('2025-03-02', '2025-03-03')`,
        `daterange('2025-05-01', '2025-05-02')`,
      ])
        seen.add(
          refusal(
            await asPc(
              ...ownEvent().sql,
              insert('capacity.absence', {
                ...base(world.units.a[0]!.unitId),
                stay_id: q(stay),
                kind: q('HOME'),
                period: days,
              }),
            ),
          ),
        );
    expect([...seen]).toEqual(['23503']);
  });

  test('the provider’s own keys and codes may be the same as another’s', async () => {
    const got = await asPc(
      ...ownEvent().sql,
      insert('capacity.stay', {
        ...rows['capacity.stay']!(world.units.a[0]!.unitId),
        external_key: q('key b1 1'),
      }),
    );
    expect(refusal(got)).toBe('1 rows');
  });

  test('a child that stays elsewhere: yes or no, and nothing more (the promise “never twice” needs that much)', async () => {
    const ask = async (child: string) => {
      const client = new pg.Client({ connectionString: urlOf('vp_pc') });
      await client.connect();
      try {
        await client.query('begin');
        await client.query(`select auth.enter('${live('PC').token}')`);
        for (const sql of ownEvent().sql) await client.query(sql);
        return await client
          .query(
            insert('capacity.stay', {
              ...rows['capacity.stay']!(world.units.a[0]!.unitId),
              person_ref: q(child),
            }),
          )
          .then(
            () => 'no',
            (error: pg.DatabaseError) =>
              `yes ${error.constraint} ${error.detail ?? 'without detail'}`,
          );
      } finally {
        await client.end();
      }
    };
    expect(await ask('child b1 1')).toBe('yes child_never_twice Key conflicts with existing key.');
    expect(await ask('child b1 9')).toBe('no');
  });
});

const urlOf = (login: 'vp_pc' | 'vp_jj' | 'vp_jobs') => {
  const url = new URL(t.ownerUrl);
  url.username = login;
  url.password = loginPassword(t.roleSecret, login);
  return url.toString();
};

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
    const [{ name }] = (await t.db.as('vp_jobs', (tx) =>
      tx.rows<{ name: string }>(`select platform.channel('vp_capacity') as name`),
    )) as [{ name: string }];
    const spies = [await listen('vp_jj', names), await listen('vp_pc', names)];
    const jobs = await listen('vp_jobs', [name]);
    await changeCapacity(t, world.units.b.slice(0, 1), 99);
    await t.db.as('vp_door', (tx) =>
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
      expect(refusal(await clients[role].ask([`select platform.channel('vp_capacity')`]))).toBe(
        'grant',
      );
    for (const role of people)
      expect(
        refusal(await clients[role].ask([`select platform.notify('vp_capacity', '{}')`])),
      ).toBe('grant');
    expect(await t.owner(`select length(mark) as n from platform.channel`)).toEqual([{ n: 32 }]);
  });
  test('no function tells its news by a name that can be guessed', async () => {
    expect(
      await t.owner(`select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
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
    await t.owner('grant vp_at to current_user');
    try {
      const at = live('AT');
      const work = t.db.read({ role: 'AT', token: at.token! }, (tx) =>
        tx.rows('select pg_sleep(0.5)'),
      );
      const seen: string[] = [];
      await expect
        .poll(async () => {
          const rows = await t.owner<{ query: string }>(
            `select query from pg_stat_activity where usename = 'vp_at' and datname = current_database()`,
          );
          seen.push(...rows.map((row) => row.query));
          return seen.some((query) => query.includes('pg_sleep'));
        })
        .toBe(true);
      await work;
      const after = await t.owner<{ query: string }>(
        `select query from pg_stat_activity where usename = 'vp_at' and datname = current_database()`,
      );
      expect(
        [...seen, ...after.map((row) => row.query)].filter((query) => query.includes(at.token!)),
      ).toEqual([]);
    } finally {
      await t.owner('revoke vp_at from current_user');
    }
  });
  test('a reading handle stays one', async () => {
    const read = t.db.read({ role: 'AD', token: live('AD').token! }, async (tx) => {
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
      (who: string) => t.owner(`update auth.hat set role_code = 'PI' where person_id = $1`, [who]),
    ],
    [
      'the hat’s last day was yesterday',
      (who: string) =>
        t.owner(
          `update auth.hat set valid = daterange('2000-01-01', current_date - 1) where person_id = $1`,
          [who],
        ),
    ],
    [
      'the person moves to another organisation',
      (who: string) =>
        t.owner(`update auth.hat set organisation_id = $2 where person_id = $1`, [
          who,
          world.providers.c,
        ]),
    ],
    [
      'the person is blocked',
      (who: string) => t.owner(`update auth.person set blocked_at = now() where id = $1`, [who]),
    ],
  ])('%s', async (_name, end) => {
    const [person, hat, token] = [
      randomUUID(),
      randomUUID(),
      randomUUID().replaceAll('-', '').repeat(2),
    ];
    await t.owner(
      `insert into auth.person (id, issuer, subject, name) values ($1::uuid, 'x', $1::uuid::text, 'x')`,
      [person],
    );
    await t.owner(
      `insert into auth.hat (id, person_id, role_code, organisation_id, valid) values ($1, $2, 'PC', $3, '[2000-01-01,)')`,
      [hat, person, world.providers.a],
    );
    await t.owner(
      `insert into auth.session (token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, idle_limit, idle_ends_at, ends_at)
       values (sha256(decode($1, 'hex')), 'x', $2, $3, 'PC', $4, '1 hour', now() + interval '1 hour', now() + interval '1 hour')`,
      [token, person, hat, world.providers.a],
    );
    const ask = () =>
      clients.PC.ask([
        `select set_config('vp.session', '${token}', true)`,
        'select count(id) from capacity.stay',
      ]);
    expect(await ask()).not.toMatchObject({ rows: [['0']] });
    await end(person);
    expect(await ask()).toMatchObject({ rows: [['0']] });
    expect(refusal(await clients.PC.ask([`select auth.enter('${token}')`]))).toBe('session');
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
    (await t.owner<{ id: string }>('select id from platform.event order by seq limit 1'))[0]!.id;
  const cases: [string, { take: string; give: string }, () => Promise<Verdict>][] = [
    [
      'a fact under another event',
      trigger('capacity.stay', 'a_signed_insert'),
      async () =>
        asPc(
          ...ownEvent().sql,
          stay(
            world.providers.a,
            world.units.a[0]!.unitId,
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
      () => asPc(...ownEvent().sql, stay(world.providers.a, world.units.b[0]!.unitId)),
    ],
  ];
  test.each(cases)('%s', async (_name, { take, give }, attack) => {
    expect((await attack()).kind).not.toBe('rows');
    await t.owner(take);
    try {
      expect((await attack()).kind).toBe('rows');
    } finally {
      await t.owner(give);
    }
  });
  test('listening, by a name that is known', async () => {
    const spy = new pg.Client({ connectionString: urlOf('vp_jj') });
    await spy.connect();
    let heard = 0;
    spy.on('notification', () => heard++);
    await spy.query('listen vp_capacity');
    await t.owner(`select pg_notify('vp_capacity', '{}')`);
    await expect.poll(() => heard).toBe(1);
    await spy.end();
  });
});
