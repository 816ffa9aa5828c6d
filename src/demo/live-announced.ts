import { momentOn, weekday } from './calendar.ts';
import { emptyPlaces } from './live-stays.ts';
import type { Random } from './random.ts';
import { enqueue, providerOf, type UnitState, type World } from './world.ts';

/** Share of the empty places of the last day on which a start is announced without a promise (synthetic). */
const announcedShare = 0.08;

function announce(world: World, unit: UnitState, random: Random): void {
  const { provider } = providerOf(world, unit);
  for (const place of emptyPlaces(world, unit)) {
    if (!random.chance(announcedShare)) continue;
    let from = world.today + random.between(2, 16);
    if (weekday(from) === 6) from += 2;
    if (weekday(from) === 0) from += 1;
    const at = momentOn(world.day, random.between(15 * 3600, 17 * 3600));
    if (at < place.writableAt || (place.place.until !== null && from >= place.place.until))
      continue;
    place.startsOn = from;
    place.writableAt = at + 600;
    enqueue(world, {
      kind: 'stay.start',
      at,
      event: random.uuid(),
      unit: unit.unit,
      stay: random.uuid(),
      place: place.place,
      person: `${provider.code.slice(5)}-K${random.between(10_000, 99_999)}-${unit.unit.index}`,
      from,
      expectedEndOn: null,
      fileKind: random.chance(0.6) ? 'COURT' : 'VOLUNTARY',
      needs: [],
      timeOutOf: null,
      overCapacity: null,
    });
  }
}

/**
 * On the last day of the history some starts are announced for the days to come, without a hold: the place
 * is free until then and yet cannot be given to a stay without end, so that "free" and "offerable" differ.
 */
export function announceStarts(world: World, random: Random): void {
  for (const unit of world.units) {
    const writes = unit.silentFrom >= world.today && unit.crowdedFrom === null;
    if (writes && unit.closedUntil <= world.day && unit.unit.plan.code !== 'TIME_OUT')
      announce(world, unit, random);
  }
}
