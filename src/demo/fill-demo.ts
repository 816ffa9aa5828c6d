import type { Clock } from '../platform/clock.ts';
import type { Database, Writer } from '../platform/db/database.ts';
import { dayIn, dayNumber } from '../platform/period.ts';
import {
  COMMITTED_AREAS,
  loadRegions,
  municipalitiesOn,
  zoneOfMunicipalityOn,
} from '../region/index.ts';
import { dayText, momentOn } from './calendar.ts';
import { copyScale } from './copy-scale.ts';
import type { DemoEvent } from './facts.ts';
import { nameArrivals } from './demand-arrivals.ts';
import { fillCrisis } from './fill-crisis.ts';
import { fillDemand, weeksOf } from './fill-demand.ts';
import { writeWindows } from './write-windows.ts';
import { fillFoster } from './fill-foster.ts';
import { inventPeople } from './people.ts';
import type { Fault } from './plant-faults.ts';
import { Random } from './random.ts';
import { simulate, type Simulated } from './simulate.ts';
import type { Entry } from './steps.ts';
import { buildSupply, type Town } from './supply.ts';
import {
  writeConfirmations,
  writeDeltas,
  writeEvents,
  writeFacts,
  writeSnapshots,
} from './write-bulk.ts';
import { writeReports } from './write-reports.ts';
import { writePeople, writePlaces, writeSettings, writeSupply } from './write-supply.ts';

export interface FillOptions {
  db: Database;
  clock: Clock;
  /** Any text; the same seed and day give the same demo, ids included. */
  seed?: string;
  /** How many times Flanders: 1 is 5,145 places. */
  scale?: number;
  /** ISO day of the demo; its history ends at the midnight that begins it. */
  today?: string;
  /** Years of history, from a quarter up; three where absent, a quarter above scale 20. */
  years?: number;
  /** Issuer of the identity provider that the demo people log in at. */
  issuer: string;
  /** Share done, 0 to 1, and a code of what is being done. */
  progress?: (done: number, label: FillStep) => void;
  signal?: AbortSignal;
}

export type FillStep =
  | 'invent'
  | 'live'
  | 'supply'
  | 'events'
  | 'facts'
  | 'counters'
  | 'copies'
  | 'demand'
  | 'crisis'
  | 'check'
  | 'done';

export interface Filled {
  places: number;
  units: number;
  providers: number;
  events: number;
  faults: Fault[];
}

const defaultSeed = 'vlaanderen';

/** Whether the demo has been filled, and with what. Half a fill leaves nothing: it is one transaction. */
export async function demoState(
  db: Database,
): Promise<{ seed: string; scale: number; today: string } | null> {
  const rows = await db.as('vp_jobs', (tx) =>
    tx.rows<{ details: { seed: string; scale: number; today: string } }>(
      `select details from platform.event where slice = 'demo' and kind = 'demo.fill' order by seq limit 1`,
    ),
  );
  return rows[0]?.details ?? null;
}

function townsOn(day: string): Town[] {
  return municipalitiesOn(COMMITTED_AREAS, day).map((town) => ({
    code: town.id,
    name: town.name,
    regionCode: town.regionId,
    zoneCode: zoneOfMunicipalityOn(COMMITTED_AREAS, town.id, day)?.id ?? null,
    lat: town.lat,
    lon: town.lon,
    population: town.population,
  }));
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Invents the supply and grows its history; gives way now and then to whatever else the process does. */
export async function growDemo(options: {
  seed: string;
  today: string;
  years: number;
  progress?: (done: number) => void;
  signal?: AbortSignal | undefined;
  witness?: (entry: Entry) => void;
}): Promise<Simulated> {
  const random = new Random(`${options.seed} ${options.today} ${options.years}`);
  const today = dayNumber(options.today);
  const firstDay = today - Math.max(91, Math.round(options.years * 365.25));
  const supply = buildSupply(random.fork('supply'), townsOn(options.today), firstDay - 500);
  const run = simulate(random.fork('history'), {
    supply,
    firstDay,
    today,
    witness: options.witness,
  });
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    options.signal?.throwIfAborted();
    options.progress?.(step.value);
    await breath();
  }
}

