import type { Asker, MatrixWorld } from './matrix-world.fixtures.ts';
import { circleOf, oracleTables, type Rows, type Who } from './oracle.ts';
import { quote, told, type Truth } from './wall-questions.ts';
import { type Sample, samplesOf } from './matrix-samples.fixtures.ts';
import type { Verdict } from './wall-client.ts';

/** One place where the database does other than the oracle says. */
export interface Disagreement {
  table: string;
  who: string;
  what: string;
  expected: string;
  got: string;
}

/** For each column that makes a row somebody's: a value that makes it not the asker's. */
export function notMine(check: TableCheck, asker: Asker): Record<string, string> {
  const { person, circle, sharedWith } = check.oracle.mine!;
  const somebody = check.world.askers.find(
    (each) => each.personId !== null && each.personId !== asker.personId,
  )!;
  const house = Object.values(check.world.providers).find((id) => id !== asker.organisationId)!;
  return {
    [person]: somebody.personId!,
    ...(circle && { [circle]: circleOf[asker.role] === 'JJ' ? 'AN' : 'JJ' }),
    ...(sharedWith && { [sharedWith]: house }),
  };
}

/** The checks of one table against the oracle: what is really there, and what was found otherwise. */
export class TableCheck {
  readonly found: Disagreement[] = [];
  cells = 0;
  values = 0;
  readonly table: string;
  readonly world: MatrixWorld;
  readonly truth: Truth;
  readonly samples: Sample | undefined;

  constructor(table: string, world: MatrixWorld, truth: Truth) {
    this.table = table;
    this.world = world;
    this.truth = truth;
    this.samples = samplesOf(table, world);
  }

  get oracle() {
    return oracleTables[this.table]!;
  }

  say(who: string, what: string, expected: string, got: Verdict | string): void {
    this.found.push({
      table: this.table,
      who,
      what,
      expected,
      got: typeof got === 'string' ? got : told(got),
    });
  }

  /** Of this person, and for the role and organisation that they wear now. */
  isMine(row: (string | null)[], asker: Asker, reading: boolean): boolean {
    const { person, role, organisation, circle, sharedWith } = this.oracle.mine!;
    const of = (column: string) => row[this.truth.columns.indexOf(column)] ?? null;
    const fits = (column: string | undefined, worn: string | null) =>
      column === undefined || of(column) === null || of(column) === worn;
    const own = asker.personId !== null && of(person) === asker.personId;
    const shared =
      sharedWith !== undefined &&
      of(sharedWith) !== null &&
      of(sharedWith) === asker.organisationId;
    return (
      (reading ? own || shared : own && fits(sharedWith, asker.organisationId)) &&
      fits(role, asker.role) &&
      fits(circle, circleOf[asker.role]) &&
      fits(organisation, asker.organisationId)
    );
  }

  /** Of a child on whose file the asker has a window that lives, as far as it goes. */
  inWindow(asker: Asker): (string | null)[][] {
    const { child, needs, classes, askedBy } = this.oracle.window!;
    const of = (row: (string | null)[], column: string) =>
      row[this.truth.columns.indexOf(column)] ?? '';
    const files = this.world.windows
      .filter(({ personId, allows }) => personId === asker.personId && allows.includes(needs))
      .map(({ childId }) => childId);
    return this.truth.rows.filter(
      (row) =>
        files.includes(of(row, child)) &&
        (!classes || (classes[asker.role] ?? []).includes(of(row, 'class'))) &&
        (!askedBy || of(row, askedBy) === asker.personId),
    );
  }

  /** Rows that somebody should see or touch. */
  rowsOf(rows: Rows | undefined, asker: Asker | null, reading = false): (string | null)[][] {
    if (rows === 'open') return this.truth.rows;
    if (!rows || (asker && asker.state !== 'live')) return [];
    if (rows === 'all') return this.truth.rows;
    if (rows === 'mine')
      return asker ? this.truth.rows.filter((row) => this.isMine(row, asker, reading)) : [];
    if (rows === 'opened' || rows === 'emergency') {
      const at = this.truth.columns.indexOf(this.oracle.openedBy!);
      const open = this.world.opened.filter(({ personId }) => personId === asker?.personId);
      const isOpen = (row: (string | null)[]) =>
        open.some(({ subjects }) => subjects.includes(row[at] ?? ''));
      const own = rows === 'opened' ? this.rowsOf('region', asker, reading) : [];
      return this.truth.rows.filter((row) => own.includes(row) || isOpen(row));
    }
    if (rows === 'window') return asker ? this.inWindow(asker) : [];
    const flag = rows === 'addressed' ? this.truth.columns.indexOf(this.oracle.addressedBy!) : null;
    const [column, worn] =
      rows === 'region'
        ? [this.oracle.ofRegion!, asker?.areaCode]
        : [this.oracle.ownedBy!, asker?.organisationId];
    const at = this.truth.columns.indexOf(column);
    return this.truth.rows.filter(
      (row) => worn != null && row[at] === worn && (flag === null || row[flag] === 't'),
    );
  }

  readKey(who: Who): readonly string[] {
    const readable = this.oracle.read[who]?.columns ?? [];
    const key = this.oracle.key.filter((column) => readable.includes(column));
    return key.length > 0 ? key : readable.slice(0, 1);
  }

  /** Facts are written under an event of the same transaction; only who may write events has one. */
  event(asker: Asker): string[] {
    const may = oracleTables['platform.event']!.create[asker.role];
    if (!may || asker.state !== 'live' || this.table === 'platform.event') return [];
    const organisation = asker.organisationId ? quote(asker.organisationId) : 'null';
    return [
      `with e as (select gen_random_uuid() as id), made as (insert into platform.event (id, slice, kind, at, organisation_id) select id, 'capacity', 'matrix', platform.now(), ${organisation} from e)
       select set_config('vp.event', id::text, true) from e`,
    ];
  }
}
