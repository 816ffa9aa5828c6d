import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayIn } from '../platform/period.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import type { FoundUnit, Photo, UnitDetail, UnitRow } from './contract.ts';
import type { Static } from 'typebox';
import { addFigures, type Figures, noFigures } from './figures.ts';
import { makeProvider, makeReference, makeUnit } from './fixtures.ts';
import { photoJson } from './photo.query.ts';
import { live, type Step, type World } from './random-history.fixtures.ts';
import { dayBetween, recountAll } from './recount.fixtures.ts';
import { searchJson } from './search.query.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { unitDetailJson } from './unit.query.ts';

const firstDay = '2026-03-02';
let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(() => t.close());

const number = fc.double({ min: 0, max: 0.999, noNaN: true });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step['act'][]>(
    'start',
    'start',
    'start',
    'start',
    'start-over',
    'end',
    'end',
    'away',
    'back',
    'move',
    'out',
    'out',
    'stop',
    'in',
    'longer',
    'confirm',
    'undo',
    'undo',
    'hold',
    'release',
    'recognise',
    'reconvert',
  ),
  a: number,
  b: number,
  c: number,
  days: fc.constantFrom(0, 0, 0, 1, 1, 2, 7, 20),
});

async function newWorld(): Promise<World> {
  const made = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${firstDay}T05:00:00Z`]);
    const providerId = await makeProvider(tx);
    const units = [
      await makeUnit(tx, { providerId, places: 3 }),
      await makeUnit(tx, {
        providerId,
        places: 4,
        recognised: 3,
        region: 'OVL',
        module: 'CRISIS_STAY',
      }),
    ];
    return { providerId, units };
  });
  return { t, pc: await signIn(t, 'PC', { organisationId: made.providerId }), units: made.units };
}

const byKey = (rows: { unitId: string; module: string; figures: Figures }[]) =>
  new Map(rows.map((row) => [`${row.unitId} ${row.module}`, row.figures]));

/** Everything that shows figures, held against the recount for one day and moment. */
async function compare(world: World, day: string, known: string | null, now: Date): Promise<void> {
  const today = dayIn(now);
  const expected = await recountAll(t, day, known ?? 'infinity');
  const keys = new Set(world.units.map((unit) => `${unit.unitId} ${unit.module}`));
  const mine = new Map([...keys].map((key) => [key, expected.get(key) ?? noFigures]));
  const asOf = { day, knownAt: known, today };
  const photo = await t.db.read(world.pc, (tx) => photoJson(tx, asOf, now));
  const shown = (JSON.parse(photo) as Photo).units;
  expect(byKey(shown), `photo of ${day} as known ${known}`).toEqual(mine);
  expect(addFigures(shown.map((row) => row.figures)), 'totals').toEqual(addFigures(mine.values()));
  for (const unit of world.units) {
    const text = await t.db.read(world.pc, (tx) =>
      unitDetailJson(tx, unit.unitId, asOf, true, now),
    );
    checkDetail(JSON.parse(text) as UnitDetail, mine.get(`${unit.unitId} ${unit.module}`)!);
  }
  if (known === null && day >= today) await compareSearch(world, day, mine, today);
}

/** Tiles and places of one unit tell the same story as its figures. */
function checkDetail(detail: UnitDetail, figures: Figures): void {
  expect(detail.modules[0]!.figures).toEqual(figures);
  const covers = (row: { period: { from: string; until: string | null } }) =>
    row.period.from <= detail.day && (row.period.until === null || detail.day < row.period.until);
  const present = detail.stays.filter(covers);
  expect(present.length).toBe(figures.occupied + figures.overOccupied);
  const placed = detail.places.filter((place) => place.state.startsWith('OCCUPIED'));
  expect(placed.length).toBe(present.filter((stay) => stay.placeId !== null).length);
}

async function compareSearch(world: World, day: string, mine: Map<string, Figures>, today: string) {
  const text = await t.db.read(world.pc, (tx) => searchJson(tx, { on: day, minimum: 0 }, today));
  const found = (JSON.parse(text) as { units: Static<typeof FoundUnit>[] }).units;
  expect(byKey(found as UnitRow[]), `search on ${day}`).toEqual(mine);
}

let tried = 0;
let done = 0;

test('every figure agrees with a plain recount from the raw facts, at any as-of moment, on random histories', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 45 }),
      fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 3 }),
      async (steps, probes) => {
        const world = await newWorld();
        const moments = await live(world, steps, firstDay);
        tried += steps.length;
        done += moments.length;
        const last = moments.at(-1) ?? new Date(`${firstDay}T07:00:00Z`);
        const now = new Date(last.getTime() + 1000);
        await compare(world, dayIn(now), null, now);
        await compare(world, addDays(dayIn(now), 9), null, now);
        for (const [a, b] of probes) {
          const day = dayBetween(addDays(firstDay, -5), addDays(dayIn(now), 30), a);
          const moment = moments[Math.floor(b * moments.length)];
          await compare(world, day, moment?.toISOString() ?? null, now);
          await compare(world, day, null, now);
        }
      },
    ),
    { numRuns: Number(process.env['AGREEMENT_RUNS'] ?? 25), endOnFailure: true },
  );
  // A history in which most steps are refused would prove little.
  expect(done / tried).toBeGreaterThan(0.5);
}, 300_000);

test('midnight needs no commit: the picture of tomorrow is right today, and settling changes nothing', async () => {
  const world = await newWorld();
  const steps: Step[] = Array.from({ length: 30 }, (_, i) => ({
    act: (['start', 'out', 'hold', 'end', 'away'] as const)[i % 5]!,
    a: (i * 0.37) % 1,
    b: (i * 0.61) % 1,
    c: (i * 0.83) % 1,
    days: i % 4 === 0 ? 1 : 0,
  }));
  const moments = await live(world, steps, firstDay);
  for (let ahead = 0; ahead < 40; ahead += 3) {
    const now = new Date(moments.at(-1)!.getTime() + ahead * 86_400_000);
    await compare(world, dayIn(now), null, now);
    await t.db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, [now.toISOString()]);
      await tx.rows('select capacity.settle_due()');
    });
    await compare(world, dayIn(now), null, now);
  }
});

test('a snapshot is frozen: later knowledge does not change it', async () => {
  const world = await newWorld();
  const at = `${firstDay}T10:00:00Z`;
  const { id } = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return takeSnapshot(tx, 'AD_HOC');
  });
  const rows = () =>
    t.owner('select * from capacity.snapshot_row where snapshot_id = $1 order by unit_id', [id]);
  const before = await rows();
  await live(world, [{ act: 'start', a: 0.1, b: 0.1, c: 0.9, days: 0 }], firstDay);
  expect(await rows()).toEqual(before);
  await expect(
    t.owner('update capacity.snapshot_row set free = 99 where snapshot_id = $1', [id]),
  ).rejects.toMatchObject({ code: '23001' });
});

test('the detector finds a planted fault: a counter that is one off', async () => {
  const world = await newWorld();
  const unit = world.units[0]!;
  await t.owner(
    'update capacity.unit_live set raw_occupied = raw_occupied + 1, occupied = occupied + 1, free = free - 1 where unit_id = $1',
    [unit.unitId],
  );
  const now = new Date(`${firstDay}T09:00:00Z`);
  await expect(compare(world, firstDay, null, now)).rejects.toThrow(/photo of/);
});
