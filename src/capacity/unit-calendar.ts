import { containsDay, daysBetween, eachDay, type Period } from '../platform/period.ts';
import { type Figures, type RawCounts, shareOut } from './figures.ts';
import { settleLoose } from './settle-loose.ts';
import type { UnitCalendar } from './unit-calendar-contract.ts';

/**
 * Lays the facts of one unit out over a window of days: a row for each place, and rows of their own for
 * what has no place (stays, promises, counted unavailability, reconversions not registered, partial
 * stops, stays above capacity). The figures of a day are counted from the cells themselves, so that what
 * is drawn and what is said cannot differ; a property test holds them against the plain recount.
 */
export type CellState =
  | 'free'
  | 'held'
  | 'occupied'
  | 'absent'
  | 'unavailable'
  | 'notConverted'
  | 'over'
  | 'stop';

export interface FactRef {
  readonly kind: 'stay' | 'hold' | 'unavailability' | 'reconversion';
  readonly id: string;
}

/** The state of one row on one day; days in the same state by the same fact share one object. */
export interface Cell {
  readonly state: CellState;
  /** Places; 1 but for rows that count. */
  readonly count: number;
  readonly fact: FactRef | null;
  /** On the row of a place: taken by a fact that has no place of its own; see `settleLoose`. */
  readonly isLoose?: true;
}

export type RowKind =
  | 'place'
  | 'stay'
  | 'over'
  | 'hold'
  | 'unavailability'
  | 'reconversion'
  | 'stop';

export interface CalendarRow {
  /** The id of the place, or of the fact that the row shows; `over` for what is above capacity. */
  readonly id: string;
  readonly kind: RowKind;
  /** One for each day of the window; `null` where there is nothing. */
  readonly cells: readonly (Cell | null)[];
}

export type DayFigures = Omit<Figures, 'offerable'>;

export interface ModuleCalendar {
  readonly module: string;
  readonly rows: readonly CalendarRow[];
  /** One for each day of the window. */
  readonly days: readonly DayFigures[];
}

type Cells = (Cell | null)[];

/** Fills the days of a period that lie in the window; `over` says which cells may be painted over. */
function paint(cells: Cells, first: string, period: Period, cell: Cell, over?: Cell): void {
  const begin = Math.max(0, daysBetween(first, period.from));
  const end =
    period.until === null ? cells.length : Math.min(cells.length, daysBetween(first, period.until));
  for (let day = begin; day < end; day += 1) {
    if (over === undefined || cells[day] === over) cells[day] = cell;
  }
}

const cellOf = (state: CellState, fact: FactRef | null = null, count = 1): Cell => ({
  state,
  count,
  fact,
});

type Stay = UnitCalendar['stays'][number];

/** The days of a stay, away or not. */
function paintStay(cells: Cells, first: string, stay: Stay): void {
  const fact: FactRef = { kind: 'stay', id: stay.id };
  const there = cellOf('occupied', fact);
  const away = cellOf('absent', fact);
  paint(cells, first, stay.period, there);
  for (const absence of stay.absences) paint(cells, first, absence.period, away, there);
}

/** What one module of the unit has; the whole of it stands in `UnitCalendar`. */
function ofModule(calendar: UnitCalendar, module: string) {
  const own = <Fact extends { module: string }>(facts: readonly Fact[]) =>
    facts.filter((fact) => fact.module === module);
  const places = own(calendar.places);
  const known = new Set(places.map(({ id }) => id));
  const onPlace = (fact: { placeId: string | null }) =>
    fact.placeId !== null && known.has(fact.placeId);
  const byPlace = <Fact extends { placeId: string | null }>(facts: readonly Fact[]) => ({
    placed: Map.groupBy(facts.filter(onPlace), ({ placeId }) => placeId!),
    loose: facts.filter((fact) => !onPlace(fact)),
  });
  const unavailabilities = own(calendar.unavailabilities);
  return {
    places,
    stays: byPlace(own(calendar.stays)),
    holds: byPlace(own(calendar.holds)),
    outs: byPlace(unavailabilities.filter(({ places: count }) => count > 0)),
    stops: unavailabilities.filter(({ onlyFor }) => onlyFor !== null),
    reconversions: own(calendar.reconversions),
    recognitions: own(calendar.recognitions),
  };
}

type Facts = ReturnType<typeof ofModule>;

