import { type DayNo, momentOn, weekday } from './calendar.ts';
import { endDay, runningStay, startFactor, stayLength } from './pace.ts';
import {
  newPerson,
  type PlaceState,
  plan,
  providerOf,
  type StayState,
  type UnitState,
  type World,
  writingMoment,
} from './world.ts';

const fileKinds = [
  ['COURT', 30],
  ['COURT_URGENT', 5],
  ['OCJ_MANO', 20],
  ['VK_MANO', 10],
  ['VOLUNTARY', 35],
] as const;

const endReasons = [
  ['GOAL_REACHED', 18],
  ['HOME', 24],
  ['NETWORK', 6],
  ['FOSTER', 7],
  ['FAMILY_HOUSE', 2],
  ['OTHER_STAY', 14],
  ['MORE_INTENSIVE', 5],
  ['SECURE', 2],
  ['PSYCHIATRY', 3],
  ['COMMUNITY_INSTITUTION', 1],
  ['AUTONOMOUS', 6],
  ['AGE_LIMIT', 3],
  ['BROKEN_OFF_PROVIDER', 3],
  ['BROKEN_OFF_CLIENT', 3],
  ['DECISION_ENDED', 2],
  ['MOVED', 1],
] as const;

/** What a child needs: often what the place has, as it was chosen for it. */
function needsFor(world: World, place: PlaceState | null): string[] {
  const { random } = world;
  return (place?.place.features ?? []).filter((feature) =>
    random.chance(
      feature === 'adapted'
        ? 0.5
        : feature === 'under-6'
          ? 0.5
          : feature === 'single'
            ? 0.15
            : 0.05,
    ),
  );
}

/** A child who was there before comes back, or a new one. @returns the child, and from when it can be written */
function childFor(world: World, unit: UnitState): { person: string; writableAt: number } {
  const provider = providerOf(world, unit);
  const moment = momentOn(world.day, 1);
  const returning = provider.recent.findIndex((each) => each.writableAt < moment);
  if (returning >= 0 && world.random.chance(0.12)) return provider.recent.splice(returning, 1)[0]!;
  return { person: newPerson(world, provider), writableAt: 0 };
}

export interface StartOptions {
  from: DayNo;
  child?: { person: string; writableAt: number };
  home?: StayState;
  /** Length in days; from the module's own spread when absent. */
  days?: number;
  overCapacity?: string;
  promptly?: boolean;
}

/** A child begins to stay, on a place or (over capacity) without. */
export function startStay(
  world: World,
  unit: UnitState,
  place: PlaceState | null,
  options: StartOptions,
): StayState {
  const { random } = world;
  const { from } = options;
  const child = options.child ?? childFor(world, unit);
  const days = options.days ?? stayLength(random, unit.unit, unit.pace.meanStayDays);
  const end = Math.min(
    unit.pace.seasonal ? endDay(random, from, days) : from + days,
    place?.place.until ?? Number.POSITIVE_INFINITY,
  );
  const late =
    !options.promptly && !unit.pace.dayAndNight && random.chance(0.12) ? random.between(1, 4) : 0;
  const at = writingMoment(
    world,
    unit,
    from + late,
    Math.max(child.writableAt, place?.writableAt ?? 0) + 300,
  );
  const stay: StayState = {
    id: random.uuid(),
    person: child.person,
    unit,
    place,
    from,
    end,
    announce: announceDays(world, unit),
    announced: false,
    writableAt: at + 600,
    away: null,
    home: options.home ?? null,
  };
  plan(world, unit, {
    kind: 'stay.start',
    at,
    stay: stay.id,
    place: place?.place ?? null,
    person: child.person,
    from,
    expectedEndOn: expectedEnd(world, unit, from, end),
    fileKind: random.weighted(fileKinds),
    needs: needsFor(world, place),
    timeOutOf: options.home?.id ?? null,
    overCapacity: options.overCapacity ?? null,
  });
  if (place) {
    place.stay = stay;
    place.startsOn = null;
    place.writableAt = at + 600;
  } else unit.extra.push(stay);
  return stay;
}

/** What is thought at the start: short stays by their rule, long ones roughly or not at all. */
function expectedEnd(world: World, unit: UnitState, from: DayNo, end: DayNo): DayNo | null {
  const { code } = unit.unit.plan;
  if (code === 'CRISIS_STAY') return from + 7;
  if (code === 'TIME_OUT') return from + 14;
  if (!world.random.chance(0.6)) return null;
  return from + Math.max(14, Math.round((end - from) * (0.6 + world.random.next() * 0.8)));
}

function announceDays(world: World, unit: UnitState): number {
  const { random } = world;
  if (unit.pace.dayAndNight) return random.chance(0.3) ? 1 : 0;
  const chance = random.next();
  if (chance < 0.35) return random.between(3, 14);
  return chance < 0.85 ? 0 : -random.between(1, 4);
}

