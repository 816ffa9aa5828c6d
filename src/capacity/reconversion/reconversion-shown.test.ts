import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Actor, recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { addDays, dayIn } from '../../platform/period.ts';
import { catalogueJson } from '../catalogue.query.ts';
import type { SearchAnswer, UnitRow } from '../contract.ts';
import { recountAll } from '../recount.fixtures.ts';
import { type Done, startStay } from '../start-stay.ts';
import { searchJson } from '../search.query.ts';
import { reportUnavailability } from '../report-unavailability.ts';
import { unitsJson } from '../unit-row.ts';
import { takeEffectDue } from './take-effect-due.ts';
import {
  approve,
  as,
  beginAnew,
  clock,
  day,
  detail,
  effective,
  figuresOn,
  jobs,
  pc,
  plan,
  provider,
  register,
  run,
  setDay,
  t,
  takeBack,
  today,
  unit,
} from './reconversion.fixtures.ts';

/** What is shown of a reconversion: of what is agreed, of what is taken back, and of what comes. */
describe('a registration that is taken back', () => {
  const shown = async (known: string | null = null) => {
    const text = await t.db.read(as, (tx) =>
      unitsJson(tx, { day, knownAt: known, today: day }, [unit.unitId]),
    );
    return (JSON.parse(text) as UnitRow[]).map((row) => `${row.module} ${row.figures.recognised}`);
  };
  const inCatalogue = async () => {
    const { units } = JSON.parse(await t.db.read(as, catalogueJson)) as {
      units: { unitId: string; modules: string[] }[];
    };
    return units.find(({ unitId }) => unitId === unit.unitId)?.modules;
  };
  const registered = async (toPlaces = 2) => {
    const id = await plan({ effectiveOn: today, toPlaces });
    await approve(id);
    await effective(id, today);
    await register(id, today);
    return id;
  };

  test('leaves no row of a module that nobody offers, and is shown as it was known', async () => {
    const id = await registered();
    expect(await shown()).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
    const known = new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000 + 500).toISOString();
    await takeBack(id, as);
    expect(await shown()).toEqual(['STAY_O12 8']);
    expect(await shown(known)).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['STAY_O12']);
    const none = await t.db.read(as, (tx) => searchJson(tx, { minimum: 0, limit: 500 }, day));
    expect(
      (JSON.parse(none) as SearchAnswer).units
        .filter(({ unitId }) => unitId === unit.unitId)
        .map(({ module }) => module),
    ).toEqual(['STAY_O12']);
    await register(id, today);
    expect(await shown()).toEqual(['CRISIS_STAY 2', 'STAY_O12 5']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
  });

  test('keeps the row while a child stays there: it is one too many, and never hidden', async () => {
    const id = await registered();
    const { id: stayId } = await run(pc, (tx, who) =>
      startStay(tx, who, {
        unitId: unit.unitId,
        module: 'CRISIS_STAY',
        from: today,
        overCapacityReason: 'Nog geen kamers (verzonnen)',
      }),
    );
    await takeBack(id, as);
    expect((await figuresOn(today)).get('CRISIS_STAY')).toMatchObject({
      recognised: 0,
      overOccupied: 1,
    });
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
    expect(stayId).not.toBeNull();
  });

  test('leaves a module that the unit offers by another line', async () => {
    const first = await registered(1);
    const id = await plan({ effectiveOn: today, places: 1, toPlaces: 1 });
    await approve(id);
    await effective(id, today);
    await register(id, today);
    await takeBack(id, as);
    expect(await shown()).toEqual(['CRISIS_STAY 1', 'STAY_O12 5']);
    expect((await detail(first)).row.state).toBe('REGISTERED');
  });

  test('comes back by itself when the source brings places after all', async () => {
    const id = await registered();
    await takeBack(id, as);
    await jobs(async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'import',
        organisationId: provider,
        subjectId: unit.unitId,
      });
      await tx.rows(
        `insert into capacity.recognition (unit_id, module_code, provider_id, places, period)
         values ($1, 'CRISIS_STAY', $2, 4, daterange($3, null))`,
        [unit.unitId, provider, today],
      );
    });
    expect(await shown()).toEqual(['CRISIS_STAY 4', 'STAY_O12 8']);
    expect(await inCatalogue()).toEqual(['CRISIS_STAY', 'STAY_O12']);
  });
});

