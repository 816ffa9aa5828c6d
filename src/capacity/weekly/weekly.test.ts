import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import { addDays, dayIn } from '../../platform/period.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../../platform/testing/database.ts';
import { type Facts, recount, shareOut } from '../figures.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from '../fixtures.ts';
import { live, type Step } from '../random-history.fixtures.ts';
import { factsAsKnown } from '../recount.fixtures.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import {
  addExplanations,
  causeNames,
  changeOf,
  explainChange,
  explained,
} from './explain-change.ts';
import { weekDifference, weeks } from './weekly.queries.ts';

let t: TestDatabase;
let pc: SignedIn;
let other: SignedIn;
let units: MadeUnit[];

beforeAll(async () => {
  t = await testDatabase();
  let providers: string[] = [];
  units = await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', '2023-12-01T08:00:00Z', true)`);
    await makeReference(tx);
    providers = [await makeProvider(tx), await makeProvider(tx)];
    const made = [];
    for (const providerId of [providers[0]!, providers[0]!, providers[1]!]) {
      made.push(await makeUnit(tx, { providerId, places: 4 }));
    }
    return made;
  });
  pc = await signIn(t, 'PC', { organisationId: providers[0]! });
  other = await signIn(t, 'PC', { organisationId: providers[1]! });
});
afterAll(() => t.close());

const someStep: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(
    'start',
    'start',
    'start-over',
    'end',
    'away',
    'out',
    'out',
    'in',
    'longer',
    'hold',
    'release',
    'recognise',
    'reconvert',
    'undo',
  ),
  a: fc.double({ min: 0, max: 0.999, noNaN: true }),
  b: fc.double({ min: 0, max: 0.999, noNaN: true }),
  c: fc.double({ min: 0, max: 0.999, noNaN: true }),
  days: fc.nat(2),
});

/** Freezes a day at a moment, as the nightly job does. */
const freeze = (day: string) =>
  t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [`${day}T20:00:00Z`]);
    return takeSnapshot(tx, 'WEEKLY');
  });

/** How many places of a count show nowhere, as a place counts once: worked out from raw facts alone. */
function hidden(facts: Facts | undefined, day: string): Record<(typeof explained)[number], number> {
  const raw = recount(
    facts ?? {
      recognitions: [],
      stays: [],
      absences: [],
      reconversions: [],
      unavailabilities: [],
      holds: [],
    },
    day,
  );
  const seen = shareOut(raw);
  return {
    free:
      seen.free - (raw.recognised - raw.occupied - raw.notConverted - raw.unavailable - raw.held),
    occupied: seen.occupied - raw.occupied,
    unavailable: seen.unavailable - raw.unavailable,
    held: seen.held - raw.held,
    notConverted: seen.notConverted - raw.notConverted,
    recognised: 0,
  };
}

test('after any history the causes add up to the difference of the frozen figures', async () => {
  let start = '2024-01-01';
  let moved = 0;
  let late = 0;
  let overlapping = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(someStep, { minLength: 8, maxLength: 18 }),
      fc.array(someStep, { minLength: 8, maxLength: 18 }),
      async (before, between) => {
        const world = { t, pc, units: units.slice(0, 2) };
        const lastOf = (moments: Date[], day: string) =>
          moments.length ? dayIn(moments.at(-1)!) : day;
        const first = lastOf(await live(world, before, start), start);
        await freeze(first);
        const factsBefore = await factsAsKnown(t, `${first}T20:00:00Z`);
        const second = lastOf(await live(world, between, addDays(first, 1)), addDays(first, 1));
        await freeze(second);
        const factsAfter = await factsAsKnown(t, `${second}T20:00:00Z`);
        const { rows } = await t.db.read(pc, (tx) => weekDifference(tx, first, second));
        expect(rows).toHaveLength(2);
        for (const row of rows) {
          const key = `${row.unitId} ${row.module}`;
          const clip = [
            hidden(factsBefore.get(key), first),
            hidden(factsAfter.get(key), second),
          ] as const;
          for (const figure of explained) {
            const why = explainChange(row, figure);
            const sum = causeNames.reduce((all, name) => all + why[name], 0);
            expect([figure, sum]).toEqual([figure, changeOf(row, figure)]);
            // What is left over is what cannot show, never what was not found.
            expect([figure, why.overlap]).toEqual([figure, clip[1][figure] - clip[0][figure]]);
            moved += Math.abs(changeOf(row, figure));
            late += Math.abs(why.late);
            overlapping += Math.abs(why.overlap);
          }
        }
        start = addDays(second, 1);
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
  expect(moved).toBeGreaterThan(5);
  expect(late + overlapping).toBeGreaterThan(0);
}, 120_000);

test('what is known better since stands beside the photo and never in it', async () => {
  const unit = units[2]!;
  await freeze('2025-06-02');
  await freeze('2025-06-09');
  const ask = () => t.db.read(other, (tx) => weekDifference(tx, '2025-06-09', '2025-06-02'));
  const untouched = await ask();
  expect([untouched.from.day, untouched.until.day]).toEqual(['2025-06-02', '2025-06-09']);
  expect(
    untouched.rows.map((row) => [row.unitId, row.correctedBefore, row.correctedAfter]),
  ).toEqual([[unit.unitId, null, null]]);
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', '2025-06-20T08:00:00Z', true)`);
    await recordEvent(tx, theProgram, {
      slice: 'capacity',
      kind: 'import',
      organisationId: unit.providerId,
      subjectId: unit.unitId,
    });
    await tx.rows(
      `insert into capacity.stay (unit_id, module_code, provider_id, person_ref, period) values ($1, $2, $3, 'late', '[2025-06-05,)')`,
      [unit.unitId, unit.module, unit.providerId],
    );
  });
  const [row] = (await ask()).rows;
  expect(row).toMatchObject({
    before: { occupied: 0 },
    after: { occupied: 0, free: 4 },
    correctedBefore: null,
    correctedAfter: { occupied: 1, free: 3 },
  });
  expect(explainChange(row!, 'free').overlap).toBe(0);
});

test('the sums of the weeks are the reader’s own', async () => {
  const mine = await t.db.read(other, (tx) => weeks(tx, {}));
  expect(mine.find((week) => week.day === '2025-06-02')!.figures.recognised).toBe(4);
  const none = await t.db.read(other, (tx) => weeks(tx, { region: 'OVL' }));
  expect(none).toEqual([]);
  await expect(
    t.db.read(other, (tx) => weekDifference(tx, '2025-06-02', '2025-06-03')),
  ).rejects.toMatchObject({ code: 'no-photo-of-day' });
});

test('explanations add up cause by cause', () => {
  const still = { up: 0, down: 0 };
  const row = {
    before: null,
    after: null,
    causes: {
      recognised: still,
      stays: { up: 3, down: 1 },
      absent: still,
      notConverted: still,
      unavailable: { up: 0, down: 2 },
      held: still,
      late: { recognised: 0, stays: 1, absent: 0, notConverted: 0, unavailable: 0, held: 0 },
    },
  };
  const why = explainChange(row, 'free');
  expect(why).toMatchObject({
    staysStarted: -3,
    staysEnded: 1,
    unavailableEnded: 2,
    late: -1,
    overlap: 1,
  });
  expect(addExplanations([why, why]).staysStarted).toBe(-6);
});
