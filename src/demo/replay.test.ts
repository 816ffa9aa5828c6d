import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { loadRegions } from '../region/index.ts';
import { momentOn } from './calendar.ts';
import { fillDemo, growDemo } from './fill-demo.ts';
import { inventPeople, type People } from './people.ts';
import { Random } from './random.ts';
import { type Ids, replay } from './replay.fixtures.ts';
import type { Simulated } from './simulate.ts';
import type { Entry, Step } from './steps.ts';
import type { Supply, Unit } from './supply.ts';
import { writePeople, writePlaces, writeSupply } from './write-supply.ts';

const byText = (a: string | null, b: string | null) => (a ?? '').localeCompare(b ?? '');

const seed = 'replay';
const today = '2026-11-23';
const years = 0.6;
let bulk: TestDatabase;
let lived: TestDatabase;
let grown: Simulated;
let entries: Entry[] = [];
let chosen: Unit[];
let ids: Ids;
/** Stays to which the program led: they bear the pseudonym of the list, which the commands here know nothing of. */
let led: Map<string, string>;

/** A few units of every kind of life: crisis, over-occupied, closed, grown, reconverted, with time-outs. */
function chooseUnits(): Unit[] {
  const { log, supply } = grown;
  const units = new Set<Unit>();
  const first = (found: Iterable<{ unit: Unit }>, count = 1) => {
    let left = count;
    for (const { unit } of found) {
      if (left === 0) break;
      if (units.has(unit)) continue;
      units.add(unit);
      left--;
    }
    expect(left, 'a kind of life is missing from the simulation').toBe(0);
  };
  const stays = [...log.current.stay.values()];
  const outs = [...log.current.unavailability.values()];
  first(supply.units.filter((unit) => unit.plan.code === 'CRISIS_STAY').map((unit) => ({ unit })));
  first(
    stays.filter((stay) => stay.place === null),
    2,
  );
  first(
    stays.filter((stay) => stay.timeOutOf !== null && stay.unit.plan.code !== 'TIME_OUT'),
    2,
  );
  first(supply.units.filter((unit) => unit.plan.code === 'TIME_OUT').map((unit) => ({ unit })));
  first(outs.filter((out) => out.reasonCode === 'UNIT_CLOSED'));
  first(outs.filter((out) => out.onlyFor !== null));
  first([...log.current.reconversion.values()].filter((each) => each.state === 'EFFECTIVE'));
  first([...log.current.absence.values()].filter((each) => each.absenceKind === 'TIME_OUT'));
  first([...log.current.hold.values()], 2);
  return [...units];
}

/** Only what concerns the chosen units, and of other units the stays at home of children on time-out here. */
function entriesOf(units: ReadonlySet<Unit>): Entry[] {
  const steps = entries.flatMap((entry) =>
    entry.kind === 'first-import' ? entry.steps : entry.kind === 'register-file' ? [] : [entry],
  );
  const homes = new Set(
    steps.flatMap((step) =>
      step.kind === 'stay.start' && units.has(step.unit) && step.timeOutOf ? [step.timeOutOf] : [],
    ),
  );
  const unitOf = new Map(
    steps.flatMap((step) => (step.kind === 'stay.start' ? [[step.stay, step.unit] as const] : [])),
  );
  const wanted = (step: Step) =>
    units.has(step.unit) ||
    ((step.kind === 'stay.start' || step.kind === 'stay.end') && homes.has(step.stay));
  return entries.flatMap((entry): Entry[] => {
    if (entry.kind === 'first-import') {
      const kept = entry.steps.filter(wanted);
      return kept.length > 0 ? [{ ...entry, steps: kept }] : [];
    }
    if (entry.kind === 'register-file') {
      const kept = entry.changes.filter(({ stay }) => units.has(unitOf.get(stay)!));
      return kept.length > 0 ? [{ ...entry, changes: kept }] : [];
    }
    return wanted(entry) ? [entry] : [];
  });
}

async function makeSupply(t: TestDatabase, supply: Supply, people: People): Promise<void> {
  await t.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', '2000-01-01T12:00:00Z', true)`);
    await loadRegions(tx);
    await writePeople(tx, people, 'test', '2020-01-01');
    await writeSupply(tx, supply);
    await writePlaces(tx, supply);
  });
}

beforeAll(async () => {
  [bulk, lived] = await Promise.all([testDatabase(), testDatabase()]);
  await fillDemo({
    db: bulk.db,
    clock: fixedClock(`${today}T08:00:00Z`),
    seed,
    today,
    years,
    issuer: 'test',
  });
  const ledRows = await bulk.owner<{ id: string; known: string }>(
    `select id, person_ref as known from capacity.stay where person_ref like 'K-%'`,
  );
  led = new Map(ledRows.map(({ id, known }) => [id, known]));
  grown = await growDemo({ seed, today, years, witness: (entry) => entries.push(entry) });
  chosen = chooseUnits();
  const people = inventPeople(new Random(`${seed} people`), grown.supply.providers);
  await makeSupply(lived, grown.supply, people);
  entries = entriesOf(new Set(chosen));
  const keeper = people.keepers.get(grown.supply.providers[0]!)!;
  const actor = {
    personId: keeper.person.id,
    hatId: keeper.id,
    role: 'PC',
    name: keeper.person.name,
  };
  ids = await replay(lived.db, actor, entries);
  await lived.db.as('vp_jobs', async (tx) => {
    await tx.rows(`select set_config('vp.clock', $1, true)`, [
      new Date(momentOn(grown.today, 0) * 1000).toISOString(),
    ]);
    await tx.rows(
      `select capacity.refresh(array_agg(unit_id), array_agg(module_code), array_agg(settled_on)) from capacity.unit_live where unit_id = any ($1::uuid[])`,
      [chosen.map((unit) => unit.id)],
    );
  });
}, 240_000);
afterAll(async () => {
  await bulk.close();
  await lived.close();
});

