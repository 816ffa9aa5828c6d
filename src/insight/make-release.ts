import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Database, Reader, Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import { monthFigures } from './month.queries.ts';
import { tablesOf, type Thresholds } from './published-tables.ts';
import { releaseSettings } from './release-settings.ts';
import type { Before } from './joint.ts';
import { suppress } from './suppression.ts';

/** How many months back the first release of an installation goes. */
const firstMonths = 24;

interface DueRelease {
  /** ISO day, the first of a month. */
  month: string;
  releasedOn: string;
  /** ISO instant: the figures are as they were known at the midnight that begins the day of release. */
  knownAt: string;
}

const nextMonth = (month: string, by = 1): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 10);
};

/** The release that comes first, if its day has come: the months go one after another. */
async function nextDue(tx: Reader, delayDays: number): Promise<DueRelease | null> {
  const [state] = await tx.rows<{ today: string; last: string | null; first: string | null }>(
    `select platform.today() as today, (select max(month) from insight.release) as last,
            (select min(recorded_at)::date from capacity.delta) as first`,
  );
  // What nobody knew yet cannot be released: the first month is the one after the first thing written down.
  if (!state?.first) return null;
  const oldest = nextMonth(`${state.today.slice(0, 7)}-01`, -firstMonths);
  const start = nextMonth(`${state.first.slice(0, 7)}-01`);
  const month = state.last ? nextMonth(state.last) : start > oldest ? start : oldest;
  const releasedOn = addDays(month, delayDays);
  if (releasedOn > state.today) return null;
  const [known] = await tx.rows<{ at: Date }>(
    `select $1::timestamp at time zone time_zone as at from platform.instance`,
    [releasedOn],
  );
  return { month, releasedOn, knownAt: known!.at.toISOString() };
}

/** The release before, with the figures behind it, so that the two together give nothing away either. */
async function releaseBefore(
  tx: Reader,
  month: string,
  thresholds: Thresholds,
): Promise<Before | undefined> {
  const [last] = await tx.rows<{ id: string; knownAt: Date }>(
    `select id, known_at as "knownAt" from insight.release where month = $1`,
    [nextMonth(month, -1)],
  );
  if (!last) return undefined;
  const figures = await monthFigures(tx, nextMonth(month, -1), last.knownAt.toISOString());
  const rows = await tx.rows<{ key: string }>(
    `select concat_ws('|', table_code, row_code, column_code, figure) as key
       from insight.release_cell where release_id = $1 and value is null`,
    [last.id],
  );
  return { ...tablesOf(figures, thresholds), hidden: new Set(rows.map((row) => row.key)) };
}

interface Made {
  month: string;
  cells: number;
  hidden: number;
  before: Before;
}

async function release(
  tx: Writer,
  due: DueRelease,
  settings: { delayDays: number; thresholds: Thresholds },
  kept: Before | undefined,
): Promise<Made> {
  const { month, releasedOn, knownAt } = due;
  const { delayDays, thresholds } = settings;
  const before = kept ?? (await releaseBefore(tx, month, thresholds));
  const tables = tablesOf(await monthFigures(tx, month, knownAt), thresholds);
  const { hidden, memory } = suppress(tables, thresholds, { before });
  const { cells } = tables;
  await recordEvent(tx, theProgram, {
    slice: 'insight',
    kind: 'release',
    organisationId: null,
    subjectId: null,
    details: { month, cells: cells.length, hidden: hidden.size, memory },
  });
  const [made] = await tx.rows<{ id: string }>(
    `insert into insight.release (month, released_on, known_at, delay_days, thresholds, cells, hidden, invented)
     select $1, $2, $3, $4, $5, $6, $7, coalesce((select bool_or(invented) from capacity.figures_unit), false) returning id`,
    [month, releasedOn, knownAt, delayDays, JSON.stringify(thresholds), cells.length, hidden.size],
  );
  const shown = cells.map((cell) => (hidden.has(cell.key) ? null : cell.value));
  await tx.rows(
    `insert into insight.release_cell (release_id, table_code, row_code, column_code, figure, value, hidden_because)
     select $1, t, r, c, f, v, case when v is null then 'PROTECTED' end
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[]) as x (t, r, c, f, v)`,
    [
      made!.id,
      cells.map((cell) => cell.table),
      cells.map((cell) => cell.row),
      cells.map((cell) => cell.column),
      cells.map((cell) => cell.figure),
      shown,
    ],
  );
  return { month, cells: cells.length, hidden: hidden.size, before: { ...tables, hidden } };
}

/**
 * Makes every release whose day has come, one transaction each, oldest first; safe to repeat. A release is
 * never recomputed: what becomes known later shows in later months only (R25, design/safeguards.md 6).
 * @returns the months that were released now
 */
export async function makeDueReleases(
  db: Database,
  options: { signal?: AbortSignal; progress?: (month: string) => void } = {},
): Promise<Omit<Made, 'before'>[]> {
  const made: Omit<Made, 'before'>[] = [];
  let before: Before | undefined;
  for (;;) {
    options.signal?.throwIfAborted();
    const one = await db.as('vp_jobs', async (tx) => {
      const [today] = await tx.rows<{ day: string }>('select platform.today() as day');
      const settings = await releaseSettings(tx, today!.day);
      const due = await nextDue(tx, settings.delayDays);
      return due && release(tx, due, settings, before);
    });
    if (!one) return made;
    const { before: kept, ...rest } = one;
    before = kept;
    made.push(rest);
    options.progress?.(one.month);
  }
}
