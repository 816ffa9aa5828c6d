import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Database, Reader, Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import { type GatedCell, type GateThread, openGateThread } from './gate-thread.ts';
import { monthFigures } from './month.queries.ts';
import type { Memory } from './past.ts';
import type { Thresholds } from './published-tables.ts';
import { releaseSettings } from './release-settings.ts';
import { releasesMade } from './release.queries.ts';

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

/** Tells the gate of all that was released so far, so that all of it together gives nothing away. */
async function tellOfBefore(db: Database, gate: GateThread): Promise<void> {
  const made = await db.as('vp_jobs', releasesMade);
  for (const { month, knownAt, thresholds, memory, hidden } of made) {
    const figures = await db.as('vp_jobs', (tx) => monthFigures(tx, month, knownAt.toISOString()));
    await gate.ask({ figures, thresholds, released: { hidden: new Set(hidden), memory } });
  }
}

interface Made {
  month: string;
  cells: number;
  hidden: number;
}

interface Ready extends DueRelease {
  settings: { delayDays: number; thresholds: Thresholds };
  cells: readonly GatedCell[];
  memory: Memory;
}

async function write(tx: Writer, ready: Ready): Promise<Made> {
  const { month, releasedOn, knownAt, cells, memory } = ready;
  const { delayDays, thresholds } = ready.settings;
  const hidden = cells.filter(({ value }) => value === null).length;
  await recordEvent(tx, theProgram, {
    slice: 'insight',
    kind: 'release',
    organisationId: null,
    subjectId: null,
    details: { month, cells: cells.length, hidden, memory },
  });
  const [made] = await tx.rows<{ id: string }>(
    `insert into insight.release (month, released_on, known_at, delay_days, thresholds, cells, hidden, invented)
     select $1, $2, $3, $4, $5, $6, $7, coalesce((select bool_or(invented) from capacity.figures_unit), false) returning id`,
    [month, releasedOn, knownAt, delayDays, JSON.stringify(thresholds), cells.length, hidden],
  );
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
      cells.map((cell) => cell.value),
    ],
  );
  return { month, cells: cells.length, hidden };
}

/** What comes next, with its figures: as they were known then, so they are the same whenever they are read. */
async function prepare(tx: Reader, until: string | undefined) {
  const [today] = await tx.rows<{ day: string }>('select platform.today() as day');
  const settings = await releaseSettings(tx, today!.day);
  const due = await nextDue(tx, settings.delayDays);
  if (!due || (until !== undefined && due.releasedOn > until)) return null;
  return { ...due, settings, figures: await monthFigures(tx, due.month, due.knownAt) };
}

interface ReleaseOptions {
  signal?: AbortSignal;
  /** ISO day: only what was due by then. */
  until?: string;
  /** Told of each month that is released, and with null before the first: only where there is one. */
  progress?: (month: string | null) => void;
}

/**
 * Makes every release whose day has come, oldest first; safe to repeat, and to break off. A release is never
 * recomputed: what becomes known later shows in later months only (R25, design/safeguards.md 6). What to
 * hide is worked out between two transactions, in a thread of its own: nobody waits for it.
 * @returns the months that were released now
 */
export async function makeDueReleases(db: Database, options: ReleaseOptions = {}): Promise<Made[]> {
  const { signal, until, progress } = options;
  const made: Made[] = [];
  let gate: { thread: GateThread; last: string } | null = null;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const due = await db.as('vp_jobs', (tx) => prepare(tx, until));
      if (!due) return made;
      if (!gate) progress?.(null);
      if (gate?.last !== nextMonth(due.month, -1)) {
        // The first one; or somebody else has released meanwhile: what they showed counts too.
        await gate?.thread.close();
        gate = { thread: openGateThread(signal), last: '' };
        await tellOfBefore(db, gate.thread);
      }
      const { figures, settings } = due;
      const gated = await gate.thread.ask({ figures, thresholds: settings.thresholds });
      const one = await db.as('vp_jobs', async (tx) => {
        const next = await nextDue(tx, settings.delayDays);
        return next?.month === due.month ? write(tx, { ...due, ...gated }) : null;
      });
      gate.last = one ? due.month : '';
      if (!one) continue;
      made.push(one);
      progress?.(one.month);
    }
  } finally {
    await gate?.thread.close();
  }
}
