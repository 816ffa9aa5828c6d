import { announceStarts } from './live-announced.ts';
import { type DayNo, momentOn, weekday } from './calendar.ts';
import type { FactLog } from './fact-log.ts';
import { moveAway } from './live-absences.ts';
import { endStays, runningStays, startStays } from './live-stays.ts';
import { moveTimeOuts, otherTimeOutHosts, timeOutHosts } from './live-time-outs.ts';
import { followOuts, runningOuts, startOuts, startPartialStops } from './live-outs.ts';
import { crowd, chooseFaultUnits, type Fault, plantFaults } from './plant-faults.ts';
import { readRegister } from './live-register.ts';
import type { Random } from './random.ts';
import { planRegister, type Register } from './recognitions.ts';
import { type Snapshot, takeSnapshot } from './snapshots.ts';
import type { Entry } from './steps.ts';
import type { Supply } from './supply.ts';
import {
  enqueue,
  makeWorld,
  plan,
  type UnitState,
  type World,
  writeDay,
  writingMoment,
} from './world.ts';

export interface Simulated {
  supply: Supply;
  log: FactLog;
  snapshots: Snapshot[];
  faults: Fault[];
  firstDay: DayNo;
  today: DayNo;
}

/** The register's later lines and the courses of reconversions, each written on its day. */
function scheduleRegister(world: World, register: Register): void {
  for (const line of register.lines) {
    const unit = world.units[line.unit.index]!;
    if (line.knownOn > world.firstDay) {
      const at = writingMoment(world, unit, line.knownOn, 0);
      plan(world, unit, {
        kind: 'recognition.grant',
        at,
        recognition: line.id,
        places: line.places,
        from: line.from,
        origin: line.origin,
      });
    }
    if (line.endsOn !== null) {
      plan(world, unit, {
        kind: 'recognition.end',
        at: writingMoment(world, unit, line.endsOn, 0),
        recognition: line.id,
        on: line.endsOn,
      });
    }
  }
  for (const each of register.reconversions) {
    const unit = world.units[each.unit.index]!;
    const { id: reconversion, places, toModule, toPlaces } = each;
    const planned = writingMoment(world, unit, each.plannedOn, 0);
    plan(world, unit, {
      kind: 'reconversion.plan',
      at: planned,
      reconversion,
      places,
      toModule,
      toPlaces,
    });
    const steps = [
      ['APPROVED', each.approvedOn],
      ['EFFECTIVE', each.effectiveOn],
      ['REGISTERED', each.registeredOn],
      ['CANCELLED', each.cancelledOn],
    ] as const;
    let last = planned;
    for (const [state, on] of steps) {
      if (on === null) continue;
      last = writingMoment(world, unit, on, last + 600);
      plan(world, unit, { kind: 'reconversion.step', at: last, reconversion, state, on });
    }
  }
}

/** The first day: each provider's first import tells what is true already. */
function begin(world: World, register: Register): void {
  const lines = Map.groupBy(
    register.lines.filter((line) => line.knownOn <= world.firstDay),
    (line) => line.unit,
  );
  for (const { provider, units } of world.providers) {
    world.importing = [];
    const at = momentOn(world.firstDay, world.random.between(6 * 3600, 8 * 3600));
    for (const unit of units) {
      for (const { id, places, from, origin } of lines.get(unit.unit) ?? []) {
        plan(world, unit, { kind: 'recognition.grant', at, recognition: id, places, from, origin });
      }
      runningStays(world, unit);
      runningOuts(world, unit);
    }
    enqueue(world, {
      kind: 'first-import',
      at,
      event: world.random.uuid(),
      provider,
      steps: world.importing,
    });
    world.importing = null;
  }
}

/** Weeks between two confirmations: they came to be weekly over the years. */
function confirmEvery(world: World): number {
  const yearsLeft = (world.today - world.day) / 365;
  return yearsLeft > 2 ? 3 : yearsLeft > 1 ? 2 : 1;
}

/** "Nog juist": once in so many weeks, sometimes late; lately every unit that is not stale, within the last days. */
function confirm(world: World, unit: UnitState): void {
  if (world.day !== unit.confirmOn) return;
  const { random } = world;
  const at = writingMoment(world, unit, world.day, 0);
  plan(world, unit, { kind: 'unit.confirm', at, confirmation: random.uuid() });
  const spread = random.weighted([
    [0, 74],
    [-1, 8],
    [-2, 4],
    [1, 6],
    [7, 5],
    [12, 3],
  ] as const);
  let next = world.day + 7 * confirmEvery(world) + spread;
  // The last one falls on a weekday of the last six days, and no other comes between.
  if (world.today - next < 7) {
    do next = world.today - random.between(1, 6);
    while (weekday(next) === 0 || weekday(next) === 6);
    if (next <= world.day) next = world.today;
  }
  unit.confirmOn = next;
}

function liveUnit(world: World, unit: UnitState): void {
  followOuts(world, unit);
  endStays(world, unit);
  moveAway(world, unit);
  startStays(world, unit);
  startOuts(world, unit);
  startPartialStops(world, unit);
  if (unit.crowdedFrom !== null) crowd(world, unit);
  confirm(world, unit);
}

export interface SimulateOptions {
  supply: Supply;
  firstDay: DayNo;
  today: DayNo;
  /** Told of everything that is written, in order: for living it again. */
  witness?: ((entry: Entry) => void) | undefined;
}

/**
 * Grows the history of the supply day by day up to the midnight that begins `today`: children come, go
 * and are away, places fall out of use, providers write it down sooner or later. Pure: the same random
 * stream and days give the same history. Yields now and then, so that the caller can stay awake.
 */
export function* simulate(random: Random, options: SimulateOptions): Generator<number, Simulated> {
  const { supply, firstDay, today } = options;
  const chosen = chooseFaultUnits(random.fork('faults'), supply);
  const register = planRegister(
    random.fork('register'),
    supply,
    { firstDay, today },
    { unchanged: chosen.crowded, recorded: (unit) => !chosen.stale.has(unit) },
  );
  const world = makeWorld(random.fork('life'), supply, firstDay, today);
  world.witness = options.witness;
  for (const unit of chosen.stale) {
    world.units[unit.index]!.silentFrom = Math.max(
      firstDay + 30,
      today - 9 - Math.min(60, Math.round(world.random.exponential(14))),
    );
  }
  for (const unit of chosen.crowded)
    world.units[unit.index]!.crowdedFrom = today - world.random.between(12, 50);
  const snapshots: Snapshot[] = [];
  const hosts = timeOutHosts(world);
  const others = otherTimeOutHosts(world);
  begin(world, register);
  scheduleRegister(world, register);
  for (world.day = firstDay; world.day < today; world.day++) {
    if (weekday(world.day) === 1 && world.day > firstDay) snapshots.push(takeSnapshot(world));
    for (const unit of world.units) liveUnit(world, unit);
    moveTimeOuts(world, hosts, others);
    readRegister(world);
    if (world.day === today - 1) announceStarts(world, random.fork('announced'));
    writeDay(world);
    if ((world.day - firstDay) % 30 === 0) yield (world.day - firstDay) / (today - firstDay);
  }
  world.day = today - 1;
  const faults = plantFaults(world);
  if (weekday(today) === 1) {
    world.day = today;
    snapshots.push(takeSnapshot(world));
  }
  return { supply, log: world.log, snapshots, faults, firstDay, today };
}
