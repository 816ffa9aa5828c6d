import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../platform/db/database.ts';
import { asPc, event, live, matrix, ownEvent, refusal } from './attacks.fixtures.ts';

/** What an attacker with a login tries with the settings of a transaction and the events that facts stand under. */
describe('the clock and the settings', () => {
  test('the clock cannot be set where the data are real', async () => {
    const sql = [
      `select set_config('vp.clock', '2031-01-01T00:00:00Z', true)`,
      'select extract(year from platform.now())',
    ];
    expect(await asPc(...sql)).toMatchObject({ rows: [['2031']] });
    await matrix.t.owner(`update platform.instance set mode = 'live'`);
    try {
      expect(await asPc(...sql)).not.toMatchObject({ rows: [['2031']] });
      expect(await matrix.clients.JOBS.ask(sql, true)).not.toMatchObject({ rows: [['2031']] });
    } finally {
      await matrix.t.owner(`update platform.instance set mode = 'test'`);
    }
    expect(refusal(await asPc(`update platform.instance set mode = 'demo'`))).toBe('grant');
  });

  test('what one transaction leaves behind does not reach the next one on the same connection', async () => {
    const db = openDatabase({
      url: matrix.t.ownerUrl,
      roleSecret: matrix.t.roleSecret,
      poolSize: 1,
    });
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
        ('capacity', 'x', '2001-01-01', '${matrix.world.providers.a}', '${forged.personId}', gen_random_uuid(), 'AS', 'iemand anders')
       returning person_id, role_code, actor_name, at > '2002-01-01'`,
    );
    expect(got).toMatchObject({
      rows: [[theirs.personId, 'PC', `${theirs.label} (verzonnen)`, 't']],
    });
    expect(refusal(await asPc(event(matrix.world.providers.b)))).toBe('policy');
  });

  const fact = (more = '', value = '') =>
    `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period${more}) values
      ('${matrix.world.units.a[0]!.unitId}', 'STAY_O12', '${matrix.world.providers.a}', 'x', daterange('2026-01-01', null)${value})`;
  const eventOf = async (provider: string) =>
    (
      await matrix.t.owner<{ id: string }>(
        'select id from platform.event where organisation_id = $1 order by seq limit 1',
        [provider],
      )
    )[0]!.id;

  test('a fact stands under an event of its own transaction, or not at all', async () => {
    expect(refusal(await asPc(...ownEvent().sql, fact()))).toBe('1 rows');
    expect(refusal(await asPc(fact()))).toBe('23502');
    for (const id of [
      await eventOf(matrix.world.providers.b),
      await eventOf(matrix.world.providers.a),
    ]) {
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
    const id = await eventOf(matrix.world.providers.a);
    const wrong = await asPc(
      ...ownEvent().sql,
      restore,
      `update capacity.confirmation set event_id = '${id}'`,
    );
    expect(refusal(wrong)).toBe('grant');
    const other = await matrix.t.owner<{ id: string }>(
      `select id from platform.event where organisation_id = $1 order by seq desc limit 1`,
      [matrix.world.providers.b],
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
    const [one] = await matrix.t.owner<{ id: string }>(
      `select id from platform.event where organisation_id = $1 and undoable limit 1`,
      [matrix.world.providers.a],
    );
    const read = `select undone_by is not null from platform.event where id = '${one!.id}'`;
    const mark = (by: string) => `select platform.mark_undone('${one!.id}', '${by}')`;
    expect(refusal(await asPc(mark(one!.id)))).toBe('trigger');
    const own = ownEvent();
    expect(refusal(await asPc(...own.sql, mark(own.id)))).toBe('trigger');
    expect(await asPc(read)).toMatchObject({ rows: [['f']] });
    const undo = randomUUID();
    const really = `insert into platform.event (id, slice, kind, at, organisation_id, undo_of) values ('${undo}', 'capacity', 'undo', platform.now(), '${matrix.world.providers.a}', '${one!.id}')`;
    expect(await asPc(really, mark(undo), read)).toMatchObject({ rows: [['t']] });
  });
});
