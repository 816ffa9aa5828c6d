import { momentOn } from './calendar.ts';
import { comeBack, goAway, mayGo } from './live-absences.ts';
import { emptyPlaces, startStay } from './live-stays.ts';
import { faultPlan } from './plan.ts';
import type { PlaceState, StayState, UnitState, World } from './world.ts';

const fromModules: ReadonlySet<string> = new Set([
  'STAY_O12',
  'SECURE_STAY',
  'GES_PLUS',
  'OBC_STAY',
  'STAY_0_25',
]);
/** Where a time-out is spent when no time-out group has a place: another group of an organisation nearby. */
const otherHosts: ReadonlySet<string> = new Set(['STAY_O12', 'OBC_STAY', 'DIAG_STAY', 'STAY_0_25']);

/** Expected number of time-outs that run outside the time-out groups. */
const elsewhere = faultPlan.timeOuts - 26;
const meanDays = 14;

/** A child of a group for older children who can be away for two weeks. */
export function homeForTimeOut(world: World, host: UnitState, days: number): StayState | null {
  const { random } = world;
  for (let tries = 0; tries < 60; tries++) {
    const unit = random.pick(world.units);
    const { region } = unit.unit.provider;
    const near = tries > 40 || region === host.unit.provider.region;
    if (
      !fromModules.has(unit.unit.plan.code) ||
      unit === host ||
      !near ||
      unit.silentFrom < world.today
    )
      continue;
    const { stay } = random.pick(unit.places);
    if (
      stay &&
      mayGo(world, stay, days) &&
      (!world.evening || stay.writableAt < momentOn(world.day, 19 * 3600))
    )
      return stay;
  }
  return null;
}

/** A child on time-out holds its place at home and uses one here. */
export function startTimeOut(
  world: World,
  host: UnitState,
  place: PlaceState,
  promptly = false,
): StayState | null {
  const days = world.random.between(8, 20);
  const home = homeForTimeOut(world, host, days);
  if (!home) return null;
  const stay = startStay(world, host, place, {
    from: world.day,
    days,
    home,
    promptly,
    child: { person: home.person, writableAt: home.writableAt },
  });
  goAway(world, home, { kind: 'TIME_OUT', days, planned: false, timeOut: stay });
  world.timeOuts.push(stay);
  return stay;
}

/** Children back from a time-out, and new time-outs in the groups for it and elsewhere. */
export function moveTimeOuts(
  world: World,
  hosts: readonly UnitState[],
  others: readonly UnitState[],
): void {
  const { random } = world;
  world.timeOuts = world.timeOuts.filter((stay) => {
    if (stay.end > world.day) return true;
    const home = stay.home!;
    if (home.away?.timeOut === stay) comeBack(world, home);
    // Nothing new of this child is written before the end here is.
    home.writableAt = Math.max(home.writableAt, stay.writableAt);
    return false;
  });
  for (const host of hosts) {
    if (host.closedUntil > world.day) continue;
    for (const place of emptyPlaces(world, host)) {
      if (random.chance(host.pace.fill)) startTimeOut(world, host, place);
    }
  }
  let wanted = elsewhere / meanDays;
  while (wanted > 0) {
    if (random.chance(Math.min(1, wanted))) {
      const host = random.pick(others);
      const place = host.closedUntil > world.day ? undefined : emptyPlaces(world, host)[0];
      if (place) startTimeOut(world, host, place);
    }
    wanted -= 1;
  }
}

export const timeOutHosts = (world: World): UnitState[] =>
  world.units.filter((each) => each.unit.plan.code === 'TIME_OUT');
export const otherTimeOutHosts = (world: World): UnitState[] =>
  world.units.filter(
    (each) =>
      otherHosts.has(each.unit.plan.code) &&
      each.silentFrom === world.today &&
      each.crowdedFrom === null,
  );