/** The first state that holds of occupied, unavailable, held, free: painted in the other order. */
function placeRow(facts: Facts, place: Facts['places'][number], first: string, length: number) {
  const cells: Cells = Array.from({ length }, () => null);
  paint(cells, first, place.period, cellOf('free'));
  for (const { id, period } of facts.holds.placed.get(place.id) ?? [])
    paint(cells, first, period, cellOf('held', { kind: 'hold', id }));
  for (const { id, period } of facts.outs.placed.get(place.id) ?? [])
    paint(cells, first, period, cellOf('unavailable', { kind: 'unavailability', id }));
  for (const stay of facts.stays.placed.get(place.id) ?? []) paintStay(cells, first, stay);
  return { id: place.id, kind: 'place' as const, cells };
}

function looseRows(facts: Facts, first: string, length: number): CalendarRow[] {
  const row = (kind: RowKind, id: string, fill: (cells: Cells) => void): CalendarRow => {
    const cells: Cells = Array.from({ length }, () => null);
    fill(cells);
    return { id, kind, cells };
  };
  return [
    ...facts.stays.loose.map((stay) =>
      row('stay', stay.id, (cells) => paintStay(cells, first, stay)),
    ),
    ...facts.holds.loose.map(({ id, period }) =>
      row('hold', id, (cells) => paint(cells, first, period, cellOf('held', { kind: 'hold', id }))),
    ),
    ...facts.outs.loose.map(({ id, period, places }) =>
      row('unavailability', id, (cells) =>
        paint(cells, first, period, cellOf('unavailable', { kind: 'unavailability', id }, places)),
      ),
    ),
    ...facts.reconversions.map(({ id, period, places }) =>
      row('reconversion', id, (cells) =>
        paint(cells, first, period, cellOf('notConverted', { kind: 'reconversion', id }, places)),
      ),
    ),
    ...facts.stops.map(({ id, period }) =>
      row('stop', id, (cells) =>
        paint(cells, first, period, cellOf('stop', { kind: 'unavailability', id })),
      ),
    ),
  ];
}

const none = (): RawCounts => ({
  recognised: 0,
  occupied: 0,
  absent: 0,
  notConverted: 0,
  unavailable: 0,
  held: 0,
});

function count(raw: RawCounts, cell: Cell | null): void {
  switch (cell?.state) {
    case 'absent':
      raw.absent += cell.count;
      raw.occupied += cell.count;
      break;
    case 'occupied':
    case 'notConverted':
    case 'unavailable':
    case 'held':
      raw[cell.state] += cell.count;
      break;
    default:
  }
}

/** Stays above capacity, as a row of its own where there are any. */
function overRow(days: readonly DayFigures[]): CalendarRow[] {
  if (days.every(({ overOccupied }) => overOccupied === 0)) return [];
  const byCount = new Map<number, Cell>();
  const cells = days.map(({ overOccupied }) => {
    if (overOccupied === 0) return null;
    const cell = byCount.get(overOccupied) ?? cellOf('over', null, overOccupied);
    byCount.set(overOccupied, cell);
    return cell;
  });
  return [{ id: 'over', kind: 'over', cells }];
}

function layModule(calendar: UnitCalendar, module: string, dates: readonly string[]) {
  const facts = ofModule(calendar, module);
  const first = calendar.from;
  const places = facts.places
    .map((place) => placeRow(facts, place, first, dates.length))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
  const loose = looseRows(facts, first, dates.length);
  const raws = dates.map(none);
  for (const { cells } of [...places, ...loose])
    for (const [day, cell] of cells.entries()) count(raws[day]!, cell);
  const days = raws.map((raw, day) => {
    const recognised = facts.recognitions
      .filter(({ period }) => containsDay(period, dates[day]!))
      .reduce((sum, each) => sum + each.places, 0);
    return shareOut({ ...raw, recognised });
  });
  settleLoose(
    places.map(({ cells }) => cells),
    loose,
    days,
  );
  const stays = loose.filter(({ kind }) => kind === 'stay');
  const others = loose.filter(({ kind }) => kind !== 'stay');
  return { module, rows: [...places, ...stays, ...overRow(days), ...others], days };
}

/** The calendar of each module that the unit offers, in the order of the answer. */
export function layCalendar(calendar: UnitCalendar): ModuleCalendar[] {
  const dates = [...eachDay({ from: calendar.from, until: calendar.until })];
  return calendar.modules.map((module) => layModule(calendar, module, dates));
}