/** Rows as texts, sorted; of the lived database with the simulation's ids. */
async function both(text: string): Promise<[string[], string[]]> {
  const back = new Map([...ids].map(([simulated, real]) => [real, simulated]));
  const rows = async (t: TestDatabase) =>
    (
      await t.owner<{ row: string }>(`select to_jsonb(x)::text as row from (${text}) x`, [
        chosen.map((unit) => unit.id),
      ])
    ).map(({ row }) => {
      if (t === bulk) return row;
      const known = row.replace(
        /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
        (id) => back.get(id) ?? id,
      );
      const name = led.get(/"id": "([^"]+)"/.exec(known)?.[1] ?? '');
      return name ? known.replace(/"person_ref": "[^"]+"/, `"person_ref": "${name}"`) : known;
    });
  const [a, b] = [await rows(bulk), await rows(lived)];
  return [a.sort(byText), b.sort(byText)];
}

const columns: Record<string, string> = {
  recognition: 'places, period, funding_kind, origin, source',
  reconversion:
    'places, to_module_code, to_places, state, decided_on, effective_on, registered_on, period',
  stay: 'place_id, claimed_place_id, person_ref, period, expected_end_on, decision_until, end_reason, file_kind, needs, time_out_of, also_elsewhere',
  absence: 'stay_id, kind, period',
  unavailability:
    'place_id, places, only_for, reason_code, explanation, period, expected_end_on, review_on',
  hold: 'place_id, period, reason_code, needs, for_ref',
};

test('enough was lived to compare', () => {
  const kinds = new Set(entries.map((entry) => entry.kind));
  for (const kind of [
    'stay.start',
    'stay.end',
    'absence.start',
    'absence.end',
    'unavailability.start',
    'unavailability.extend',
    'unavailability.end',
    'unit.confirm',
  ] as const) {
    expect(kinds).toContain(kind);
  }
  expect(entries.length).toBeGreaterThan(400);
});

test.each(Object.keys(columns))(
  'the bulk path writes the same %s rows as the commands',
  async (table) => {
    const list = `id, unit_id, module_code, provider_id, ${columns[table]}, known_from`;
    const [bulkRows, livedRows] = await both(
      `select ${list} from capacity.${table} where unit_id = any ($1::uuid[])`,
    );
    expect(bulkRows).toEqual(livedRows);
    expect(bulkRows.length).toBeGreaterThan(0);
  },
);

test.each(Object.keys(columns))('the bulk path keeps the same history of %s', async (table) => {
  const list = `id, unit_id, module_code, provider_id, ${columns[table]}, known_from, known_until`;
  const [bulkRows, livedRows] = await both(
    `select ${list} from capacity.${table}_history where unit_id = any ($1::uuid[])`,
  );
  expect(bulkRows).toEqual(livedRows);
});

test('the bulk path writes the same dated differences', async () => {
  const [bulkRows, livedRows] = await both(
    `select unit_id, module_code, provider_id, on_date, recorded_at, sum(recognised) as a, sum(occupied) as b, sum(absent) as c,
            sum(not_converted) as d, sum(unavailable) as e, sum(held) as f
       from capacity.delta where unit_id = any ($1::uuid[]) group by 1, 2, 3, 4, 5
     having (sum(recognised), sum(occupied), sum(absent), sum(not_converted), sum(unavailable), sum(held)) <> (0, 0, 0, 0, 0, 0)`,
  );
  expect(bulkRows).toEqual(livedRows);
  expect(bulkRows.length).toBeGreaterThan(200);
});

test('the live rows and the confirmations are the same', async () => {
  const [bulkLive, livedLive] = await both(
    `select unit_id, module_code, site_id, settled_on, next_change_on, raw_recognised, raw_occupied, raw_absent, raw_not_converted, raw_unavailable, raw_held,
            recognised, occupied, absent, not_converted, unavailable, held, free, offerable, over_occupied, confirmed_at
       from capacity.unit_live where unit_id = any ($1::uuid[])`,
  );
  expect(bulkLive).toEqual(livedLive);
  const [bulkSaid, livedSaid] = await both(
    `select id, unit_id, provider_id, at from capacity.confirmation where unit_id = any ($1::uuid[])`,
  );
  expect(bulkSaid).toEqual(livedSaid);
});

test('the events of commands are the same', async () => {
  const [bulkEvents, livedEvents] = await both(
    `select slice, kind, at, organisation_id, subject_id, reason, details, undo_of, undone_by, undoable from platform.event
      where subject_id = any ($1::uuid[]) and kind ~ '^(stay|absence|unavailability|partial-stop|unit)[.]'`,
  );
  expect(bulkEvents).toEqual(livedEvents);
});
