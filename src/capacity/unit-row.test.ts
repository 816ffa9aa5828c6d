import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import type { SearchAnswer, UnitRow } from './contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { searchJson } from './search.query.ts';
import { startStay } from './start-stay.ts';
import { type AsOf, photoStatement, unitsJson } from './unit-row.ts';

const today = '2026-05-06';
let t: TestDatabase;
let provider: string;
let at: SignedIn;
let units: MadeUnit[];

beforeAll(async () => {
  t = await testDatabase();
  units = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${today}T06:00:00Z`]);
    await makeReference(tx);
    provider = await makeProvider(tx);
    const made: MadeUnit[] = [];
    for (let n = 0; n < 6; n++) made.push(await makeUnit(tx, { providerId: provider }));
    return made;
  });
  at = await signIn(t, 'AT', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'WVL',
  });
});
afterAll(() => t.close());

const now = <T>(work: (tx: Writer) => Promise<T>, time = '08:00:00Z') =>
  t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${today}T${time}`]);
    return work(tx);
  });
const rowOf = async (unit: MadeUnit, asOf: Partial<AsOf> = {}) => {
  const text = await t.db.read(at, (tx) =>
    unitsJson(tx, { day: today, knownAt: null, today, ...asOf }, [unit.unitId]),
  );
  return (JSON.parse(text) as UnitRow[])[0]!;
};

test('a partial stop is told with its end, the latest where several hold', async () => {
  const [unit] = units as [MadeUnit];
  const stop = (expectedEndOn: string, onlyFor: 'GIRLS' | 'UNDER_6', from = today) =>
    now((tx) =>
      reportUnavailability(tx, theProgram, {
        unitId: unit.unitId,
        module: unit.module,
        onlyFor,
        reason: 'GROUP_LOAD',
        from,
        expectedEndOn,
      }),
    );
  await stop('2026-05-20', 'GIRLS');
  await stop('2026-06-01', 'GIRLS');
  await stop('2026-05-18', 'UNDER_6', '2026-05-08');
  const girls = { onlyFor: 'GIRLS', until: '2026-06-01' };
  expect((await rowOf(unit)).partialStops).toEqual([girls]);
  const both = [girls, { onlyFor: 'UNDER_6', until: '2026-05-18' }];
  expect((await rowOf(unit, { day: '2026-05-10' })).partialStops).toEqual(both);
  expect((await rowOf(unit, { day: '2026-05-25' })).partialStops).toEqual([girls]);
  const known = { day: '2026-05-10', knownAt: `${today}T09:00:00Z` };
  expect((await rowOf(unit, known)).partialStops).toEqual(both);
  const found = JSON.parse(
    await t.db.read(at, (tx) => searchJson(tx, { on: '2026-05-10' }, today)),
  ) as SearchAnswer;
  expect(found.units.find(({ unitId }) => unitId === unit.unitId)?.partialStops).toEqual(both);
});

describe('as known at a moment', () => {
  interface Plan {
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    Plans?: Plan[];
  }
  /** Changes that a plan goes on with. How it finds them, a table this small does not say. */
  const touched = (plan: Plan): number =>
    (plan['Relation Name'] === 'delta' ? plan['Actual Rows'] * plan['Actual Loops'] : 0) +
    (plan.Plans ?? []).reduce((sum, each) => sum + touched(each), 0);

  test('the figures of one unit are worked out from its own changes alone', async () => {
    const [, unit, other] = units as [MadeUnit, MadeUnit, MadeUnit];
    for (let n = 0; n < 20; n++) {
      await now((tx) =>
        startStay(tx, theProgram, {
          unitId: other.unitId,
          module: other.module,
          from: addDays(today, n),
          overCapacityReason: 'SIBLING',
        }),
      );
    }
    await t.owner('analyze capacity.delta');
    const asOf = { day: '2026-05-10', knownAt: `${today}T09:00:00Z`, today };
    const [text, values] = photoStatement(asOf, [unit.unitId]);
    const [row] = await t.owner<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, format json) ${text}`,
      values,
    );
    const [own] = await t.owner<{ count: number }>(
      'select count(*)::int as count from capacity.delta where unit_id = $1',
      [unit.unitId],
    );
    // Once for the level of the day, once for what lies ahead, once for the moment of the last change.
    expect(touched(row!['QUERY PLAN'][0].Plan)).toBeLessThanOrEqual(3 * own!.count);
    const all = JSON.parse(await t.db.read(at, (tx) => unitsJson(tx, asOf))) as UnitRow[];
    for (const each of [unit, other]) {
      expect(await rowOf(each, asOf)).toEqual(all.find(({ unitId }) => unitId === each.unitId));
    }
  });
});
