import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { makeProvider, makeReference, makeUnit } from '../fixtures.ts';
import { balance } from './balance.query.ts';

let t: TestDatabase;
let at: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    const providerId = await makeProvider(tx);
    await makeUnit(tx, { providerId, places: 6 });
    await makeUnit(tx, { providerId, places: 4, region: 'OVL', recognisedFrom: '2026-01-01' });
    await tx.rows(
      `insert into region.setting (key, region_code, value, source, valid) values
         ('balance.places-per-1000-minors', null, '3.5', 'test', '[2026-01-01,)'),
         ('balance.places-per-1000-minors', 'OVL', '4', 'test', '[2026-06-01,)')`,
    );
    await tx.rows(
      `insert into region.zone (code, region_code, name) values ('Z1', 'WVL', 'Eén (verzonnen)'), ('Z2', 'WVL', 'Twee (verzonnen)')`,
    );
    await tx.rows(
      `update region.municipality set population = 3000, zone_code = 'Z1' where code = 'M-WVL'`,
    );
    await tx.rows(
      `insert into region.municipality (code, name, region_code, zone_code, lat, lon, source, population) values ('M2', 'Elders', 'WVL', 'Z2', 51, 3, 'test', 1000)`,
    );
  });
  at = await signIn(t, 'AT', { organisationId: await makeOrganisation(t, 'access-team') });
});
afterAll(() => t.close());

const ask = (day: string) => t.db.read(at, (tx) => balance(tx, day));

test('places by region now and three years before', async () => {
  const { rows, thenDay } = await ask('2026-11-23');
  expect(thenDay).toBe('2023-11-23');
  expect(rows.map((row) => [row.region, row.places, row.placesThen])).toEqual([
    ['OVL', 4, 0],
    ['WVL', 6, 6],
  ]);
});

test('the norm of the day: a region’s own before that of all, and only a number is one', async () => {
  await expect(
    t.owner(`insert into region.setting (key, region_code, value, source, valid) values
      ('balance.places-per-1000-minors', 'WVL', '"veel"', 'test', '[2026-06-01,)')`),
  ).rejects.toMatchObject({ constraint: 'setting_in_bounds' });
  const norms = async (day: string) =>
    (await ask(day)).regions.map((region) => [region.code, region.norm, region.normFrom]);
  expect(await norms('2026-03-01')).toEqual([
    ['OVL', 3.5, '2026-01-01'],
    ['WVL', 3.5, '2026-01-01'],
  ]);
  expect(await norms('2026-11-23')).toEqual([
    ['OVL', 4, '2026-06-01'],
    ['WVL', 3.5, '2026-01-01'],
  ]);
});

test('minors of a zone are those of its region by population', async () => {
  const { zones } = await ask('2026-11-23');
  expect(zones.map((zone) => [zone.code, zone.minors])).toEqual([
    ['Z1', 161_250],
    ['Z2', 53_750],
  ]);
});
