import { type DayNo, monthOf } from './calendar.ts';
import type { Absence } from './facts.ts';
import { plan, type StayState, type UnitState, type World, writingMoment } from './world.ts';

type Kind = Absence['absenceKind'];

/** Chance a day that a child goes away, and for how long; weekends at home are not written down. */
const kinds: readonly {
  kind: Kind;
  aDay: number;
  meanDays: number;
  fromAge: number;
  holidays: boolean;
}[] = [
  { kind: 'HOSPITAL', aDay: 0.00035, meanDays: 12, fromAge: 0, holidays: false },
  { kind: 'RUNAWAY', aDay: 0.0009, meanDays: 4, fromAge: 13, holidays: false },
  { kind: 'HOME', aDay: 0.0006, meanDays: 9, fromAge: 0, holidays: true },
];

const holidays: Readonly<Record<number, number>> = { 4: 2, 7: 3.5, 8: 3.5, 12: 2.5 };

export interface AwayOptions {
  kind: Kind;
  days: number;
  planned: boolean;
  timeOut?: StayState;
}

/** A child is away from today on; the place stays its own. */
export function goAway(world: World, stay: StayState, options: AwayOptions): void {
  const { day } = world;
  const at = writingMoment(world, stay.unit, day, stay.writableAt);
  const back = day + options.days;
  stay.away = {
    id: world.random.uuid(),
    back,
    planned: options.planned,
    timeOut: options.timeOut ?? null,
  };
  stay.writableAt = at + 600;
  plan(world, stay.unit, {
    kind: 'absence.start',
    at,
    absence: stay.away.id,
    stay: stay.id,
    absenceKind: options.kind,
    from: day,
    until: options.planned ? back : null,
  });
}

/** The child is back today; a planned return was written from the start. */
export function comeBack(world: World, stay: StayState): void {
  const away = stay.away!;
  stay.away = null;
  if (away.planned) return;
  const at = writingMoment(world, stay.unit, world.day, stay.writableAt);
  stay.writableAt = at + 600;
  plan(world, stay.unit, { kind: 'absence.end', at, absence: away.id, on: world.day });
}

/** A child may go away when nothing about its end is settled yet, and it stays on long enough to come back. */
export const mayGo = (world: World, stay: StayState, days: DayNo): boolean =>
  !stay.away &&
  !stay.announced &&
  !stay.home &&
  stay.from < world.day &&
  stay.end > world.day + days + 15;

/** Returns and new absences of a day. */
export function moveAway(world: World, unit: UnitState): void {
  const { random } = world;
  const season = holidays[monthOf(world.day)] ?? 0.6;
  for (const { stay } of unit.places) {
    if (!stay) continue;
    if (stay.away && !stay.away.timeOut && world.day >= stay.away.back) comeBack(world, stay);
    if (unit.pace.dayAndNight && !unit.pace.seasonal) continue;
    const chance = random.next();
    let reached = 0;
    for (const each of kinds) {
      reached += each.aDay * (each.holidays ? season : 1);
      if (chance >= reached) continue;
      const days = 1 + Math.round(random.exponential(each.meanDays - 1));
      const old = unit.unit.ageMax >= each.fromAge;
      if (old && mayGo(world, stay, days))
        goAway(world, stay, { kind: each.kind, days, planned: each.holidays });
      break;
    }
  }
}
