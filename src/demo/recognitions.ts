import type { DayNo } from './calendar.ts';
import { faultPlan, totalPlaces } from './plan.ts';
import type { Random } from './random.ts';
import type { Supply, Unit } from './supply.ts';

/** A line of the register: so many places of a unit from a day on. */
export interface Line {
  id: string;
  unit: Unit;
  places: number;
  from: DayNo;
  /** Day on which it was known that the line begins; before the history: known at its first import. */
  knownOn: DayNo;
  /** Day on which the line ends, and is known to. */
  endsOn: DayNo | null;
  origin: 'NEW' | 'EXPANSION' | 'RECONVERSION' | 'BOARDING_SCHOOL';
}

export interface ReconversionPlan {
  id: string;
  unit: Unit;
  places: number;
  toModule: string;
  toPlaces: number;
  plannedOn: DayNo;
  approvedOn: DayNo | null;
  effectiveOn: DayNo | null;
  registeredOn: DayNo | null;
  cancelledOn: DayNo | null;
}

export interface Register {
  lines: Line[];
  reconversions: ReconversionPlan[];
}

const oldOrigin = (unit: Unit) => (unit.plan.code === 'BOARDING' ? 'BOARDING_SCHOOL' : 'NEW');

function basicLine(random: Random, unit: Unit, firstDay: DayNo): Line {
  const years = random.between(1, 6);
  return {
    id: random.uuid(),
    unit,
    places: unit.size,
    from: firstDay - years * 365,
    knownOn: firstDay,
    endsOn: null,
    origin: oldOrigin(unit),
  };
}

/** Some units grew, some began within the history, some grow soon. */
function grow(random: Random, line: Line, firstDay: DayNo, today: DayNo, lines: Line[]): void {
  const { unit } = line;
  const when = random.between(firstDay + 40, today - 70);
  const kind = random.next();
  if (kind < 0.03) {
    line.from = when;
    line.knownOn = when - 30;
    for (const place of unit.places) place.from = when;
  } else if (kind < 0.11 && unit.size >= 6) {
    const places = random.between(1, 2);
    line.places -= places;
    lines.push({
      id: random.uuid(),
      unit,
      places,
      from: when,
      knownOn: when - 30,
      endsOn: null,
      origin: random.chance(0.5) ? 'EXPANSION' : 'RECONVERSION',
    });
    for (const place of unit.places.slice(-places)) place.from = when;
  } else if (kind < 0.12) {
    const soon = today + random.between(20, 70);
    lines.push({
      id: random.uuid(),
      unit,
      places: 1,
      from: soon,
      knownOn: today - random.between(5, 40),
      endsOn: null,
      origin: 'EXPANSION',
    });
    unit.places.push({
      id: random.uuid(),
      unit,
      label: String(unit.places.length + 1),
      features: ['single'],
      from: soon,
      until: null,
    });
  }
}

const smallerForms = ['SMALL_UNIT', 'ROOM_TRAINING', 'FAMILY_HOUSE', 'STAY_0_25', 'SECURE_STAY'];

function reconversion(
  random: Random,
  unit: Unit,
  places: number,
  plannedOn: DayNo,
): ReconversionPlan {
  const others = smallerForms.filter((code) => code !== unit.plan.code);
  return {
    id: random.uuid(),
    unit,
    places,
    toModule: random.pick(others),
    toPlaces: Math.max(1, places - random.between(0, 1)),
    plannedOn,
    approvedOn: null,
    effectiveOn: null,
    registeredOn: null,
    cancelledOn: null,
  };
}

/** A reconversion that ran its whole course: its places were there until it took effect. */
function finished(
  random: Random,
  unit: Unit,
  firstDay: DayNo,
  today: DayNo,
  register: Register,
): void {
  const places = random.between(1, 2);
  const plan = reconversion(
    random,
    unit,
    places,
    random.between(firstDay + 5, Math.max(firstDay + 6, today - 260)),
  );
  plan.approvedOn = plan.plannedOn + random.between(20, 60);
  plan.effectiveOn = plan.approvedOn + random.between(20, 60);
  plan.registeredOn = plan.effectiveOn + random.between(15, 90);
  if (plan.registeredOn >= today) return;
  register.reconversions.push(plan);
  register.lines.push({
    id: random.uuid(),
    unit,
    places,
    from: firstDay - 500,
    knownOn: firstDay,
    endsOn: plan.registeredOn,
    origin: oldOrigin(unit),
  });
  for (let n = 1; n <= places; n++) {
    unit.places.push({
      id: random.uuid(),
      unit,
      label: `${unit.size + n} oud`,
      features: [],
      from: firstDay - 500,
      until: plan.effectiveOn,
    });
  }
}

/** The planted fault: places reconverted for a while already, but not registered at the source. */
function unregistered(
  random: Random,
  units: Unit[],
  firstDay: DayNo,
  today: DayNo,
  register: Register,
): void {
  let left = Math.round(totalPlaces * faultPlan.reconvertedShare);
  for (const unit of units) {
    if (left === 0) break;
    const places = Math.min(left, random.between(2, 4));
    left -= places;
    const effectiveOn = today - random.between(20, Math.min(280, today - firstDay - 20));
    const plan = reconversion(
      random,
      unit,
      places,
      Math.max(firstDay + 2, effectiveOn - random.between(60, 150)),
    );
    plan.effectiveOn = effectiveOn;
    plan.approvedOn = Math.floor((plan.plannedOn + effectiveOn) / 2);
    register.reconversions.push(plan);
  }
}

/** Reconversions under way or called off. */
function pending(
  random: Random,
  units: Unit[],
  firstDay: DayNo,
  today: DayNo,
  register: Register,
): void {
  for (const [n, unit] of units.entries()) {
    const plan = reconversion(
      random,
      unit,
      random.between(2, 4),
      Math.max(firstDay + 2, today - random.between(30, 200)),
    );
    if (n % 3 > 0) plan.approvedOn = Math.min(today - 3, plan.plannedOn + random.between(10, 60));
    if (n % 6 === 5) plan.cancelledOn = Math.min(today - 1, plan.approvedOn! + 10);
    register.reconversions.push(plan);
  }
}

/**
 * The register of recognitions and reconversions over the whole history. Gives places the days on
 * which they exist, and adds places that are gone or still to come.
 * @param keep units that must stay as they are, and units whose changes will be recorded
 */
export function planRegister(
  random: Random,
  supply: Supply,
  days: { firstDay: DayNo; today: DayNo },
  keep: { unchanged: ReadonlySet<Unit>; recorded: (unit: Unit) => boolean },
): Register {
  const { firstDay, today } = days;
  const register: Register = { lines: [], reconversions: [] };
  const roomy = today - firstDay > 400;
  for (const unit of supply.units) {
    const line = basicLine(random, unit, firstDay);
    register.lines.push(line);
    if (roomy && !keep.unchanged.has(unit)) grow(random, line, firstDay, today, register.lines);
  }
  const plain = random.shuffled(
    supply.units.filter(
      (unit) =>
        unit.size >= 6 &&
        !keep.unchanged.has(unit) &&
        keep.recorded(unit) &&
        unit.places.every((place) => place.from < firstDay),
    ),
  );
  if (roomy)
    for (const unit of plain.splice(0, 30)) finished(random, unit, firstDay, today, register);
  pending(random, plain.splice(0, 24), firstDay, today, register);
  unregistered(random, plain, firstDay, today, register);
  return register;
}
