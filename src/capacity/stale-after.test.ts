import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import type { Findings } from './findings/contract.ts';
import { findingsJson } from './findings/findings.query.ts';
import { makeProvider, makeReference, makeUnit } from './fixtures.ts';
import { searchJson } from './search.query.ts';
import { unitsJson } from './unit-row.ts';

const today = '2026-05-06';
let t: TestDatabase;
let at: SignedIn;

beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${today}T06:00:00Z`]);
    await makeReference(tx);
    await makeUnit(tx, { providerId: await makeProvider(tx) });
  });
  at = await signIn(t, 'AT', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'WVL',
  });
});
afterAll(() => t.close());

interface Aged {
  staleAfterDays: number;
}

/** After how many days a unit in West Flanders is old: on the screens now, then, to come, found and in the findings. */
async function told(): Promise<Record<string, number | undefined>> {
  const units = async (asOf: { day: string; knownAt: string | null }) =>
    (JSON.parse(await t.db.read(at, (tx) => unitsJson(tx, { ...asOf, today }))) as Aged[])[0]
      ?.staleAfterDays;
  const found = await t.db.read(at, (tx) => searchJson(tx, {}, today));
  const findings = await t.db.read(at, (tx) => findingsJson(tx, today, false));
  return {
    now: await units({ day: today, knownAt: null }),
    ahead: await units({ day: '2026-06-06', knownAt: null }),
    past: await units({ day: today, knownAt: `${today}T20:00:00Z` }),
    found: (JSON.parse(found) as { units: Aged[] }).units[0]?.staleAfterDays,
    findings: (JSON.parse(findings) as Findings).freshness[0]?.staleAfterDays,
  };
}
const everywhere = (days: number) => ({
  now: days,
  ahead: days,
  past: days,
  found: days,
  findings: days,
});

test('every screen is told after how many days figures are old, as administrators set it', async () => {
  const set = (region: string | null, value: string) =>
    t.owner(
      `insert into region.setting (key, region_code, value, source) values ('capacity.stale-after-days', $1, $2, 'test')`,
      [region, value],
    );
  expect(await told()).toEqual(everywhere(7));
  await set(null, '3');
  expect(await told()).toEqual(everywhere(3));
  await set('OVL', '21');
  expect(await told()).toEqual(everywhere(3));
  await set('WVL', '14');
  expect(await told()).toEqual(everywhere(14));
});
