import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';

let t: TestDatabase;
let analyst: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(
      `insert into region.region (code, name_nl, name_fr, name_en, minors) values
         ('WVL', 'West-Vlaanderen', 'Flandre occidentale', 'West Flanders', 215000),
         ('OVL', 'Oost-Vlaanderen', 'Flandre orientale', 'East Flanders', 300000)`,
    );
    const set = (region: string | null, value: number, valid: string) =>
      tx.rows(
        `insert into region.setting (key, region_code, value, source, valid)
         values ('balance.places-per-1000-minors', $1, $2::text::jsonb, $3, $4)`,
        [region, value, `source ${value}`, valid],
      );
    await set(null, 4, '[2020-01-01,2025-01-01)');
    await set(null, 4.5, '[2025-01-01,)');
    await set('WVL', 6, '[2024-01-01,2025-07-01)');
  });
  analyst = await signIn(t, 'AN');
});
afterAll(() => t.close());

test.each([
  ['2019-12-31', null, null],
  ['2023-12-31', 4, 4],
  ['2024-01-01', 6, 4],
  ['2025-06-30', 6, 4.5],
  ['2025-07-01', 4.5, 4.5],
])('on %s the norm is %s where a region has its own, %s elsewhere', async (day, own, elsewhere) => {
  const rows = await t.db.read(analyst, (tx) =>
    tx.rows<{ region: string; norm: number; source: string }>(
      `select region_code as region, places_per_1000 as norm, source from region.norm where valid @> $1::date order by 1`,
      [day],
    ),
  );
  const expected = [
    { region: 'OVL', norm: elsewhere, source: `source ${elsewhere}` },
    { region: 'WVL', norm: own, source: `source ${own}` },
  ];
  expect(rows).toEqual(expected.filter(({ norm }) => norm !== null));
});
