import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayIn } from '../platform/period.ts';
import { signIn, type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { readWholeFile } from '../platform/testing/read-whole-file.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { regionRoutes } from '../region/routes.ts';
import type { Photo, SearchAnswer, UnitDetail } from './contract.ts';
import words from './export/locales/nl.json' with { type: 'json' };
import { type Figures, noFigures } from './figures.ts';
import { makeProvider, makeReference, makeUnit } from './fixtures.ts';
import { capacityRoutes, photoJson } from './index.ts';
import { live, type Step, type World } from './random-history.fixtures.ts';
import { dayBetween, recountAll } from './recount.fixtures.ts';

const firstDay = '2026-03-02';
let t: TestDatabase;
let server: TestServer;
let now = new Date(`${firstDay}T07:00:00Z`);
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', makeReference);
  server = await startTestServer(t, {
    routes: [...regionRoutes, ...capacityRoutes],
    clock: { now: () => now },
  });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const number = fc.double({ min: 0, max: 0.999, noNaN: true });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step['act'][]>(
    'start',
    'start',
    'start-over',
    'end',
    'away',
    'out',
    'stop',
    'undo',
    'hold',
    'recognise',
    'reconvert',
  ),
  a: number,
  b: number,
  c: number,
  days: fc.constantFrom(0, 0, 1, 2, 9),
});

async function newWorld(): Promise<World> {
  const made = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${firstDay}T05:00:00Z`]);
    const providerId = await makeProvider(tx);
    return {
      providerId,
      units: [
        await makeUnit(tx, { providerId, places: 3 }),
        await makeUnit(tx, { providerId, places: 2, region: 'OVL' }),
      ],
    };
  });
  return { t, pc: await signIn(t, 'PC', { organisationId: made.providerId }), units: made.units };
}

type ByUnit = Map<string, Figures>;
const byUnit = (rows: { unitId: string; figures: Figures }[]): ByUnit =>
  new Map(rows.map((row) => [row.unitId, row.figures]));

const names = Object.keys(noFigures) as (keyof Figures)[];

/** The figures in an exported table, by unit code. */
async function exported(
  path: string,
  who: World['pc'],
  fileName: string,
): Promise<Map<string, Figures>> {
  const response = await server.as(who, path);
  expect(response.status, path).toBe(200);
  const file = Buffer.from(await response.arrayBuffer());
  const { tables } = await readWholeFile(file, fileName);
  const [table] = tables;
  const { header, rows } = table!;
  const column = (name: keyof typeof words.unit) => header.indexOf(words.unit[name]);
  return new Map(
    rows.map((row) => [
      String(row[column('unitCode')]),
      Object.fromEntries(
        names.map((name) => [name, Number(row[column(name)])]),
      ) as unknown as Figures,
    ]),
  );
}

async function compare(world: World, day: string, known: string | null): Promise<void> {
  const expected = await recountAll(t, day, known ?? 'infinity');
  const mine: ByUnit = new Map(
    world.units.map((unit) => [
      unit.unitId,
      expected.get(`${unit.unitId} ${unit.module}`) ?? noFigures,
    ]),
  );
  const when = `at=${day}${known ? `&known=${encodeURIComponent(known)}` : ''}`;
  const get = async <T>(path: string): Promise<T> => {
    const response = await server.as(world.pc, path);
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  };
  const photo = await get<Photo>(`/api/capacity/photo?${when}`);
  expect(byUnit(photo.units), `API photo ${when}`).toEqual(mine);
  for (const unit of world.units) {
    const detail = await get<UnitDetail>(`/api/capacity/units/${unit.unitId}?${when}`);
    expect(byUnit(detail.modules), `API unit ${when}`).toEqual(
      new Map([[unit.unitId, mine.get(unit.unitId)!]]),
    );
  }
  if (known === null && day >= dayIn(now)) {
    const found = await get<SearchAnswer>(`/api/capacity/search?on=${day}&minimum=0`);
    expect(byUnit(found.units), `API search ${when}`).toEqual(mine);
  }
  const command = await t.db.as('vp_jobs', (tx) =>
    photoJson(tx, { day, knownAt: known, today: dayIn(now) }, now),
  );
  const ids = new Set(mine.keys());
  const printed = (JSON.parse(command) as Photo).units.filter((row) => ids.has(row.unitId));
  expect(byUnit(printed), `vrijplaats photo ${when}`).toEqual(mine);
  const codes = new Map(photo.units.map((row) => [row.unitCode, row.figures]));
  for (const format of ['csv', 'xlsx']) {
    const table = await exported(
      `/api/capacity/export/units?format=${format}&${when}`,
      world.pc,
      `units.${format}`,
    );
    expect(table, `export ${format} ${when}`).toEqual(codes);
  }
}

test('API, export and command line agree with the recount at any as-of moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 2 }),
      async (steps, probes) => {
        const world = await newWorld();
        const moments = await live(world, steps, firstDay);
        now = new Date((moments.at(-1) ?? new Date(`${firstDay}T07:00:00Z`)).getTime() + 1000);
        await compare(world, dayIn(now), null);
        await compare(world, addDays(dayIn(now), 6), null);
        for (const [a, b] of probes) {
          const day = dayBetween(addDays(firstDay, -3), addDays(dayIn(now), 20), a);
          await compare(world, day, moments[Math.floor(b * moments.length)]?.toISOString() ?? null);
        }
      },
    ),
    { numRuns: Number(process.env['AGREEMENT_RUNS'] ?? 6), endOnFailure: true },
  );
}, 300_000);
