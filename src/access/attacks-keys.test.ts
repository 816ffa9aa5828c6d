import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { asPc, live, matrix, ownEvent, refusal, urlOf } from './attacks.fixtures.ts';

/** What an attacker with a login learns of hidden rows by the keys that refuse its own. */
describe('keys between rows tell nothing of rows that are hidden', () => {
  const insert = (table: string, values: Record<string, string>) =>
    `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`;
  const q = (text: string) => `'${text}'`;
  const base = (unitId: string) => ({
    unit_id: q(unitId),
    module_code: q('STAY_O12'),
    provider_id: q(matrix.world.providers.a),
  });
  const nowhere = '5f2b6d0e-7a41-4c0e-9a52-1d6c3d1f0a11';
  const period = `daterange('2025-06-01', '2025-07-01')`;
  const rows: Record<string, (unitId: string) => Record<string, string>> = {
    'capacity.stay': (unitId) => ({ ...base(unitId), person_ref: q('x'), period }),
    'capacity.absence': (unitId) => ({
      ...base(unitId),
      stay_id: q(matrix.world.firstStays[unitId] ?? nowhere),
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
          await matrix.t.owner('select * from capacity.unit_live order by unit_id, module_code'),
        );
      const before = await figures();
      const hidden = matrix.world.units.b[0]!.unitId;
      const seen = [];
      for (const unitId of [hidden, nowhere])
        seen.push(refusal(await asPc(...ownEvent().sql, insert(table, rows[table]!(unitId)))));
      expect(seen).toEqual(['23503', '23503']);
      expect(await figures()).toBe(before);
      if (table !== 'capacity.place' && table !== 'capacity.absence')
        expect(
          refusal(
            await asPc(
              ...ownEvent().sql,
              insert(table, rows[table]!(matrix.world.units.a[0]!.unitId)),
            ),
          ),
        ).toBe('1 rows');
    },
  );

  test('a fact of its own cannot be moved into another provider’s unit', async () => {
    const got = await asPc(
      ...ownEvent().sql,
      `update capacity.hold set unit_id = '${matrix.world.units.b[0]!.unitId}' where reason_code = 'RESERVED_SIBLING'`,
    );
    expect(refusal(got)).toBe('23503');
  });

  test('a place: taken, free and absent are one answer', async () => {
    const mine = matrix.world.units.a[0]!.unitId;
    // Place 0 has a child in that period, place 2 a promise, place 1 nothing but a place out of use.
    const places = [...matrix.world.units.b[0]!.placeIds.slice(0, 3), nowhere];
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
    for (const stay of [
      ...matrix.world.units.b.map((unit) => matrix.world.firstStays[unit.unitId]!),
      nowhere,
    ])
      for (const days of [
        `daterange('2025-03-02', '2025-03-03')`,
        `daterange('2025-05-01', '2025-05-02')`,
      ])
        seen.add(
          refusal(
            await asPc(
              ...ownEvent().sql,
              insert('capacity.absence', {
                ...base(matrix.world.units.a[0]!.unitId),
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
        ...rows['capacity.stay']!(matrix.world.units.a[0]!.unitId),
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
              ...rows['capacity.stay']!(matrix.world.units.a[0]!.unitId),
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