/** Settles the live rows from the differences that were written, and proves that these follow from the facts. */
async function settle(tx: Writer, signal: AbortSignal | undefined): Promise<void> {
  const before = await tx.rows<{ n: number }>('select count(*) as n from capacity.delta');
  const units = await tx.rows<{ id: string }>('select id from capacity.care_unit order by id');
  for (let start = 0; start < units.length; start += 500) {
    signal?.throwIfAborted();
    await tx.rows(
      `select capacity.refresh(array_agg(unit_id), array_agg(module_code), array_agg(settled_on))
         from capacity.unit_live where unit_id = any ($1::uuid[])`,
      [units.slice(start, start + 500).map((unit) => unit.id)],
    );
  }
  const after = await tx.rows<{ n: number }>('select count(*) as n from capacity.delta');
  if (before[0]!.n !== after[0]!.n) {
    const [missing] = await tx.rows<{ unit: string; first: string; last: string }>(
      `select min(u.code) as unit, min(d.on_date) as first, max(d.on_date) as last
         from capacity.delta d join capacity.care_unit u on u.id = d.unit_id where d.recorded_at = platform.now()`,
    );
    throw new Error(
      `the demo's differences do not follow from its facts: ${after[0]!.n - before[0]!.n} were missing, between ${missing!.first} and ${missing!.last}, first of ${missing!.unit}`,
    );
  }
  await tx.rows(
    `with changed as (
       select unit_id, module_code, max(recorded_at) as at from capacity.delta where on_date <= platform.today() group by unit_id, module_code),
     latest as (select unit_id, max(at) as at from capacity.confirmation group by unit_id),
     confirmed as (
       select l.unit_id, l.at, e.actor_name from latest l
         join capacity.confirmation c on c.unit_id = l.unit_id and c.at = l.at
         join platform.event e on e.id = c.event_id)
     update capacity.unit_live l set changed_at = changed.at, confirmed_at = confirmed.at, confirmed_by = confirmed.actor_name
       from changed left join confirmed using (unit_id)
      where l.unit_id = changed.unit_id and l.module_code = changed.module_code`,
  );
}

/**
 * The day before the first difference. On it the places are offered and so the live rows settled: differences
 * up to that day would not count. What runs when the history begins, began years before it.
 */
const beforeAllOf = ({ deltas }: Simulated['log']): number =>
  deltas.reduce((first, { day }) => Math.min(first, day), dayNumber('2000-01-02')) - 1;

const setClock = (tx: Writer, moment: string) =>
  tx.rows(`select set_config('vp.clock', $1, true)`, [moment]);

/**
 * Fills an empty database with the synthetic Flanders: people, supply, years of facts with the moments
 * at which they became known, counters and weekly snapshots. One transaction: a fill that is cut off
 * leaves nothing. Throws the signal's reason when it is aborted.
 */
export async function fillDemo(options: FillOptions): Promise<Filled> {
  const { db, signal } = options;
  const seed = options.seed ?? defaultSeed;
  const scale = options.scale ?? 1;
  const years = options.years ?? (scale > 20 ? 0.25 : 3);
  const today = options.today ?? dayIn(options.clock.now());
  const progress = (done: number, label: FillStep) => options.progress?.(done, label);
  progress(0, 'invent');
  const grown = await growDemo({
    seed,
    today,
    years,
    signal,
    progress: (done) => progress(0.02 + 0.28 * done, 'live'),
  });
  const people = inventPeople(new Random(`${seed} people`), grown.supply.providers);
  return db.as(
    'vp_jobs',
    (tx) => write(tx, { ...options, seed, scale, today, years, progress }, grown, people),
    { isolation: 'read committed' },
  );
}

