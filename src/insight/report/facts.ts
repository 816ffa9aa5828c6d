import type { OutOfUseReport, ReleasedCell, Series } from '../contract.ts';
import type { OutOfUseRow } from '../month.queries.ts';
import { bandOf, lengthBands, reasonGroups, type TableCode } from '../published-tables.ts';

/** What the report of unavailability tells (R18): reason, length, trend, module, region, sector, staff against the rest. */
type Cells = readonly (ReleasedCell & { table: TableCode })[];

const shortage = 'STAFF_SHORTAGE';
const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);

/** Staff shortage against the rest, month after month, from two released series. */
export function trendOf(
  totals: Series['months'],
  reasons: Series['months'],
): OutOfUseReport['trend'] {
  return totals.map(({ month, cells }) => {
    const all = cells.find((cell) => cell.figure === 'unavailable')?.value ?? null;
    const staff =
      reasons.find((each) => each.month === month)?.cells.find((cell) => cell.column === shortage)
        ?.value ?? null;
    return { key: month, shortage: staff, rest: minus(all, staff) };
  });
}

const byPlaces = (a: { places: number | null }, b: { places: number | null }) =>
  (b.places ?? -1) - (a.places ?? -1);

/** The report of a released month, from its cells alone. */
export function releasedReport(
  release: { month: string; releasedOn: string },
  cells: Cells,
  trend: OutOfUseReport['trend'],
): OutOfUseReport {
  const of = (table: TableCode, figure = 'unavailable') =>
    cells.filter((cell) => cell.table === table && cell.figure === figure);
  const counts = (table: TableCode, key: 'row' | 'column') =>
    of(table)
      .map((cell) => ({ key: cell[key], places: cell.value }))
      .sort(byPlaces);
  const lengths = of('staff-length');
  const at = (row: string, column: string) =>
    lengths.find((cell) => cell.row === row && cell.column === column)?.value ?? null;
  return {
    day: release.month,
    releasedOn: release.releasedOn,
    recognised: of('total', 'recognised')[0]?.value ?? null,
    unavailable: of('total')[0]?.value ?? null,
    byReason: counts('reason', 'column'),
    byModule: counts('module', 'column'),
    byRegion: counts('region', 'row'),
    bySector: counts('sector', 'row'),
    byLength: Object.keys(lengthBands).map((key) => ({
      key,
      shortage: at('shortage', key),
      rest: at('rest', key),
    })),
    trend: trend.filter((each) => each.key <= release.month).slice(-25),
    units: [],
  };
}

function countBy(rows: readonly OutOfUseRow[], key: (row: OutOfUseRow) => string) {
  return [...Map.groupBy(rows, key)]
    .map(([name, own]) => ({ key: name, places: own.reduce((sum, row) => sum + row.places, 0) }))
    .sort(byPlaces);
}

const placesOf = (rows: readonly OutOfUseRow[]) => rows.reduce((sum, row) => sum + row.places, 0);

/** The live report, unit by unit, for who may see units. */
export function liveReport(
  day: string,
  recognised: number,
  rows: readonly OutOfUseRow[],
  trend: OutOfUseReport['trend'],
): OutOfUseReport {
  const staff = rows.filter((row) => row.reason === shortage);
  const rest = rows.filter((row) => row.reason !== shortage);
  const reasons = countBy(rows, (row) => row.reason);
  const silent = Object.values(reasonGroups)
    .flat()
    .filter((reason) => !reasons.some((each) => each.key === reason));
  const inBand = (list: readonly OutOfUseRow[], key: string) =>
    placesOf(list.filter((row) => bandOf(row.days) === key));
  return {
    day,
    releasedOn: null,
    recognised,
    unavailable: placesOf(rows),
    byReason: [...reasons, ...silent.map((key) => ({ key, places: 0 }))],
    byModule: countBy(rows, (row) => row.module),
    byRegion: countBy(rows, (row) => row.region),
    bySector: countBy(rows, (row) => row.sector),
    byLength: Object.keys(lengthBands).map((key) => ({
      key,
      shortage: inBand(staff, key),
      rest: inBand(rest, key),
    })),
    trend: [...trend, { key: day, shortage: placesOf(staff), rest: placesOf(rest) }],
    units: rows
      .map(({ unitId, unitName, providerName, region, module, reason, places, days }) => ({
        unitId,
        unitName,
        providerName,
        region,
        module,
        reason,
        places,
        days,
      }))
      .sort((a, b) => b.days - a.days),
  };
}
