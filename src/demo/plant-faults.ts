import { momentOn } from './calendar.ts';
import { endOut } from './live-outs.ts';
import { emptyPlaces, startStay } from './live-stays.ts';
import { newDecision } from './live-register.ts';
import { otherTimeOutHosts, startTimeOut } from './live-time-outs.ts';
import { faultPlan } from './plan.ts';
import type { Random } from './random.ts';
import type { Stay } from './facts.ts';
import type { Supply, Unit } from './supply.ts';
import { enqueue, plan, type UnitState, type World, writeDay } from './world.ts';

/** A fault put in on purpose, so that whatever detects such faults can be held against the list. */
export interface Fault {
  kind:
    | 'RECONVERSION_NOT_REGISTERED'
    | 'DECISION_PASSED'
    | 'OVER_OCCUPIED'
    | 'STALE'
    | 'TIME_OUT_HELD_TWICE'
    | 'PLACE_NOT_REAL';
  unitId: string;
  /** The reconversion, stay or place; null where it is the unit as a whole. */
  subjectId: string | null;
  places: number;
}

export interface FaultUnits {
  stale: Set<Unit>;
  crowded: Set<Unit>;
}

/** Which units will be stale or over-occupied at the end: none is both. */
export function chooseFaultUnits(random: Random, supply: Supply): FaultUnits {
  const count = supply.units.length;
  const plain = random.shuffled(supply.units.filter((unit) => unit.plan.term === 'LONG'));
  const roomy = plain.filter((unit) => unit.size >= 6 && unit.plan.occupied >= 0.88);
  const crowded = new Set(roomy.slice(0, Math.round(count * faultPlan.overOccupiedShare)));
  const stale = new Set(
    plain.filter((unit) => !crowded.has(unit)).slice(0, Math.round(count * faultPlan.staleShare)),
  );
  return { stale, crowded };
}

/** From its day on an over-occupied unit takes back into use what it has, fills up and takes one or two more. */
export function crowd(world: World, unit: UnitState): void {
  if (world.day < unit.crowdedFrom!) return;
  for (const out of unit.outs) {
    if (world.day > out.from) endOut(world, unit, out);
  }
  unit.outs = unit.outs.filter((out) => world.day <= out.from);
  for (const place of emptyPlaces(world, unit))
    startStay(world, unit, place, { from: world.day, promptly: true, days: 400 });
  const full = unit.places.every((each) => each.stay);
  const wanted = unit.unit.index % 4 === 0 ? 2 : 1;
  if (full && unit.extra.length < wanted && world.day > unit.crowdedFrom! + 3) {
    startStay(world, unit, null, {
      from: world.day,
      promptly: true,
      days: 200,
      overCapacity: 'Crisisopname boven de capaciteit, in overleg met het toegangsteam',
    });
  }
}

const onDay = (stay: Stay, day: number) =>
  stay.from <= day && (stay.until === null || stay.until > day);

/** Sixty children who hold a place at home and one on time-out. */
function plantTimeOuts(world: World): Fault[] {
  const current = () =>
    [...world.log.current.stay.values()].filter(
      (stay) => stay.timeOutOf !== null && onDay(stay, world.today),
    );
  const hosts = otherTimeOutHosts(world);
  for (let tries = 0; current().length < faultPlan.timeOuts && tries < 5000; tries++) {
    const host = world.random.pick(hosts);
    const place = host.closedUntil > world.day ? undefined : emptyPlaces(world, host)[0];
    if (!place || place.writableAt > momentOn(world.day, 19 * 3600)) continue;
    startTimeOut(world, host, place, true);
    writeDay(world);
  }
  for (const stay of current().slice(faultPlan.timeOuts)) {
    const host = world.units[stay.unit.index]!;
    plan(world, host, {
      kind: 'stay.end',
      at: momentOn(world.day, 23 * 3600),
      stay: stay.id,
      on: Math.max(stay.from + 1, world.day),
      reason: 'OTHER_STAY',
    });
  }
  writeDay(world);
  return current().map((stay) => ({
    kind: 'TIME_OUT_HELD_TWICE',
    unitId: stay.unit.id,
    subjectId: stay.id,
    places: 1,
  }));
}

