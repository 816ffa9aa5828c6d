/**
 * Figures that more than one slice shows, held against the recount from the raw facts, over HTTP and in files, on
 * random histories. Which figure is held where:
 *
 * | shown in | held in |
 * | --- | --- |
 * | live picture, totals, unit, search; any day as known at any moment | capacity/agreement.test.ts |
 * | the same over HTTP, CSV, XLSX, command line | capacity/agreement-http.test.ts |
 * | search by filters | capacity/search-agreement.test.ts |
 * | weekly photo; what changed between two | here; capacity/weekly/weekly.test.ts |
 * | unit calendar, day by day | here; capacity/unit-calendar.test.ts |
 * | what the region sees of a provider | here |
 * | effect of a reconversion before and after | capacity/reconversion/reconversion.test.ts |
 * | findings and their counts | capacity/findings/findings.test.ts |
 * | unavailability report, live, on screen and as CSV and XLSX | here |
 * | regional balance | here |
 * | released figures, as far as they are shown | here; insight/release-gate.test.ts |
 */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Balance } from '../capacity/balance/contract.ts';
import type { RegionView } from '../capacity/provider-tools-contract.ts';
import type { UnitCalendar } from '../capacity/unit-calendar-contract.ts';
import type { Weeks } from '../capacity/weekly/contract.ts';
import { addFigures, type Figures, noFigures } from '../capacity/figures.ts';
import { makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import { live, type Step, type World } from '../capacity/random-history.fixtures.ts';
import { recountAll } from '../capacity/recount.fixtures.ts';
import { takeSnapshot } from '../capacity/take-snapshot.ts';
import type { OutOfUseReport, ReleasedFigures } from '../insight/contract.ts';
import { makeDueReleases } from '../insight/index.ts';
import { addDays, dayIn } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { readWholeFile } from '../platform/testing/read-whole-file.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { allRoutes, tags, words } from './slices.ts';

const firstDay = '2026-03-02';

/** One history in a database of its own, with everybody who looks at it. */
interface Scene extends World {
  readonly server: TestServer;
  readonly as: SignedIn;
  now: Date;
}

const open: { server: TestServer; t: TestDatabase }[] = [];
afterEach(async () => {
  for (const { server, t } of open.splice(0)) {
    await server.close();
    await t.close();
  }
});

async function newScene(day = firstDay): Promise<Scene> {
  const t = await testDatabase();
  const scene = { now: new Date(`${day}T07:00:00Z`) } as Scene;
  const server = await startTestServer(t, {
    routes: allRoutes,
    tags,
    words,
    clock: { now: () => scene.now },
  });
  open.push({ server, t });
  const made = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${day}T05:00:00Z`]);
    await makeReference(tx);
    const providerId = await makeProvider(tx);
    return {
      providerId,
      units: [
        await makeUnit(tx, { providerId, places: 4 }),
        await makeUnit(tx, { providerId, places: 3, region: 'OVL', module: 'CRISIS_STAY' }),
        await makeUnit(tx, { providerId, places: 3, recognised: 2, region: 'OVL' }),
      ],
    };
  });
  return Object.assign(scene, {
    t,
    server,
    pc: await signIn(t, 'PC', { organisationId: made.providerId }),
    as: await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'access-team') }),
    units: made.units,
  });
}

async function get<T>(scene: Scene, who: SignedIn, path: string): Promise<T> {
  const response = await scene.server.as(who, path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

interface Counted {
  readonly unitId: string;
  readonly region: string;
  readonly module: string;
  readonly figures: Figures;
}

/** The recount of every unit and module on a day, with where it is. */
async function recount({ t }: Scene, day: string, known = 'infinity'): Promise<Counted[]> {
  const figures = await recountAll(t, day, known);
  const rows = await t.owner<{ unitId: string; module: string; region: string }>(
    `select unit_id as "unitId", module_code as module, region_code as region from capacity.unit_live`,
  );
  return rows.map((row) => ({
    ...row,
    figures: figures.get(`${row.unitId} ${row.module}`) ?? noFigures,
  }));
}

const sumOf = (rows: readonly Counted[], figure: keyof Figures) =>
  rows.reduce((sum, { figures }) => sum + figures[figure], 0);

/** Sums by a key, without what is nothing. */
function sumsBy(rows: readonly Counted[], key: 'region' | 'module', figure: keyof Figures) {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const more = row.figures[figure];
    if (more !== 0) sums.set(row[key], (sums.get(row[key]) ?? 0) + more);
  }
  return Object.fromEntries([...sums].toSorted());
}
const counted = (list: readonly { key: string; places: number | null }[]) =>
  Object.fromEntries(
    list
      .filter(({ places }) => places !== 0)
      .map(({ key, places }) => [key, places] as const)
      .toSorted(),
  );
const total = (list: readonly { places: number | null }[]) =>
  list.reduce((sum, { places }) => sum + (places ?? 0), 0);

/** The live report of unavailability, on screen and in files. */
async function compareReport(scene: Scene, rows: readonly Counted[]): Promise<void> {
  const path = '/api/insight/unavailability/now';
  const report = await get<OutOfUseReport>(scene, scene.as, path);
  const unavailable = sumOf(rows, 'unavailable');
  expect(report.unavailable, 'report').toBe(unavailable);
  expect(report.recognised, 'report').toBe(sumOf(rows, 'recognised'));
  expect(counted(report.byRegion), 'report by region').toEqual(
    sumsBy(rows, 'region', 'unavailable'),
  );
  expect(counted(report.byModule), 'report by module').toEqual(
    sumsBy(rows, 'module', 'unavailable'),
  );
  for (const list of [report.byReason, report.bySector, report.units]) {
    expect(total(list), 'report').toBe(unavailable);
  }
  const lengths = report.byLength.reduce(
    (sum, { shortage, rest }) => sum + (shortage ?? 0) + (rest ?? 0),
    0,
  );
  expect(lengths, 'report by length').toBe(unavailable);
  for (const format of ['csv', 'xlsx']) {
    const response = await scene.server.as(scene.as, `${path}/file?format=${format}`);
    expect(response.status, format).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { tables } = await readWholeFile(bytes, `report.${format}`);
    const cells = tables.flatMap((table) => table.rows.flat()).map(String);
    if (unavailable > 0) expect(cells, `report as ${format}`).toContain(String(unavailable));
  }
}

async function compareBalance(scene: Scene, rows: readonly Counted[]): Promise<void> {
  const balance = await get<Balance>(scene, scene.as, '/api/capacity/balance');
  const places = (key: 'region' | 'module') =>
    counted(
      [...Map.groupBy(balance.rows, (row) => row[key])].map(([name, own]) => ({
        key: name,
        places: own.reduce((sum, row) => sum + row.places, 0),
      })),
    );
  expect(places('region'), 'balance by region').toEqual(sumsBy(rows, 'region', 'recognised'));
  expect(places('module'), 'balance by module').toEqual(sumsBy(rows, 'module', 'recognised'));
  for (const { code, occupied } of balance.regions) {
    const own = rows.filter(({ region }) => region === code);
    expect(occupied, `balance of ${code}`).toBe(
      sumOf(own, 'occupied') + sumOf(own, 'overOccupied'),
    );
  }
}

async function compareRegionView(scene: Scene, rows: readonly Counted[]): Promise<void> {
  const { units } = await get<RegionView>(scene, scene.pc, '/api/capacity/region-view');
  const figures = (list: readonly Counted[] | RegionView['units']) =>
    new Map(list.map((row) => [`${row.unitId} ${row.module}`, row.figures]));
  expect(figures(units), 'region view').toEqual(figures(rows));
}

/** The facts of the calendar, counted again for each day, are the figures of that day. */
async function compareCalendar(scene: Scene): Promise<void> {
  const from = addDays(dayIn(scene.now), -7);
  const until = addDays(from, 21);
  for (const { unitId, module } of scene.units) {
    const calendar = await get<UnitCalendar>(
      scene,
      scene.pc,
      `/api/capacity/units/${unitId}/calendar?from=${from}&until=${until}`,
    );
    for (let day = from; day < until; day = addDays(day, 4)) {
      const figures = (await recountAll(scene.t, day, 'infinity')).get(`${unitId} ${module}`);
      const covers = ({ period }: { period: { from: string; until: string | null } }) =>
        period.from <= day && (period.until === null || day < period.until);
      const there = calendar.stays.filter((stay) => stay.module === module && covers(stay));
      expect(there.length, `calendar of ${day}`).toBe(
        (figures?.occupied ?? 0) + (figures?.overOccupied ?? 0),
      );
      const recognised = calendar.recognitions
        .filter((each) => each.module === module && covers(each))
        .reduce((sum, { places }) => sum + places, 0);
      expect(recognised, `calendar of ${day}`).toBe(figures?.recognised ?? 0);
    }
  }
}

/** A photo of a week shows the figures of its day as they were known when it was taken. */
async function compareWeeks(scene: Scene, taken: ReadonlyMap<string, Figures>): Promise<void> {
  const { weeks } = await get<Weeks>(scene, scene.as, '/api/capacity/weekly');
  expect(new Map(weeks.map(({ day, figures }) => [day, figures])), 'weekly photo').toEqual(taken);
}

async function compareNow(scene: Scene): Promise<void> {
  const rows = await recount(scene, dayIn(scene.now));
  await compareReport(scene, rows);
  await compareBalance(scene, rows);
  await compareRegionView(scene, rows);
}

const number = fc.double({ min: 0, max: 0.999, noNaN: true });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step['act'][]>(
    ...(['start', 'start', 'start-over', 'end', 'away', 'out', 'out', 'out', 'in'] as const),
    ...(['undo', 'hold', 'recognise', 'reconvert', 'longer', 'move'] as const),
  ),
  a: number,
  b: number,
  c: number,
  days: fc.constantFrom(0, 0, 1, 2, 9),
});

/** Lives some steps from a day on; the scene's clock stands just after the last of them. */
async function liveOn(scene: Scene, steps: readonly Step[], day: string): Promise<void> {
  const moments = await live(scene, steps, day);
  scene.now = new Date((moments.at(-1) ?? new Date(`${day}T07:00:00Z`)).getTime() + 1000);
}

test('report, balance, region view, calendar and weekly photo agree with the recount on random histories', async () => {
  let unavailable = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 20 }),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (before, after) => {
        const scene = await newScene();
        await liveOn(scene, before, firstDay);
        const photoDay = dayIn(scene.now);
        const photo = addFigures((await recount(scene, photoDay)).map(({ figures }) => figures));
        await scene.t.db.as('vp_jobs', async (tx) => {
          await tx.rows(`select set_config('vp.clock', $1, true)`, [scene.now.toISOString()]);
          await takeSnapshot(tx, 'WEEKLY');
        });
        await liveOn(scene, after, addDays(photoDay, 1));
        await compareNow(scene);
        await compareCalendar(scene);
        await compareWeeks(scene, new Map([[photoDay, photo]]));
        unavailable += photo.unavailable;
        unavailable += sumOf(await recount(scene, dayIn(scene.now)), 'unavailable');
      },
    ),
    { numRuns: Number(process.env['AGREEMENT_RUNS'] ?? 8), endOnFailure: true },
  );
  // Histories in which every place can be used would prove little of the report.
  expect(unavailable).toBeGreaterThan(0);
}, 300_000);

test('what a release shows is the recount of its day, as known when it was made', async () => {
  // Releases are made by the day of the machine: the history lies some weeks before it.
  const began = addDays(dayIn(new Date()), -75);
  const scene = await newScene(began);
  const steps: Step[] = Array.from({ length: 24 }, (_, i) => ({
    act: (['start', 'out', 'start', 'hold', 'away', 'end'] as const)[i % 6]!,
    a: (i * 0.37) % 1,
    b: (i * 0.61) % 1,
    c: (i * 0.83) % 1,
    days: i % 3 === 0 ? 2 : 0,
  }));
  await liveOn(scene, steps, began);
  scene.now = new Date();
  const made = await makeDueReleases(scene.t.db);
  expect(made.length).toBeGreaterThan(0);
  const released = await get<ReleasedFigures>(scene, scene.as, '/api/insight/figures');
  const rows = await recount(scene, released.month, `${released.releasedOn}T00:00:00+02:00`);
  const names = {
    recognised: 'recognised',
    unavailable: 'unavailable',
    free: 'free',
    absent: 'absent',
    over: 'overOccupied',
  } as const;
  let shown = 0;
  for (const { table, cells } of released.tables) {
    if (table !== 'total' && table !== 'region' && table !== 'module') continue;
    for (const { row, column, figure, value } of cells) {
      if (value === null || !(figure in names)) continue;
      const own = rows.filter(
        (each) =>
          table === 'total' || (table === 'region' ? each.region === row : each.module === column),
      );
      expect(value, `${table} ${row} ${column} ${figure}`).toBe(
        sumOf(own, names[figure as keyof typeof names]),
      );
      shown++;
    }
  }
  expect(shown).toBeGreaterThan(4);
});

test('the detectors find a planted fault: places out of use that no fact tells of', async () => {
  const scene = await newScene();
  await compareNow(scene);
  const [unit] = scene.units;
  await scene.t.owner(
    `update capacity.unit_live set raw_occupied = raw_occupied + 1, occupied = occupied + 1, free = free - 1 where unit_id = $1`,
    [unit!.unitId],
  );
  await expect(compareNow(scene)).rejects.toThrow(/balance of|region view/);
  const other = await newScene();
  await other.t.owner(
    `update capacity.unit_live set raw_unavailable = raw_unavailable + 1, unavailable = unavailable + 1, free = free - 1 where unit_id = $1`,
    [other.units[0]!.unitId],
  );
  await expect(compareNow(other)).rejects.toThrow(/region view|report/);
});
