import { type DayNo, dayOf, type Seconds, weekday } from './calendar.ts';
import { type Desk, pseudonymOf, rulesKey, workday } from './demand-desk.ts';
import { left, moduleDemand, regionShares, weekly } from './demand-plan.ts';
import type { FactLog } from './fact-log.ts';
import type { Random } from './random.ts';
import type { Place, Unit } from './supply.ts';

/** A start of a child of the list; with the stay and the place that the supply tells of, where it tells of it. */
export interface Arrival {
  unit: Unit;
  on: DayNo;
  /** Where the stay ended; null while it runs. */
  until: DayNo | null;
  court: boolean;
  known: { pseudonym: string; stay: string; place: Place } | null;
}

/** A place that is held now, and the child of the list for whom. */
export interface Promised {
  unit: Unit;
  startOn: DayNo;
  at: Seconds;
  pseudonym: string;
  hold: string;
  place: Place;
}

export interface Arrivals {
  started: Arrival[];
  promised: Promised[];
}

const wanted = new Set(moduleDemand.map(([module]) => module));
const isWorkday = (day: DayNo) => weekday(day) % 6 !== 0;

/**
 * Says of some of the stays that began in so many weeks, and of every start that is agreed now, that it is a child of
 * the waiting list: the stay and the hold then carry its pseudonym, as they do when the program leads a child there.
 * Changes the log, before it is written.
 */
export function nameArrivals(
  random: Random,
  log: Pick<FactLog, 'current' | 'history'>,
  of: { today: DayNo; weeks: number },
): Arrivals {
  const since = of.today - of.weeks * 7;
  const times = new Map<string, number>();
  for (const { person } of log.current.stay.values())
    times.set(person, (times.get(person) ?? 0) + 1);
  const stays = [...log.current.stay.values()].filter(
    (stay) =>
      stay.place !== null &&
      stay.from >= since &&
      stay.from < of.today &&
      stay.timeOutOf === null &&
      isWorkday(stay.from) &&
      wanted.has(stay.unit.plan.code) &&
      times.get(stay.person) === 1,
  );
  const names = new Map<string, string>();
  const started = random
    .shuffled(stays)
    .slice(0, startsTold(of.weeks))
    .map((stay): Arrival => {
      const pseudonym = pseudonymOf(random);
      names.set(stay.id, pseudonym);
      stay.person = pseudonym;
      return {
        unit: stay.unit,
        on: stay.from,
        until: stay.until,
        court: stay.fileKind === 'COURT',
        known: { pseudonym, stay: stay.id, place: stay.place! },
      };
    });
  for (const { fact } of log.history.stay) {
    const pseudonym = names.get(fact.id);
    if (pseudonym) fact.person = pseudonym;
  }
  const promised = [...log.current.hold.values()].flatMap((hold): Promised[] => {
    const { until, place, unit } = hold;
    const running = until !== null && until > of.today && hold.from <= of.today;
    if (!running || !place || hold.reasonCode !== 'RESERVED_START') return [];
    if (!wanted.has(unit.plan.code) || dayOf(hold.event.at) >= of.today) return [];
    // The hold itself says nothing of the child: capacity managers read it.
    const pseudonym = pseudonymOf(random);
    return [{ unit, startOn: until, at: hold.event.at, pseudonym, hold: hold.id, place }];
  });
  return { started, promised };
}

/** How many starts of so many weeks are told. */
export const startsTold = (weeks: number): number => Math.round(weeks * weekly.starts * left.share);

/** Starts in units of the supply without a stay that it tells of: for the copies of a greater demo. */
export function inventArrivals(desk: Desk, weeks: number): Arrivals {
  const { random, today } = desk;
  const started = Array.from({ length: startsTold(weeks) }, (): Arrival | null => {
    const region = random.weighted(regionShares);
    const modules = moduleDemand.filter(([module]) => desk.units.has(rulesKey(region, module)));
    if (modules.length === 0) return null;
    const unit = random.pick(desk.units.get(rulesKey(region, random.weighted(modules)))!);
    const on = workday(today - 1 - Math.floor(random.next() * weeks * 7));
    const until = workday(on + 20 + Math.round(random.exponential(430)));
    return { unit, on, until, court: random.chance(0.35), known: null };
  });
  return { started: started.filter((each) => each !== null), promised: [] };
}