describe('the picture of a day to come', () => {
  const rowsOn = async (at: string, known: string | null = null): Promise<UnitRow[]> => {
    const text = await t.db.read(as, (tx) =>
      unitsJson(tx, { day: at, knownAt: known, today: day }, [unit.unitId]),
    );
    return JSON.parse(text) as UnitRow[];
  };

  test('says which places are only agreed to be converted, and stops saying so once it is a fact', async () => {
    const id = await plan({ effectiveOn: '2026-06-08' });
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({ planned: { notConverted: 0 } });
    await approve(id);
    const ahead = await rowsOn('2026-06-10');
    expect(ahead).toMatchObject([{ figures: { notConverted: 3 }, planned: { notConverted: 3 } }]);
    expect((await rowsOn('2026-06-07'))[0]).toMatchObject({ planned: { notConverted: 0 } });
    expect((await rowsOn(today))[0]!.planned).toBeUndefined();
    const recount = await recountAll(t, '2026-06-10', 'infinity');
    expect(recount.get(`${unit.unitId} ${unit.module}`)).toEqual(ahead[0]!.figures);
    setDay('2026-06-08');
    await jobs(takeEffectDue);
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { notConverted: 3 },
      planned: { notConverted: 0 },
    });
  });

  test('no longer counts what was taken back, and says what was known while it was agreed', async () => {
    const id = await plan({ effectiveOn: '2026-06-08' });
    await approve(id);
    const known = new Date(Date.parse(`${day}T08:00:00Z`) + clock * 1000 + 500).toISOString();
    await takeBack(id, as);
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { notConverted: 0, free: 8 },
    });
    expect((await rowsOn('2026-06-10', known))[0]).toMatchObject({
      figures: { notConverted: 3, free: 5 },
    });
  });

  test('a unit counts no child more than once where it is full on the agreed day', async () => {
    for (let n = 0; n < 8; n++) {
      await run(pc, (tx, who) =>
        startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today }),
      );
    }
    await approve(await plan({ effectiveOn: '2026-06-08' }));
    expect((await rowsOn('2026-06-10'))[0]).toMatchObject({
      figures: { occupied: 8, notConverted: 0, free: 0, overOccupied: 0 },
      planned: { notConverted: 0 },
    });
  });
});

test('the effect that is shown is the effect that comes, whatever lies in the unit', async () => {
  const number = fc.integer({ min: 0, max: 5 });
  await fc.assert(
    fc.asyncProperty(
      number,
      number,
      fc.integer({ min: 1, max: 8 }),
      number,
      async (stays, out, places, toPlaces) => {
        await beginAnew();
        const act: ((tx: Writer, who: Actor) => Promise<Done>)[] = [
          ...Array.from(
            { length: stays },
            () => (tx: Writer, who: Actor) =>
              startStay(tx, who, { unitId: unit.unitId, module: unit.module, from: today }),
          ),
          ...(out > 0
            ? [
                (tx: Writer, who: Actor) =>
                  reportUnavailability(tx, who, {
                    unitId: unit.unitId,
                    module: unit.module,
                    places: out,
                    reason: 'STAFF_SHORTAGE' as const,
                    from: today,
                    expectedEndOn: addDays(today, 50),
                  }),
              ]
            : []),
        ];
        for (const each of act) await run(pc, each);
        const id = await plan({ places, toPlaces, effectiveOn: today });
        const told = (await detail(id)).effect!;
        const check = async (stage: 'before' | 'effective' | 'registered') => {
          const real = await figuresOn(day);
          for (const { module, ...stages } of told) {
            if (!real.has(module)) continue;
            expect(real.get(module)).toMatchObject(stages[stage]);
          }
        };
        await check('before');
        await approve(id);
        await effective(id, today);
        expect((await detail(id)).effect).toEqual(told);
        await check('effective');
        await register(id, today);
        await check('registered');
        const recount = await recountAll(t, day, 'infinity');
        for (const [module, figures] of await figuresOn(day)) {
          expect(recount.get(`${unit.unitId} ${module}`)).toEqual(figures);
        }
      },
    ),
    { numRuns: 4, examples: [[5, 5, 8, 0]] },
  );
});

test('what was agreed before it counted is counted from then on, as the step it was', async () => {
  // The upgrade has the machine's own time: the plan is made on its day, and looked at some days after it.
  setDay(dayIn(new Date()));
  const agreedOn = addDays(day, 100);
  const id = await plan({ effectiveOn: agreedOn });
  await approve(id);
  const text = readFileSync('db/migrations/0019_capacity_truths.sql', 'utf8');
  const begin = text.indexOf('do $$');
  const upgrade = text.slice(begin, text.indexOf('end $$;', begin) + 7);
  // As it stood: agreed, and in no figure.
  await t.owner(`alter table capacity.reconversion alter column period set expression as (
    case when state in ('EFFECTIVE', 'REGISTERED') then daterange(effective_on, registered_on) else 'empty'::daterange end)`);
  await t.owner('delete from capacity.delta where on_date = $1', [agreedOn]);
  await t.owner(
    `update capacity.unit_live set offerable = free, next_change_on = null where unit_id = $1`,
    [unit.unitId],
  );
  await t.owner(upgrade);
  setDay(addDays(day, 10));
  expect((await figuresOn(agreedOn)).get(unit.module)).toMatchObject({ notConverted: 3 });
  expect((await figuresOn(day)).get(unit.module)).toMatchObject({ free: 8, offerable: 5 });
  expect((await detail(id)).row).toMatchObject({
    lastKind: 'reconversion.approve',
    mayTakeBack: true,
  });
  await takeBack(id, as);
  expect((await figuresOn(agreedOn)).get(unit.module)).toMatchObject({ notConverted: 0 });
});