/** Brings the decisions that have passed to their share, by one more file for whom it takes. */
function plantDecisions(world: World): Fault[] {
  const { today, random } = world;
  const open = [...world.log.current.stay.values()].filter((stay) => onDay(stay, today));
  const passed = random.shuffled(
    open.filter((stay) => stay.decisionUntil !== null && stay.decisionUntil <= today),
  );
  const wanted = Math.round(open.length * faultPlan.decisionPassedShare);
  const written = (stay: Stay) => world.units[stay.unit.index]!.silentFrom === today;
  const renewed = passed.filter(written).slice(0, Math.max(0, passed.length - wanted));
  const fresh = random.shuffled(
    open.filter(
      (stay) =>
        written(stay) &&
        stay.until === null &&
        stay.decisionUntil !== null &&
        stay.decisionUntil > today &&
        stay.from < today - 70,
    ),
  );
  const late = fresh.slice(0, Math.max(0, wanted - passed.length));
  const changes = [
    ...renewed.map((stay) => ({ stay, until: newDecision(world, today) })),
    ...late.map((stay) => ({ stay, until: today - random.between(1, 60) })),
  ];
  for (const [provider, decisions] of Map.groupBy(changes, (each) => each.stay.unit.provider)) {
    enqueue(world, {
      kind: 'register-file',
      at: momentOn(world.day, 23 * 3600 + 1800),
      event: random.uuid(),
      provider,
      changes: decisions.map(({ stay, until }) => ({ stay: stay.id, decisionUntil: until })),
    });
  }
  writeDay(world);
  return [...world.log.current.stay.values()]
    .filter(
      (stay) => onDay(stay, today) && stay.decisionUntil !== null && stay.decisionUntil <= today,
    )
    .map((stay) => ({
      kind: 'DECISION_PASSED',
      unitId: stay.unit.id,
      subjectId: stay.id,
      places: 1,
    }));
}

/** Places that the register calls free and nobody has ever seen. */
function plantUnreal(world: World): Fault[] {
  const { random, log, today } = world;
  const taken = new Set<string>();
  for (const table of ['stay', 'unavailability', 'hold'] as const) {
    for (const fact of log.current[table].values()) {
      if (fact.place && (fact.until === null || fact.until > today)) taken.add(fact.place.id);
    }
  }
  const free = world.units
    .filter((unit) => unit.closedUntil <= today)
    .flatMap((unit) => emptyPlaces(world, unit).filter((each) => !taken.has(each.place.id)));
  return random
    .shuffled(free)
    .slice(0, Math.max(1, Math.round(free.length * faultPlan.notRealShare)))
    .map(({ place }) => ({
      kind: 'PLACE_NOT_REAL',
      unitId: place.unit.id,
      subjectId: place.id,
      places: 1,
    }));
}

/** Completes the planted faults on the last evening and lists them all, as they are known at midnight. */
export function plantFaults(world: World): Fault[] {
  world.evening = true;
  const timeOuts = plantTimeOuts(world);
  const decisions = plantDecisions(world);
  const faults: Fault[] = [...timeOuts, ...decisions, ...plantUnreal(world)];
  for (const each of world.log.current.reconversion.values()) {
    if (each.state === 'EFFECTIVE')
      faults.push({
        kind: 'RECONVERSION_NOT_REGISTERED',
        unitId: each.unit.id,
        subjectId: each.id,
        places: each.places,
      });
  }
  for (const unit of world.supply.units) {
    const [recognised, occupied] = world.log.countsOn(unit, world.today);
    if (occupied > recognised)
      faults.push({
        kind: 'OVER_OCCUPIED',
        unitId: unit.id,
        subjectId: null,
        places: occupied - recognised,
      });
  }
  for (const unit of world.units) {
    if (unit.silentFrom < world.today)
      faults.push({ kind: 'STALE', unitId: unit.unit.id, subjectId: null, places: unit.unit.size });
  }
  return faults;
}
