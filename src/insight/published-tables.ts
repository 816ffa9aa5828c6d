/**
 * The fixed tables that are published each month and how their cells add up. There are no others: no free
 * cross-tabulation (design/safeguards.md, section 6). Counts are places on the first day of the month.
 */

/** Figures of a row; the parts of `recognised` are occupied and notOccupied, those of notOccupied the next three. */
export const figures = [
  'recognised',
  'occupied',
  'notOccupied',
  'unavailable',
  'free',
  'rest',
  'over',
  'absent',
] as const;
export type Figure = (typeof figures)[number];

/** Reasons of unavailability that are counted together by region, so that fewer cells are too small to show. */
export const reasonGroups = {
  STAFF: ['STAFF_SHORTAGE', 'STAFF_ABSENCE'],
  GROUP: ['GROUP_LOAD', 'SAFETY_GROUP', 'ADMISSION_STOP', 'UNIT_CLOSED', 'QUARANTINE_HEALTH'],
  OTHER: [
    'BUILDING',
    'RECONVERSION',
    'CONVERSION_TIMEOUT',
    'NOT_YET_OPERATIONAL',
    'OVERNUMBER_ELSEWHERE',
    'CRISIS_HELD',
    'FUNDING',
    'OTHER',
  ],
} as const;
export type ReasonGroup = keyof typeof reasonGroups;
const groupNames = Object.keys(reasonGroups) as ReasonGroup[];
const groupOf = new Map<string, ReasonGroup>(
  groupNames.flatMap((group) => reasonGroups[group].map((reason) => [reason, group] as const)),
);

/** Reasons that tell of health: a sensitive attribute, with the higher threshold. */
const sensitiveReasons: readonly string[] = ['STAFF_ABSENCE', 'QUARANTINE_HEALTH'];

/** How long a place has been out of use, in days since its first day: lower bounds of the bands. */
export const lengthBands = {
  'under-1-month': 0,
  '1-3-months': 31,
  '3-6-months': 92,
  'over-6-months': 183,
} as const;
export type LengthBand = keyof typeof lengthBands;
const bandNames = Object.keys(lengthBands) as LengthBand[];

export const tableCodes = [
  'total',
  'region',
  'module',
  'sector',
  'region-module',
  'zone',
  'reason-group',
  'region-reason',
  'reason',
  'length',
  'staff-length',
] as const;
export type TableCode = (typeof tableCodes)[number];

/** Where a cell stands. `row` is an area, sector or kind, `column` a module, reason or band; '*' where there is none. */
export interface Coordinate {
  table: TableCode;
  row: string;
  column: string;
  figure: Figure;
}

/** One unit and module on the day of the figures. */
export interface UnitFigures {
  providerId: string;
  sector: string;
  region: string;
  zone: string | null;
  module: string;
  recognised: number;
  occupied: number;
  absent: number;
  unavailable: number;
  free: number;
  overOccupied: number;
}

/** Places of one provider that are out of use for one reason, of those counted in `unavailable`. */
export interface OutOfUse {
  providerId: string;
  region: string;
  reason: string;
  /** Days since the first day out of use. */
  days: number;
  places: number;
}

export interface MonthFigures {
  units: readonly UnitFigures[];
  outOfUse: readonly OutOfUse[];
}

/** A cell before the gate: its true value and who is behind it. */
export interface Cell extends Coordinate {
  key: string;
  value: number;
  /** What each organisation contributes, where that is not nothing. */
  contributions: ReadonlyMap<string, number>;
  /** Up to which value it is too small to show. */
  threshold: number;
}

/** `total` is the sum of `parts`; numbers of cells in the list. */
export interface Sum {
  total: number;
  parts: readonly number[];
}

export interface Tables {
  cells: readonly Cell[];
  sums: readonly Sum[];
}

export const keyOf = (at: Coordinate): string => `${at.table}|${at.row}|${at.column}|${at.figure}`;

/** Thresholds of primary suppression. */
export interface Thresholds {
  /** Everywhere. */
  usual: number;
  /** Below a region, and with a sensitive attribute. */
  sensitive: number;
  organisations: number;
}

const partsOf: Record<Figure, (unit: UnitFigures) => number> = {
  recognised: (unit) => unit.recognised,
  occupied: (unit) => unit.occupied,
  notOccupied: (unit) => unit.recognised - unit.occupied,
  unavailable: (unit) => unit.unavailable,
  free: (unit) => unit.free,
  rest: (unit) => unit.recognised - unit.occupied - unit.unavailable - unit.free,
  over: (unit) => unit.overOccupied,
  absent: (unit) => unit.absent,
};

const whole = ['recognised', 'occupied', 'notOccupied', 'unavailable', 'free', 'rest'] as const;
const halves = ['recognised', 'occupied', 'notOccupied'] as const;

export const bandOf = (days: number): LengthBand =>
  bandNames.findLast((band) => days >= lengthBands[band]) ?? 'under-1-month';

/** Zones are shown where a region has more than one: else a zone is its region, with a lower threshold. */
function zonesShown(units: readonly UnitFigures[]): Set<string> {
  const ofRegion = Map.groupBy(units, (unit) => unit.region);
  return new Set(
    [...ofRegion].flatMap(([region, own]) =>
      new Set(own.map((unit) => unit.zone)).size > 1 ? [region] : [],
    ),
  );
}

class Builder {
  readonly found = new Map<string, Cell & { contributions: Map<string, number> }>();
  readonly #thresholds: Thresholds;
  constructor(thresholds: Thresholds) {
    this.#thresholds = thresholds;
  }

