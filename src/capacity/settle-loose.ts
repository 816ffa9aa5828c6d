import type { CalendarRow, Cell, DayFigures } from './unit-calendar.ts';

type Cells = (Cell | null)[];

/** One place that a fact without a place of its own takes: a stay, one of "two places, whichever", a promise. */
interface Loose {
  readonly cells: CalendarRow['cells'];
  /** The row of the place that it was shown on the day before. */
  last: number;
}

const order = ['stay', 'reconversion', 'unavailability', 'hold'];

/** Each fact without a place, as often as it counts, in the order in which a place is counted. */
function looseOf(rows: readonly CalendarRow[]): Loose[] {
  return rows
    .filter(({ kind }) => order.includes(kind))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .flatMap(({ cells }) => {
      const count = Math.max(...cells.map((cell) => cell?.count ?? 0));
      return Array.from({ length: count }, (): Loose => ({ cells, last: -1 }));
    });
}

/**
 * Covers open places with what takes a place and has none of its own, so that on no day more places are
 * drawn free than are free: "four places not converted" leave no open place where the figures say none.
 * Which place it is, nobody said; the cell says so (`isLoose`). Each stays on the row it was on as long
 * as that is open. Open places that are not recognised on the day are left empty.
 * @param places the cells of each place of one module, changed in place
 */
export function settleLoose(
  places: readonly Cells[],
  rows: readonly CalendarRow[],
  days: readonly DayFigures[],
): void {
  const all = looseOf(rows);
  const made = new WeakMap<Cell, Cell>();
  const shown = (cell: Cell): Cell => {
    const one = made.get(cell) ?? { ...cell, count: 1, isLoose: true as const };
    made.set(cell, one);
    return one;
  };
  for (const [day, { free }] of days.entries()) {
    const open = new Set(
      places.flatMap((cells, row) => (cells[day]?.state === 'free' ? [row] : [])),
    );
    let surplus = open.size - free;
    if (surplus <= 0) continue;
    const here = ofDay(all, day).slice(0, surplus);
    const cover = (one: Loose, row: number) => {
      places[row]![day] = shown(one.cells[day]!);
      one.last = row;
      open.delete(row);
      surplus -= 1;
    };
    const moved = here.filter((one) => {
      if (!open.has(one.last)) return true;
      cover(one, one.last);
      return false;
    });
    const rest = [...open].reverse();
    for (const one of moved) cover(one, rest.shift()!);
    for (const row of rest.slice(0, surplus)) places[row]![day] = null;
  }
}

/** Those that take a place on a day; of one fact as many as it counts. */
function ofDay(all: readonly Loose[], day: number): Loose[] {
  const left = new Map<CalendarRow['cells'], number>();
  return all.filter(({ cells }) => {
    const now = left.get(cells) ?? cells[day]?.count ?? 0;
    left.set(cells, now - 1);
    return now > 0;
  });
}
