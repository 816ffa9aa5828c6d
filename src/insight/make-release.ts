import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Database, Reader, Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import { monthFigures } from './month.queries.ts';
import type { Memory, Past } from './past.ts';
import { type Tables, tablesOf, type Thresholds } from './published-tables.ts';
import { releaseSettings } from './release-settings.ts';
import { releasesMade } from './release.queries.ts';
import { remember, suppress } from './suppression.ts';

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

/** Between the work on two months the process does whatever else waits. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** All that was released so far, with the figures behind it, so that all of it together gives nothing away. */
async function releasedBefore(db: Database, signal: AbortSignal | undefined) {
  const made = await db.as('vp_jobs', releasesMade);
  let past: Past | undefined;
  for (const { month, knownAt, thresholds, memory, hidden } of made) {
    signal?.throwIfAborted();
    const figures = await db.as('vp_jobs', (tx) => monthFigures(tx, month, knownAt.toISOString()));
    past = remember(
      tablesOf(figures, thresholds),
      thresholds,
      { hidden: new Set(hidden), memory },
      past,
    );
    await breath();
  }
  return past;
}

interface Made {
  month: string;
  cells: number;
  hidden: number;
}

interface Ready extends DueRelease {
  settings: { delayDays: number; thresholds: Thresholds };
  tables: Tables;
  hidden: ReadonlySet<string>;
  memory: Memory;
}

async function write(tx: Writer, ready: Ready): Promise<Made> {
  const { month, releasedOn, knownAt, tables, hidden, memory } = ready;
  const { delayDays, thresholds } = ready.settings;
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
  return { month, cells: cells.length, hidden: hidden.size };
}

/** What comes next, with its figures: as they were known then, so they are the same whenever they are read. */
async function prepare(tx: Reader) {
  const [today] = await tx.rows<{ day: string }>('select platform.today() as day');
  const settings = await releaseSettings(tx, today!.day);
  const due = await nextDue(tx, settings.delayDays);
  if (!due) return null;
  return { ...due, settings, figures: await monthFigures(tx, due.month, due.knownAt) };
}

/**
 * Makes every release whose day has come, oldest first; safe to repeat, and to break off. A release is never
 * recomputed: what becomes known later shows in later months only (R25, design/safeguards.md 6). What to
 * hide is worked out between two transactions: none waits for it.
 * @returns the months that were released now
 */
export async function makeDueReleases(
  db: Database,
  options: { signal?: AbortSignal; progress?: (month: string) => void } = {},
): Promise<Made[]> {
  const made: Made[] = [];
  let past: { last: string | null; all: Past | undefined } = { last: null, all: undefined };
  for (;;) {
    options.signal?.throwIfAborted();
    const due = await db.as('vp_jobs', prepare);
    if (!due) return made;
    const last = nextMonth(due.month, -1);
    if (past.last !== last) past = { last, all: await releasedBefore(db, options.signal) };
    const tables = tablesOf(due.figures, due.settings.thresholds);
    const { hidden, memory, past: all } = suppress(tables, due.settings.thresholds, past.all);
    const one = await db.as('vp_jobs', async (tx) => {
      const next = await nextDue(tx, due.settings.delayDays);
      // Somebody else has released it meanwhile.
      return next?.month === due.month ? write(tx, { ...due, tables, hidden, memory }) : null;
    });
    if (!one) continue;
    past = { last: due.month, all };
    made.push(one);
    options.progress?.(one.month);
    await breath();
  }
}