/** Writes down when the stay ends; from then on the end stands. */
function announceEnd(world: World, stay: StayState): void {
  const { random } = world;
  const told = stay.announce < 0 ? stay.end - stay.announce : Math.min(stay.end, world.day);
  const at = writingMoment(world, stay.unit, told, stay.writableAt);
  stay.announced = true;
  stay.writableAt = at + 600;
  plan(world, stay.unit, {
    kind: 'stay.end',
    at,
    stay: stay.id,
    on: stay.end,
    reason: stay.home ? 'OTHER_STAY' : random.weighted(endReasons),
  });
  if (stay.place) stay.place.writableAt = Math.max(stay.place.writableAt, at + 600);
}

function leave(world: World, stay: StayState): void {
  const provider = providerOf(world, stay.unit);
  if (stay.place) stay.place.stay = null;
  else stay.unit.extra.splice(stay.unit.extra.indexOf(stay), 1);
  const seen = stay.unit.silentFrom === world.today && !stay.home;
  if (seen && !stay.unit.pace.dayAndNight) {
    provider.recent.push({ person: stay.person, writableAt: stay.writableAt });
    if (provider.recent.length > 12) provider.recent.shift();
  }
}

function endStay(world: World, stay: StayState, crowded: boolean): void {
  if (stay.from >= world.day) return;
  if (!stay.announced) {
    // Nobody leaves while away, and nobody leaves an over-occupied unit.
    if (stay.away && stay.end <= stay.away.back) stay.end = stay.away.back + 1;
    if (crowded) stay.end = Math.max(stay.end, world.today + 20);
    if (world.day >= stay.end - Math.max(0, stay.announce)) announceEnd(world, stay);
  }
  if (world.day >= stay.end) leave(world, stay);
}

/** Ends that are due today, and ends that are told today. */
export function endStays(world: World, unit: UnitState): void {
  const crowded = unit.crowdedFrom !== null && world.day >= unit.crowdedFrom;
  for (const { stay } of unit.places) if (stay) endStay(world, stay, crowded);
  // From the back: who leaves is taken out of the list.
  for (let i = unit.extra.length - 1; i >= 0; i--) endStay(world, unit.extra[i]!, crowded);
}

const isOpen = (world: World, place: PlaceState) =>
  place.place.from <= world.day && (place.place.until === null || world.day < place.place.until);

const none: readonly PlaceState[] = [];

/** The places of the unit that a child could have today. */
export function emptyPlaces(world: World, unit: UnitState): readonly PlaceState[] {
  let found: PlaceState[] | null = null;
  for (const each of unit.places) {
    if (each.stay || each.startsOn !== null || each.outUntil > world.day || !isOpen(world, each))
      continue;
    found ??= [];
    found.push(each);
  }
  return found ?? none;
}

/** Agrees on a start some days ahead: the place is held until then. */
function agreeStart(world: World, unit: UnitState, place: PlaceState): void {
  const { random } = world;
  let startsOn = world.day + random.between(2, Math.max(2, Math.round(unit.pace.agreedDays)));
  if (weekday(startsOn) === 6) startsOn += 2;
  if (weekday(startsOn) === 0) startsOn += 1;
  if (place.place.until !== null && startsOn >= place.place.until) return;
  place.startsOn = startsOn;
  const at = writingMoment(world, unit, world.day, place.writableAt);
  place.writableAt = at + 600;
  // Written on the last day before the start or later, the hold would promise nothing.
  if (at >= momentOn(startsOn, 0)) return;
  plan(world, unit, {
    kind: 'hold.start',
    at,
    hold: random.uuid(),
    place: place.place,
    from: world.day,
    until: startsOn,
    reason: random.chance(0.12) ? 'RESERVED_SIBLING' : 'RESERVED_START',
    forRef: `AANVRAAG-${random.between(10000, 99999)}`,
  });
}

/** Starts that were agreed for today, and new ones. */
export function startStays(world: World, unit: UnitState): void {
  const { random } = world;
  const { pace } = unit;
  for (const place of unit.places) {
    if (place.startsOn === world.day && !place.stay)
      startStay(world, unit, place, { from: world.day });
  }
  if (unit.closedUntil > world.day || unit.unit.plan.code === 'TIME_OUT') return;
  const chance = pace.fill * startFactor(pace, world.day);
  for (const place of emptyPlaces(world, unit)) {
    if (!random.chance(chance)) continue;
    if (pace.agreedDays > 0 && random.chance(0.6)) agreeStart(world, unit, place);
    else startStay(world, unit, place, { from: world.day });
  }
}

/** The stays that run when the history begins, as the first import tells them. */
export function runningStays(world: World, unit: UnitState): void {
  const { random } = world;
  for (const place of unit.places) {
    if (!isOpen(world, place) || !random.chance(unit.unit.plan.occupied)) continue;
    if (unit.unit.plan.code === 'TIME_OUT') continue;
    const { since, left } = runningStay(random, unit.unit, unit.pace.meanStayDays);
    const stay = startStay(world, unit, place, {
      from: world.firstDay - since,
      days: since + left,
      promptly: true,
      child: { person: newPerson(world, providerOf(world, unit)), writableAt: 0 },
    });
    stay.end = Math.max(stay.end, world.day + 1);
  }
}