async function write(
  tx: Writer,
  options: FillOptions & {
    seed: string;
    scale: number;
    today: string;
    years: number;
    progress: (done: number, label: FillStep) => void;
  },
  grown: Simulated,
  people: ReturnType<typeof inventPeople>,
): Promise<Filled> {
  const { seed, scale, today, progress, signal } = options;
  const { log, supply, snapshots, faults } = grown;
  const step = (done: number, label: FillStep) => {
    signal?.throwIfAborted();
    progress(done, label);
  };
  const arrivals = nameArrivals(new Random(`${seed} ${today} arrivals`), log, {
    today: dayNumber(today),
    weeks: weeksOf(options.years),
  });
  const since = dayText(grown.firstDay - 30);
  const midnight = new Date(momentOn(dayNumber(today), 0) * 1000).toISOString();
  await tx.rows(`set local statement_timeout = 0`);
  await tx.rows(`set local idle_in_transaction_session_timeout = 0`);
  await tx.rows(`select set_config('vp.bulk', 'on', true)`);
  await tx.rows(`update platform.instance set mode = 'demo' where mode = 'live'`);
  await setClock(tx, `${dayText(beforeAllOf(log))}T12:00:00Z`);
  step(0.3, 'supply');
  await loadRegions(tx);
  await writeSettings(tx, since);
  await writePeople(tx, people, options.issuer, since);
  await writeSupply(tx, supply);
  step(0.33, 'events');
  const events: DemoEvent[] = [
    ...log.events,
    ...snapshots.map(
      (each): DemoEvent => ({
        id: each.event,
        at: each.takenAt,
        kind: 'snapshot',
        provider: null,
        unit: null,
        actor: 'PROGRAM',
        reason: null,
        details: { kind: 'WEEKLY' },
        undoable: false,
      }),
    ),
  ];
  await writeEvents(tx, events, people);
  await writeConfirmations(tx, log);
  step(0.5, 'facts');
  await writePlaces(tx, supply);
  await writeFacts(tx, log);
  step(scale > 1 ? 0.58 : 0.8, 'counters');
  await writeDeltas(tx, log);
  await writeSnapshots(tx, snapshots);
  if (scale > 1) {
    const first = {
      providers: supply.providers.map((each) => each.id),
      units: supply.units.map((each) => each.id),
    };
    await copyScale(tx, first, scale, (done) => step(0.6 + 0.2 * done, 'copies'));
  }
  step(scale > 1 ? 0.8 : 0.82, 'demand');
  await fillDemand(
    tx,
    { seed, scale, today, years: options.years, firstDay: grown.firstDay },
    { supply, towns: townsOn(today), people, arrivals },
    (done) => step((scale > 1 ? 0.8 : 0.82) + 0.07 * done, 'demand'),
  );
  await setClock(tx, midnight);
  step(0.9, 'crisis');
  await fillCrisis(
    tx,
    { seed, today, firstDay: grown.firstDay },
    { supply, towns: townsOn(today), people, log },
  );
  await writeReports(tx, faults, scale);
  await fillFoster(tx, { seed, today, issuer: options.issuer }, { towns: townsOn(today), people });
  step(0.92, 'check');
  await writeWindows(tx, options.issuer);
  await settle(tx, signal);
  const counts = Object.fromEntries(
    Object.entries(Object.groupBy(faults, (fault) => fault.kind)).map(([kind, list]) => [
      kind,
      list?.length ?? 0,
    ]),
  );
  await tx.rows(
    `insert into platform.event (slice, kind, at, details) values ('demo', 'demo.fill', platform.now(), $1)`,
    [JSON.stringify({ seed, scale, today, years: options.years, planted: counts })],
  );
  step(1, 'done');
  return {
    places: supply.units.reduce((sum, unit) => sum + unit.size, 0) * scale,
    units: supply.units.length * scale,
    providers: supply.providers.length * scale,
    events: events.length * scale,
    faults,
  };
}
