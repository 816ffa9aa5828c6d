import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import {
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { endStay } from './end-stay.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { moveStay } from './move-stay.ts';
import { startAbsence } from './start-absence.ts';
import { type Done, startStay } from './start-stay.ts';
import { undoEvent } from './undo-event.ts';
import { unitsJson } from './unit-row.ts';

const today = '2026-05-06';
let t: TestDatabase;
let provider: string;
let pc: SignedIn;
let unit: MadeUnit;
let clock = 0;

beforeAll(async () => {
  t = await testDatabase();
  provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  pc = await signIn(t, 'PC', { organisationId: provider });
});
afterAll(() => t.close());

/** As the provider's own keeper, so that the wall is passed too. */
const run = (work: (tx: Writer, who: Actor) => Promise<Done>): Promise<Done> => {
  clock += 1;
  const at = new Date(Date.parse(`${today}T08:00:00Z`) + clock * 1000).toISOString();
  return t.db.write(pc, async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [at]);
    return work(tx, { ...theProgram, personId: pc.personId, hatId: pc.hatId, role: 'PC' });
  });
};
let round = 0;
const start = (place: number, from: string, name: string) =>
  run((tx, who) =>
    startStay(tx, who, {
      unitId: unit.unitId,
      module: unit.module,
      placeId: unit.placeIds[place] ?? null,
      from,
      personRef: `${name}-${round}`,
    }),
  );
const move = (stayId: string, place: number, on = today) =>
  run((tx, who) => moveStay(tx, who, { stayId, placeId: unit.placeIds[place] ?? '', on }));

const stays = () =>
  t.owner<{ who: string; place: string; from: string; until: string | null; away: string | null }>(
    `select split_part(s.person_ref, '-', 1) as who, p.label as place, lower(s.period)::text as from, upper(s.period)::text as until,
            (select string_agg(a.period::text, ' ' order by a.period) from capacity.absence a where a.stay_id = s.id) as away
       from capacity.stay s left join capacity.place p on p.id = s.place_id
      where s.unit_id = $1 order by s.person_ref, lower(s.period)`,
    [unit.unitId],
  );
const occupiedOn = async (day: string) => {
  const text = await t.db.read(pc, (tx) =>
    unitsJson(tx, { day, knownAt: null, today }, [unit.unitId]),
  );
  const [row] = JSON.parse(text) as { figures: { occupied: number; absent: number } }[];
  return [row?.figures.occupied, row?.figures.absent];
};

describe('moving within a unit', () => {
  let kim: string;
  beforeEach(async () => {
    round += 1;
    unit = await t.db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, ['2026-03-01T06:00:00Z']);
      return makeUnit(tx, { providerId: provider, places: 3 });
    });
    kim = (await start(0, '2026-04-01', 'KIM')).id ?? '';
  });

  test('to a place where nobody was: the record is corrected for its whole period', async () => {
    await move(kim, 1);
    expect(await stays()).toMatchObject([
      { who: 'KIM', place: '2', from: '2026-04-01', until: null },
    ]);
  });

  test('to a place that another child just left: the days before keep the old place', async () => {
    const lou = await start(1, '2026-04-10', 'LOU');
    await run((tx, who) =>
      startAbsence(tx, who, {
        stayId: kim,
        from: '2026-04-05',
        until: '2026-04-08',
        kind: 'HOME',
      }),
    );
    await run((tx, who) =>
      startAbsence(tx, who, { stayId: kim, from: '2026-05-01', kind: 'HOME' }),
    );
    await run((tx, who) => endStay(tx, who, { stayId: lou.id ?? '', on: today, reason: 'HOME' }));
    const before = await stays();
    const figures = await Promise.all(
      ['2026-04-06', '2026-05-05', today, '2026-06-01'].map(occupiedOn),
    );
    const moved = await move(kim, 1);
    expect(await stays()).toEqual([
      {
        who: 'KIM',
        place: '1',
        from: '2026-04-01',
        until: today,
        away: '[2026-04-05,2026-04-08) [2026-05-01,2026-05-06)',
      },
      { who: 'KIM', place: '2', from: today, until: null, away: '[2026-05-06,)' },
      { who: 'LOU', place: '2', from: '2026-04-10', until: today, away: null },
    ]);
    expect(
      await Promise.all(['2026-04-06', '2026-05-05', today, '2026-06-01'].map(occupiedOn)),
    ).toEqual(figures);
    await run((tx, who) => undoEvent(tx, who, { eventId: moved.eventId }));
    expect(await stays()).toEqual(before);
    expect(
      await Promise.all(['2026-04-06', '2026-05-05', today, '2026-06-01'].map(occupiedOn)),
    ).toEqual(figures);
  });

  test('back again the same day, and on to a place that was never taken', async () => {
    const lou = await start(1, '2026-04-10', 'LOU');
    await run((tx, who) => endStay(tx, who, { stayId: lou.id ?? '', on: today, reason: 'HOME' }));
    await move(kim, 1);
    await move(kim, 0);
    await move(kim, 2);
    expect((await stays()).filter(({ who }) => who === 'KIM')).toMatchObject([
      { place: '1', from: '2026-04-01', until: today },
      { place: '3', from: today, until: null },
    ]);
  });

  test('a place that is taken now is refused, and the event says from where to where', async () => {
    await start(1, '2026-05-01', 'LOU');
    await expect(move(kim, 1)).rejects.toMatchObject({ code: 'place-never-twice' });
    const { eventId } = await move(kim, 2);
    const [event] = await t.owner<{ details: object }>(
      'select details from platform.event where id = $1',
      [eventId],
    );
    expect(event?.details).toMatchObject({ fromPlace: '1', toPlace: '3', on: today });
  });
});