  add(at: Coordinate, providerId: string | null, value: number): void {
    const key = keyOf(at);
    let cell = this.found.get(key);
    if (!cell) {
      const sensitive =
        at.table === 'zone' || (at.table === 'reason' && sensitiveReasons.includes(at.column));
      const threshold = sensitive ? this.#thresholds.sensitive : this.#thresholds.usual;
      cell = { ...at, key, value: 0, contributions: new Map(), threshold };
      this.found.set(key, cell);
    }
    cell.value += value;
    if (providerId !== null && value !== 0)
      cell.contributions.set(providerId, (cell.contributions.get(providerId) ?? 0) + value);
  }

  addUnit(unit: UnitFigures, zones: Set<string>): void {
    const put = (table: TableCode, row: string, column: string, list: readonly Figure[]) => {
      for (const figure of list)
        this.add({ table, row, column, figure }, unit.providerId, partsOf[figure](unit));
    };
    put('total', '*', '*', [...whole, 'over', 'absent']);
    put('region', unit.region, '*', [...whole, 'over', 'absent']);
    put('module', '*', unit.module, whole);
    put('sector', unit.sector, '*', whole);
    put('region-module', unit.region, unit.module, halves);
    if (zones.has(unit.region)) put('zone', `${unit.region}/${unit.zone ?? '-'}`, '*', halves);
  }

  /** Every reason, group and band is shown, also where there is nothing: what is not said is never a zero. */
  addReasons(regions: Iterable<string>): void {
    const none = (table: TableCode, row: string, column: string) =>
      this.add({ table, row, column, figure: 'unavailable' }, null, 0);
    for (const group of groupNames) {
      none('reason-group', '*', group);
      for (const reason of reasonGroups[group]) none('reason', group, reason);
      for (const region of regions) none('region-reason', region, group);
    }
    for (const band of bandNames) {
      none('length', '*', band);
      for (const row of ['shortage', 'rest']) none('staff-length', row, band);
    }
    none('staff-length', 'rest', '*');
  }

  addOutOfUse(out: OutOfUse): void {
    const group = groupOf.get(out.reason);
    if (!group) throw new Error(`a reason that is in no group: ${out.reason}`);
    const put = (table: TableCode, row: string, column: string) =>
      this.add({ table, row, column, figure: 'unavailable' }, out.providerId, out.places);
    const staff = out.reason === 'STAFF_SHORTAGE' ? 'shortage' : 'rest';
    put('reason-group', '*', group);
    put('reason', group, out.reason);
    put('region-reason', out.region, group);
    put('length', '*', bandOf(out.days));
    put('staff-length', staff, bandOf(out.days));
    if (staff === 'rest') put('staff-length', 'rest', '*');
  }
}

/** The cells of one month, with all the sums that anybody can make of them. */
export function tablesOf(month: MonthFigures, thresholds: Thresholds): Tables {
  const builder = new Builder(thresholds);
  const zones = zonesShown(month.units);
  for (const unit of month.units) builder.addUnit(unit, zones);
  builder.addReasons(new Set(month.units.map((unit) => unit.region)));
  for (const out of month.outOfUse) builder.addOutOfUse(out);
  const cells = [...builder.found.values()];
  return { cells, sums: sumsOf(cells) };
}

/**
 * How the cells add up: known to everybody who knows the tables, so the attacker is given the same. Works
 * from the coordinates alone.
 */
export function sumsOf(cells: readonly Coordinate[]): Sum[] {
  const numbers = new Map(cells.map((cell, n) => [keyOf(cell), n]));
  const sums = new Map<string, number[]>();
  const at = (table: TableCode, row: string, column: string, figure: Figure) =>
    keyOf({ table, row, column, figure });
  const say = (name: string, total: string, part: number) => {
    const id = `${total} ${name}`;
    const parts = sums.get(id);
    if (parts) parts.push(part);
    else sums.set(id, [part]);
  };
  for (const [n, cell] of cells.entries()) {
    const { table, row, column, figure } = cell;
    const total = at('total', '*', '*', figure);
    const own = (of: Figure) => at(table, row, column, of);
    if (figure === 'occupied' || figure === 'notOccupied') say('state', own('recognised'), n);
    if (['unavailable', 'free', 'rest'].includes(figure) && numbers.has(own('notOccupied')))
      say('state', own('notOccupied'), n);
    if (table === 'region' || table === 'module' || table === 'sector') say(table, total, n);
    if (table === 'region-module') {
      say('modules', at('region', row, '*', figure), n);
      say('regions', at('module', '*', column, figure), n);
    }
    if (table === 'zone') say('zones', at('region', row.split('/')[0]!, '*', figure), n);
    if (table === 'reason-group' || table === 'length') say(table, total, n);
    if (table === 'reason') say('reasons', at('reason-group', '*', row, figure), n);
    if (table === 'region-reason') {
      say('groups', at('region', row, '*', figure), n);
      say('regions', at('reason-group', '*', column, figure), n);
    }
    if (table === 'staff-length' && column !== '*') {
      say('staff', at('length', '*', column, figure), n);
      const margin =
        row === 'shortage'
          ? at('reason', 'STAFF', 'STAFF_SHORTAGE', figure)
          : at(table, row, '*', figure);
      say('lengths', margin, n);
    }
    if (table === 'staff-length' && column === '*') say('shortage or not', total, n);
    if (table === 'reason' && column === 'STAFF_SHORTAGE') say('shortage or not', total, n);
  }
  return [...sums].flatMap(([id, parts]) => {
    const total = numbers.get(id.slice(0, id.indexOf(' ')));
    return total === undefined ? [] : [{ total, parts }];
  });
}
