import { type DayNo, dayOf, momentOn, type Seconds, weekday } from './calendar.ts';
import { FactLog } from './fact-log.ts';
import { type Pace, paceOf } from './pace.ts';
import type { Random } from './random.ts';
import { carryOut } from './carry-out.ts';
import type { Entry, Step } from './steps.ts';
import type { Place, Provider, Supply, Unit } from './supply.ts';

/** A child's stay as it really is; what is known of it is in the log. */
export interface StayState {
  id: string;
  person: string;
  unit: UnitState;
  place: PlaceState | null;
  from: DayNo;
  /** First day not stayed, as it will be. */
  end: DayNo;
  /** Days before its end on which the end is announced; negative: told afterwards. */
  announce: number;
  announced: boolean;
  /** Nothing about this stay is written before this moment. */
  writableAt: Seconds;
  away: AwayState | null;
  /** For a time-out: the stay at home. */
  home: StayState | null;
}

export interface AwayState {
  id: string;
  back: DayNo;
  /** The day of return is known from the start. */
  planned: boolean;
  timeOut: StayState | null;
}

export interface PlaceState {
  place: Place;
  stay: StayState | null;
  /** A start that is agreed: its day. */
  startsOn: DayNo | null;
  /** The place is out of use until this day. */
  outUntil: DayNo;
  writableAt: Seconds;
}

export interface OutState {
  id: string;
  /** The place, or the unit when null. */
  place: PlaceState | null;
  from: DayNo;
  /** When it really ends, and when it was last said to. */
  end: DayNo;
  saidEnd: DayNo;
  /** No starts in the whole unit while it lasts. */
  closes: boolean;
  writableAt: Seconds;
}

export interface UnitState {
  unit: Unit;
  pace: Pace;
  places: PlaceState[];
  /** Stays without a place of their own. */
  extra: StayState[];
  outs: OutState[];
  /** No starts before this day. */
  closedUntil: DayNo;
  /** From this day on nothing is recorded any more (a stale unit), or the end of the history. */
  silentFrom: DayNo;
  confirmOn: DayNo;
  /** From this day on the unit is kept over-occupied, as a planted fault. */
  crowdedFrom: DayNo | null;
}

export interface ProviderState {
  provider: Provider;
  units: UnitState[];
  importDay: number;
  persons: number;
  /** Children who left lately and may come back. */
  recent: { person: string; writableAt: Seconds }[];
}

/** The world on one day of the simulation. */
export interface World {
  random: Random;
  supply: Supply;
  firstDay: DayNo;
  /** The day of the demo: the history ends at its midnight. */
  today: DayNo;
  day: DayNo;
  log: FactLog;
  units: UnitState[];
  providers: ProviderState[];
  timeOuts: StayState[];
  queue: Entry[][];
  /** While a provider's first import is made up: its rows. */
  importing: Step[] | null;
  /** The last evening, when whatever is written is written at once. */
  evening: boolean;
  /** Told of everything that is written, in order. */
  witness: ((entry: Entry) => void) | undefined;
  confirmedAt: Map<Unit, Seconds>;
  confirmationsSeen: number;
}

export function makeWorld(random: Random, supply: Supply, firstDay: DayNo, today: DayNo): World {
  const units: UnitState[] = supply.units.map((unit) => ({
    unit,
    pace: paceOf(unit),
    places: unit.places.map((place) => ({
      place,
      stay: null,
      startsOn: null,
      outUntil: 0,
      writableAt: 0,
    })),
    extra: [],
    outs: [],
    closedUntil: 0,
    silentFrom: today,
    confirmOn: firstDay + random.between(0, 6),
    crowdedFrom: null,
  }));
  const providers = supply.providers.map((provider) => ({
    provider,
    units: provider.units.map((unit) => units[unit.index]!),
    importDay: random.between(1, 28),
    persons: 0,
    recent: [],
  }));
  return {
    random,
    supply,
    firstDay,
    today,
    day: firstDay,
    log: new FactLog(),
    units,
    providers,
    timeOuts: [],
    queue: Array.from({ length: today - firstDay }, () => []),
    importing: null,
    evening: false,
    witness: undefined,
    confirmedAt: new Map(),
    confirmationsSeen: 0,
  };
}

export const providerOf = (world: World, unit: UnitState): ProviderState =>
  world.providers[unit.unit.provider.index]!;

/** A moment to write something down: in office hours, except where somebody is there day and night. */
export function writingMoment(
  world: World,
  unit: UnitState,
  day: DayNo,
  notBefore: Seconds,
): Seconds {
  if (world.evening)
    return Math.max(notBefore, momentOn(day, world.random.between(19 * 3600, 22 * 3600)));
  let on = day;
  if (!unit.pace.dayAndNight) {
    if (weekday(on) === 6) on += 2;
    else if (weekday(on) === 0) on += 1;
  }
  const at = momentOn(on, world.random.between(8 * 3600 + 1800, 17 * 3600 + 1800));
  return at >= notBefore ? at : notBefore;
}

type Plain<T> = T extends unknown ? Omit<T, 'event' | 'unit'> : never;

/** Plans a step for its moment. What lies after the end of the history, or of the unit's records, is never written. */
export function plan(world: World, unit: UnitState, step: Plain<Step>): void {
  const whole: Step = { ...step, event: world.random.uuid(), unit: unit.unit };
  if (world.importing) world.importing.push(whole);
  else if (step.at < momentOn(unit.silentFrom, 0)) enqueue(world, whole);
}

export function enqueue(world: World, entry: Entry): void {
  const on = dayOf(entry.at);
  if (on < world.today) world.queue[Math.max(on, world.day) - world.firstDay]!.push(entry);
}

/** Carries out what is written down on the present day, in the order of the moments. */
export function writeDay(world: World): void {
  const entries = world.queue[world.day - world.firstDay]!;
  entries.sort((a, b) => a.at - b.at);
  for (const entry of entries) {
    carryOut(world.log, entry);
    world.witness?.(entry);
  }
  world.queue[world.day - world.firstDay] = [];
}

export const newPerson = (world: World, provider: ProviderState): string => {
  provider.persons += 1;
  return `${provider.provider.code.slice(5)}-${String(provider.persons).padStart(5, '0')}-${world.random.between(10, 99)}`;
};
