import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { tellOfUnavailability } from './tell-unavailability.ts';

let t: TestDatabase;
let unit: MadeUnit;
beforeAll(async () => {
  t = await testDatabase();
  unit = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeUnit(tx, { providerId: await makeProvider(tx), name: 'Leefgroep Zes (verzonnen)' });
  });
  for (const role of ['PC', 'PI', 'AT', 'JJ'] as const)
    await signIn(t, role, { organisationId: unit.providerId });
  await t.owner(`update platform.instance set mode = 'test'`);
});
afterAll(() => t.close());

async function outOfUse(end: string, expected = end): Promise<string> {
  return t.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'capacity',
      kind: 'unavailability.start',
      organisationId: unit.providerId,
      subjectId: unit.unitId,
    });
    const [row] = await tx.rows<{ id: string }>(
      `insert into capacity.unavailability (unit_id, module_code, provider_id, places, reason_code, period, expected_end_on, review_on)
       values ($1, $2, $3, 2, 'BUILDING', daterange('2026-04-01', $4), $5, '2026-04-10') returning id`,
      [unit.unitId, unit.module, unit.providerId, end, expected],
    );
    return row!.id;
  });
}
const night = (day: string) =>
  t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${day}T00:10:00+02:00`]);
    await tellOfUnavailability(tx);
  });
const told = async (id: string) =>
  (
    await t.owner<{ what: string }>(
      `select h.role_code || ' ' || n.kind || ' ' || (n.details->>'until') as what from notices.notice n
         join auth.hat h on h.person_id = n.person_id where n.dedupe_key like '%' || $1 || '%' order by n.at, 1`,
      [id],
    )
  ).map(({ what }) => what);

describe('unavailability does not lapse in silence', () => {
  test('the keeper is asked a week before and told on the day, once each', async () => {
    const id = await outOfUse('2026-05-20');
    await night('2026-05-12');
    expect(await told(id)).toEqual([]);
    for (const day of ['2026-05-13', '2026-05-14', '2026-05-19']) await night(day);
    expect(await told(id)).toEqual(['PC capacity.unavailability-ends-soon 2026-05-20']);
    for (const day of ['2026-05-20', '2026-05-21', '2026-05-28']) await night(day);
    expect(await told(id)).toEqual([
      'PC capacity.unavailability-ends-soon 2026-05-20',
      'PC capacity.unavailability-lapsed 2026-05-20',
    ]);
  });

  test('a night that was missed is made good, a month that was missed is not', async () => {
    const id = await outOfUse('2026-06-01');
    await night('2026-06-05');
    expect(await told(id)).toEqual(['PC capacity.unavailability-lapsed 2026-06-01']);
    const old = await outOfUse('2026-06-01');
    await night('2026-07-01');
    expect(await told(old)).toEqual([]);
  });

  test('what the provider ended by itself is no news', async () => {
    const id = await outOfUse('2026-08-01', '2026-08-05');
    await night('2026-08-01');
    expect(await told(id)).toEqual([]);
  });

  test('an extension is asked about anew', async () => {
    const id = await outOfUse('2026-09-10');
    await night('2026-09-05');
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'unavailability.extend',
        organisationId: unit.providerId,
        subjectId: unit.unitId,
      });
      await tx.rows(
        `update capacity.unavailability set period = daterange(lower(period), '2026-10-01'), expected_end_on = '2026-10-01' where id = $1`,
        [id],
      );
    });
    await night('2026-09-10');
    expect(await told(id)).toHaveLength(1);
    await night('2026-09-30');
    expect(await told(id)).toHaveLength(2);
  });
});
