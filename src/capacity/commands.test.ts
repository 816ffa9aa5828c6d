import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, idempotent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { endUnavailability, extendUnavailability } from './change-unavailability.ts';
import { addDays } from '../platform/period.ts';
import { confirmUnit } from './confirm-unit.ts';
import type { UnitRow } from './contract.ts';
import { endAbsence } from './end-absence.ts';
import { endStay } from './end-stay.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { moveStay } from './move-stay.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { startAbsence } from './start-absence.ts';
import { type Done, startStay } from './start-stay.ts';
import { undoEvent } from './undo-event.ts';
import { unitsJson } from './unit-row.ts';

const today = '2026-05-06';
let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let at: SignedIn;
let unit: MadeUnit;
let clock = 0;
const actor = (who: SignedIn): Actor => ({
  personId: who.personId,
  hatId: who.hatId,
  role: who.role,
  name: 'Persoon (verzonnen)',
});

/** One command at its own moment of a day that stands still. */
async function run(work: (tx: Writer, who: Actor) => Promise<Done>, who = pc): Promise<Done> {
  clock += 1;
  const at = new Date(Date.parse(`${today}T08:00:00Z`) + clock * 1000).toISOString();
  return t.db.write(who, async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return work(tx, actor(who));
  });
}

async function figures(who = pc, day = today) {
  const text = await t.db.read(who, (tx) =>
    unitsJson(tx, { day, knownAt: null, today }, [unit.unitId]),
  );
  return (JSON.parse(text) as UnitRow[])[0]!.figures;
}

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
  at = await signIn(t, 'AT', {
    organisationId: await makeOrganisation(t, 'access-team'),
    areaCode: 'WVL',
  });
});
afterAll(() => t.close());
beforeEach(async () => {
  unit = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${today}T06:00:00Z`]);
    return makeUnit(tx, { providerId: provider, places: 8 });
  });
});

const start = (input: Partial<Parameters<typeof startStay>[2]> = {}) =>
  run((tx, who) =>
    startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today, ...input }),
  );

describe('the examples of the definition, for a unit of 8', () => {
  test('6 stays of which one away, 1 place out of use → 6 / 0 / 1 / 0 / 1', async () => {
    const stays: Done[] = [];
    for (let i = 0; i < 6; i++) stays.push(await start());
    await run((tx, who) =>
      startAbsence(tx, who, { stayId: stays[0]!.id!, from: today, kind: 'HOSPITAL' }),
    );
    await run((tx, who) =>
      reportUnavailability(tx, who, {
        unitId: unit.unitId,
        module: unit.module,
        reason: 'BUILDING',
        from: today,
        expectedEndOn: '2026-06-01',
      }),
    );
    expect(await figures()).toEqual({
      recognised: 8,
      occupied: 6,
      absent: 1,
      notConverted: 0,
      unavailable: 1,
      held: 0,
      free: 1,
      offerable: 1,
      overOccupied: 0,
    });
  });

  test('closed for staff with 3 still there → 3 / 0 / 5 / 0 / 0, and back on the expected day', async () => {
    for (let i = 0; i < 3; i++) await start();
    await run((tx, who) =>
      reportUnavailability(tx, who, {
        unitId: unit.unitId,
        module: unit.module,
        places: 8,
        reason: 'STAFF_SHORTAGE',
        from: today,
        expectedEndOn: '2026-06-01',
      }),
    );
    expect(await figures()).toMatchObject({ occupied: 3, unavailable: 5, held: 0, free: 0 });
    expect(await figures(at, '2026-05-31')).toMatchObject({ unavailable: 5, free: 0 });
    expect(await figures(at, '2026-06-01')).toMatchObject({ unavailable: 0, free: 5 });
  });

  test('9 stays → 8 occupied, over 1, only with a reason', async () => {
    for (let i = 0; i < 8; i++) await start();
    await expect(start()).rejects.toMatchObject({ code: 'unit-full' });
    await start({ overCapacityReason: 'broer kan nergens anders heen' });
    expect(await figures()).toMatchObject({ occupied: 8, overOccupied: 1, free: 0 });
  });
});

test('a place out of use that is occupied counts as occupied only', async () => {
  await start({ placeId: unit.placeIds[0]! });
  await run((tx, who) =>
    reportUnavailability(tx, who, {
      unitId: unit.unitId,
      module: unit.module,
      placeId: unit.placeIds[0]!,
      reason: 'BUILDING',
      from: today,
      expectedEndOn: '2026-06-01',
    }),
  );
  expect(await figures()).toMatchObject({ occupied: 1, unavailable: 0, free: 7 });
});

test('what is planned counts on its day, and what is to come limits what can be offered', async () => {
  await start({ from: '2026-05-20' });
  await start({ from: '2026-05-25' });
  expect(await figures()).toMatchObject({ occupied: 0, free: 8, offerable: 6 });
  expect(await figures(at, '2026-05-22')).toMatchObject({ occupied: 1, free: 7, offerable: 6 });
});

test('a stay begins, is away, comes back, moves and ends; the end cuts a running absence', async () => {
  const stay = await start({ placeId: unit.placeIds[2]! });
  await expect(start({ placeId: unit.placeIds[2]! })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'place-never-twice',
  });
  const away = await run((tx, who) =>
    startAbsence(tx, who, { stayId: stay.id!, from: today, kind: 'HOME' }),
  );
  await expect(
    run((tx, who) => startAbsence(tx, who, { stayId: stay.id!, from: '2026-05-10', kind: 'HOME' })),
  ).rejects.toMatchObject({ code: 'away-once' });
  await run((tx, who) => endAbsence(tx, who, { absenceId: away.id!, on: '2026-05-08' }));
  expect(await figures(pc, '2026-05-07')).toMatchObject({ absent: 1 });
  expect(await figures(pc, '2026-05-08')).toMatchObject({ absent: 0, occupied: 1 });
  await run((tx, who) =>
    moveStay(tx, who, { stayId: stay.id!, placeId: unit.placeIds[3]!, on: today }),
  );
  await start({ placeId: unit.placeIds[2]! });
  await run((tx, who) =>
    startAbsence(tx, who, { stayId: stay.id!, from: '2026-05-20', kind: 'RUNAWAY' }),
  );
  await run((tx, who) => endStay(tx, who, { stayId: stay.id!, on: '2026-05-25', reason: 'HOME' }));
  const [absence] = await t.owner<{ until: string }>(
    `select upper(period)::text as until from capacity.absence where stay_id = $1 and kind = 'RUNAWAY'`,
    [stay.id],
  );
  expect(absence?.until).toBe('2026-05-25');
  expect(await figures(pc, '2026-05-25')).toMatchObject({ occupied: 1, absent: 0 });
});

test('a child is never in two places, except a time-out pair', async () => {
  const home = await start({ personRef: 'KIND-A' });
  await expect(start({ personRef: 'KIND-A' })).rejects.toMatchObject({ code: 'child-never-twice' });
  await start({ personRef: 'KIND-A', timeOutOf: home.id! });
  expect(await figures()).toMatchObject({ occupied: 2 });
});

test('unavailability: as long as is set today for the region, and reviewed when it says', async () => {
  const set = async (key: string, region: string | null, value: number, valid: string) =>
    t.owner(
      `insert into region.setting (key, region_code, value, source, valid) values ($1, $2, $3, 'test', $4)`,
      [`capacity.unavailability.${key}`, region, value, valid],
    );
  const [place] = await t.owner<{ region: string }>(
    `select s.region_code as region from capacity.care_unit u join capacity.site s on s.id = u.site_id where u.id = $1`,
    [unit.unitId],
  );
  await set('longest-days', null, 100, '[2020-01-01,)');
  await set('longest-days', place!.region, 20, `[2020-01-01,${today})`);
  await set('longest-days', place!.region, 30, `[${today},)`);
  await set('review-before-end-days', null, 3, '[2020-01-01,)');
  const report = (expectedEndOn: string) =>
    run((tx, who) =>
      reportUnavailability(tx, who, {
        unitId: unit.unitId,
        module: unit.module,
        from: today,
        reason: 'BUILDING',
        expectedEndOn,
      }),
    );
  try {
    await expect(report(addDays(today, 31))).rejects.toMatchObject({
      code: 'unavailability-too-long',
      details: { most: 30 },
    });
    const done = await report(addDays(today, 30));
    const [row] = await t.owner<{ on: string }>(
      'select review_on as on from capacity.unavailability where id = $1',
      [done.id],
    );
    expect(row!.on).toBe(addDays(today, 27));
  } finally {
    await t.owner(`delete from region.setting where source = 'test'`);
  }
});

test('unavailability: at most eight weeks, a reason, extended and ended', async () => {
  const base = { unitId: unit.unitId, module: unit.module, from: today } as const;
  await expect(
    run((tx, who) =>
      reportUnavailability(tx, who, { ...base, reason: 'BUILDING', expectedEndOn: '2026-09-01' }),
    ),
  ).rejects.toMatchObject({ code: 'unavailability-too-long', details: { latest: '2026-07-01' } });
  await expect(
    run((tx, who) =>
      reportUnavailability(tx, who, { ...base, reason: 'OTHER', expectedEndOn: '2026-06-01' }),
    ),
  ).rejects.toMatchObject({ code: 'explanation-required' });
  const out = await run((tx, who) =>
    reportUnavailability(tx, who, {
      ...base,
      places: 2,
      reason: 'STAFF_ABSENCE',
      expectedEndOn: '2026-06-01',
    }),
  );
  await run((tx, who) =>
    extendUnavailability(tx, who, { unavailabilityId: out.id!, expectedEndOn: '2026-06-20' }),
  );
  expect(await figures(pc, '2026-06-10')).toMatchObject({ unavailable: 2 });
  await run((tx, who) =>
    endUnavailability(tx, who, { unavailabilityId: out.id!, on: '2026-05-10' }),
  );
  expect(await figures(pc, '2026-05-10')).toMatchObject({ unavailable: 0 });
  const stop = await run((tx, who) =>
    reportUnavailability(tx, who, {
      ...base,
      onlyFor: 'GIRLS',
      reason: 'GROUP_LOAD',
      expectedEndOn: '2026-06-01',
    }),
  );
  expect(await figures()).toMatchObject({ free: 6 + 0 });
  expect(stop.id).not.toBeNull();
});

describe('two people who end the same stay', () => {
  const end = (stayId: string, more: Partial<Parameters<typeof endStay>[2]> = {}) =>
    run((tx, who) => endStay(tx, who, { stayId, on: '2026-05-10', reason: 'HOME', ...more }));
  const kept = async (stayId: string) => {
    const [stay] = await t.owner<{ on: string; reason: string }>(
      `select upper(period)::text as "on", end_reason as reason from capacity.stay where id = $1`,
      [stayId],
    );
    const [{ count } = { count: 0 }] = await t.owner<{ count: number }>(
      `select count(*)::int as count from platform.event where subject_id = $1 and kind = 'stay.end'`,
      [unit.unitId],
    );
    return { ...stay, count };
  };

  test('twelve at once with reasons of their own: one holds, the others are told which', async () => {
    const { id } = await start();
    const reasons = ['HOME', 'NETWORK', 'MOVED', 'GOAL_REACHED'] as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        end(id!, { reason: reasons[n % 4]!, on: n % 2 ? '2026-05-10' : '2026-05-11' }),
      ),
    );
    const { on, reason, count } = await kept(id!);
    expect(count).toBe(1);
    for (const [n, outcome] of outcomes.entries()) {
      const isSame = reasons[n % 4] === reason && (n % 2 ? '2026-05-10' : '2026-05-11') === on;
      expect(outcome.status).toBe(isSame ? 'fulfilled' : 'rejected');
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({
          kind: 'conflict',
          code: 'stay-ended-otherwise',
          details: { on, reason },
        });
      }
    }
  });

  test('twelve at once who say the same are one end', async () => {
    const { id } = await start();
    const all = await Promise.all(Array.from({ length: 12 }, () => end(id!)));
    expect(await kept(id!)).toEqual({ on: '2026-05-10', reason: 'HOME', count: 1 });
    expect(all.filter(({ undoable }) => undoable)).toHaveLength(1);
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(1);
  });

  test('an end is corrected by who knows which end it replaces, and by one of them', async () => {
    const { id } = await start();
    await end(id!);
    const known = { insteadOf: { on: '2026-05-10', reason: 'HOME' as const } };
    const outcomes = await Promise.allSettled([
      end(id!, { on: '2026-05-10', reason: 'MOVED', ...known }),
      end(id!, { on: '2026-05-10', reason: 'NETWORK', ...known }),
      end(id!, { on: '2026-05-12', reason: 'HOME', ...known }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await kept(id!)).count).toBe(2);
  });
});

describe('undo', () => {
  test('takes a start back, and its history shows what was known meanwhile', async () => {
    const before = await figures();
    const stay = await start();
    const between = new Date(Date.parse(`${today}T08:00:00Z`) + clock * 1000 + 500).toISOString();
    await run((tx, who) => undoEvent(tx, who, { eventId: stay.eventId }));
    expect(await figures()).toEqual(before);
    const then = await t.db.read(pc, (tx) =>
      unitsJson(tx, { day: today, knownAt: between, today }, [unit.unitId]),
    );
    expect((JSON.parse(then) as UnitRow[])[0]!.figures.occupied).toBe(1);
    await expect(
      run((tx, who) => undoEvent(tx, who, { eventId: stay.eventId })),
    ).rejects.toMatchObject({ code: 'already-undone' });
  });

  test('takes an end back with the absence that it cut, and then the start', async () => {
    const stay = await start();
    await run((tx, who) =>
      startAbsence(tx, who, { stayId: stay.id!, from: '2026-05-20', kind: 'HOME' }),
    );
    const withAbsence = await figures(pc, '2026-05-22');
    const end = await run((tx, who) =>
      endStay(tx, who, { stayId: stay.id!, on: '2026-05-10', reason: 'MOVED' }),
    );
    await expect(
      run((tx, who) => undoEvent(tx, who, { eventId: stay.eventId })),
    ).rejects.toMatchObject({ code: 'changed-since' });
    await run((tx, who) => undoEvent(tx, who, { eventId: end.eventId }));
    expect(await figures(pc, '2026-05-22')).toEqual(withAbsence);
  });

  test('start, end, undo of the end, undo of the start', async () => {
    const stay = await start();
    const end = await run((tx, who) =>
      endStay(tx, who, { stayId: stay.id!, on: '2026-05-10', reason: 'MOVED' }),
    );
    await run((tx, who) => undoEvent(tx, who, { eventId: end.eventId }));
    await run((tx, who) => undoEvent(tx, who, { eventId: stay.eventId }));
    expect(await figures()).toMatchObject({ occupied: 0, free: 8 });
  });

  test('of a confirmation gives the older age back', async () => {
    const first = await run((tx, who) => confirmUnit(tx, who, { unitId: unit.unitId }));
    const read = () =>
      t.owner<{ at: Date }>(
        'select confirmed_at as at from capacity.unit_live where unit_id = $1',
        [unit.unitId],
      );
    const [one] = await read();
    const second = await run((tx, who) => confirmUnit(tx, who, { unitId: unit.unitId }));
    await run((tx, who) => undoEvent(tx, who, { eventId: second.eventId }));
    expect((await read())[0]).toEqual(one);
    expect(first.eventId).not.toBe(second.eventId);
  });
});

test('another provider’s unit does not exist for this one, to read or to change', async () => {
  const other = await t.db.as('vp_jobs', (tx) => makeProvider(tx));
  const stranger = await signIn(t, 'PC', { organisationId: other });
  await expect(
    run(
      (tx, who) => startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today }),
      stranger,
    ),
  ).rejects.toMatchObject({ code: 'unit-not-found' });
  expect(
    await t.db.read(stranger, (tx) => tx.rows('select unit_id from capacity.unit_live')),
  ).toEqual([]);
});

test('the same key gives the same answer once; with another request it is refused', async () => {
  const key = randomUUID();
  const input = { unitId: unit.unitId, module: unit.module, from: today };
  const once = () =>
    idempotent(t.db, pc, { key, route: 'stay.start', input }, (tx) =>
      startStay(tx, actor(pc), input),
    );
  const answers = await Promise.all([once(), once(), once()]);
  expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
  expect(answers.filter((a) => !a.replayed)).toHaveLength(1);
  await expect(
    idempotent(
      t.db,
      pc,
      { key, route: 'stay.start', input: { ...input, from: '2026-05-07' } },
      (tx) => startStay(tx, actor(pc), input),
    ),
  ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
});

test('twenty callers at the last place: one winner, nineteen told', async () => {
  for (let round = 0; round < 5; round++) {
    const last = await t.db.as('vp_jobs', (tx) =>
      makeUnit(tx, { providerId: provider, places: 1 }),
    );
    const calls = Array.from({ length: 20 }, (_, i) =>
      t.db.write(pc, (tx) =>
        startStay(tx, actor(pc), {
          unitId: last.unitId,
          module: last.module,
          from: today,
          placeId: i % 2 ? last.placeIds[0]! : null,
        }),
      ),
    );
    const results = await Promise.allSettled(calls);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results) {
      if (r.status === 'rejected') {
        expect(['unit-full', 'place-never-twice']).toContain((r.reason as { code: string }).code);
      }
    }
  }
});
