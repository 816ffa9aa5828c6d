import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, eachDay } from '../platform/period.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Facts, figuresOn, type Figures } from './figures.ts';
import { makeProvider, makeReference, makeUnit } from './fixtures.ts';
import { live, type Step, type World } from './random-history.fixtures.ts';
import { factsAsKnown } from './recount.fixtures.ts';
import { layCalendar, type ModuleCalendar } from './unit-calendar.ts';
import { unitCalendarJson } from './unit-calendar.query.ts';
import type { UnitCalendar } from './unit-calendar-contract.ts';

const firstDay = '2026-03-02';
let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
});
afterAll(() => t.close());

async function newWorld(): Promise<World> {
  const made = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${firstDay}T05:00:00Z`]);
    const providerId = await makeProvider(tx);
    const units = [
      await makeUnit(tx, { providerId, places: 3 }),
      await makeUnit(tx, { providerId, places: 4, recognised: 3, module: 'CRISIS_STAY' }),
    ];
    return { providerId, units };
  });
  return { t, pc: await signIn(t, 'PC', { organisationId: made.providerId }), units: made.units };
}

interface Window {
  from: string;
  until: string;
  known?: string;
}

const ask = async (world: World, unitId: string, window: Window): Promise<UnitCalendar> =>
  JSON.parse(
    await t.db.read(world.pc, (tx) =>
      unitCalendarJson(tx, unitId, window, true, new Date(`${firstDay}T09:00:00Z`)),
    ),
  ) as UnitCalendar;

const none: Facts = {
  recognitions: [],
  stays: [],
  absences: [],
  reconversions: [],
  unavailabilities: [],
  holds: [],
};

/** The figures of each day of the window, recounted from the raw facts. */
async function recounted(world: World, window: Window): Promise<Map<string, Figures[]>> {
  const facts = await factsAsKnown(t, window.known ?? 'infinity');
  const days = [...eachDay(window)];
  return new Map(
    world.units.map(({ unitId, module }) => {
      const own = facts.get(`${unitId} ${module}`) ?? none;
      return [unitId, days.map((day) => figuresOn(own, day))];
    }),
  );
}

/** What one day tells by itself: what can be offered also depends on later days. */
const bare = (figures: Figures) => {
  const { offerable: _offerable, ...own } = figures;
  return own;
};

/** How many cells are drawn in each state on a day, counted apart from the module's own figures. */
const drawn = ({ rows }: ModuleCalendar, day: number, ...states: string[]) =>
  rows.reduce((sum, { cells }) => {
    const cell = cells[day];
    return cell && !cell.isLoose && states.includes(cell.state) ? sum + cell.count : sum;
  }, 0);

function agree(
  calendar: ModuleCalendar,
  expected: readonly Figures[],
  what: string,
  placesDrawn: number,
): void {
  expect(calendar.days, what).toEqual(expected.map(bare));
  for (const [day, figures] of expected.entries()) {
    expect(drawn(calendar, day, 'occupied', 'absent'), `${what}: stays drawn`).toBe(
      figures.occupied + figures.overOccupied,
    );
    expect(drawn(calendar, day, 'over'), `${what}: over`).toBe(figures.overOccupied);
    // As many places are open as are free, or all there are where more are recognised than drawn.
    const places = calendar.rows.filter(({ kind }) => kind === 'place');
    const there = places.map(({ cells }) => cells[day] ?? null);
    const named = there.filter((cell) => cell && !cell.isLoose && cell.state !== 'free').length;
    const open = there.filter((cell) => cell?.state === 'free').length;
    expect(open, `${what}: open places`).toBe(Math.min(figures.free, placesDrawn - named));
  }
}

async function compare(world: World, window: Window): Promise<void> {
  const expected = await recounted(world, window);
  for (const { unitId, placeIds } of world.units) {
    const [calendar] = layCalendar(await ask(world, unitId, window));
    const what = `${unitId} as known ${window.known ?? 'now'}`;
    agree(calendar!, expected.get(unitId)!, what, placeIds.length);
  }
}

const number = fc.double({ min: 0, max: 0.999, noNaN: true });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step['act'][]>(
    'start',
    'start',
    'start',
    'start-over',
    'end',
    'away',
    'away',
    'back',
    'move',
    'out',
    'out',
    'stop',
    'in',
    'longer',
    'undo',
    'hold',
    'hold',
    'release',
    'recognise',
    'reconvert',
  ),
  a: number,
  b: number,
  c: number,
  days: fc.constantFrom(0, 0, 1, 2, 7, 20),
});

describe('the calendar of a unit', () => {
  test('agrees with the plain recount on every day of the window, as known now and then', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 30 }),
        number,
        async (steps, at) => {
          const world = await newWorld();
          const moments = await live(world, steps, firstDay);
          const from = addDays(firstDay, Math.floor(at * 90) - 30);
          const known = moments[Math.floor(at * moments.length)]?.toISOString();
          await compare(world, { from, until: addDays(from, 40) });
          if (known) await compare(world, { from, until: addDays(from, 40), known });
        },
      ),
      { numRuns: Number(process.env['AGREEMENT_RUNS'] ?? 12), endOnFailure: true },
    );
  }, 120_000);

  test('shows a planted fault: a stay that a day was cut from', async () => {
    const world = await newWorld();
    const [unit] = world.units;
    await live(world, [{ act: 'start', a: 0.1, b: 0.4, c: 0.9, days: 0 }], firstDay);
    const window = { from: firstDay, until: addDays(firstDay, 20) };
    const answer = await ask(world, unit!.unitId, window);
    const expected = (await recounted(world, window)).get(unit!.unitId)!;
    expect(answer.stays).toHaveLength(1);
    agree(layCalendar(answer)[0]!, expected, 'whole', 3);
    answer.stays[0]!.period.from = addDays(answer.stays[0]!.period.from, 1);
    expect(() => agree(layCalendar(answer)[0]!, expected, 'cut', 3)).toThrow(/cut/);
  });

  test('refuses a window without days, and one that is too long', async () => {
    const world = await newWorld();
    const { unitId } = world.units[0]!;
    const asking = (until: string) => ask(world, unitId, { from: firstDay, until });
    await expect(asking(firstDay)).rejects.toMatchObject({ code: 'ends-before-start' });
    await expect(asking(addDays(firstDay, 187))).rejects.toMatchObject({ code: 'window-too-long' });
    expect((await asking(addDays(firstDay, 186))).stays).toEqual([]);
  });

  test('tells the access team nothing of the child, and a stranger nothing at all', async () => {
    const world = await newWorld();
    const { unitId } = world.units[0]!;
    await live(
      world,
      [
        { act: 'start', a: 0.1, b: 0.4, c: 0.9, days: 0 },
        { act: 'away', a: 0.1, b: 0.4, c: 0.4, days: 0 },
      ],
      firstDay,
    );
    const window = { from: firstDay, until: addDays(firstDay, 20) };
    const read = async (who: Awaited<ReturnType<typeof signIn>>, own: boolean) =>
      t.db.read(who, (tx) => unitCalendarJson(tx, unitId, window, own, new Date()));
    const at = await signIn(t, 'AT');
    const seen = await read(at, false);
    const own = await read(world.pc, true);
    expect(own).toMatch(/personRef.*fileKind/);
    expect(own).toMatch(/"kind"/);
    expect(seen).toContain('"absences":[{');
    expect(seen).not.toMatch(/personRef|fileKind|endReason|"kind"/);
    // The database itself refuses, whatever the route would ask.
    await expect(read(at, true)).rejects.toThrow();
    const stranger = await signIn(t, 'PC', {
      organisationId: await t.db.as('vp_jobs', (tx) => makeProvider(tx)),
    });
    await expect(read(stranger, true)).rejects.toMatchObject({ code: 'unit-not-found' });
  });
});
